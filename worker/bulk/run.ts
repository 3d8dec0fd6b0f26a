import { bulkViewOf, loadBulkJob } from "../../db/bulk-job.ts";
import type { BulkJob, BulkProgress } from "../../db/bulk-job.ts";
import { commit, GuardBroken } from "../../db/commit.ts";
import { controlDatabase } from "../../db/control.ts";
import type { ControlDatabase } from "../../db/control.ts";
import { databaseFor } from "../../db/database.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { moveJob } from "../../db/job.ts";
import { ProblemError } from "../../domain/problem.ts";
import { controlAddress, tenantAddress } from "../env.ts";
import type { Env } from "../env.ts";
import { leaseJob, STEP_COMMITS, STEP_MS } from "../job-lease.ts";
import type { Outcome } from "../job-lease.ts";
import { tellProgress } from "../tell-progress.ts";
import { throughRoom } from "../through-room.ts";
import { doChunk } from "./chunk.ts";
import { countPage } from "./count.ts";
import type { PreparedChunk } from "./prepare-chunk.ts";

/** A lease on one job, and what its steps need to know. */
export interface Running {
  readonly env: Env;
  readonly db: OrgDatabase;
  readonly control: ControlDatabase;
  readonly job: BulkJob;
}

/** Where a worker stands in a job: moves with every commit, so that after a failure it is where the last commit left it. */
export interface Position {
  progress: BulkProgress;
  /** What the job's row says of the lease; 0 once it is given back. */
  heldUntil: number;
  /** When everyone was told how far the job is (UTC milliseconds). */
  toldAt: number;
  /** The next chunk, read while the one before it was written. */
  ahead: { readonly chunk: number; readonly prepared: Promise<PreparedChunk> } | null;
  /** The chunk as it was read last. */
  tried: PreparedChunk | null;
  /** Orders of the chunk that others change again and again: they are left out. */
  readonly busy: Set<string>;
}

/** In a crowd that changes the same orders all the time. By then each of those is left out. */
const TRIES = 30;

/**
 * Goes on with a bulk action for the time of one step (design: "Long work"): counts, or does. Safe to
 * call at any time and twice at once: a lease keeps a second worker away, every commit is guarded by
 * it, and whoever comes after a crash goes on from the last commit.
 * @param own the lease that this message's own earlier try could not give back; 0 if there is none
 */
export async function runBulk(env: Env, orgId: string, jobId: string, own: number): Promise<Outcome> {
  // In the line of everybody's commits: past it, a single edit would find the database busy again and again.
  const db = databaseFor(tenantAddress(env), orgId, { carrier: throughRoom(env, orgId) });
  const heldUntil = await leaseJob(db, "bulk", jobId, own);
  const job = heldUntil === null ? null : await loadBulkJob(db, jobId);
  if (heldUntil === null || !job) return "over";
  const position: Position = { progress: job.progress, heldUntil, toldAt: 0, ahead: null, tried: null, busy: new Set() };
  try {
    return await runStep({ env, db, control: controlDatabase(controlAddress(env)), job }, position);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "unavailable") return { outage: position.heldUntil };
    throw error;
  }
}

async function runStep(running: Running, position: Position): Promise<Outcome> {
  const { db, job } = running;
  const startedAt = Date.now();
  let commits = 0;
  let tries = 0;
  const last = (): boolean => ++commits >= STEP_COMMITS || Date.now() - startedAt > STEP_MS;
  for (;;) {
    try {
      const over = position.progress.counted ? await doChunk(running, position, tries, last()) : await countPage(running, position, last());
      if (over) return "over";
      if (position.heldUntil === 0) return "again";
      tries = 0;
      position.busy.clear();
    } catch (error) {
      if (!(error instanceof GuardBroken) || ++tries === TRIES) throw error;
      // Cancelled, taken over, or an order has changed since it was read: look again.
      const now = await loadBulkJob(db, job.id);
      if (now?.state !== "running" || now.leaseUntil !== position.heldUntil) return "over";
      position.progress = now.progress;
    }
  }
}

/** One that failed again and again. */
export async function buryBulk(env: Env, orgId: string, jobId: string): Promise<void> {
  const db = databaseFor(tenantAddress(env), orgId);
  const job = await loadBulkJob(db, jobId);
  if (!job) return;
  const now = Date.now();
  const key = `bulk:${job.id}:failed`;
  const error = "This stopped with an error on our side, several times. What was done before stays; the rest was not touched. Choose the orders again to go on.";
  try {
    await commit(db, {
      key, fingerprint: key, actor: job.actor, cause: { kind: "bulk", id: job.id }, at: now,
      writes: [moveJob(job.id, ["queued", "running"], "failed", now, { error })], changes: [], result: {},
    });
  } catch (failure) {
    // It ended otherwise in the meantime.
    if (!(failure instanceof GuardBroken)) throw failure;
  }
  const after = await loadBulkJob(db, jobId);
  if (after) await tellProgress(env, orgId, bulkViewOf(after));
}
