import { validator } from "hono-openapi";
import { setGlobalMessage } from "valibot";
import type { GenericSchema } from "valibot";
import { issueWords } from "../domain/issue-words.ts";
import type { FieldError } from "../domain/problem.ts";
import { MOST_ERRORS } from "../domain/invalid.ts";
import { ProblemError } from "../domain/problem.ts";
import { shortened } from "../domain/quote.ts";
import type { AppEnv } from "./context.ts";

// Of every schema that has no words of its own: what the validator itself says is for programmers.
setGlobalMessage(issueWords);

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
    const errors = result.error.slice(0, MOST_ERRORS).map(target === "query" ? queryError : fieldError);
    throw new ProblemError("invalid", sentenceOf(errors), { errors });
  });
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

function fieldError(issue: Issue): FieldError {
  const path = issue.path?.map((part) => String(typeof part === "object" ? part.key : part)) ?? [];
  return { field: shortened(path.join(".")), message: issue.message };
}

/** In an address a name that stands there twice arrives as a list. */
function queryError(issue: Issue & { readonly input?: unknown }): FieldError {
  const error = fieldError(issue);
  return Array.isArray(issue.input) ? { ...error, message: `“${error.field}” stands there twice. Keep one of them.` } : error;
}

function sentenceOf(errors: readonly FieldError[]): string {
  const [first] = errors;
  if (first === undefined || errors.length > 1) return `Correct ${listed([...new Set(errors.map((e) => e.field || "the body"))])}, and send again.`;
  return first.field === "" ? first.message : `${first.field}: ${first.message}`;
}

/** So many fields are named in the sentence; all of them are in the list beside it. */
const NAMED = 5;

function listed(fields: readonly string[]): string {
  const more = fields.length - NAMED;
  return new Intl.ListFormat("en-GB").format(more > 0 ? [...fields.slice(0, NAMED), `${more} more`] : fields);
}
