import * as v from "valibot";
import { Actor } from "../domain/change.ts";
import { ImportProgress, ImportSpec } from "../domain/import/spec.ts";
import { JobProgress } from "../domain/live.ts";
import type { Write } from "./commit.ts";
import { reachable } from "./database.ts";
import type { DatabaseAddress, OrgDatabase } from "./database.ts";
import { Hrana } from "./hrana.ts";

const json = <const S extends v.GenericSchema>(schema: S) => v.pipe(v.string(), v.parseJson(), schema);
export type JobState = JobProgress["state"];

const JobRow = v.pipe(
  v.object({
    id: v.string(),
    state: JobProgress.entries.state,
    name: v.string(),
    spec: json(ImportSpec),
    progress: json(ImportProgress),
    actor: json(Actor),
    error: v.string(),
    lease_until: v.number(),
    created_at: v.number(),
    updated_at: v.number(),
  }),
  v.transform(({ lease_until: leaseUntil, created_at: createdAt, updated_at: updatedAt, ...rest }) => ({ ...rest, leaseUntil, createdAt, updatedAt })),
);
export type ImportJob = v.InferOutput<typeof JobRow>;

const COLUMNS = "id, state, name, spec, progress, actor, error, lease_until, created_at, updated_at";

export async function loadImportJob(db: OrgDatabase, id: string): Promise<ImportJob | null> {
  const [row] = await db.query({ sql: `SELECT ${COLUMNS} FROM job WHERE org_id = :org AND id = :id AND kind = 'import'`, args: { id } });
  return row ? v.parse(JobRow, row) : null;
}

/** The newest first, those older than `before`. */
export async function listImportJobs(db: OrgDatabase, before: { readonly createdAt: number; readonly id: string } | null, limit: number): Promise<ImportJob[]> {
  const rows = await db.query({
    sql: `SELECT ${COLUMNS} FROM job WHERE org_id = :org AND kind = 'import' AND (created_at, id) < (:at, :id) ORDER BY created_at DESC, id DESC LIMIT :limit`,
    args: { at: before?.createdAt ?? Number.MAX_SAFE_INTEGER, id: before?.id ?? "", limit },
  });
  return rows.map((row) => v.parse(JobRow, row));
}

/** How everyone sees the job, on the page and by the socket. */
export function progressOf(job: Pick<ImportJob, "id" | "state" | "name" | "spec" | "progress">): JobProgress {
  const { progress, spec } = job;
  return {
    id: job.id, kind: "import", state: job.state, name: job.name, done: progress.offset, total: spec.upload.size,
    orders: progress.orders, lines: progress.lines, unchanged: progress.unchanged, rejected: progress.rejected,
  };
}

export function insertJob(job: Pick<ImportJob, "id" | "name" | "spec" | "progress" | "actor" | "createdAt">): Write {
  return {
    sql: `INSERT INTO job (org_id, id, kind, state, name, spec, progress, actor, created_at, updated_at)
          VALUES (:org, :id, 'import', 'uploading', :name, :spec, :progress, :actor, :at, :at)`,
    args: { id: job.id, name: job.name, spec: JSON.stringify(job.spec), progress: JSON.stringify(job.progress), actor: JSON.stringify(job.actor), at: job.createdAt },
  };
}

/** Parts arrive side by side, so each sets its own entry and none rewrites the others'. */
export function recordPart(id: string, part: number, etag: string, now: number): Write {
  return {
    sql: `UPDATE job SET spec = json_set(spec, :path, :etag), updated_at = :now WHERE org_id = :org AND id = :id AND state = 'uploading'`,
    args: { id, path: `$.upload.parts."${part}"`, etag, now },
    guarded: true,
  };
}

/** From one of some states to another, or not at all. Ends the lease. */
export function moveJob(id: string, from: readonly JobState[], to: JobState, now: number, set: { readonly spec?: ImportSpec; readonly progress?: ImportProgress; readonly error?: string } = {}): Write {
  return {
    sql: `UPDATE job SET state = :to, lease_until = 0, updated_at = :now, spec = coalesce(:spec, spec), progress = coalesce(:progress, progress), error = coalesce(:error, error)
          WHERE org_id = :org AND id = :id AND state IN (SELECT value FROM json_each(:from))`,
    args: { id, to, now, from: JSON.stringify(from), spec: set.spec ? JSON.stringify(set.spec) : null, progress: set.progress ? JSON.stringify(set.progress) : null, error: set.error ?? null },
    guarded: true,
  };
}

/** One worker at a time: taken only while nobody else's is running. @param own a lease that the taker holds already, or 0 */
export function takeLease(id: string, until: number, own: number, now: number): Write {
  return {
    sql: `UPDATE job SET state = 'running', lease_until = :until, updated_at = :now
          WHERE org_id = :org AND id = :id AND state IN ('queued', 'running') AND (lease_until < :now OR lease_until = :own)`,
    args: { id, until, own, now },
    guarded: true,
  };
}

/** What a step did, if the lease is still this worker's and the job was not cancelled. @param until 0 gives the lease back */
export function advanceJob(id: string, heldUntil: number, until: number, progress: ImportProgress, now: number): Write {
  return {
    sql: `UPDATE job SET progress = :progress, lease_until = :until, updated_at = :now
          WHERE org_id = :org AND id = :id AND state = 'running' AND lease_until = :held`,
    args: { id, progress: JSON.stringify(progress), until, held: heldUntil, now },
    guarded: true,
  };
}

export function finishJob(id: string, heldUntil: number, progress: ImportProgress, now: number): Write {
  return {
    sql: `UPDATE job SET state = 'done', progress = :progress, lease_until = 0, updated_at = :now
          WHERE org_id = :org AND id = :id AND state = 'running' AND lease_until = :held`,
    args: { id, progress: JSON.stringify(progress), held: heldUntil, now },
    guarded: true,
  };
}

const Waiting = v.object({ org_id: v.string(), id: v.string(), lease_until: v.number() });

/**
 * Jobs of all organizations that should be running: the one read that belongs to none.
 * The queue may have lost their messages; the rows have not.
 */
export async function waitingJobs(address: DatabaseAddress, limit: number): Promise<{ orgId: string; jobId: string; leaseUntil: number }[]> {
  const rows = await reachable(new Hrana(address).execute({ sql: "SELECT org_id, id, lease_until FROM job WHERE state IN ('queued', 'running') ORDER BY state, lease_until LIMIT :limit", args: { limit } }));
  return rows.map((row) => v.parse(Waiting, row)).map((j) => ({ orgId: j.org_id, jobId: j.id, leaseUntil: j.lease_until }));
}
