import { beforeAll, describe, expect, it } from "vitest";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { acted, BulkAnswer, bulkIn, outcomesOf, overOf } from "../../harness/bulk.ts";
import { manyOrders } from "../../harness/many-orders.ts";
import { newShop } from "../../harness/orders.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Call, Tenant } from "../../harness/tenant.ts";

const ORDERS = 8_000;

describe("an undo that stopped halfway", () => {
  let t: Tenant;
  let call: Call;
  beforeAll(async () => {
    t = await newTenant();
    await manyOrders(t, await newShop(t), ORDERS - 1);
    ({ call } = t.people.csr);
  });

  const undo = (id: string) => call(`bulk/${id}/undo`, { method: "POST" });
  const tagged = async () => (await t.db.query({ sql: `SELECT count(*) AS n FROM orders WHERE org_id = :org AND tags = '["all"]'` }))[0]?.["n"];
  /** Begins to take a job back, and is cancelled by a colleague. */
  const halfUndone = async (id: string) => {
    const { job } = await bodyOf(BulkAnswer, undo(id));
    while ((await bodyOf(BulkAnswer, call(`bulk/${job.id}`))).job.done === 0);
    expect((await t.people.csr2.call(`bulk/${job.id}/cancel`, { method: "POST" })).status).toBe(200);
    const half = await bulkIn(call, job.id, ["cancelled"]);
    expect(half.done).toBeLessThan(half.total);
    return half;
  };

  it("goes on with the rest when it is asked for again, by two at once as by one, and so does a redo [E8.9, E8.10, E8.13]", async () => {
    const act = await acted(call, { query: "" }, { kind: "tags", add: ["all"], remove: [] });
    const half = await halfUndone(act.id);
    expect(await tagged()).toBe(ORDERS - half.done);

    const [one, other] = (await Promise.all([undo(act.id), undo(act.id)])).sort((a, b) => a.status - b.status);
    expect([one?.status, other?.status]).toEqual([202, 422]);
    const rest = await overOf(call, (await bodyOf(BulkAnswer, one ?? undo(act.id))).job.id);
    expect(rest).toMatchObject({ state: "done", undoes: act.id, redo: false, total: ORDERS - half.done, done: ORDERS - half.done, failed: 0 });
    expect(await tagged()).toBe(0);
    expect((await problemOf(undo(act.id))).detail).toBe("This was undone already.");
    expect((await bodyOf(BulkAnswer, call(`bulk/${act.id}`))).job.undoneBy).toBe(rest.id);

    const halfAgain = await halfUndone(rest.id);
    expect(halfAgain.redo).toBe(true);
    const again = await overOf(call, (await bodyOf(BulkAnswer, undo(rest.id))).job.id);
    expect(again).toMatchObject({ state: "done", undoes: rest.id, redo: true, done: rest.done - halfAgain.done, failed: 0 });
    expect(await outcomesOf(call, again.id)).toHaveLength(again.done);
    expect(await tagged()).toBe(rest.done);
    // Each order has one change by the act, one by its undo, and one more if it was done again.
    const versions = await t.db.query({ sql: "SELECT version, count(*) AS n FROM orders WHERE org_id = :org AND version > 1 GROUP BY version ORDER BY version" });
    expect(versions).toEqual([{ version: 3, n: half.done }, { version: 4, n: rest.done }]);
  });
});
