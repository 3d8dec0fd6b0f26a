import { createClient } from "@libsql/client/web";
import { whenFree } from "../../db/hrana.ts";
import { startFloor } from "./floor-worker.ts";
import { floorBatch } from "./floor.ts";
import { acknowledge, listen, listenTo } from "./listener.ts";
import type { Listener } from "./listener.ts";
import { Caller, drive, round, Samples } from "./measure.ts";
import { countOf, openStage, verify } from "./stage.ts";
import type { Stage } from "./stage.ts";
import { ordersToChange, patchStatus, verifyCounters } from "./write.ts";

const ORDERS = 100_000;
const SOCKETS = 50;
const EDITORS = 4;
const ROUNDS = 5;
const EDITS = 800;

/** Fifty people look on while four edit without pause: how many edits a second, and how long until each is seen by all. */
export async function benchCrowd(): Promise<Record<string, unknown>> {
  const stage = await openStage(ORDERS, { writes: true, connections: EDITORS });
  const floor = await startFloor(stage.stack.sqldUrl);
  const floorCaller = new Caller(floor.url, EDITORS);
  const database = createClient({ url: stage.stack.sqldUrl });
  const orders = await ordersToChange(stage, (ROUNDS + 1) * EDITS);
  const target = stage.lookups.statuses.find((s) => s.name === "Delivered")?.id ?? "";
  const product = await listenTo(stage, SOCKETS);
  const bare = await listen(`${floor.url}/live`, SOCKETS, {}, null);
  const acks = setInterval(() => void acknowledge(stage, product), 1_000);
  const seqBefore = await countOf(stage.db, "SELECT seq FROM head WHERE org_id = :org");
  try {
    const edits = { seen: new Samples(), answered: new Samples() };
    const least = { seen: new Samples(), answered: new Samples() };
    for (let turn = 0; turn <= ROUNDS; turn++) {
      // The first round warms both up.
      const some = orders.slice(turn * EDITS, (turn + 1) * EDITS).map((order) => ({ order, name: crypto.randomUUID() }));
      await crowd(product, turn === 0 ? null : edits, some, ({ order, name }) => patchStatus(stage, order, target, name));
      await crowd(bare, turn === 0 ? null : least, some, async ({ name }) => {
        await whenFree(() => database.batch(floorBatch(turn, Date.now()), "write"));
        await floorCaller.call(`/say?name=${name}`, { method: "POST" });
      });
    }
    await verifyEdits(stage, seqBefore + orders.length);
    const p50 = edits.seen.percentile(50);
    const floorP50 = least.seen.percentile(50);
    console.log(`${EDITORS} editors, ${SOCKETS} sockets: ${edits.answered.perSecond.toFixed(0)} edits/s, seen p50 ${p50.toFixed(2)} ms, p99 ${edits.seen.percentile(99).toFixed(2)} ms (answered p50 ${edits.answered.percentile(50).toFixed(2)} ms)`);
    console.log(`floor, batch and broadcast: ${least.answered.perSecond.toFixed(0)}/s, seen p50 ${floorP50.toFixed(2)} ms, p99 ${least.seen.percentile(99).toFixed(2)} ms`);
    return {
      bench: "crowd", edits_per_s: Math.round(edits.answered.perSecond), p50_ms: round(p50), p99_ms: round(edits.seen.percentile(99)), floor_p50_ms: round(floorP50), ratio: round(p50 / floorP50),
      floor_edits_per_s: Math.round(least.answered.perSecond), sockets: SOCKETS, editors: EDITORS, edits: ROUNDS * EDITS, answered_p50_ms: round(edits.answered.percentile(50)),
    };
  } finally {
    clearInterval(acks);
    for (const socket of [...product.sockets, ...bare.sockets]) socket.terminate();
    floorCaller.close();
    await floor.stop();
    await stage.stop();
  }
}

/** Each editor begins the next edit when the last is answered; `seen` is told of all sockets. */
async function crowd<T extends { readonly name: string }>(listener: Listener, into: { readonly seen: Samples; readonly answered: Samples } | null, work: readonly T[], edit: (item: T) => Promise<void>): Promise<void> {
  let at = 0;
  const heard: Promise<void>[] = [];
  await drive(into?.answered ?? new Samples(), EDITORS, () => {
    const item = work[at++];
    if (!item) return null;
    const began = performance.now();
    heard.push(listener.hears(item.name).then((times) => times.forEach((t) => into?.seen.times.push(t - began))));
    return () => edit(item);
  });
  await Promise.all(heard);
}

async function verifyEdits(stage: Stage, seq: number): Promise<void> {
  verify("last number of the log", await countOf(stage.db, "SELECT seq FROM head WHERE org_id = :org"), seq);
  await verifyCounters(stage);
}
