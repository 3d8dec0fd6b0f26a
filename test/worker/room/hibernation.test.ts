import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACTIVE_FOR_MS, IDLE_SWEEP_EVERY_MS, SWEEP_EVERY_MS } from "../../../domain/live.ts";
import type { Doing } from "../../../domain/live.ts";
import { shorter } from "../../harness/changed-build.ts";
import type { LiveClient } from "../../harness/live-client.ts";
import { newShop } from "../../harness/orders.ts";
import { openDesk, openStack, seqs } from "./room-harness.ts";

/** The room's sweeps follow one another faster than at work, so that it falls asleep sooner. */
const FASTER = 5;
/** Idle, it must have time to fall asleep. */
const IDLE_FASTER = 2.5;
/** workerd puts an object to sleep ten seconds after its last event; the sweeps end a while after the last sign of life. */
const ASLEEP_MS = (ACTIVE_FOR_MS + SWEEP_EVERY_MS) / FASTER + 10_000 + 3_000;

/** Every change that came over the wire, repeats included. */
function sent(client: LiveClient): number[] {
  return client.frames.flatMap((f) => (f.type === "changes" ? f.items.map((i) => i.seq) : []));
}

describe.concurrent("a room that slept", () => {
  let stack: Awaited<ReturnType<typeof openStack>>;
  beforeAll(async () => {
    stack = await openStack([shorter("SWEEP_EVERY_MS", FASTER), shorter("ACTIVE_FOR_MS", FASTER), shorter("IDLE_SWEEP_EVERY_MS", IDLE_FASTER)]);
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  it("lost its memory, and yet its sockets hear everything once, whatever they acknowledged or did not [N5.7, N5.8]", async () => {
    const desk = await openDesk(stack);
    const shop = await newShop(desk.tenant);
    const [client, careless, liar] = [await desk.listen(undefined, { after: 0 }), await desk.listen(desk.tenant.people.viewer, { mute: true, after: 0 }), await desk.listen(desk.tenant.people.csr2, { after: 0 })];
    careless.hello();
    await careless.until(() => careless.replica.greeted, "a welcome");
    // By the worker: a call from the test itself would hold the object awake.
    for (let i = 0; i < 3; i++) await shop.place();
    await client.reaches(4);
    liar.send({ type: "ack", seq: Number.MAX_SAFE_INTEGER });
    await sleep(ASLEEP_MS);

    await shop.place();
    for (const c of [client, careless, liar]) {
      await c.reaches(5);
      // Not even sent twice: before it slept, the room noted in each socket what it had sent.
      expect(sent(c)).toEqual(seqs(1, 5));
      expect(c.closed).toBeNull();
    }
    const witness = await desk.listen();
    expect(witness.welcome.room).not.toBe(client.welcome.room);
    expect(client.frames.filter((f) => f.type === "welcome")).toHaveLength(1);
    desk.close();
  }, 90_000);

  it("knows who is here and what they do, and misses no commit of which it was not told [N2.5, N5.6]", async () => {
    const desk = await openDesk(stack);
    const doing: Doing = { orderId: "ord_7", field: "note", mode: "editing" };
    const client = await desk.listen();
    client.send({ type: "presence", doing });
    await sleep(ASLEEP_MS);

    await desk.commit(2);
    const late = await desk.listen(desk.tenant.people.csr2);
    expect(late.welcome.room).not.toBe(client.welcome.room);
    expect(late.welcome.seq).toBe(2);
    expect(late.people.get(client.welcome.clientId)?.doing).toEqual(doing);
    await client.reaches(2);
    await client.until(() => client.people.size === 2, "the newcomer");
    client.close();
    await late.until(() => late.people.size === 1, "the first to leave");
    desk.close();
  }, 90_000);

  it("wakes by itself now and then, so that a commit of which it was not told arrives though nobody is active or ever acknowledged [N5.6, N5.7]", async () => {
    const desk = await openDesk(stack);
    const client = await desk.listen(undefined, { mute: true, after: 0 });
    client.hello();
    await client.until(() => client.replica.greeted, "a welcome");
    await newShop(desk.tenant);
    await client.reaches(1);
    await sleep(ASLEEP_MS);
    await desk.commit(2);
    await client.reaches(3, IDLE_SWEEP_EVERY_MS / IDLE_FASTER + 5_000);
    expect(sent(client)).toEqual([1, 2, 3]);
    expect((await desk.listen()).welcome.room).not.toBe(client.welcome.room);
    desk.close();
  }, 150_000);

  it("sleeps though clients ping all the time, and closes a revoked one when woken for it [N9.1, N5.6]", async () => {
    const desk = await openDesk(stack);
    const person = await desk.tenant.addPerson("csr");
    const client = await desk.listen(person);
    await sleep(ASLEEP_MS);
    expect((await desk.tenant.people.superadmin.call(`members/${person.id}`, { method: "DELETE" })).status).toBe(204);
    await client.until(() => client.closed !== null, "the end");
    const late = await desk.listen();
    expect(late.welcome.room).not.toBe(client.welcome.room);
    expect([...late.people.values()].map((p) => p.personId)).toEqual([desk.tenant.people.csr.id]);
    desk.close();
  }, 90_000);
});
