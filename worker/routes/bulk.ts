import { Hono } from "hono";
import type { Context } from "hono";
import * as v from "valibot";
import { forgetChunks, readOutcomes } from "../../db/bulk-chunk.ts";
import { bulkViewOf, listBulkJobs, loadBulkJob } from "../../db/bulk-job.ts";
import type { BulkJob } from "../../db/bulk-job.ts";
import { commit, findOutcome, GuardBroken } from "../../db/commit.ts";
import type { Write } from "../../db/commit.ts";
import { moveJob } from "../../db/job.ts";
import { loadLookups } from "../../db/lookups.ts";
import { actionErrors, BULK_NEEDS, BulkAction, BulkOutcomeView, BulkTarget } from "../../domain/bulk.ts";
import { BulkJobView } from "../../domain/bulk-job.ts";
import type { BulkKind } from "../../domain/bulk-job.ts";
import { invalid } from "../../domain/invalid.ts";
import { ProblemError } from "../../domain/problem.ts";
import { may } from "../../domain/role.ts";
import { prepareUndo } from "../bulk/prepare-undo.ts";
import { prepareBulk } from "../bulk/prepare.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { requirePermission } from "../identity.ts";
import { intentOf } from "../intent-of.ts";
import { wakeJob } from "../jobs.ts";
import { commitHeader } from "../orders/intent.ts";
import { tellProgress } from "../tell-progress.ts";
import { validate } from "../validate.ts";

/** Bulk actions that a page which has just opened is told of. */
const LISTED = 20;
const OUTCOMES_PAGE = 100;

const Param = v.object({ id: v.pipe(v.string(), v.maxLength(60)) });
const Start = v.strictObject({ action: BulkAction });
const OutcomesQuery = v.strictObject({ after: v.optional(v.pipe(v.string(), v.regex(/^[012]_\d{1,15}$/u, "Use the cursor of the last answer."))) });

const Answer = v.object({ job: BulkJobView });
const ListAnswer = v.object({ items: v.array(BulkJobView) });
const OutcomesAnswer = v.object({ items: v.array(BulkOutcomeView), after: v.nullable(v.string()) });
const NEEDS = "Needs the permission of the act as well: `orders.edit` (csr, agent, tags), `orders.status`, `orders.fulfil` (send), `orders.delete` or `orders.restore`.";

export const bulk = new Hono<AppEnv>()
  .get(
    "/",
    requirePermission("orders.read"),
    describe({ tag: "Bulk", summary: "List the latest bulk actions", permission: "orders.read", description: `The newest ${LISTED} first.`, answer: { schema: ListAnswer } }),
    async (c) => c.json({ items: (await listBulkJobs(c.var.db, LISTED)).map(bulkViewOf) }),
  )
  .post(
    "/",
    requirePermission("orders.read"),
    describe({ tag: "Bulk", summary: "Choose orders for a bulk action", permission: "orders.read", description: `Freezes the orders that are named by \`ids\`, or all that match the \`query\` of a list, and changes nothing yet. Named ones are \`ready\` at once; others are \`counting\`, and \`ready\` when \`total\` is their exact number. ${NEEDS}`, answer: { status: 201, schema: Answer } }),
    validate("json", BulkTarget),
    async (c) => {
      const target = c.req.valid("json");
      mustHold(c, target.kind);
      const intent = intentOf(c);
      const earlier = await findOutcome(c.var.db, intent.key, intent.fingerprint);
      const id = earlier?.result["job"] ?? (await prepareBulk(c.var.db, intent, target));
      return c.json(await woken(c, id), 201);
    },
  )
  .get(
    "/:id",
    requirePermission("orders.read"),
    describe({ tag: "Bulk", summary: "Read a bulk action", permission: "orders.read", description: "Where it stands, and how many orders had which outcome.", answer: { schema: Answer } }),
    validate("param", Param),
    async (c) => c.json({ job: bulkViewOf(await jobOf(c, c.req.valid("param").id)) }),
  )
  .post(
    "/:id/start",
    requirePermission("orders.read"),
    describe({ tag: "Bulk", summary: "Start a bulk action", permission: "orders.read", description: `Does to each of the frozen orders what a single edit would do. Those that refuse it, or were changed in the same place meanwhile, are left as they are and listed with the reason. ${NEEDS}`, answer: { status: 202, schema: Answer } }),
    validate("param", Param),
    validate("json", Start),
    async (c) => {
      const { id } = c.req.valid("param");
      const { action } = c.req.valid("json");
      const intent = intentOf(c);
      // Read first: if this very request, sent before, has moved it on meanwhile, the outcome of that is found.
      const job = await jobOf(c, id);
      mustHold(c, job.spec.act);
      if ((await findOutcome(c.var.db, intent.key, intent.fingerprint)) === null) {
        mustBeStartable(c, job, action);
        const errors = actionErrors(action, await loadLookups(c.var.db));
        if (errors.length > 0) throw ProblemError.of(invalid(errors));
        await move(c, [moveJob(id, ["ready"], "queued", intent.now, { spec: { ...job.spec, action } })]);
      }
      return c.json(await woken(c, id), 202);
    },
  )
  .post(
    "/:id/cancel",
    requirePermission("orders.read"),
    describe({ tag: "Bulk", summary: "Cancel a bulk action", permission: "orders.read", description: `What was done before stays, and can be undone. ${NEEDS}`, answer: { schema: Answer } }),
    validate("param", Param),
    async (c) => {
      const { id } = c.req.valid("param");
      await cancel(c, id);
      return c.json(await told(c, id));
    },
  )
  .get(
    "/:id/outcomes",
    requirePermission("orders.read"),
    describe({ tag: "Bulk", summary: "List what became of each order", permission: "orders.read", description: "First those that were not done, with the reason, then those that were so already, then those that were changed. `after` is the cursor to the next ones, null at the end.", answer: { schema: OutcomesAnswer } }),
    validate("param", Param),
    validate("query", OutcomesQuery),
    async (c) => {
      const job = await jobOf(c, c.req.valid("param").id);
      const [rank = "0", at = "-1"] = c.req.valid("query").after?.split("_") ?? [];
      const found = await readOutcomes(c.var.db, job.id, { rank: Number(rank), at: Number(at) }, OUTCOMES_PAGE);
      const last = found.length < OUTCOMES_PAGE ? undefined : found.at(-1)?.place;
      return c.json({ items: found.map((one) => one.view), after: last ? `${last.rank}_${last.at}` : null });
    },
  )
  .post(
    "/:id/undo",
    requirePermission("orders.read"),
    describe({ tag: "Bulk", summary: "Undo a bulk action", permission: "orders.read", description: `For whoever started it, once it is over: a bulk action of its own that takes back each change, unless somebody changed that order since. One that was cancelled or failed halfway goes on, as another one, with the orders that it has left. ${NEEDS}`, answer: { status: 202, schema: Answer } }),
    validate("param", Param),
    async (c) => {
      const job = await jobOf(c, c.req.valid("param").id);
      mustHold(c, job.spec.act);
      const intent = intentOf(c);
      const earlier = await findOutcome(c.var.db, intent.key, intent.fingerprint);
      const id = earlier?.result["job"] ?? (await guarded("This was undone already.", () => prepareUndo(c.var.db, intent, job)));
      return c.json(await woken(c, id), 202);
    },
  );

async function jobOf(c: Context<AppEnv>, id: string): Promise<BulkJob> {
  const job = await loadBulkJob(c.var.db, id);
  if (!job) throw new ProblemError("not_found", "This bulk action does not exist in this organization.");
  return job;
}

function mustHold(c: Context<AppEnv>, act: BulkKind): void {
  if (!may(c.var.who.permissions, BULK_NEEDS[act])) throw new ProblemError("forbidden", `You may not do this here: it needs the permission "${BULK_NEEDS[act]}". Ask an admin.`);
}

function mustBeStartable(c: Context<AppEnv>, job: BulkJob, action: v.InferOutput<typeof BulkAction>): void {
  const { actor } = c.var.who;
  if (job.actor.kind !== actor.kind || job.actor.id !== actor.id) throw new ProblemError("forbidden", `These orders were chosen by ${job.actor.name}, who alone can start this.`);
  if (action.kind !== job.spec.act) throw new ProblemError("invalid", "The orders were chosen for another act. Choose them again.", { errors: [{ field: "action.kind", message: `Use ${job.spec.act}.` }] });
  if (!job.progress.counted && (job.state === "queued" || job.state === "running")) throw new ProblemError("refused", "The orders are still being counted. Start when the number is known.");
  if (job.state !== "ready") throw new ProblemError("refused", "This was started or ended already. Choose the orders again to do more.");
  if (job.progress.total === 0) throw new ProblemError("refused", "No order matches, so there is nothing to do. Choose others.");
}

/** Writes guarded by where the job stands, which somebody may have moved on. */
async function guarded<T>(otherwise: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof GuardBroken) throw new ProblemError("refused", otherwise);
    throw error;
  }
}

/** In vain a few times at most: a job moves on by itself only from counting to counted, and to its end. */
const CANCEL_TRIES = 5;

/** From wherever it stands: while it is counted its own worker moves it on. */
async function cancel(c: Context<AppEnv>, id: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const job = await jobOf(c, id);
    mustHold(c, job.spec.act);
    if (job.state !== "queued" && job.state !== "running" && job.state !== "ready") return;
    const started = job.progress.counted && job.state !== "ready";
    const writes = [moveJob(id, [job.state], "cancelled", Date.now()), ...(started ? [] : [forgetChunks(id)])];
    try {
      await commit(c.var.db, { ...commitHeader(intentOf(c)), writes, changes: [], result: {} });
      return;
    } catch (error) {
      if (!(error instanceof GuardBroken) || attempt === CANCEL_TRIES) throw error;
    }
  }
}

async function move(c: Context<AppEnv>, writes: readonly Write[]): Promise<void> {
  await guarded("This was started, cancelled or ended in the meantime. Look where it stands.", () => commit(c.var.db, { ...commitHeader(intentOf(c)), writes, changes: [], result: {} }));
}

/** Wakes the job if there is something to do for a worker; should that be lost, the scheduled look at waiting jobs does it. */
async function woken(c: Context<AppEnv>, id: string): Promise<v.InferOutput<typeof Answer>> {
  const answer = await told(c, id);
  if (answer.job.state === "queued" || answer.job.state === "counting") await wakeJob(c.env, { orgId: c.var.orgId, jobId: id, kind: "bulk" });
  return answer;
}

/** Tells everyone where the job stands now, and answers the same. */
async function told(c: Context<AppEnv>, id: string): Promise<v.InferOutput<typeof Answer>> {
  const job = bulkViewOf(await jobOf(c, id));
  c.executionCtx.waitUntil(tellProgress(c.env, c.var.orgId, job));
  return { job };
}
