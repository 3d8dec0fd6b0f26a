import { validator } from "hono-openapi";
import type { GenericSchema } from "valibot";
import type { FieldError } from "../domain/problem.ts";
import { ProblemError } from "../domain/problem.ts";
import type { AppEnv } from "./context.ts";

/** So many fields nobody corrects by hand, and no script reads. */
const MAX_ERRORS = 200;

type Target = "json" | "query" | "param";

/**
 * Parses a part of the request, and puts the same schema into the API's description (A1.3). An id in
 * the path that cannot be one is an address where nothing is.
 * @throws ProblemError `invalid` with the fields; `not_found` for the path
 */
export function validate<Schema extends GenericSchema, T extends Target>(target: T, schema: Schema) {
  return validator<Schema, T, AppEnv, string>(target, schema, (result) => {
    if (result.success) return;
    if (target === "param") throw new ProblemError("not_found", "There is nothing at this address.");
    const errors = result.error.slice(0, MAX_ERRORS).map(fieldError);
    throw new ProblemError("invalid", sentenceOf(errors), { errors });
  });
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

function fieldError(issue: Issue): FieldError {
  const path = issue.path?.map((part) => String(typeof part === "object" ? part.key : part)) ?? [];
  return { field: path.join("."), message: issue.message };
}

function sentenceOf(errors: readonly FieldError[]): string {
  const [first] = errors;
  if (first === undefined || errors.length > 1) return "Some fields are not as they must be. Correct them and send again.";
  return first.field === "" ? first.message : `${first.field}: ${first.message}`;
}
