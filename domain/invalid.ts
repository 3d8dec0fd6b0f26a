import { problem } from "./problem.ts";
import type { FieldError, Problem } from "./problem.ts";

/** Sentences of one answer; the others stand at their fields. */
const MOST_SENTENCES = 3;
/** So many fields nobody corrects by hand, and no script reads. */
export const MOST_ERRORS = 200;

/** What is wrong with some fields, as one problem: its sentence is not as long as all of theirs. */
export function invalid(errors: readonly FieldError[]): Problem {
  const sentences = [...new Set(errors.map((error) => error.message))];
  const more = sentences.length - MOST_SENTENCES;
  return problem("invalid", [...sentences.slice(0, MOST_SENTENCES), ...(more > 0 ? [`And ${more} more.`] : [])].join(" "), { errors: errors.slice(0, MOST_ERRORS) });
}
