import { commit, GuardBroken } from "../../db/commit.ts";
import { databaseFor } from "../../db/database.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { loadImportJob, progressOf } from "../../db/import-job.ts";
import type { ImportJob } from "../../db/import-job.ts";
import { moveJob } from "../../db/job.ts";
import { loadLookups } from "../../db/lookups.ts";
import type { Lookups } from "../../domain/lookups.ts";
import type { PlanContext } from "../../domain/import/plan.ts";
import { ProblemError } from "../../domain/problem.ts";
import { tenantAddress } from "../env.ts";
import type { Env } from "../env.ts";
import { leaseJob, STEP_COMMITS, STEP_MS } from "../job-lease.ts";
import type { Outcome } from "../job-lease.ts";
import { UnreadableFile } from "./read-part.ts";
import { importPart } from "./step.ts";
import type { ImportStart, Position, Running } from "./step.ts";
import { tellProgress } from "../tell-progress.ts";
import { discardFile } from "./upload.ts";

/** How often the same rows are tried when others change what they rest on; a colleague's save costs one try. */
const TRIES = 8;

/**
 * Goes on with an import for the time of one step (design: "Long work"). Safe to call at any time
 * and twice at once: a lease keeps a second worker away, every commit is guarded by it, and
 * whoever comes after a crash goes on from the last commit.
 * @param own the lease that this message's own earlier try could not give back; 0 if there is none
 */
export async function runImport(env: Env, orgId: string, jobId: string, own: number): Promise<Outcome> {
  const db = databaseFor(tenantAddress(env), orgId);
  const heldUntil = await leaseJob(db, "import", jobId, own);
  const job = heldUntil === null ? null : await loadImportJob(db, jobId);
  if (heldUntil === null || !job) return "over";
  const position: Position = { progress: job.progress, heldUntil, toldAt: 0 };
  try {
    return await runStep(env, db, job, position);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "unavailable") return { outage: position.heldUntil };
    throw error;
  }
}

async function runStep(env: Env, db: OrgDatabase, job: ImportJob, position: Position): Promise<Outcome> {
  const lookups = await loadLookups(db);
  if (!job.spec.start) return await failImport(env, db, job, "The import was never described. Upload the file again.");
  const plan = planOf(job, job.spec.start, lookups);
  if (!plan) return await failImport(env, db, job, "The organization has no status of the stage Pending and no channel to import into. Add them in Settings and start again.");
  const running: Running = { env, db, job, start: job.spec.start, lookups, plan };

  const startedAt = Date.now();
  let commits = 0;
  let tries = 0;
  const last = (): boolean => ++commits >= STEP_COMMITS || Date.now() - startedAt > STEP_MS;
  for (;;) {
    try {
      if (await importPart(running, position, last)) return "over";
      if (position.heldUntil === 0) return "again";
      tries = 0;
    } catch (error) {
      if (error instanceof UnreadableFile) return await failImport(env, db, job, error.message);
      if (!isStale(error) || ++tries === TRIES) throw error;
      // Cancelled, taken over, or something that the rows rest on has changed: look again.
      const now = await loadImportJob(db, job.id);
      if (now?.state !== "running" || now.leaseUntil !== position.heldUntil) return "over";
      position.progress = now.progress;
    }
  }
}

/** What the options leave open, filled with the organization's own; null if it has none. */
export function planOf(job: Pick<ImportJob, "id">, start: Pick<ImportStart, "options">, lookups: Lookups): Omit<PlanContext, "now"> | null {
  const { organization, statuses, channels } = lookups;
  const { options } = start;
  const status = statuses.find((s) => s.id === options.statusId) ?? statuses.find((s) => s.active && s.stage === "pending");
  const open = channels.filter((c) => c.active);
  const channel = channels.find((c) => c.id === options.channelId) ?? open.find((c) => c.kind === "admin") ?? open[0];
  if (!status || !channel) return null;
  return { organization, status, channelId: channel.id, jobId: job.id, guestName: options.guestName, createProducts: options.createProducts };
}

/** A row was not as read, or somebody made at the same moment what the step wanted to make. */
function isStale(error: unknown): boolean {
  return error instanceof GuardBroken || (error instanceof Error && error.message.includes("UNIQUE constraint failed"));
}

/** Ends a job for good. What it committed before stays: its orders are whole. */
export async function failImport(env: Env, db: OrgDatabase, job: ImportJob, reason: string): Promise<"over"> {
  const now = Date.now();
  const key = `import:${job.id}:failed`;
  try {
    await commit(db, {
      key, fingerprint: key, actor: job.actor, cause: { kind: "import", id: job.id }, at: now,
      writes: [moveJob(job.id, ["uploading", "ready", "queued", "running"], "failed", now, { error: reason })], changes: [], result: {},
    });
  } catch (error) {
    // It ended otherwise in the meantime.
    if (error instanceof GuardBroken) return "over";
    throw error;
  }
  const after = await loadImportJob(db, job.id);
  if (after) await tellProgress(env, db.orgId, progressOf(after));
  await discardFile(env.FILES, job);
  return "over";
}

/** One that failed again and again. */
export async function buryImport(env: Env, orgId: string, jobId: string): Promise<void> {
  const db = databaseFor(tenantAddress(env), orgId);
  const job = await loadImportJob(db, jobId);
  if (job) await failImport(env, db, job, `The import stopped after row ${job.progress.row} with an error on our side, several times. What was imported before is complete; upload the file again to import the rest, orders that are in already stay as they are.`);
}
