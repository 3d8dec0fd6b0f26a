import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Problem } from "../../domain/problem.ts";
import { openFaultDesk, references } from "./fault-desk.ts";
import type { FaultDesk } from "./fault-desk.ts";

describe("sqld killed during writes", () => {
  let desk: FaultDesk;
  beforeAll(async () => {
    desk = await openFaultDesk();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  it("loses no acknowledged write and doubles none, and everyone hears the log as it is [N5.11, N5.12]", async () => {
    const writers = 4;
    const orders = await Promise.all(Array.from({ length: writers }, () => desk.place()));
    const followers = [await desk.follow(), await desk.follow(desk.tenant.people.csr2)];
    const killed = new AbortController();
    const writing = Promise.all(
      orders.map(async (placed, w) => {
        let order = placed;
        let written = 0;
        // However fast they are: they go on as long as it is killed.
        for (; !killed.signal.aborted; written++) {
          const saved = await desk.saveSurely(order, `w${w} ${written}`, randomUUID());
          if (saved.order) order = saved.order;
        }
        return written;
      }),
    );
    for (let kills = 0; kills < 3; kills++) {
      await sleep(250);
      await desk.stack.killSqld();
      await sleep(100);
      await desk.stack.restartSqld();
      await sleep(600);
    }
    killed.abort();
    const written = await writing;

    const log = await desk.log();
    expect(log.map((c) => c.seq)).toEqual(log.map((_, i) => i + 1));
    for (let w = 0; w < writers; w++) {
      const mine = references(log).filter((r) => String(r).startsWith(`w${w} `));
      expect(mine.length).toBeGreaterThan(0);
      expect(mine).toEqual(Array.from({ length: written[w] ?? 0 }, (_, i) => `w${w} ${i}`));
    }
    for (const follower of followers) {
      await follower.reaches(log.length);
      expect(follower.applied).toEqual(log.map((c) => c.seq));
    }
  });

  it("is said in a sentence while it is away, and nothing is half-written [N5.12]", async () => {
    const order = await desk.place();
    const before = await desk.log();
    await desk.stack.killSqld();
    const saved = await desk.save(order, "away", randomUUID());
    expect(saved?.status).toBe(503);
    expect(v.parse(Problem, JSON.parse(saved?.text ?? "")).code).toBe("unavailable");
    await desk.stack.restartSqld();
    expect(await desk.log()).toEqual(before);
    expect((await desk.saveSurely(order, "back", randomUUID())).order?.reference).toBe("back");
  });
});
