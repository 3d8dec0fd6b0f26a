import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Change } from "../../../domain/change.ts";
import { OrderCounts, OrderList } from "../../../domain/order-list.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { LiveClient, liveOf } from "../../harness/live-client.ts";
import { newShop, OrderAnswer, SavedAnswer } from "../../harness/orders.ts";
import type { Shop } from "../../harness/orders.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Call, Tenant } from "../../harness/tenant.ts";

let t: Tenant;
let shop: Shop;
beforeAll(async () => {
  t = await newTenant();
  shop = await newShop(t);
});

const remove = (id: string, call: Call = t.people.admin.call, key?: string) => call(`orders/${id}`, { method: "DELETE", ...(key === undefined ? {} : { key }) });
const restore = (id: string, call: Call = t.people.superadmin.call) => call(`orders/${id}/restore`, { method: "POST" });
const undo = (id: string, seq: number, call: Call) => call(`orders/${id}/undo`, { method: "POST", body: { seq } });
const read = async (id: string) => (await bodyOf(OrderAnswer, t.people.csr.call(`orders/${id}`))).order;
const all = async () => (await bodyOf(OrderCounts, t.people.csr.call("orders/counts"))).counts.all ?? 0;
const listed = async (id: string) => (await bodyOf(OrderList, t.people.csr.call("orders"))).rows.some((row) => row.id === id);

describe("deleting an order", () => {
  it("takes it out of the list and its numbers, keeps its history, and restoring brings it back as it was [E9.2]", async () => {
    const placed = await shop.place({ reference: "PO 9" });
    const before = await all();
    const ears = await LiveClient.open(liveOf(t, t.people.csr));
    const deleted = await bodyOf(SavedAnswer, remove(placed.id));
    expect(deleted.order).toMatchObject({ version: 2, deletedAt: expect.any(Number) });
    await ears.until(() => ears.changes.some((c) => c.kind === "order.deleted" && c.row?.deletedAt !== null), "the deletion");
    expect([await listed(placed.id), await all()]).toEqual([false, before - 1]);

    const { order } = await bodyOf(SavedAnswer, restore(placed.id));
    expect(order).toEqual({ ...placed, version: 3, updatedAt: order.updatedAt });
    expect([await listed(placed.id), await all()]).toEqual([true, before]);
    const { items } = await bodyOf(v.object({ items: v.array(Change) }), t.people.csr.call(`orders/${placed.id}/timeline`));
    expect(items.map((c) => [c.kind, c.actor.name])).toEqual([["order.created", "Cora Singh"], ["order.deleted", "Ada Marsh"], ["order.restored", "Sam Overton"]]);
    ears.close();
  });

  it("is for who may delete, restoring for who may restore; who deleted takes it back, while nobody changed it since [E9.3]", async () => {
    const placed = await shop.place();
    expect((await problemOf(remove(placed.id, t.people.csr.call))).code).toBe("forbidden");
    expect((await problemOf(t.people.csr.call(`orders/${placed.id}`, { method: "PATCH", body: { version: 1, edit: { deleted: true } } }))).code).toBe("forbidden");
    const deleted = await bodyOf(SavedAnswer, remove(placed.id));
    expect((await problemOf(restore(placed.id, t.people.admin.call))).code).toBe("forbidden");
    expect((await problemOf(undo(placed.id, deleted.seq, t.people.superadmin.call))).code).toBe("forbidden");
    const undone = await bodyOf(SavedAnswer, undo(placed.id, deleted.seq, t.people.admin.call));
    expect(undone.order.deletedAt).toBeNull();
    expect((await bodyOf(SavedAnswer, undo(placed.id, undone.seq, t.people.admin.call))).order.deletedAt).not.toBeNull();
  });

  it("happens once, however often it is asked for; what is deleted is not deleted again, and what is not is not restored [E9.4]", async () => {
    const placed = await shop.place();
    const key = crypto.randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => bodyOf(SavedAnswer, remove(placed.id, t.people.admin.call, key))));
    expect(new Set(answers.map((a) => a.seq)).size).toBe(1);
    expect(await problemOf(remove(placed.id))).toMatchObject({ code: "refused", detail: expect.stringContaining("deleted already") });
    expect((await read(placed.id)).version).toBe(2);
    await restore(placed.id);
    expect(await problemOf(restore(placed.id))).toMatchObject({ code: "refused", detail: expect.stringContaining("is not deleted") });
    expect((await problemOf(remove("ord_00000000000000000000000000"))).code).toBe("not_found");
  });
});
