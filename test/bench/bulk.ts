import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@libsql/client/web";
import type { InStatement } from "@libsql/client/web";
import * as v from "valibot";
import { whenFree } from "../../db/hrana.ts";
import type { BulkAction } from "../../domain/bulk.ts";
import { BulkJobView } from "../../domain/bulk-job.ts";
import { FLOOR_TABLES, fillFloor, floorBulk } from "./floor.ts";
import { round, Samples } from "./measure.ts";
import { countOf, openStage, verify } from "./stage.ts";
import type { Stage } from "./stage.ts";
import { verifyCounters } from "./write.ts";

const ORDERS = 200_000;
const CHANGED = 50_000;
/** The design's raw figure was measured with chunks of this size. */
const FLOOR_CHUNK = 1_000;
/** Single edits of others, all the while: twenty people at work save no more. */
const EDITS_A_SECOND = 20;
const AT_REST_MS = 5_000;

const Answer = v.object({ job: BulkJobView });

/** Acts on 50,000 of 200,000 orders from their start until the last one is done, while others edit orders one by one; the floor updates and logs as many bare rows in the same database. */
export async function benchBulk(): Promise<Record<string, unknown>> {
  const stage = await openStage(ORDERS, { writes: true, connections: 12 });
  try {
    const query = await newest(stage, CHANGED);
    const others = await otherPeople(stage);
    await sleep(AT_REST_MS);
    const atRest = others.take();
    const product = new Samples();
    const counting = new Samples();
    let orders = 0;
    for (const action of actions(stage)) {
      const seqBefore = await countOf(stage.db, "SELECT seq FROM head WHERE org_id = :org");
      const job = await chosen(stage, { kind: action.kind, query }, counting);
      const began = performance.now();
      await post(stage, `bulk/${job.id}/start`, { action });
      const done = await until(stage, job.id, ["done", "failed"]);
      product.times.push(performance.now() - began);
      orders = done.total;
      verify("state of the job", [done.state, done.done + done.unchanged + done.failed], ["done", done.total]);
      verify("changes in the log", await countOf(stage.db, "SELECT count(*) FROM change WHERE org_id = :org AND seq > :seq AND cause->>'id' = :job", { seq: seqBefore, job: job.id }), done.done);
      console.log(`${action.kind}: ${done.done} of ${done.total} orders in ${round((product.times.at(-1) ?? 0) / 1000)} s, ${done.unchanged} were so already, ${done.failed} not done; counted in ${round(counting.times.at(-1) ?? 0, 0)} ms`);
    }
    const beside = others.take();
    await others.stop();
    await verifyCounters(stage);
    const least = await floor(stage);
    const p50 = product.percentile(50);
    const floorP50 = least.percentile(50);
    console.log(`single edits of others: at rest p50 ${round(atRest.percentile(50))} ms, p99 ${round(atRest.percentile(99))} ms; meanwhile p50 ${round(beside.percentile(50))} ms, p99 ${round(beside.percentile(99))} ms, at most ${round(beside.percentile(100))} ms of ${beside.times.length}`);
    console.log(`floor, ${CHANGED} bare rows updated and logged, ${FLOOR_CHUNK} a batch: ${Math.round(floorP50)} ms`);
    return {
      bench: "bulk", p50_ms: Math.round(p50), floor_p50_ms: Math.round(floorP50), ratio: round(p50 / floorP50), seconds: round(p50 / 1000), others_p99_ms: round(beside.percentile(99)),
      others_p50_ms: round(beside.percentile(50)), others_at_rest_p99_ms: round(atRest.percentile(99)), count_ms: Math.round(counting.percentile(50)), orders,
    };
  } finally {
    await stage.stop();
  }
}

function actions({ lookups }: Stage): BulkAction[] {
  const active = lookups.people.filter((p) => p.active);
  const status = (name: string) => lookups.statuses.find((s) => s.name === name)?.id ?? "";
  return [
    { kind: "csr", csrId: active[0]?.id ?? null },
    { kind: "status", statusId: status("Processing"), comment: "All at once" },
    { kind: "tags", add: ["bulk"], remove: [] },
    { kind: "agent", agentId: lookups.agents[0]?.id ?? null },
    { kind: "csr", csrId: active[1]?.id ?? null },
  ];
}

/** The query of a list that holds at least so many orders: those of the last days. */
async function newest(stage: Stage, count: number): Promise<string> {
  const [row] = await stage.db.query({
    sql: "SELECT day FROM (SELECT day, sum(orders) OVER (ORDER BY day DESC) AS n FROM day_count WHERE org_id = :org) WHERE n >= :count ORDER BY day DESC LIMIT 1",
    args: { count },
  });
  return `placed=${v.parse(v.string(), row?.["day"])}..`;
}

async function post(stage: Stage, path: string, body: object): Promise<BulkJobView> {
  return v.parse(Answer, JSON.parse((await stage.call(path, { method: "POST", headers: { "Idempotency-Key": crypto.randomUUID() }, body: JSON.stringify(body) })).text)).job;
}

async function chosen(stage: Stage, target: object, counting: Samples): Promise<BulkJobView> {
  const began = performance.now();
  const job = await until(stage, (await post(stage, "bulk", target)).id, ["ready", "failed"]);
  counting.times.push(performance.now() - began);
  return job;
}

async function until(stage: Stage, id: string, states: readonly BulkJobView["state"][]): Promise<BulkJobView> {
  for (;;) {
    const { job } = v.parse(Answer, JSON.parse((await stage.call(`bulk/${id}`)).text));
    if (states.includes(job.state)) return job;
    await sleep(50);
  }
}

interface Others {
  /** What was measured since the last time. */
  readonly take: () => Samples;
  readonly stop: () => Promise<void>;
}

/** Edits at an even pace, each of another order from anywhere, whether or not the one before was answered. */
async function otherPeople(stage: Stage): Promise<Others> {
  const rows = await stage.db.query({ sql: "SELECT id FROM orders WHERE org_id = :org AND deleted_at IS NULL ORDER BY substr(id, -6) LIMIT 5000" });
  const ids = v.parse(v.array(v.object({ id: v.string() })), rows).map((row) => row.id);
  let samples = new Samples();
  let at = 0;
  const underWay = new Set<Promise<void>>();
  const edit = async (id: string) => {
    const began = performance.now();
    await stage.call(`orders/${id}`, { method: "PATCH", headers: { "Idempotency-Key": crypto.randomUUID() }, body: JSON.stringify({ version: 1, edit: { reference: `edit ${at}` } }) });
    samples.times.push(performance.now() - began);
  };
  const timer = setInterval(() => {
    const one = edit(ids[at++ % ids.length] ?? "").finally(() => underWay.delete(one));
    underWay.add(one);
  }, 1_000 / EDITS_A_SECOND);
  return {
    take() {
      const taken = samples;
      samples = new Samples();
      return taken;
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}

async function floor(stage: Stage): Promise<Samples> {
  const client = createClient({ url: stage.stack.sqldUrl });
  // The database answers "busy" while it checkpoints; the product repeats such a batch, and so does its floor.
  const write = (statements: InStatement[]) => whenFree(() => client.batch(statements, "write"));
  await write([...FLOOR_TABLES, fillFloor(CHANGED)]);
  const samples = new Samples();
  for (let turn = 0; turn < 3; turn++) {
    const began = performance.now();
    for (let from = 1; from <= CHANGED; from += FLOOR_CHUNK) await write(floorBulk(Array.from({ length: FLOOR_CHUNK }, (_, i) => from + i), turn + 1));
    samples.times.push(performance.now() - began);
  }
  verify("floor rows", await countOf(stage.db, "SELECT count(*) FROM floor_log WHERE :org <> ''"), 3 * CHANGED);
  client.close();
  return samples;
}
