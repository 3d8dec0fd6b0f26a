import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@libsql/client/web";
import * as v from "valibot";
import { hashApiKey, insertApiKey } from "../../db/api-key.ts";
import { controlDatabase } from "../../db/control.ts";
import { databaseFor } from "../../db/database.ts";
import { whenFree } from "../../db/hrana.ts";
import { API_KEY_PREFIX } from "../../domain/api-key.ts";
import { newId, randomText } from "../../domain/ids.ts";
import { CATCH_UP_LIMIT } from "../../domain/live.ts";
import { Order } from "../../domain/order.ts";
import { PERMISSIONS } from "../../domain/role.ts";
import { bootstrapOrganization, sameDatabase } from "../../scripts/bootstrap.ts";
import { BENCH_ORG } from "./fixture.ts";
import { startFloor } from "./floor-worker.ts";
import type { FloorWorker } from "./floor-worker.ts";
import { floorBatch } from "./floor.ts";
import { acknowledge, listen, listenTo, timed } from "./listener.ts";
import type { Listener } from "./listener.ts";
import { Caller, memoryOf, round, Samples } from "./measure.ts";
import { openStage, verify } from "./stage.ts";
import type { Stage } from "./stage.ts";
import { ordersToChange, patchStatus, verifyCounters } from "./write.ts";
import type { Target } from "./write.ts";

const ORDERS = 100_000;
const SECONDS = 15;
const A_SECOND = 20;
const ORGANIZATIONS = 200;
const SOCKETS_EACH = 5;
const ROUNDS = 5;
/** Orders whose changes are caught up with. */
const EDITED = 50;

interface Seen {
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly worker_mb: number;
}

/** What a room and a worker bear: a thousand sockets, a stalled client among fifty, two hundred organizations, and one who comes back after ten thousand changes. */
export async function benchLoad(): Promise<Record<string, unknown>> {
  const stage = await openStage(ORDERS, { writes: true, connections: 8 });
  const floor = await startFloor(stage.stack.sqldUrl);
  try {
    const orders = await ordersToChange(stage, 3 * SECONDS * A_SECOND + EDITED);
    const take = (count: number) => orders.splice(0, count);
    const atRest = Math.round(memoryOf(stage.stack.pids().worker));
    const fifty = await crowdOf(stage, 50, take(SECONDS * A_SECOND));
    const stalled = await crowdOf(stage, 50, take(SECONDS * A_SECOND), stall);
    const thousand = await crowdOf(stage, 1_000, take(SECONDS * A_SECOND));
    const bare = await floorOf(floor, stage, 1_000);
    const many = await manyRooms(stage);
    const catchUp = await catchUps(stage, take(EDITED));
    await verifyCounters(stage);
    for (const [name, seen] of Object.entries({ "50 sockets": fifty, "50 sockets, one of them stalled": stalled, "1,000 sockets": thousand, "floor, 1,000 sockets": bare, [`${ORGANIZATIONS} organizations with ${SOCKETS_EACH} sockets`]: many })) {
      console.log(`${name}: edit → seen p50 ${seen.p50_ms} ms, p99 ${seen.p99_ms} ms; worker ${seen.worker_mb} MB`);
    }
    console.log(`catch-up of ${CATCH_UP_LIMIT} changes: p50 ${catchUp.p50_ms} ms; floor, the rows read raw: ${catchUp.floor_p50_ms} ms`);
    return { bench: "load", p50_ms: thousand.p50_ms, floor_p50_ms: bare.p50_ms, ratio: round(thousand.p50_ms / bare.p50_ms), p99_ms: thousand.p99_ms, worker_mb_at_rest: atRest, fifty, stalled, thousand, floor: bare, many, catch_up: catchUp };
  } finally {
    await floor.stop();
    await stage.stop();
  }
}

/** Single edits at an even pace, seen on each of so many sockets. */
async function crowdOf(stage: Stage, sockets: number, orders: readonly Target[], beforehand: (stage: Stage) => Promise<() => void> = async () => () => undefined): Promise<Seen> {
  const target = stage.lookups.statuses.find((s) => s.name === "Delivered")?.id ?? "";
  const listener = await listenTo(stage, sockets);
  const end = await beforehand(stage);
  const acks = setInterval(() => void acknowledge(stage, listener), 1_000);
  try {
    const seen = new Samples();
    await paced(orders, async (order) => {
      const name = crypto.randomUUID();
      await timed(seen, listener, name, () => patchStatus(stage, order, target, name));
    });
    return { p50_ms: round(seen.percentile(50)), p99_ms: round(seen.percentile(99)), worker_mb: Math.round(memoryOf(stage.stack.pids().worker)) };
  } finally {
    clearInterval(acks);
    end();
    close(listener);
  }
}

/** One that is let in and then reads nothing more, as a laptop whose lid was closed. */
async function stall(stage: Stage): Promise<() => void> {
  const listener = await listenTo(stage, 1);
  for (const socket of listener.sockets) socket.pause();
  return () => close(listener);
}

async function floorOf(floor: FloorWorker, stage: Stage, sockets: number): Promise<Seen> {
  const caller = new Caller(floor.url, 8);
  const database = createClient({ url: stage.stack.sqldUrl });
  const listener = await listen(`${floor.url}/live`, sockets, {}, null);
  try {
    const seen = new Samples();
    await paced(Array.from({ length: SECONDS * A_SECOND }, (_, i) => i), async (i) => {
      const name = crypto.randomUUID();
      await timed(seen, listener, name, async () => {
        await whenFree(() => database.batch(floorBatch(i, Date.now()), "write"));
        await caller.call(`/say?name=${name}`, { method: "POST" });
      });
    });
    return { p50_ms: round(seen.percentile(50)), p99_ms: round(seen.percentile(99)), worker_mb: 0 };
  } finally {
    caller.close();
    close(listener);
  }
}

/** Organizations side by side, each with sockets of its own, who take turns to edit. */
async function manyRooms(stage: Stage): Promise<Seen> {
  const seen = new Samples();
  const call = new Caller(stage.stack.url, 8);
  const rooms = await inTurn(Array.from({ length: ORGANIZATIONS }, (_, i) => `bench-${i}`), 8, async (slug) => await openRoom(stage, call, slug));
  try {
    let at = 0;
    await paced(Array.from({ length: SECONDS * A_SECOND }, (_, i) => i), async () => {
      const room = rooms[at++ % rooms.length];
      if (!room) throw new Error("there is no room");
      const name = crypto.randomUUID();
      await timed(seen, room.listener, name, () => room.edit(name));
    });
    return { p50_ms: round(seen.percentile(50)), p99_ms: round(seen.percentile(99)), worker_mb: Math.round(memoryOf(stage.stack.pids().worker)) };
  } finally {
    for (const { listener } of rooms) close(listener);
    call.close();
  }
}

const Placed = v.object({ order: Order });
const Made = v.object({ customer: v.object({ id: v.string() }) });

async function openRoom(stage: Stage, caller: Caller, slug: string): Promise<{ listener: Listener; edit: (key: string) => Promise<void> }> {
  const databases = sameDatabase(stage.stack.sqldUrl);
  const orgId = await bootstrapOrganization(databases, { ...BENCH_ORG, slug });
  const secret = `${API_KEY_PREFIX}${randomText(32)}`;
  await controlDatabase(databases.control).batch([insertApiKey(orgId, { id: newId("key"), name: "Bench", start: "bench", scopes: [...PERMISSIONS], createdAt: Date.now(), expiresAt: null, lastUsedAt: null }, hashApiKey(secret))]);
  await databaseFor(databases.tenant, orgId).writeBatch([{ sql: "INSERT INTO product (org_id, stock_code, name, price, active, search_code, search_name) VALUES (:org, 'ANCHOR', 'Brass anchor', 1250, 1, 'anchor', 'brass anchor')" }]);
  const headers = { Authorization: `Bearer ${secret}` };
  const write = async (method: string, path: string, body: object, key: string = crypto.randomUUID()) => {
    const answer = await caller.call(`/api/v1/${slug}/${path}`, { method, headers: { ...headers, "Idempotency-Key": key }, body: JSON.stringify(body) });
    if (answer.status >= 300) throw new Error(`${answer.status} of ${path}: ${answer.text}`);
    const answered: unknown = JSON.parse(answer.text);
    return answered;
  };
  const { customer } = v.parse(Made, await write("POST", "customers", { name: "Nadia Okafor", email: "nadia.okafor@example.com", phone: "", company: "" }));
  let { order } = v.parse(Placed, await write("POST", "orders", { customerId: customer.id, lines: [{ stockCode: "ANCHOR", quantity: 2 }] }));
  return {
    listener: await listen(`${stage.stack.url}/api/v1/${slug}/live`, SOCKETS_EACH, headers, JSON.stringify({ type: "hello", after: null })),
    async edit(key) {
      ({ order } = v.parse(Placed, await write("PATCH", `orders/${order.id}`, { version: order.version, edit: { reference: key } }, key)));
    },
  };
}

/** From hello until everything that was missed is there; the floor reads the same rows of the log from the database and does nothing with them. */
async function catchUps(stage: Stage, orders: readonly Target[]): Promise<{ p50_ms: number; floor_p50_ms: number; ratio: number }> {
  await inTurn(orders, 8, async ({ id, version }) => {
    for (let i = 0; i < CATCH_UP_LIMIT / EDITED; i++) {
      await stage.call(`orders/${id}`, { method: "PATCH", headers: { "Idempotency-Key": crypto.randomUUID() }, body: JSON.stringify({ version: version + i, edit: { reference: `PO ${i}` } }) });
    }
  });
  const database = createClient({ url: stage.stack.sqldUrl });
  const { rows } = await database.execute({ sql: "SELECT seq FROM head WHERE org_id = ?", args: [stage.db.orgId] });
  const head = v.parse(v.number(), rows[0]?.["seq"]);
  const product = new Samples();
  const least = new Samples();
  for (let i = 0; i <= ROUNDS; i++) {
    const listener = await listen(`${stage.stack.url}${stage.address("live")}`, 1, stage.headers, null);
    const [socket] = listener.sockets;
    if (!socket) throw new Error("there is no socket");
    let from = performance.now();
    socket.send(JSON.stringify({ type: "hello", after: head - CATCH_UP_LIMIT }));
    for (let held = head - CATCH_UP_LIMIT; held < head; ) {
      const [data] = v.parse(v.tuple([v.any()]), await once(socket, "message"));
      const frame = v.parse(v.looseObject({ type: v.string(), to: v.optional(v.number()) }), JSON.parse(String(data)));
      if (frame.type === "reset") throw new Error("the client was sent away");
      held = Math.max(held, frame.to ?? 0);
    }
    if (i > 0) product.times.push(performance.now() - from);
    close(listener);
    from = performance.now();
    const read = await database.execute({ sql: "SELECT seq, patch, row, actor, cause FROM change WHERE org_id = ? AND seq > ? ORDER BY seq", args: [stage.db.orgId, head - CATCH_UP_LIMIT] });
    verify("rows of the floor", read.rows.length, CATCH_UP_LIMIT);
    if (i > 0) least.times.push(performance.now() - from);
  }
  return { p50_ms: round(product.percentile(50)), floor_p50_ms: round(least.percentile(50)), ratio: round(product.percentile(50) / least.percentile(50)) };
}

/** Begins one every fiftieth of a second or so, whether or not the one before is done; ends when all are. */
async function paced<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const began = performance.now();
  const under: Promise<void>[] = [];
  for (const [i, item] of items.entries()) {
    await sleep(Math.max(0, began + (i * 1_000) / A_SECOND - performance.now()));
    under.push(work(item));
  }
  await Promise.all(under);
}

async function inTurn<T, R>(items: readonly T[], concurrency: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  let at = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let i = at++; i < items.length; i = at++) {
        const item = items[i];
        if (item !== undefined) done[i] = await work(item);
      }
    }),
  );
  return done;
}

function close(listener: Listener): void {
  for (const socket of listener.sockets) socket.terminate();
}
