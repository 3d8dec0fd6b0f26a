import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { BulkOutcomeView } from "../../domain/bulk.ts";
import type { BulkAction, BulkTarget } from "../../domain/bulk.ts";
import { BulkJobView } from "../../domain/bulk-job.ts";
import { countChangedChunks, undoChunks } from "../../db/bulk-chunk.ts";
import { claimUndo, loadBulkJob, NO_BULK_PROGRESS } from "../../db/bulk-job.ts";
import { commit } from "../../db/commit.ts";
import { insertJob } from "../../db/job.ts";
import { newId } from "../../domain/ids.ts";
import { bodyOf } from "./answer.ts";
import type { Call, Tenant } from "./tenant.ts";

export const BulkAnswer = v.object({ job: BulkJobView });
const Outcomes = v.object({ items: v.array(BulkOutcomeView), after: v.nullable(v.string()) });

const OVER: readonly BulkJobView["state"][] = ["done", "failed", "cancelled"];
const PATIENCE_MS = 60_000;

/** The job once it is in one of these states. */
export async function bulkIn(call: Call, id: string, states: readonly BulkJobView["state"][]): Promise<BulkJobView> {
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(20)) {
    const { job } = await bodyOf(BulkAnswer, call(`bulk/${id}`));
    if (states.includes(job.state)) return job;
    if (Date.now() > until) throw new Error(`the job is still ${job.state}: ${JSON.stringify(job)}`);
  }
}

export const overOf = (call: Call, id: string): Promise<BulkJobView> => bulkIn(call, id, OVER);

/** Counts, and waits for the number. */
export async function chosen(call: Call, target: BulkTarget): Promise<BulkJobView> {
  const { job } = await bodyOf(BulkAnswer, call("bulk", { method: "POST", body: target }));
  return await bulkIn(call, job.id, ["ready", ...OVER]);
}

export const started = async (call: Call, id: string, action: BulkAction): Promise<BulkJobView> => (await bodyOf(BulkAnswer, call(`bulk/${id}/start`, { method: "POST", body: { action } }))).job;

/** The whole act, to its end. */
export async function acted(call: Call, target: Omit<BulkTarget, "kind">, action: BulkAction): Promise<BulkJobView> {
  const { id } = await chosen(call, { ...target, kind: action.kind });
  await started(call, id, action);
  return await overOf(call, id);
}

/** The undo of a job, as it stands when it was cancelled before it came to any order. */
export async function haltedUndo({ db }: Tenant, of: string): Promise<string> {
  const job = await loadBulkJob(db, of);
  if (!job) throw new Error("there is no such job");
  const [id, now] = [newId("job"), Date.now()];
  const spec = { ...job.spec, action: null, query: null, undoes: of };
  const progress = { ...NO_BULK_PROGRESS, counted: true, total: job.progress.done, chunks: await countChangedChunks(db, of) };
  const writes = [claimUndo(of, id, null), insertJob("bulk", "cancelled", { id, name: job.name, spec, progress, actor: job.actor, createdAt: now }), undoChunks(id, of)];
  await commit(db, { key: id, fingerprint: id, actor: job.actor, cause: { kind: "bulk", id }, at: now, writes, changes: [], result: {} });
  return id;
}

export async function outcomesOf(call: Call, id: string): Promise<BulkOutcomeView[]> {
  const items: BulkOutcomeView[] = [];
  for (let after: string | null = ""; after !== null; ) {
    const page: v.InferOutput<typeof Outcomes> = await bodyOf(Outcomes, call(`bulk/${id}/outcomes${after === "" ? "" : `?after=${after}`}`));
    items.push(...page.items);
    after = page.after;
  }
  return items;
}
