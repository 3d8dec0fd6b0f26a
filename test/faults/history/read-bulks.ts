import * as v from "valibot";
import { bulkViewOf, listBulkJobs } from "../../../db/bulk-job.ts";
import type { OrgDatabase } from "../../../db/database.ts";
import type { StoredBulk } from "./history.ts";

const MOST = 10_000;
const Chunk = v.object({
  job_id: v.string(),
  items: v.pipe(v.string(), v.parseJson(), v.array(v.tuple([v.string(), v.number()]))),
  undo_from: v.nullable(v.number()),
  undo_to: v.nullable(v.number()),
  from_seq: v.nullable(v.number()),
  to_seq: v.nullable(v.number()),
});
const Outcome = v.object({ job_id: v.string(), order_id: v.string(), outcome: v.string(), reason: v.string() });

/** All bulk actions of the organization with what became of each order. */
export async function readBulks(db: OrgDatabase): Promise<StoredBulk[]> {
  const chunks = Map.groupBy((await db.query({ sql: "SELECT * FROM bulk_chunk WHERE org_id = :org ORDER BY job_id, chunk" })).map((row) => v.parse(Chunk, row)), (c) => c.job_id);
  const outcomes = Map.groupBy((await db.query({ sql: "SELECT * FROM bulk_outcome WHERE org_id = :org" })).map((row) => v.parse(Outcome, row)), (o) => o.job_id);
  return (await listBulkJobs(db, MOST)).map((job) => ({
    job: bulkViewOf(job),
    chunks: (chunks.get(job.id) ?? []).map((c) => ({ items: c.items, undo: span(c.undo_from, c.undo_to), wrote: span(c.from_seq, c.to_seq) })),
    outcomes: (outcomes.get(job.id) ?? []).map((o) => ({ orderId: o.order_id, outcome: o.outcome, reason: o.reason })),
  }));
}

function span(from: number | null, to: number | null): { from: number; to: number } | null {
  return from === null || to === null ? null : { from, to };
}
