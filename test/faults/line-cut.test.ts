import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFaultDesk } from "./fault-desk.ts";
import type { FaultDesk } from "./fault-desk.ts";

describe("a line that fails while changes flow", () => {
  let desk: FaultDesk;
  beforeAll(async () => {
    desk = await openFaultDesk();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  /** Edits in a row: a number of them, or as long as it takes. */
  async function edits(go: number | (() => boolean), meanwhile: (i: number) => void): Promise<void> {
    const goesOn = typeof go === "number" ? (i: number) => i < go : go;
    let order = await desk.place();
    for (let i = 0; goesOn(i); i++) {
      const saved = await desk.saveSurely(order, String(i), randomUUID());
      if (saved.order) order = saved.order;
      meanwhile(i);
    }
  }

  it("costs nobody a change, however often it is cut [N5.13]", async () => {
    const followers = await Promise.all([desk.follow(), desk.follow(), desk.follow(desk.tenant.people.csr2)]);
    await edits(
      () => followers.some((f) => f.connections <= 3),
      (i) => {
        if (i % 20 === 7) desk.front.cutAll();
      },
    );
    const log = await desk.log();
    for (const follower of followers) {
      await follower.reaches(log.length);
      expect(follower.applied).toEqual(log.map((c) => c.seq));
      await follower.stop();
    }
  });

  it("that is slow, or dead without a word, costs nobody a change either [N5.13]", async () => {
    const followers = await Promise.all([desk.follow(), desk.follow()]);
    desk.front.delay(120);
    await edits(40, (i) => {
      if (i === 20) desk.front.hang();
    });
    desk.front.delay(0);
    const log = await desk.log();
    for (const follower of followers) {
      await follower.reaches(log.length);
      expect(follower.applied).toEqual(log.map((c) => c.seq));
      expect(follower.connections).toBeGreaterThan(1);
    }
  });

  it("between worker and database may fail as well: the room repairs what it missed [N5.12]", async () => {
    const follower = await desk.follow();
    await edits(60, (i) => {
      if (i % 10 === 5) desk.database.cutAll();
    });
    const log = await desk.log();
    await follower.reaches(log.length);
    expect(follower.applied).toEqual(log.map((c) => c.seq));
  });
});
