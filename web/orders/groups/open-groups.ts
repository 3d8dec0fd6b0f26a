import type { GroupField } from "../../../domain/group-field.ts";

const remembered = new WeakMap<object, Map<GroupField, ReadonlySet<string>>>();
const NONE: ReadonlySet<string> = new Set();

/** Which groups are open, for as long as the organization is on screen: grouping by something else and back finds them open. */
export function rememberedGroups(scope: object, field: GroupField): { readonly open: () => ReadonlySet<string>; readonly keep: (open: ReadonlySet<string>) => void } {
  const fields = remembered.get(scope) ?? new Map<GroupField, ReadonlySet<string>>();
  remembered.set(scope, fields);
  return { open: () => fields.get(field) ?? NONE, keep: (open) => void fields.set(field, open) };
}
