import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Change } from "../../../domain/change.ts";
import { OrderList } from "../../../domain/order-list.ts";
import { loadLookups } from "../../../db/lookups.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { newShop, SavedAnswer } from "../../harness/orders.ts";
import type { Shop } from "../../harness/orders.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Tenant } from "../../harness/tenant.ts";

let t: Tenant;
let shop: Shop;
beforeAll(async () => {
  t = await newTenant();
  shop = await newShop(t);
});

const address = { name: "Ann", company: "", line1: "1 Kiln Lane", line2: "", city: "London", region: "", postCode: "SW1A 1AA", country: "GB", phone: "" };
const rowOf = async (id: string) => (await bodyOf(OrderList, t.people.csr.call("orders?limit=100"))).rows.find((r) => r.id === id);
const timeline = async (id: string) => (await bodyOf(v.object({ items: v.array(Change) }), t.people.csr.call(`orders/${id}/timeline`))).items;
const patch = (order: { id: string; version: number }, edit: object) => t.people.csr.call(`orders/${order.id}`, { method: "PATCH", body: { version: order.version, edit } });

describe("the row of an order", () => {
  it("tells of post code, microsite, payment source, invoice, tracking and note, in the list and in the log [L1.1]", async () => {
    const { microsites, statuses } = await loadLookups(t.db);
    const micrositeId = microsites[0]?.id ?? null;
    const note = `${"🎁".repeat(119)}–${"x".repeat(50)}`;
    const placed = await shop.place({ micrositeId, paymentMethod: "bacs", deliveryAddress: address, note, lines: [{ stockCode: "ANCHOR", quantity: 1 }, { stockCode: "CLEAT", quantity: 1 }] });
    const facts = { micrositeId, paymentMethod: "bacs", invoiceStatus: "none", postCode: "SW1A 1AA", noteStart: `${"🎁".repeat(119)}–`, stockWords: "anchor cleat" };
    expect(await rowOf(placed.id)).toMatchObject({ ...facts, trackingNumber: "", trackingUrl: "" });
    const tracking = { trackingNumber: "JD 1", trackingUrl: "https://courier.example/1" };
    const { order } = await bodyOf(SavedAnswer, patch(placed, { statusId: statuses.find((s) => s.name === "Dispatched")?.id, ...tracking }));
    expect(await rowOf(placed.id)).toMatchObject({ ...facts, ...tracking });
    const last = (await timeline(placed.id)).at(-1);
    expect(last?.row).toEqual(await rowOf(order.id));
    expect(last?.patch).toMatchObject({ trackingNumber: ["", "JD 1"], trackingUrl: ["", "https://courier.example/1"] });
    // The post code is personal, and the log keeps what is personal by reference.
    const [logged] = await t.db.query({ sql: "SELECT count(*) AS n FROM change WHERE org_id = :org AND entity_id = :id AND (row LIKE '%SW1A%' OR patch LIKE '%SW1A%')", args: { id: placed.id } });
    expect(logged?.["n"]).toBe(0);
  });

  it("is read with defaults from entries that are older than its fields [L1.2]", async () => {
    const placed = await shop.place();
    await t.db.writeBatch([{ sql: "UPDATE change SET row = json_remove(row, '$.micrositeId', '$.paymentMethod', '$.invoiceStatus', '$.trackingNumber', '$.trackingUrl') WHERE org_id = :org AND entity_id = :id", args: { id: placed.id } }]);
    expect((await timeline(placed.id))[0]?.row).toMatchObject({ micrositeId: null, paymentMethod: null, invoiceStatus: "none", trackingNumber: "", trackingUrl: "" });
  });

  it("takes tracking back with the change that brought it, and tells of it when two enter one [E7.3]", async () => {
    const { statuses, microsites } = await loadLookups(t.db);
    const ready = statuses.find((s) => s.name === "Ready To Dispatch")?.id;
    const placed = await shop.place();
    const { order } = await bodyOf(SavedAnswer, patch(placed, { statusId: ready, micrositeId: microsites[1]?.id }));
    const { order: tracked, seq } = await bodyOf(SavedAnswer, patch(order, { trackingNumber: "ONE" }));
    const conflict = await problemOf(patch(order, { trackingNumber: "TWO" }));
    expect(conflict).toMatchObject({ code: "conflict", conflicts: [{ field: "trackingNumber", base: "", theirs: "ONE", mine: "TWO" }] });
    const undone = await bodyOf(SavedAnswer, t.people.csr.call(`orders/${tracked.id}/undo`, { method: "POST", body: { seq } }));
    expect(undone.order).toMatchObject({ trackingNumber: "", micrositeId: microsites[1]?.id });
  });
});
