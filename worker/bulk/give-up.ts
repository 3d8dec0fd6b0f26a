import { bulkViewOf } from "../../db/bulk-job.ts";
import { commit } from "../../db/commit.ts";
import { finishJob } from "../../db/job.ts";
import { tellProgress } from "../tell-progress.ts";
import type { Position, Running } from "./run.ts";

/**
 * Ends a bulk action whose worker cannot go on with it; what was done before stays, and is listed.
 * @param why for its key: it is given up once for that
 * @param error a sentence for whoever started it
 * @returns true: it is over
 */
export async function giveUp({ env, db, job }: Running, { heldUntil, progress }: Position, why: "misread" | "stopped", error: string): Promise<true> {
  const now = Date.now();
  const key = `bulk:${job.id}:${why}`;
  await commit(db, {
    key, fingerprint: key, actor: job.actor, cause: { kind: "bulk", id: job.id }, at: now,
    writes: [finishJob(job.id, heldUntil, "failed", progress, now, error)], changes: [], result: {},
  });
  await tellProgress(env, db.orgId, bulkViewOf({ ...job, progress, updatedAt: now, error, state: "failed" }));
  return true;
}
