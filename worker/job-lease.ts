import { commit, GuardBroken } from "../db/commit.ts";
import type { OrgDatabase } from "../db/database.ts";
import { takeLease } from "../db/job.ts";
import type { JobKind } from "../db/job.ts";

/** How long a worker may be silent before another goes on with its job. Every commit of a step renews it. */
export const LEASE_MS = 15_000;
/** A step ends after this, so that jobs of several organizations take turns and no invocation meets the platform's limits. */
export const STEP_MS = 4_000;
/** Each commit costs about five calls, of the thousand that an invocation may make. */
export const STEP_COMMITS = 120;

/** What to do next: go on at once, go on with this lease when the database is back, or nothing, now or ever. */
export type Outcome = "again" | "over" | { readonly outage: number };

/** @returns until when it is held, or null if another worker has it or there is nothing to do */
export async function leaseJob(db: OrgDatabase, kind: JobKind, jobId: string, own: number): Promise<number | null> {
  const now = Date.now();
  const heldUntil = now + LEASE_MS;
  const key = `${kind}:${jobId}:lease:${crypto.randomUUID()}`;
  try {
    await commit(db, { key, fingerprint: key, actor: { kind: "system", id: "jobs", name: "Jobs" }, cause: { kind, id: jobId }, at: now, writes: [takeLease(jobId, heldUntil, own, now)], changes: [], result: {} });
  } catch (error) {
    if (error instanceof GuardBroken) return null;
    throw error;
  }
  return heldUntil;
}
