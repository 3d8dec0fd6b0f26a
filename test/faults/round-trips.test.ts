import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFaultDesk } from "./fault-desk.ts";
import type { FaultDesk } from "./fault-desk.ts";

describe("round trips to the database", () => {
  let desk: FaultDesk;
  beforeAll(async () => {
    desk = await openFaultDesk();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  it("are one for a read, with the question of who asks, and two for a save among others [N5.37]", async () => {
    const { csr } = desk.tenant.people;
    const order = await desk.place();
    const noted = desk.database.count(/UPDATE auth_api_key SET last_request/u);
    for (const { call } of [csr, desk.tenant.script]) {
      // Once, so that the worker knows the organization's name, and the use of the key is noted, after the answer.
      await call("lookups");
      if (call === desk.tenant.script.call) await expect.poll(noted).toBe(1);
      for (const path of ["lookups", "orders", "orders/counts", `orders/${order.id}`]) {
        const trips = desk.database.count(/POST \/v3\/pipeline/u);
        expect((await call(path)).status).toBe(200);
        expect(trips(), path).toBe(1);
      }
    }
    const orders = await Promise.all(Array.from({ length: 12 }, () => desk.place()));
    const trips = desk.database.count(/POST \/v3\/pipeline/u);
    for (const saved of await Promise.all(orders.map((o) => desk.save(o, "R", randomUUID())))) expect(saved?.status).toBe(200);
    // The first meets nobody, and asks twice side by side.
    expect(trips()).toBeLessThanOrEqual(orders.length * 2 + 2);
  });
});
