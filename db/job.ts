import * as v from "valibot";
import { Actor } from "../domain/change.ts";
import type { Write } from "./commit.ts";
import { reachable } from "./database.ts";
import type { DatabaseAddress } from "./database.ts";
import { Hrana } from "./hrana.ts";

export const JobKind = v.picklist(["import", "bulk"]);
export type JobKind = v.InferOutput<typeof JobKind>;

/** `uploading` and `ready` wait for a person, `queued` and `running` for a worker, the rest for nobody. */
export const JobState = v.picklist(["uploading", "ready", "queued", "running", "done", "failed", "cancelled"]);
export type JobState = v.InferOutput<typeof JobState>;

/** A job of some kind, as its row says. */
export interface Job<Spec extends object, Progress extends object> {
  readonly id: string;
  readonly state: JobState;
  readonly name: string;
  readonly spec: Spec;
  readonly progress: Progress;
  readonly actor: Actor;
  readonly error: string;
  readonly leaseUntil: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const JOB_COLUMNS = "id, state, name, spec, progress, actor, error, lease_until, created_at, updated_at";

const json = <const S extends v.GenericSchema>(schema: S) => v.pipe(v.string(), v.parseJson(), schema);

const Row = v.pipe(
  v.object({
    id: v.string(),
    state: JobState,
    name: v.string(),
    spec: v.string(),
    progress: v.string(),
    actor: json(Actor),
    error: v.string(),
    lease_until: v.number(),
    created_at: v.number(),
    updated_at: v.number(),
  }),
  v.transform(({ lease_until: leaseUntil, created_at: createdAt, updated_at: updatedAt, ...rest }) => ({ ...rest, leaseUntil, createdAt, updatedAt })),
);

/** Reads the row of a job whose spec and progress are of these schemas. */
export function jobOf<S extends v.GenericSchema<object>, P extends v.GenericSchema<object>>(row: unknown, spec: S, progress: P): Job<v.InferOutput<S>, v.InferOutput<P>> {
  const { spec: specText, progress: progressText, ...rest } = v.parse(Row, row);
  return { ...rest, spec: v.parse(json(spec), specText), progress: v.parse(json(progress), progressText) };
}

export function insertJob(kind: JobKind, state: JobState, job: Pick<Job<object, object>, "id" | "name" | "spec" | "progress" | "actor" | "createdAt">): Write {
  return {
    sql: `INSERT INTO job (org_id, id, kind, state, name, spec, progress, actor, created_at, updated_at)
          VALUES (:org, :id, :kind, :state, :name, :spec, :progress, :actor, :at, :at)`,
    args: { id: job.id, kind, state, name: job.name, spec: JSON.stringify(job.spec), progress: JSON.stringify(job.progress), actor: JSON.stringify(job.actor), at: job.createdAt },
  };
}

/** From one of some states to another, or not at all. Ends the lease. */
export function moveJob(id: string, from: readonly JobState[], to: JobState, now: number, set: { readonly spec?: object; readonly progress?: object; readonly error?: string } = {}): Write {
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
export function advanceJob(id: string, heldUntil: number, until: number, progress: object, now: number): Write {
  return {
    sql: `UPDATE job SET progress = :progress, lease_until = :until, updated_at = :now
          WHERE org_id = :org AND id = :id AND state = 'running' AND lease_until = :held`,
    args: { id, progress: JSON.stringify(progress), until, held: heldUntil, now },
    guarded: true,
  };
}

/** The last of its steps, under the same conditions. @param to where it goes then: to its end, or back to a person */
export function finishJob(id: string, heldUntil: number, to: JobState, progress: object, now: number, error = ""): Write {
  return {
    sql: `UPDATE job SET state = :to, progress = :progress, error = :error, lease_until = 0, updated_at = :now
          WHERE org_id = :org AND id = :id AND state = 'running' AND lease_until = :held`,
    args: { id, to, progress: JSON.stringify(progress), error, held: heldUntil, now },
    guarded: true,
  };
}

const Waiting = v.object({ org_id: v.string(), id: v.string(), kind: JobKind, lease_until: v.number() });

/**
 * Jobs of all organizations that should be running: the one read that belongs to none.
 * The queue may have lost their messages; the rows have not.
 */
export async function waitingJobs(address: DatabaseAddress, limit: number): Promise<{ orgId: string; jobId: string; kind: JobKind; leaseUntil: number }[]> {
  const rows = await reachable(new Hrana(address).execute({ sql: "SELECT org_id, id, kind, lease_until FROM job WHERE state IN ('queued', 'running') ORDER BY state, lease_until LIMIT :limit", args: { limit } }));
  return rows.map((row) => v.parse(Waiting, row)).map((j) => ({ orgId: j.org_id, jobId: j.id, kind: j.kind, leaseUntil: j.lease_until }));
}
