import * as v from "valibot";
import type { InValue } from "@libsql/client/web";
import { BULK_OUTCOMES } from "../domain/bulk.ts";
import type { BulkOutcomeView } from "../domain/bulk.ts";
import type { Write } from "./commit.ts";
import type { OrgDatabase } from "./database.ts";
import { insertRows } from "./insert-rows.ts";

/** Orders of one commit: more make the whole faster, since they share pages, and each other writer wait longer (measured in `test/bench/bulk.ts`). */
export const CHUNK_ORDERS = 250;

/** An order as it was frozen. */
export type FrozenItem = readonly [id: string, version: number];

export interface BulkChunk {
  readonly items: readonly FrozenItem[];
  /** The changes that it takes back, first and last of the log; null unless the job is an undo. */
  readonly undo: { readonly from: number; readonly to: number } | null;
}

const ChunkRow = v.object({
  items: v.pipe(v.string(), v.parseJson(), v.array(v.tuple([v.string(), v.number()]))),
  undo_from: v.nullable(v.number()),
  undo_to: v.nullable(v.number()),
});

export async function readChunk(db: OrgDatabase, jobId: string, chunk: number): Promise<BulkChunk | null> {
  const [row] = await db.query({ sql: "SELECT items, undo_from, undo_to FROM bulk_chunk WHERE org_id = :org AND job_id = :job AND chunk = :chunk", args: { job: jobId, chunk } });
  if (!row) return null;
  const { items, undo_from: from, undo_to: to } = v.parse(ChunkRow, row);
  return { items, undo: from === null || to === null ? null : { from, to } };
}

/** @param first number of the first chunk */
export function freezeWrites(jobId: string, items: readonly FrozenItem[], first: number): Write[] {
  const chunks: InValue[][] = [];
  for (let i = 0; i < items.length; i += CHUNK_ORDERS) chunks.push([jobId, first + chunks.length, JSON.stringify(items.slice(i, i + CHUNK_ORDERS))]);
  return insertRows("bulk_chunk", ["job_id", "chunk", "items"], chunks);
}

/** The chunks of a job that takes back what another one changed; nothing is copied, the log holds it. */
export function undoChunks(jobId: string, of: string): Write {
  return {
    sql: `INSERT INTO bulk_chunk (org_id, job_id, chunk, items, undo_from, undo_to)
          SELECT :org, :job, row_number() OVER (ORDER BY chunk) - 1, '[]', from_seq, to_seq FROM bulk_chunk WHERE org_id = :org AND job_id = :of AND to_seq >= from_seq`,
    args: { job: jobId, of },
  };
}

/** The chunks that an undo which stopped has left. @param next the first of them */
export function restChunks(jobId: string, of: string, next: number): Write {
  return {
    sql: `INSERT INTO bulk_chunk (org_id, job_id, chunk, items, undo_from, undo_to)
          SELECT :org, :job, chunk - :next, '[]', undo_from, undo_to FROM bulk_chunk WHERE org_id = :org AND job_id = :of AND chunk >= :next`,
    args: { job: jobId, of, next },
  };
}

/** How many chunks of a job changed something. */
export async function countChangedChunks(db: OrgDatabase, jobId: string): Promise<number> {
  const [row] = await db.query({ sql: "SELECT count(*) AS n FROM bulk_chunk WHERE org_id = :org AND job_id = :job AND to_seq >= from_seq", args: { job: jobId } });
  return v.parse(v.number(), row?.["n"]);
}

/** Notes that a chunk is done, if every order that it changes is still as it was read: else nothing of the commit happens. */
export function endChunk(jobId: string, chunk: number, read: readonly FrozenItem[]): Write {
  return {
    sql: `UPDATE bulk_chunk SET from_seq = (SELECT seq + 1 FROM head WHERE org_id = :org), to_seq = (SELECT seq + :n FROM head WHERE org_id = :org)
          WHERE org_id = :org AND job_id = :job AND chunk = :chunk AND to_seq IS NULL
            AND :n = (SELECT count(*) FROM json_each(:read) j CROSS JOIN orders o ON o.org_id = :org AND o.id = j.value->>0 WHERE o.version = j.value->>1)`,
    args: { job: jobId, chunk, n: read.length, read: JSON.stringify(read) },
    guarded: true,
  };
}

export interface NotDone {
  /** Among the orders of the job. */
  readonly position: number;
  readonly orderId: string;
  readonly outcome: "refused" | "stale" | "unchanged";
  readonly reason: string;
}

export function outcomeWrites(jobId: string, outcomes: readonly NotDone[]): Write[] {
  return insertRows("bulk_outcome", ["job_id", "rank", "position", "order_id", "outcome", "reason"], outcomes.map((o) => [jobId, rankOf(o.outcome), o.position, o.orderId, o.outcome, o.reason]));
}

function rankOf(outcome: NotDone["outcome"]): number {
  return outcome === "unchanged" ? 1 : 0;
}

/** A job that was never started needs its ids no more. */
export function forgetChunks(jobId: string): Write {
  return { sql: "DELETE FROM bulk_chunk WHERE org_id = :org AND job_id = :job", args: { job: jobId } };
}

/** Rank and position of the last one that was told; rank 2 goes by the log. */
export interface OutcomePlace {
  readonly rank: number;
  readonly at: number;
}

const OutcomeRow = v.pipe(
  v.object({ rank: v.number(), at: v.number(), order_id: v.string(), number: v.nullable(v.string()), outcome: v.picklist(BULK_OUTCOMES), reason: v.string(), seq: v.nullable(v.number()) }),
  v.transform(({ rank, at, order_id: orderId, number, ...rest }) => ({ place: { rank, at }, view: { ...rest, orderId, number: number ?? "" } satisfies BulkOutcomeView })),
);

const NUMBER = "(SELECT number FROM orders o WHERE o.org_id = :org AND o.id = x.order_id) AS number";

/** What became of the orders of a job: first those that were not done, then those that were so already, then the rest by the log. */
export async function readOutcomes(db: OrgDatabase, jobId: string, after: OutcomePlace, limit: number): Promise<{ place: OutcomePlace; view: BulkOutcomeView }[]> {
  const kept = after.rank > 1 ? [] : await db.query({
    sql: `SELECT x.rank, x.position AS at, x.order_id, ${NUMBER}, x.outcome, x.reason, NULL AS seq FROM bulk_outcome x
          WHERE x.org_id = :org AND x.job_id = :job AND (x.rank, x.position) > (:rank, :at) ORDER BY x.rank, x.position LIMIT :limit`,
    args: { job: jobId, rank: after.rank, at: after.at, limit },
  });
  const left = limit - kept.length;
  const done = left === 0 ? [] : await db.query({
    sql: `SELECT 2 AS rank, x.seq AS at, x.order_id, ${NUMBER}, 'done' AS outcome, '' AS reason, x.seq
          FROM (SELECT c.seq, c.entity_id AS order_id FROM bulk_chunk k CROSS JOIN change c ON c.org_id = :org AND c.seq BETWEEN k.from_seq AND k.to_seq
                WHERE k.org_id = :org AND k.job_id = :job AND k.to_seq > :at AND c.seq > :at ORDER BY k.chunk, c.seq LIMIT :limit) x`,
    args: { job: jobId, at: after.rank > 1 ? after.at : 0, limit: left },
  });
  return [...kept, ...done].map((row) => v.parse(OutcomeRow, row));
}
