import type * as v from "valibot";
import { ImportProgress, ImportSpec } from "../domain/import/spec.ts";
import type { ImportJobProgress } from "../domain/live.ts";
import type { Write } from "./commit.ts";
import type { OrgDatabase } from "./database.ts";
import { JOB_COLUMNS, jobOf } from "./job.ts";
import type { Job } from "./job.ts";

export type ImportJob = Job<v.InferOutput<typeof ImportSpec>, v.InferOutput<typeof ImportProgress>>;

export async function loadImportJob(db: OrgDatabase, id: string): Promise<ImportJob | null> {
  const [row] = await db.query({ sql: `SELECT ${JOB_COLUMNS} FROM job WHERE org_id = :org AND id = :id AND kind = 'import'`, args: { id } });
  return row ? jobOf(row, ImportSpec, ImportProgress) : null;
}

/** The newest first, those older than `before`. */
export async function listImportJobs(db: OrgDatabase, before: { readonly createdAt: number; readonly id: string } | null, limit: number): Promise<ImportJob[]> {
  const rows = await db.query({
    sql: `SELECT ${JOB_COLUMNS} FROM job WHERE org_id = :org AND kind = 'import' AND (created_at, id) < (:at, :id) ORDER BY created_at DESC, id DESC LIMIT :limit`,
    args: { at: before?.createdAt ?? Number.MAX_SAFE_INTEGER, id: before?.id ?? "", limit },
  });
  return rows.map((row) => jobOf(row, ImportSpec, ImportProgress));
}

/** How everyone sees the job, on the page and by the socket. */
export function progressOf(job: Pick<ImportJob, "id" | "state" | "name" | "spec" | "progress">): ImportJobProgress {
  const { progress, spec } = job;
  return {
    id: job.id, kind: "import", state: job.state, name: job.name, done: progress.offset, total: spec.upload.size,
    orders: progress.orders, lines: progress.lines, unchanged: progress.unchanged, rejected: progress.rejected,
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
