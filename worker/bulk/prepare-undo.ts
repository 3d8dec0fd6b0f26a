import { countChangedChunks, restChunks, undoChunks } from "../../db/bulk-chunk.ts";
import { bulkViewOf, claimUndo, loadBulkJob, NO_BULK_PROGRESS } from "../../db/bulk-job.ts";
import type { BulkJob, BulkProgress, BulkSpec } from "../../db/bulk-job.ts";
import { commit } from "../../db/commit.ts";
import type { Write } from "../../db/commit.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { insertJob } from "../../db/job.ts";
import { notTried, planUndo } from "../../domain/bulk-undo.ts";
import { newId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import { commitHeader } from "../orders/intent.ts";
import type { Intent } from "../orders/intent.ts";

/**
 * Makes the job that takes back another one, or what an earlier such job has left of it.
 * @returns its id
 * @throws ProblemError forbidden, refused; GuardBroken if somebody was first
 */
export async function prepareUndo(db: OrgDatabase, intent: Intent, of: BulkJob): Promise<string> {
  if (of.actor.kind !== intent.actor.kind || of.actor.id !== intent.actor.id) throw new ProblemError("forbidden", `This was done by ${of.actor.name}, who alone can undo it.`);
  const previous = of.spec.undoneBy === null ? null : await loadBulkJob(db, of.spec.undoneBy);
  const plan = planUndo(bulkViewOf(of), previous && bulkViewOf(previous));
  if ("refused" in plan) throw new ProblemError("refused", plan.refused);
  const id = newId("job", intent.now);
  const spec: BulkSpec = { act: of.spec.act, action: null, query: null, undoes: of.id, redo: of.spec.undoes !== null && !of.spec.redo, undoneBy: null };
  const { progress, chunks } = previous ? restOf(previous, id) : await allOf(db, of, id);
  const { result } = await commit(db, {
    ...commitHeader(intent),
    writes: [claimUndo(of.id, id, of.spec.undoneBy), insertJob("bulk", "queued", { id, name: of.spec.act, spec, progress: { ...NO_BULK_PROGRESS, ...progress, counted: true }, actor: intent.actor, createdAt: intent.now }), chunks],
    changes: [],
    result: { job: id },
  });
  return result["job"] ?? id;
}

interface Part {
  readonly progress: Pick<BulkProgress, "total" | "chunks">;
  readonly chunks: Write;
}

async function allOf(db: OrgDatabase, of: BulkJob, id: string): Promise<Part> {
  return { progress: { total: of.progress.done, chunks: await countChangedChunks(db, of.id) }, chunks: undoChunks(id, of.id) };
}

/** What it did not come to: as it is over, that stays as it is. */
function restOf({ id: previous, progress }: BulkJob, id: string): Part {
  return { progress: { total: notTried(progress), chunks: progress.chunks - progress.next }, chunks: restChunks(id, previous, progress.next) };
}
