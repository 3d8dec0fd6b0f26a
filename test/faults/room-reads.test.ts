import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SWEEP_EVERY_MS } from "../../domain/live.ts";
import { LiveClient, liveOf } from "../harness/live-client.ts";
import { openFaultDesk } from "./fault-desk.ts";
import type { FaultDesk } from "./fault-desk.ts";

describe("what the room reads", () => {
  let desk: FaultDesk;
  beforeAll(async () => {
    desk = await openFaultDesk();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  it("is nothing for an edit, and nothing for a reconnect that missed nothing [N5.14]", async () => {
    const live = liveOf(desk.tenant, desk.tenant.people.csr2);
    const first = await LiveClient.open(live);
    let order = await desk.place();
    await first.reaches(2);
    const heads = desk.database.count(/SELECT seq FROM head/u);
    const rows = desk.database.count(/FROM change c/u);
    const started = performance.now();
    let reconnects = 0;
    // However slow they are: a number of them, and some time.
    while (performance.now() - started < 2_500 || reconnects <= 10) {
      const saved = await desk.saveSurely(order, String(reconnects), randomUUID());
      order = saved.order ?? order;
      await first.reaches(saved.seq ?? 0);
      const second = await LiveClient.open({ ...live, after: saved.seq });
      expect(second.resets).toBe(0);
      second.close();
      reconnects++;
    }
    expect(rows()).toBe(0);
    // Only the sweep compares; everything else would be one read or more for each round.
    expect(heads()).toBeLessThanOrEqual(1 + Math.floor((performance.now() - started) / SWEEP_EVERY_MS));
    expect(heads()).toBeLessThan(reconnects);
    first.close();
  });
});
