import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SWEEP_EVERY_MS } from "../../domain/live.ts";
import { openFaultDesk, references } from "./fault-desk.ts";
import type { FaultDesk } from "./fault-desk.ts";
import type { Cut } from "./tcp-proxy.ts";

/** The batch of one commit, known by its key. */
const batchOf = (key: string) => new RegExp(`INSERT INTO idempotency[^]*${key}`, "u");

describe("an ambiguous commit", () => {
  let desk: FaultDesk;
  beforeAll(async () => {
    desk = await openFaultDesk();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  it.each<[string, Cut]>([
    ["after its commit, before its broadcast", "before_answer"],
    ["while its commit is under way", "after_request"],
    ["before its commit", "before_request"],
  ])("of a worker killed %s is seen by everyone exactly once, and its key returns the stored outcome [N5.10, N5.11]", async (_when, cut) => {
    const order = await desk.place();
    const followers = [await desk.follow(), await desk.follow(desk.tenant.people.csr2)];
    const key = randomUUID();
    const killed = desk.database.cutNext(batchOf(key), cut, () => desk.stack.killWorker());
    expect(await desk.save(order, `ref ${key}`, key)).toBeNull();
    await killed;
    await desk.stack.restartWorker();

    const before = (await desk.log()).length;
    const committed = references(await desk.log()).includes(`ref ${key}`);
    if (cut !== "after_request") expect(committed).toBe(cut === "before_answer");
    // Before anybody asks again: who is connected hears of what nobody published.
    for (const follower of followers) await follower.reaches(before, SWEEP_EVERY_MS * 2 + 5_000);

    const first = await desk.saveSurely(order, `ref ${key}`, key);
    const second = await desk.saveSurely(order, `ref ${key}`, key);
    expect(first.order?.reference).toBe(`ref ${key}`);
    expect(second.seq).toBe(first.seq);
    const log = await desk.log();
    expect(log.length).toBe(committed ? before : before + 1);
    expect(references(log).filter((r) => r === `ref ${key}`)).toHaveLength(1);
    for (const follower of followers) {
      await follower.reaches(log.length);
      expect(follower.applied).toEqual(log.map((c) => c.seq));
      expect(follower.connections).toBeGreaterThan(1);
      await follower.stop();
    }
  });

  it("whose answer alone was lost is answered as done, and published once [N5.10]", async () => {
    const order = await desk.place();
    const follower = await desk.follow();
    const key = randomUUID();
    const cut = desk.database.cutNext(batchOf(key), "before_answer");
    const saved = await desk.save(order, "once", key);
    await cut;
    expect(saved?.status).toBe(200);
    expect(saved?.order?.version).toBe(order.version + 1);
    const log = await desk.log();
    await follower.reaches(log.length);
    expect(references(log).filter((r) => r === "once")).toHaveLength(1);
    expect(follower.applied).toEqual(log.map((c) => c.seq));
    expect((await desk.save(order, "another", key))?.status).toBe(422);
  });
});
