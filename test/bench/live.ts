import { createClient } from "@libsql/client/web";
import { startFloor } from "./floor-worker.ts";
import { floorBatch } from "./floor.ts";
import { acknowledge, listen, listenTo, timed } from "./listener.ts";
import { Caller, round, Samples } from "./measure.ts";
import { countOf, openStage, verify } from "./stage.ts";
import type { Stage } from "./stage.ts";
import { ordersToChange, patchStatus, verifyCounters } from "./write.ts";
import type { Target } from "./write.ts";

const ORDERS = 100_000;
const EDITS = 500;
const WARM_UP = 50;
/** Product and floor take turns, so that what else the machine does meets both alike. */
const TURNS = 10;

/** PATCH by one client until seen on another's socket, with one socket and with fifty. */
export async function benchLive(): Promise<Record<string, unknown>> {
  const stage = await openStage(ORDERS, { writes: true, connections: 1 });
  const floor = await startFloor(stage.stack.sqldUrl);
  try {
    const orders = await ordersToChange(stage, 2 * (EDITS + WARM_UP));
    const one = await withSockets(stage, floor.url, 1, orders.slice(0, EDITS + WARM_UP));
    const fifty = await withSockets(stage, floor.url, 50, orders.slice(EDITS + WARM_UP));
    await verifyCounters(stage);
    verify("changes in the log", await countOf(stage.db, "SELECT count(*) FROM change WHERE org_id = :org AND kind = 'order.status_changed'"), orders.length);
    return {
      bench: "live", p50_ms: one.p50_ms, p99_ms: one.p99_ms, floor_p50_ms: one.floor_p50_ms, ratio: one.ratio,
      p50_ms_50: fifty.p50_ms, p99_ms_50: fifty.p99_ms, floor_p50_ms_50: fifty.floor_p50_ms, ratio_50: fifty.ratio, edits: EDITS, detail: { one, fifty },
    };
  } finally {
    await floor.stop();
    await stage.stop();
  }
}

async function withSockets(stage: Stage, floorUrl: string, count: number, orders: readonly Target[]) {
  const target = stage.lookups.statuses.find((s) => s.name === "Delivered")?.id ?? "";
  const caller = new Caller(floorUrl, 1);
  const database = createClient({ url: stage.stack.sqldUrl });
  const product = await listenTo(stage, count);
  const bare = await listen(`${floorUrl}/live`, count, {}, null);
  const seen = { edit: new Samples(), answer: new Samples(), batch: new Samples(), broadcast: new Samples() };
  const acks = setInterval(() => void acknowledge(stage, product), 1_000);
  try {
    const perTurn = EDITS / TURNS;
    for (let turn = -1; turn < TURNS; turn++) {
      // The first turn warms everything up and counts for nothing.
      const into = turn < 0 ? { edit: new Samples(), answer: new Samples(), batch: new Samples(), broadcast: new Samples() } : seen;
      const from = turn < 0 ? 0 : WARM_UP + turn * perTurn;
      const some = orders.slice(from, from + (turn < 0 ? WARM_UP : perTurn));
      for (const order of some) {
        const key = crypto.randomUUID();
        await timed(into.edit, product, key, async () => {
          const began = performance.now();
          await patchStatus(stage, order, target, key);
          into.answer.times.push(performance.now() - began);
        });
      }
      for (const [i] of some.entries()) {
        const began = performance.now();
        await database.batch(floorBatch(i, Date.now()), "write");
        into.batch.times.push(performance.now() - began);
      }
      for (let i = 0; i < some.length; i++) {
        const name = crypto.randomUUID();
        await timed(into.broadcast, bare, name, async () => void (await caller.call(`/say?name=${name}`, { method: "POST" })));
      }
    }
  } finally {
    clearInterval(acks);
    for (const socket of [...product.sockets, ...bare.sockets]) socket.terminate();
    caller.close();
  }
  const floorP50 = seen.batch.percentile(50) + seen.broadcast.percentile(50);
  const result = {
    sockets: count, p50_ms: round(seen.edit.percentile(50)), p99_ms: round(seen.edit.percentile(99)), answer_p50_ms: round(seen.answer.percentile(50)),
    floor_p50_ms: round(floorP50), floor_batch_p50_ms: round(seen.batch.percentile(50)), floor_broadcast_p50_ms: round(seen.broadcast.percentile(50)),
    floor_p99_ms: round(seen.batch.percentile(99) + seen.broadcast.percentile(99)), ratio: round(seen.edit.percentile(50) / floorP50),
  };
  console.log(`${count} socket${count > 1 ? "s" : ""}: PATCH → seen p50 ${result.p50_ms} ms, p99 ${result.p99_ms} ms (answered p50 ${result.answer_p50_ms} ms); floor p50 ${result.floor_p50_ms} ms = batch ${result.floor_batch_p50_ms} + broadcast ${result.floor_broadcast_p50_ms}, p99 ${result.floor_p99_ms}   ratio ${result.ratio}`);
  return result;
}
