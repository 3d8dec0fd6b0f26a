import * as v from "valibot";
import { commit } from "../db/commit.ts";
import { databaseFor } from "../db/database.ts";
import { JobKind, moveJob, waitingJobs } from "../db/job.ts";
import { ProblemError } from "../domain/problem.ts";
import { tenantAddress } from "./env.ts";
import type { Env } from "./env.ts";
import { buryBulk, runBulk } from "./bulk/run.ts";
import { buryImport, runImport } from "./imports/run.ts";
import type { Outcome } from "./job-lease.ts";
import { log } from "./log.ts";

/** A message only wakes a job; what there is to do stands in the job's row. */
const Wake = v.object({
  orgId: v.string(),
  jobId: v.string(),
  kind: JobKind,
  /** The lease that an outage of the database kept its holder from giving back. */
  own: v.optional(v.number(), 0),
});
type Wake = v.InferOutput<typeof Wake>;

interface Runner {
  /** One step. */
  readonly run: (env: Env, orgId: string, jobId: string, own: number) => Promise<Outcome>;
  /** It failed again and again: it says so instead of staying "running" for ever. */
  readonly bury: (env: Env, orgId: string, jobId: string) => Promise<unknown>;
}

const RUNNERS: Readonly<Record<JobKind, Runner>> = {
  import: { run: runImport, bury: buryImport },
  bulk: { run: runBulk, bury: buryBulk },
};

const DEAD_QUEUE = "quayside-jobs-dead";
/** Between two looks at a database that does not answer. */
const OUTAGE_PAUSE_S = 3;
const RETRY_PAUSE_S = 2;
const SEND_LIMIT = 100;
/** More running jobs than this wait for the next minute. */
const WAKE_LIMIT = 1_000;

export async function wakeJob(env: Env, wake: v.InferInput<typeof Wake>, delaySeconds = 0): Promise<void> {
  await env.JOBS.send(wake, { delaySeconds });
}

/** The queue's consumer: one step of the job of each message. */
export async function consumeJobs(batch: MessageBatch, env: Env): Promise<void> {
  for (const message of batch.messages) {
    const wake = v.safeParse(Wake, message.body);
    if (!wake.success) {
      log.error("a message of the job queue is none of ours", new Error("unknown message"), { id: message.id });
      message.ack();
    } else if (batch.queue === DEAD_QUEUE) {
      await RUNNERS[wake.output.kind].bury(env, wake.output.orgId, wake.output.jobId);
      message.ack();
    } else {
      await step(env, wake.output, message);
    }
  }
}

async function step(env: Env, wake: Wake, message: Message): Promise<void> {
  try {
    const { orgId, jobId, kind, own } = wake;
    const outcome = await RUNNERS[kind].run(env, orgId, jobId, own);
    if (outcome === "again") await wakeJob(env, { orgId, jobId, kind });
    // An outage is no fault of the job: it goes on when the database is back, however long that takes.
    else if (outcome !== "over") await wakeJob(env, { orgId, jobId, kind, own: outcome.outage }, OUTAGE_PAUSE_S);
    message.ack();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "unavailable") {
      // Not even a lease could be taken.
      await wakeJob(env, wake, OUTAGE_PAUSE_S);
      message.ack();
      return;
    }
    log.error("a step of a job failed", error, { orgId: wake.orgId, jobId: wake.jobId, attempt: message.attempts });
    await giveBack(env, wake);
    message.retry({ delaySeconds: RETRY_PAUSE_S });
  }
}

/** Otherwise the next attempt would find the lease of this one and take it for somebody at work. */
async function giveBack(env: Env, { orgId, jobId, kind }: Wake): Promise<void> {
  const now = Date.now();
  const key = `job:${jobId}:back:${crypto.randomUUID()}`;
  try {
    await commit(databaseFor(tenantAddress(env), orgId), {
      key, fingerprint: key, actor: { kind: "system", id: "jobs", name: "Jobs" }, cause: { kind, id: jobId }, at: now,
      writes: [moveJob(jobId, ["running"], "queued", now)], changes: [], result: {},
    });
  } catch (error) {
    log.error("a job's lease could not be given back; it ends by itself", error, { orgId, jobId });
  }
}

/**
 * At start-up and each minute: wakes every job that should be running. The queue may
 * have forgotten it (miniflare's lives in memory), or its worker died holding the lease.
 */
export async function wakeJobs(env: Env): Promise<void> {
  const now = Date.now();
  const waiting = await waitingJobs(tenantAddress(env), WAKE_LIMIT);
  const messages = waiting.map(({ orgId, jobId, kind, leaseUntil }) => ({
    body: { orgId, jobId, kind },
    // A living lease is looked at again when it would have ended: its worker may be dead.
    delaySeconds: leaseUntil < now ? 0 : Math.ceil((leaseUntil - now) / 1000) + 1,
  }));
  for (let i = 0; i < messages.length; i += SEND_LIMIT) await env.JOBS.sendBatch(messages.slice(i, i + SEND_LIMIT));
}
