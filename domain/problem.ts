import * as v from "valibot";

/**
 * Everything that can go wrong, as one closed union. Rules in `domain` and
 * `db` return or throw it; the worker turns it into `application/problem+json`
 * (RFC 9457) in one place; the browser shows `detail`, which says what to do.
 */
export const PROBLEM_STATUS = {
  malformed: 400,
  idempotency_key_missing: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  unsupported_file: 415,
  invalid: 422,
  refused: 422,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEM_STATUS;

function isCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEM_STATUS, text);
}

/** One field that was refused; `field` is a path such as `lines.0.quantity`. */
export const FieldError = v.object({ field: v.string(), message: v.string() });
export type FieldError = v.InferOutput<typeof FieldError>;

/** One field that two people changed: shown in the conflict dialog. */
export const FieldConflict = v.object({
  field: v.string(),
  base: v.unknown(),
  theirs: v.unknown(),
  mine: v.unknown(),
  /** Who made the change that won so far, and when (UTC milliseconds). */
  by: v.string(),
  at: v.number(),
});
export type FieldConflict = v.InferOutput<typeof FieldConflict>;

const CODES = Object.keys(PROBLEM_STATUS).filter(isCode);

export const Problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: v.picklist(CODES),
  /** A sentence for a person: what happened and what to do. */
  detail: v.string(),
  errors: v.optional(v.array(FieldError)),
  conflicts: v.optional(v.array(FieldConflict)),
  /** The version that the row has now, with `conflict`. */
  version: v.optional(v.number()),
  /** Seconds to wait, with `rate_limited` and `unavailable`. */
  retryAfter: v.optional(v.number()),
});
export type Problem = v.InferOutput<typeof Problem>;

type ProblemExtras = Partial<Pick<Problem, "errors" | "conflicts" | "version" | "retryAfter">>;

/** The only error that our own code throws on purpose. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** @param cause for the log only: what the person is told must not depend on it */
  constructor(code: ProblemCode, detail: string, extras: ProblemExtras = {}, cause?: unknown) {
    super(detail, { cause });
    this.name = "ProblemError";
    this.problem = problem(code, detail, extras);
  }

  static of({ code, detail, ...extras }: Problem): ProblemError {
    return new ProblemError(code, detail, extras);
  }
}

export function problem(code: ProblemCode, detail: string, extras: ProblemExtras = {}): Problem {
  return {
    type: `urn:quayside:problem:${code}`,
    title: code.replaceAll("_", " "),
    status: PROBLEM_STATUS[code],
    code,
    detail,
    ...extras,
  };
}
