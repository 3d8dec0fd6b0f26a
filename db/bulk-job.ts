import * as v from "valibot";
import { BulkAction } from "../domain/bulk.ts";
import { BulkKind } from "../domain/bulk-job.ts";
import type { BulkJobView } from "../domain/bulk-job.ts";
import type { Write } from "./commit.ts";
import type { OrgDatabase } from "./database.ts";
import { JOB_COLUMNS, jobOf } from "./job.ts";
import type { Job } from "./job.ts";

const BulkSpec = v.object({
  act: BulkKind,
  /** Null until it is started, and for an undo. */
  action: v.nullable(BulkAction),
  /** The list whose orders are frozen; null if they were named, or are those of another job. */
  query: v.nullable(v.string()),
  undoes: v.nullable(v.string()),
  redo: v.optional(v.boolean(), false),
  undoneBy: v.nullable(v.string()),
});
export type BulkSpec = v.InferOutput<typeof BulkSpec>;

const BulkProgress = v.object({
  /** The place in the list up to which ids are frozen; null at its beginning. */
  at: v.nullable(v.object({ key: v.union([v.string(), v.number()]), id: v.string() })),
  /** All ids are frozen. */
  counted: v.boolean(),
  chunks: v.number(),
  total: v.number(),
  /** The next chunk to do. */
  next: v.number(),
  done: v.number(),
  unchanged: v.number(),
  failed: v.number(),
});
export type BulkProgress = v.InferOutput<typeof BulkProgress>;

export const NO_BULK_PROGRESS: BulkProgress = { at: null, counted: false, chunks: 0, total: 0, next: 0, done: 0, unchanged: 0, failed: 0 };

export type BulkJob = Job<BulkSpec, BulkProgress>;

export async function loadBulkJob(db: OrgDatabase, id: string): Promise<BulkJob | null> {
  const [row] = await db.query({ sql: `SELECT ${JOB_COLUMNS} FROM job WHERE org_id = :org AND id = :id AND kind = 'bulk'`, args: { id } });
  return row ? jobOf(row, BulkSpec, BulkProgress) : null;
}

/** The newest first. */
export async function listBulkJobs(db: OrgDatabase, limit: number): Promise<BulkJob[]> {
  const rows = await db.query({
    sql: `SELECT ${JOB_COLUMNS} FROM job INDEXED BY job_created WHERE org_id = :org AND kind = 'bulk' ORDER BY created_at DESC, id DESC LIMIT :limit`,
    args: { limit },
  });
  return rows.map((row) => jobOf(row, BulkSpec, BulkProgress));
}

/** How everyone sees the job, on the page and by the socket. */
export function bulkViewOf(job: BulkJob): BulkJobView {
  const { spec, progress, actor } = job;
  return {
    id: job.id, kind: "bulk", state: stateOf(job), act: spec.act, action: spec.action, total: progress.total,
    done: progress.done, unchanged: progress.unchanged, failed: progress.failed, undoes: spec.undoes, redo: spec.redo, undoneBy: spec.undoneBy,
    byId: actor.id, by: actor.name, error: job.error, createdAt: job.createdAt, updatedAt: job.updatedAt,
  };
}

function stateOf({ state, progress }: BulkJob): BulkJobView["state"] {
  if (state === "done" || state === "failed" || state === "cancelled") return state;
  return progress.counted && state !== "uploading" ? state : "counting";
}

/** Marks the job that is taken back: once, and once more for what the job that did it before has left. @param previous that job, null if there is none */
export function claimUndo(id: string, by: string, previous: string | null): Write {
  return {
    sql: "UPDATE job SET spec = json_set(spec, '$.undoneBy', :by) WHERE org_id = :org AND id = :id AND kind = 'bulk' AND state IN ('done', 'failed', 'cancelled') AND json_extract(spec, '$.undoneBy') IS :previous",
    args: { id, by, previous },
    guarded: true,
  };
}

const UNSTARTED_MS = 24 * 3_600_000;

/** Somebody counted, and went away: after a day their ids are forgotten. */
export function sweepUnstarted(now: number): Write[] {
  const old = "SELECT id FROM job WHERE org_id = :org AND kind = 'bulk' AND state = 'ready' AND updated_at < :before";
  const args = { before: now - UNSTARTED_MS, now };
  return [
    { sql: `DELETE FROM bulk_chunk WHERE org_id = :org AND job_id IN (${old})`, args: { before: args.before } },
    { sql: `UPDATE job SET state = 'cancelled', updated_at = :now WHERE org_id = :org AND id IN (${old})`, args },
  ];
}
