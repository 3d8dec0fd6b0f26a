import { permissionForFilter } from "../../domain/filter.ts";
import type { Filter } from "../../domain/filter.ts";
import { ProblemError } from "../../domain/problem.ts";
import { may } from "../../domain/role.ts";
import type { Permission } from "../../domain/role.ts";

/** What was deleted is shown only to who could restore it. @throws ProblemError forbidden */
export function allowFilter(filter: Filter, permissions: readonly Permission[]): void {
  if (may(permissions, permissionForFilter(filter))) return;
  throw new ProblemError("forbidden", "Only who may restore orders is shown the deleted ones. Ask a SuperAdmin, or leave out the filter “deleted”.");
}
