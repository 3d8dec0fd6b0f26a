import * as v from "valibot";
import type { Actor, Cause, Change, ChangeKind } from "../domain/change.ts";
import type { Patch } from "../domain/order-rule.ts";
import { ProblemError } from "../domain/problem.ts";
import { isUnreachable, reachable, UNANSWERED } from "./database.ts";
import type { OrgDatabase, Statement } from "./database.ts";
import type { SqlRow } from "./hrana-protocol.ts";

/** A write; a guarded one must hit exactly the row that was read, or nothing of the commit happens. */
export interface Write extends Statement {
  readonly guarded?: true;
}

/** A change as the log will hold it; `seq` is given by the committing batch. */
export interface NewChange {
  readonly kind: ChangeKind;
  readonly entity: Change["entity"];
  readonly entityId: string;
  readonly version: number;
  readonly patch: Patch;
  /** The list row without personal values, or null. An empty `number` is filled in by the batch that allocates it. */
  readonly row: object | null;
  readonly comment: string;
}

export interface Commit {
  /** Idempotency key, already scoped to the actor. */
  readonly key: string;
  /** Hash of what was asked for: the same key with another one is refused. */
  readonly fingerprint: string;
  readonly actor: Actor;
  readonly cause: Cause;
  /** UTC milliseconds. */
  readonly at: number;
  readonly writes: readonly Write[];
  /** In order; `:seq` of the first is the head's + 1. */
  readonly changes: readonly NewChange[];
  /** What a repeated request gets back besides the changes: small JSON. */
  readonly result: Readonly<Record<string, string>>;
  /** The same changes as everybody is told of them, where that is known beforehand; `seq`s count from 1. */
  readonly tell?: readonly Change[];
}

export interface Committed {
  /** First and last sequence number; `to < from` if the commit changed nothing that the log tells of. */
  readonly from: number;
  readonly to: number;
  /** The key had been used before: this is the stored outcome, and nothing was written now. */
  readonly replayed: boolean;
  readonly result: Record<string, string>;
  /** What of `tell` nobody was told of yet: publish it. */
  readonly untold: readonly Change[];
}

/** A guarded row was not as read. Internal: callers read again, merge and retry; it never reaches a client. */
export class GuardBroken extends Error {
  override readonly name = "GuardBroken";
}

const ATTEMPTS = 6;
/** A database that is slow to fail is not asked six times: whoever waits has left by then. */
const GIVE_UP_MS = 15_000;

/**
 * The one way to write (N5): everything in one libSQL batch, one round trip, all or
 * nothing. The idempotency record comes first, so that a batch which had committed
 * before its answer was lost fails there and not on its own guard.
 *
 * @throws GuardBroken if a guarded row changed since it was read
 * @throws ProblemError `idempotency_mismatch`, or `unavailable` if the outcome could not be learnt
 */
export async function commit(db: OrgDatabase, c: Commit): Promise<Committed> {
  const statements = batchOf(c);
  const tell = c.tell ?? [];
  const started = Date.now();
  for (let attempt = 1; ; attempt++) {
    try {
      const { rows, told } = await db.writePart({ statements, tell });
      const { from, to } = rangeOf(rows);
      return { from, to, replayed: false, result: { ...c.result }, untold: told ? [] : numbered(tell, from) };
    } catch (error) {
      const failure = classify(error);
      if (failure === "repeated") return await storedOutcome(db, c);
      if (failure === "guard") throw new GuardBroken();
      if (failure === "fatal") throw error;
      if (attempt === ATTEMPTS || Date.now() - started > GIVE_UP_MS) await reachable(Promise.reject(error), UNANSWERED);
      // Busy, or an answer that never came: the same batch again is safe under its key.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** attempt));
    }
  }
}

/** Takes the key of a request that is recorded under a key of its own for each time that it is sent, such as a part of an upload, so that nothing else is asked under it. */
export function claimKey(c: Pick<Commit, "key" | "fingerprint" | "at">): Write {
  return {
    sql: "INSERT OR IGNORE INTO idempotency (org_id, key, fingerprint, from_seq, to_seq, result, at) SELECT :org, :key, :fingerprint, seq + 1, seq, '{}', :at FROM head WHERE org_id = :org",
    args: { key: c.key, fingerprint: c.fingerprint, at: c.at },
  };
}

/** The outcome of an earlier commit under this key, for callers that look before they work; null if there is none. */
export async function findOutcome(db: OrgDatabase, key: string, fingerprint: string): Promise<Committed | null> {
  const [row] = await db.query({ sql: "SELECT fingerprint, from_seq, to_seq, result FROM idempotency WHERE org_id = :org AND key = :key", args: { key } });
  if (!row) return null;
  const stored = v.parse(Stored, row);
  if (stored.fingerprint !== fingerprint) {
    throw new ProblemError("idempotency_mismatch", "This Idempotency-Key was used for another request. Send a new key with each new request.");
  }
  return { from: stored.from_seq, to: stored.to_seq, replayed: true, result: v.parse(Result, JSON.parse(stored.result)), untold: [] };
}

/** The sequence numbers that a commit was given, from the rows of its statements. */
export function rangeOf(rows: readonly SqlRow[][]): { from: number; to: number } {
  const { from_seq: from, to_seq: to } = v.parse(Range, rows[0]?.[0]);
  return { from, to };
}

/** What was to be told, with the numbers that it got. */
export function numbered(tell: readonly Change[], from: number): Change[] {
  return tell.map((change, i) => ({ ...change, seq: from + i }));
}

const Range = v.object({ from_seq: v.number(), to_seq: v.number() });
const Stored = v.object({ fingerprint: v.string(), from_seq: v.number(), to_seq: v.number(), result: v.string() });
const Result = v.record(v.string(), v.string());

async function storedOutcome(db: OrgDatabase, c: Commit): Promise<Committed> {
  const outcome = await findOutcome(db, c.key, c.fingerprint);
  if (!outcome) throw new ProblemError("internal", "A repeated request was recognized but its outcome is missing.");
  return outcome;
}

function batchOf(c: Commit): Statement[] {
  const n = c.changes.length;
  const statements: Statement[] = [
    {
      sql: `INSERT INTO idempotency (org_id, key, fingerprint, from_seq, to_seq, result, at)
            VALUES (:org, :key, :fingerprint, (SELECT seq + 1 FROM head WHERE org_id = :org), (SELECT seq + :n FROM head WHERE org_id = :org), :result, :at)
            RETURNING from_seq, to_seq`,
      args: { key: c.key, fingerprint: c.fingerprint, n, result: JSON.stringify(c.result), at: c.at },
    },
  ];
  for (const write of c.writes) {
    statements.push({ sql: write.sql, ...(write.args ? { args: write.args } : {}) });
    // changes() speaks of the statement directly before: anywhere else the guard passes silently.
    if (write.guarded) statements.push({ sql: "INSERT INTO guard (broken) SELECT NULL WHERE changes() <> 1 AND :org IS NOT NULL" });
  }
  if (n > 0) {
    statements.push({ sql: "UPDATE head SET seq = seq + :n WHERE org_id = :org", args: { n } });
    statements.push({
      sql: `INSERT INTO change (org_id, seq, kind, entity, entity_id, version, patch, row, actor, cause, comment, at)
            SELECT :org, h.seq - :n + 1 + c.key, c.value->>'kind', c.value->>'entity', c.value->>'entityId', c.value->>'version', c.value->'patch',
              CASE WHEN c.value->>'$.row.number' = ''
                THEN json_set(c.value->'row', '$.number', (SELECT number FROM orders WHERE org_id = :org AND id = c.value->>'entityId'))
                ELSE nullif(c.value->'row', 'null') END,
              :actor, :cause, c.value->>'comment', :at
            FROM json_each(:changes) c CROSS JOIN head h WHERE h.org_id = :org`,
      args: { n, changes: JSON.stringify(c.changes), actor: JSON.stringify(c.actor), cause: JSON.stringify(c.cause), at: c.at },
    });
  }
  return statements;
}

type Failure = "repeated" | "guard" | "retry" | "fatal";

function classify(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes("UNIQUE constraint failed: idempotency")) return "repeated";
  if (message.includes("NOT NULL constraint failed: guard")) return "guard";
  if (message.includes("SQLITE_BUSY") || message.includes("database is locked")) return "retry";
  return isUnreachable(error) ? "retry" : "fatal";
}

