import * as v from "valibot";
import { encoded, Failure, Result, rowsOf } from "./hrana-protocol.ts";
import type { SqlRow, SqlStatement } from "./hrana-protocol.ts";

/** SQLite's refusal, with its code (`SQLITE_BUSY`, `SQLITE_CONSTRAINT`…). Anything else that is thrown means that the outcome is unknown. */
export class SqlError extends Error {
  override readonly name = "SqlError";
  readonly code: string;

  constructor({ message, code }: Refusal) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** Somebody else writes or checkpoints. The transaction did nothing, so the same again is safe. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("SQLITE_BUSY");
}

/** The rows of each statement of a part, or why nothing of that part happened. Plain data: the room hands it on. */
export type PartOutcome = { readonly rows: SqlRow[][] } | { readonly refused: Refusal };
export interface Refusal {
  readonly message: string;
  readonly code: string;
}

/** One request of type `batch`, and how to read what it is answered. */
export interface HranaBatch {
  readonly steps: readonly object[];
  /** @throws SqlError if the transaction as a whole did not happen, Error if nobody knows */
  readonly read: (answer: unknown) => PartOutcome[];
}

const StepAnswers = v.object({ step_results: v.array(v.nullable(Result)), step_errors: v.array(v.nullable(Failure)) });
const done = (step: number) => ({ type: "ok", step });
const BEGIN = 0;

/**
 * Parts that are written in one transaction, each of them all or nothing for itself: what one is
 * refused for undoes that part and no other. One commit for all of them costs the database half of
 * what one each does.
 */
export function writing(parts: readonly (readonly SqlStatement[])[]): HranaBatch {
  const steps: object[] = [{ stmt: encoded({ sql: "BEGIN IMMEDIATE" }) }];
  const add = (sql: SqlStatement, condition: object) => steps.push({ stmt: encoded(sql), condition }) - 1;
  const spans = parts.map((statements) => {
    const saved = add({ sql: "SAVEPOINT part" }, done(BEGIN));
    let last = saved;
    for (const statement of statements) last = add(statement, done(last));
    add({ sql: "ROLLBACK TO part" }, { type: "and", conds: [done(saved), { type: "not", cond: done(last) }] });
    add({ sql: "RELEASE part" }, done(saved));
    return { from: saved, to: last };
  });
  const commit = add({ sql: "COMMIT" }, done(BEGIN));
  // A stream that is kept must not carry an open transaction into the next request.
  add({ sql: "ROLLBACK" }, { type: "not", cond: { type: "is_autocommit" } });
  return {
    steps,
    read(answer) {
      const { step_results: results, step_errors: errors } = v.parse(StepAnswers, answer);
      const refused = (from: number, to: number) => errors.slice(from, to + 1).find((e) => e !== null);
      const begin = refused(BEGIN, BEGIN);
      if (begin) throw new SqlError(refusal(begin));
      const end = refused(commit, commit);
      if (end) {
        const error = new SqlError(refusal(end));
        // A full disk ends a transaction in its middle, and the parts after it were written by themselves.
        throw isBusy(error) ? error : new Error(`The transaction did not end as it should: ${end.message}`);
      }
      return spans.map(({ from, to }) => {
        const failed = refused(from, to);
        return failed ? { refused: refusal(failed) } : { rows: rowsOfEach(results.slice(from + 1, to + 1)) };
      });
    },
  };
}

/** Statements that see one state of the database. */
export function reading(statements: readonly SqlStatement[]): HranaBatch {
  const steps = [
    { stmt: encoded({ sql: "BEGIN TRANSACTION READONLY" }) },
    ...statements.map((s, i) => ({ stmt: encoded(s), condition: done(i) })),
    { stmt: encoded({ sql: "COMMIT" }), condition: done(statements.length) },
    { stmt: encoded({ sql: "ROLLBACK" }), condition: { type: "not", cond: { type: "is_autocommit" } } },
  ];
  return {
    steps,
    read(answer) {
      const { step_results: results, step_errors: errors } = v.parse(StepAnswers, answer);
      const failed = errors.find((e) => e !== null);
      return [failed ? { refused: refusal(failed) } : { rows: rowsOfEach(results.slice(1, statements.length + 1)) }];
    },
  };
}

function refusal({ message, code }: v.InferOutput<typeof Failure>): Refusal {
  return { message, code: code ?? "SQL_UNKNOWN" };
}

function rowsOfEach(results: readonly (v.InferOutput<typeof Result> | null)[]): SqlRow[][] {
  return results.map((r) => (r ? rowsOf(r) : []));
}
