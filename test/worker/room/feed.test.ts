import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CATCH_UP_LIMIT, COALESCE_MS, FRAME_ITEMS, GAP_WAIT_MS, SWEEP_EVERY_MS } from "../../../domain/live.ts";
import { shorter } from "../../harness/changed-build.ts";
import { openDesk, openStack, seqs } from "./room-harness.ts";

describe("the room's feed", () => {
  let stack: Awaited<ReturnType<typeof openStack>>;
  beforeAll(async () => {
    stack = await openStack();
  });
  afterAll(() => stack[Symbol.asyncDispose]());

  it("sends a publication to every socket, contiguous and once [N1.1, N5.1]", async () => {
    const desk = await openDesk(stack);
    const clients = await Promise.all([desk.listen(), desk.listen(desk.tenant.people.viewer), desk.listen(desk.tenant.script)]);
    for (let i = 0; i < 20; i++) await desk.room.publish(await desk.commit(1 + (i % 3)));
    const head = 39;
    for (const client of clients) {
      await client.reaches(head);
      expect(client.applied).toEqual(seqs(1, head));
      expect(client.gaps).toBe(0);
    }
    desk.close();
  });

  it("sends what was missed, in frames that a browser can take, and goes on from there [N1.3, N5.4]", async () => {
    const desk = await openDesk(stack);
    const first = await desk.listen();
    await desk.room.publish(await desk.commit(3));
    await first.reaches(3);
    first.close();
    for (let i = 0; i < 5; i++) await desk.room.publish(await desk.commit(700));
    const second = await desk.listen(undefined, { after: 3 });
    await desk.room.publish(await desk.commit(2));
    await second.reaches(3_505);
    expect(second.applied).toEqual(seqs(4, 3_505));
    expect(Math.max(...second.frames.map((f) => (f.type === "changes" ? f.items.length : 0)))).toBeLessThanOrEqual(FRAME_ITEMS);
    desk.close();
  });

  it("tells the only client, back after a moment, at once what was published while nobody was there [N5.4]", async () => {
    const desk = await openDesk(stack);
    for (let round = 0; round < 3; round++) {
      const before = await desk.listen(undefined, { after: round });
      await before.reaches(round);
      before.close();
      // The room has seen it go.
      await sleep(200);
      await desk.room.publish(await desk.commit(1));
      const client = await desk.listen(undefined, { after: round });
      await client.reaches(round + 1, SWEEP_EVERY_MS / 2);
      expect(client.applied).toEqual([round + 1]);
      client.close();
    }
    desk.close();
  });

  it("sends what was missed though it is more than the database answers at once [N5.4]", async () => {
    const desk = await openDesk(stack);
    const lines = Object.fromEntries(Array.from({ length: 2_000 }, (_, i): [string, [null, object]] => [`lines.lin_${String(i).padStart(26, "0")}`, [null, { stockCode: "ANCHOR", description: "x".repeat(100), quantity: i }]]));
    for (let i = 0; i < 7; i++) await desk.commit(6, undefined, lines);
    const client = await desk.listen(undefined, { after: 0 });
    await client.reaches(42, 20_000);
    expect(client.applied).toEqual(seqs(1, 42));
    expect(client.changes.map((c) => Object.keys(c.patch).length)).toEqual(seqs(1, 42).map(() => 2_000));
    const page = await desk.tenant.script.call("changes?after=0&limit=1000");
    expect(page.status).toBe(200);
    desk.close();
  });

  it("lets changes that commit while history is sent queue behind it [N5.4]", async () => {
    const desk = await openDesk(stack);
    const witness = await desk.listen();
    await desk.room.publish(await desk.commit(4_000));
    const publishing = (async () => {
      for (let i = 0; i < 60; i++) await desk.room.publish(await desk.commit(1));
    })();
    const late = await Promise.all([0, 1, 1_500, 3_999].map((after) => desk.listen(undefined, { after })));
    await publishing;
    await witness.reaches(4_060);
    for (const [i, client] of late.entries()) {
      await client.reaches(4_060);
      expect(client.applied).toEqual(seqs([1, 2, 1_501, 4_000][i] ?? 0, 4_060));
      expect(client.gaps).toBe(0);
    }
    desk.close();
  });

  it("puts publications that arrive in the other order, or twice, into the order of the log [N5.3]", async () => {
    const desk = await openDesk(stack);
    const client = await desk.listen();
    const [a, b, c] = [await desk.commit(1), await desk.commit(2), await desk.commit(1)];
    await desk.room.publish(c);
    await desk.room.publish(b);
    await desk.room.publish(c);
    await desk.room.publish(a);
    await desk.room.publish(a);
    await client.reaches(4);
    await sleep(2 * GAP_WAIT_MS);
    expect(client.applied).toEqual(seqs(1, 4));
    desk.close();
  });

  it("reads from the log what was never published, as soon as a later publication shows it [N5.2]", async () => {
    const desk = await openDesk(stack);
    const client = await desk.listen();
    await desk.commit(3);
    const last = await desk.commit(1);
    const started = performance.now();
    await desk.room.publish(last);
    await client.reaches(4);
    expect(performance.now() - started).toBeLessThan(SWEEP_EVERY_MS / 2);
    expect(client.applied).toEqual(seqs(1, 4));
    desk.close();
  });

  it("tells a client that is too far behind, or claims the future, to start over [N5.5]", async () => {
    const desk = await openDesk(stack);
    for (let i = 0; i < 3; i++) await desk.commit(3_500);
    const [behind, ahead, fine] = await Promise.all([desk.listen(undefined, { after: 10_500 - CATCH_UP_LIMIT - 1 }), desk.listen(undefined, { after: 99_999 }), desk.listen(undefined, { after: 10_500 - CATCH_UP_LIMIT })]);
    await fine.reaches(10_500, 20_000);
    await behind.until(() => behind.resets === 1 && behind.replica.greeted, "a reset");
    await ahead.until(() => ahead.resets === 1 && ahead.replica.greeted, "a reset");
    await desk.room.publish(await desk.commit(1));
    for (const client of [behind, ahead]) {
      await client.reaches(10_501);
      expect(client.applied).toEqual([10_501]);
    }
    expect(fine.applied).toEqual(seqs(501, 10_501).slice(0, fine.applied.length));
    desk.close();
  });

  it("tells everybody to start over if the room itself missed too much, but not because a job wrote much [N5.5, N7.1]", async () => {
    const desk = await openDesk(stack);
    const client = await desk.listen();
    const lost = await desk.commit(1);
    for (let i = 0; i < 6; i++) await desk.room.publish(await desk.commit(2_000, { kind: "import", id: "job_1" }));
    await client.reaches(12_001);
    expect(client.changes.map((c) => c.seq)).toEqual([lost.from]);
    expect(client.resets).toBe(0);

    // All at once: a sweep that comes between finds nothing of it, or too much.
    await desk.commit(10_500);
    await desk.room.publish(await desk.commit(1));
    await client.until(() => client.resets === 1 && client.replica.greeted, "a reset", 20_000);
    await desk.room.publish(await desk.commit(1));
    await client.reaches(22_503);
    expect(client.gaps).toBe(0);
    desk.close();
  });

  it("takes a client at its word that knows a commit before the room does [N5.4]", async () => {
    const desk = await openDesk(stack);
    const witness = await desk.listen();
    await desk.room.publish(await desk.commit(1));
    await witness.reaches(1);
    await desk.commit(1);
    // It read the order's new state, so it holds seq 2; the room has heard of 1.
    const client = await desk.listen(undefined, { after: 2 });
    expect(client.resets).toBe(0);
    await witness.reaches(2);
    await desk.room.publish(await desk.commit(1));
    await client.reaches(3);
    expect(client.applied).toEqual([3]);
    expect(witness.applied).toEqual([1, 2, 3]);
    desk.close();
  });

  it("sends the changes of a job as one range, live and to who comes later [N7.1]", async () => {
    const desk = await openDesk(stack);
    const client = await desk.listen();
    const cause = { kind: "import" as const, id: "job_1" };
    await desk.room.publish(await desk.commit(2));
    await desk.room.publish(await desk.commit(800, cause));
    await desk.room.publish(await desk.commit(800, cause));
    await desk.room.publish(await desk.commit(1));
    await client.reaches(1_603);
    expect(client.frames.filter((f) => f.type === "range").every((f) => f.cause.id === "job_1")).toBe(true);
    expect(client.changes.map((c) => c.seq)).toEqual([1, 2, 1_603]);
    const late = await desk.listen(undefined, { after: 0 });
    await late.reaches(1_603);
    expect(late.changes.map((c) => c.seq)).toEqual([1, 2, 1_603]);
    expect(late.frames.filter((f) => f.type === "range").length).toBeLessThanOrEqual(2);
    desk.close();
  });

  it("joins changes that follow one another closely, when many listen [N1.2]", async () => {
    // Sixty are as many for it as a thousand and more at work: how closely they follow is then not this machine's affair.
    await using slow = await openStack([shorter("SENDS_PER_MS", 25)]);
    const desk = await openDesk(slow);
    const clients = await Promise.all(Array.from({ length: 60 }, () => desk.listen()));
    const publications = [];
    for (let i = 0; i < 30; i++) publications.push(await desk.commit(1));
    const began = performance.now();
    await Promise.all(publications.map((p) => desk.room.publish(p)));
    for (const client of clients) {
      await client.reaches(30);
      expect(client.applied).toEqual(seqs(1, 30));
    }
    // The first at once, and then one for each time in which they wait for one another, however long they take to arrive.
    const turns = (performance.now() - began) / COALESCE_MS;
    expect(clients[0]?.frames.filter((f) => f.type === "changes").length).toBeLessThanOrEqual(turns + 2);
    desk.close();
  });

  // Each in an organization of its own, and all of them waiting: side by side.
  it.concurrent("goes on sweeping for who comes after an alarm that rang while nobody was there [N5.6]", async () => {
    const desk = await openDesk(stack);
    (await desk.listen()).close();
    await sleep(SWEEP_EVERY_MS + 1_000);
    const late = await desk.listen();
    await desk.commit(1);
    await late.reaches(1, SWEEP_EVERY_MS * 2);
    expect(late.applied).toEqual([1]);
    desk.close();
  });

  it.concurrent("finds a commit of which it was never told by its sweep [N5.6]", async () => {
    const desk = await openDesk(stack);
    const client = await desk.listen();
    await desk.commit(2);
    await client.reaches(2, SWEEP_EVERY_MS + 3_000);
    expect(client.applied).toEqual([1, 2]);
    desk.close();
  });

  it.concurrent("refuses a publication with a hole, and the sweep brings what it stood for [N5.2]", async () => {
    const desk = await openDesk(stack);
    const client = await desk.listen();
    const { from, to, ...rest } = await desk.commit(3);
    const items = "items" in rest ? [...rest.items] : [];
    items.splice(1, 1);
    await expect(desk.room.publish({ from, to, items })).rejects.toThrow();
    await client.reaches(3, SWEEP_EVERY_MS + 3_000);
    expect(client.applied).toEqual([1, 2, 3]);
    desk.close();
  });
});
