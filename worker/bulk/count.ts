import { freezeWrites, CHUNK_ORDERS } from "../../db/bulk-chunk.ts";
import { bulkViewOf } from "../../db/bulk-job.ts";
import type { BulkProgress } from "../../db/bulk-job.ts";
import { commit } from "../../db/commit.ts";
import { advanceJob, finishJob } from "../../db/job.ts";
import { listMatching } from "../../db/order-matching.ts";
import { MAX_BULK_ORDERS } from "../../domain/bulk.ts";
import { parseView, viewFilter } from "../../domain/filter-url.ts";
import { viewErrors } from "../../domain/view-refusal.ts";
import { LEASE_MS } from "../job-lease.ts";
import { tellProgress } from "../tell-progress.ts";
import { giveUp } from "./give-up.ts";
import type { Position, Running } from "./run.ts";

/** Orders frozen by one commit: a dozen rows of ids. */
const PAGE = 12 * CHUNK_ORDERS;
const MISREAD = "This filter is not understood any more, so nothing was done. Choose the orders again.";

/**
 * Freezes the ids of the next orders that match (E8): what is shown as the exact number is what is
 * acted on afterwards, whatever comes to match or stops matching meanwhile.
 * @returns true once there are no more
 */
export async function countPage(running: Running, position: Position, giveBack: boolean): Promise<boolean> {
  const { env, db, job } = running;
  const now = Date.now();
  const was = position.progress;
  const params = new URLSearchParams(job.spec.query ?? "");
  // Another version took it for a filter: without what this one leaves out of it, more orders would match than were meant.
  if (viewErrors(params).length > 0) return await giveUp(running, position, "misread", MISREAD);
  const filter = viewFilter(parseView(params).view);
  const { items, at } = await listMatching(db, { filter, at: was.at, limit: PAGE, now });
  const total = was.total + items.length;
  const tooMany = total > MAX_BULK_ORDERS;
  const over = at === null || tooMany;
  const progress: BulkProgress = { ...was, at, counted: over && !tooMany, total, chunks: was.chunks + Math.ceil(items.length / CHUNK_ORDERS) };
  const error = tooMany ? `More than ${MAX_BULK_ORDERS.toLocaleString("en")} orders match, which is more than one action takes. Narrow the filter, for instance by days.` : "";
  const heldUntil = giveBack || over ? 0 : now + LEASE_MS;
  const key = `bulk:${job.id}:count:${was.at ? `${was.at.key}:${was.at.id}` : ""}`;
  await commit(db, {
    key, fingerprint: key, actor: job.actor, cause: { kind: "bulk", id: job.id }, at: now,
    writes: [
      over ? finishJob(job.id, position.heldUntil, tooMany ? "failed" : "ready", progress, now, error) : advanceJob(job.id, position.heldUntil, heldUntil, progress, now),
      ...freezeWrites(job.id, items, was.chunks),
    ],
    changes: [],
    result: {},
  });
  position.progress = progress;
  position.heldUntil = heldUntil;
  await tellProgress(env, db.orgId, bulkViewOf({ ...job, progress, updatedAt: now, error, state: over ? (tooMany ? "failed" : "ready") : "running" }));
  return over;
}
