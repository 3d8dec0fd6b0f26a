import * as v from "valibot";
import { startFloor } from "./floor-worker.ts";
import { Caller, drive, round, Samples } from "./measure.ts";
import { countOf, openStage, verify } from "./stage.ts";
import type { Stage } from "./stage.ts";

const ORDERS = 100_000;
const CONCURRENCY = 8;
const ROUNDS = 6;
const WRITES = 600;

/** Status PATCHes over different orders, in turns with the floor's batch in a worker on the same database. */
export async function benchWrite(): Promise<Record<string, unknown>> {
  const stage = await openStage(ORDERS, { writes: true, connections: CONCURRENCY });
  const floor = await startFloor(stage.stack.sqldUrl);
  const floorCaller = new Caller(floor.url, CONCURRENCY);
  try {
    const pending = await ordersToChange(stage, (ROUNDS + 1) * WRITES);
    const target = stage.lookups.statuses.find((s) => s.name === "Delivered")?.id ?? "";
    const seqBefore = await countOf(stage.db, "SELECT seq FROM head WHERE org_id = :org");
    const product = new Samples();
    const least = new Samples();
    let row = 0;
    for (let i = 0; i <= ROUNDS; i++) {
      const some = pending.slice(i * WRITES, (i + 1) * WRITES);
      // The first round warms both up.
      await drive(i === 0 ? new Samples() : product, CONCURRENCY, workOn(some, (order) => patchStatus(stage, order, target)));
      let left = WRITES;
      await drive(i === 0 ? new Samples() : least, CONCURRENCY, () => (left-- > 0 ? () => floorWrite(floorCaller, row++) : null));
    }
    await verifyWrites(stage, pending, target, seqBefore);
    verify("floor rows", await countOf(stage.db, "SELECT count(*) FROM floor_log WHERE :org <> ''"), row);

    const ratio = round(product.perSecond / least.perSecond);
    console.log(`status PATCH at concurrency ${CONCURRENCY}: ${product.perSecond.toFixed(0)}/s, p50 ${product.percentile(50).toFixed(2)} ms, p99 ${product.percentile(99).toFixed(2)} ms`);
    console.log(`floor, two-statement batch in a worker:  ${least.perSecond.toFixed(0)}/s, p50 ${least.percentile(50).toFixed(2)} ms, p99 ${least.percentile(99).toFixed(2)} ms   ratio ${ratio}`);
    return {
      bench: "write", per_s: Math.round(product.perSecond), floor_per_s: Math.round(least.perSecond), ratio, concurrency: CONCURRENCY, orders: ORDERS,
      p50_ms: round(product.percentile(50)), p99_ms: round(product.percentile(99)), floor_p50_ms: round(least.percentile(50)), floor_p99_ms: round(least.percentile(99)),
    };
  } finally {
    floorCaller.close();
    await floor.stop();
    await stage.stop();
  }
}

/** The database answers "busy" while it checkpoints; the product repeats such a batch, and so does its floor. */
export async function floorWrite(caller: Caller, row: number): Promise<void> {
  while ((await caller.call(`/batch?row=${row}`, { method: "POST" })).status !== 204);
}

export interface Target {
  readonly id: string;
  readonly version: number;
}

/** Orders that may become *Delivered*, from all over the three years. */
export async function ordersToChange(stage: Stage, count: number): Promise<Target[]> {
  const rows = await stage.db.query({ sql: "SELECT id, version FROM orders WHERE org_id = :org AND deleted_at IS NULL AND stage NOT IN ('delivered', 'cancelled') ORDER BY id LIMIT :count", args: { count } });
  const found = v.parse(v.array(v.object({ id: v.string(), version: v.number() })), rows);
  verify("orders to change", found.length, count);
  return found;
}

export async function patchStatus(stage: Stage, order: Target, statusId: string, key: string = crypto.randomUUID()): Promise<void> {
  await stage.call(`orders/${order.id}`, { method: "PATCH", headers: { "Idempotency-Key": key }, body: JSON.stringify({ version: order.version, edit: { statusId } }) });
}

function workOn<T>(items: readonly T[], work: (item: T) => Promise<void>): () => (() => Promise<void>) | null {
  let at = 0;
  return () => {
    const item = items[at++];
    return item === undefined ? null : () => work(item);
  };
}

/** Each order changed once, each change in the log once, and the counters as a recount finds them. */
async function verifyWrites(stage: Stage, orders: readonly Target[], statusId: string, seqBefore: number): Promise<void> {
  const ids = JSON.stringify(orders.map((o) => o.id));
  verify("changed orders", await countOf(stage.db, "SELECT count(*) FROM orders WHERE org_id = :org AND id IN (SELECT value FROM json_each(:ids)) AND status_id = :status AND version = 2", { ids, status: statusId }), orders.length);
  verify("changes in the log", await countOf(stage.db, "SELECT count(DISTINCT entity_id) FROM change WHERE org_id = :org AND seq > :seq", { seq: seqBefore }), orders.length);
  verify("last number of the log", await countOf(stage.db, "SELECT seq FROM head WHERE org_id = :org"), seqBefore + orders.length);
  await verifyCounters(stage);
}

export async function verifyCounters(stage: Stage): Promise<void> {
  verify("wrong counters", await countOf(stage.db, "SELECT count(*) FROM facet f LEFT JOIN facet_count c ON c.facet_id = f.id WHERE f.org_id = :org AND coalesce(c.orders, 0) <> (SELECT count(*) FROM orders o INDEXED BY orders_facet_placed WHERE o.facet_id = f.id)"), 0);
}
