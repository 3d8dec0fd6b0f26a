import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Change } from "../../../domain/change.ts";
import type { OrderEdit } from "../../../domain/order-edit.ts";
import type { Order } from "../../../domain/order.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
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

const change = async (order: Pick<Order, "id" | "version">, edit: OrderEdit, call: Call = t.people.csr.call) =>
  bodyOf(SavedAnswer, call(`orders/${order.id}`, { method: "PATCH", body: { version: order.version, edit } }));
const undo = (id: string, seq: number, call: Call = t.people.csr.call, key?: string) => call(`orders/${id}/undo`, { method: "POST", body: { seq }, ...(key === undefined ? {} : { key }) });
const read = async (id: string) => (await bodyOf(OrderAnswer, t.people.csr.call(`orders/${id}`))).order;
const timeline = async (id: string) => (await bodyOf(v.object({ items: v.array(Change) }), t.people.csr.call(`orders/${id}/timeline`))).items;
const status = async (name: string) => (await bodyOf(v.object({ statuses: v.array(v.object({ id: v.string(), name: v.string() })) }), t.people.csr.call("lookups"))).statuses.find((s) => s.name === name)?.id ?? "";

/** All that a person can see of an order but when and how often it was changed. */
const seen = (order: Order) => ({ ...order, version: 0, updatedAt: 0, deliveryAddressId: "", billingAddressId: "" });

const home = { name: "Ann", company: "", line1: "1 Kiln Lane", line2: "", city: "Leeds", region: "", postCode: "LS1 1AA", country: "GB", phone: "" };

describe("undo", () => {
  it("takes back fields, lines, addresses and status, by a change in the log that says so [N8.1, N8.2]", async () => {
    const { customer } = await bodyOf(v.object({ customer: v.object({ id: v.string() }) }), t.people.csr.call("customers", { method: "POST", body: { name: "Zoë Lund" } }));
    const placed = await shop.place({ lines: [{ stockCode: "CLEAT", quantity: 2 }, { stockCode: "ANCHOR", quantity: 1 }], deliveryAddress: home, tags: ["gift"] });
    const [first, second] = placed.lines;
    const edits: OrderEdit[] = [
      { reference: "PO 1", note: "Ring", tags: ["a", "b"], csrId: t.people.csr2.id, fee: 700, paymentMethod: "card" },
      { customerId: customer.id },
      { deliveryAddress: { ...home, line1: "2 Kiln Lane" } },
      { statusId: await status("Pending"), comment: "Go" },
      { lines: [{ op: "set", id: first?.id ?? "", quantity: 9 }, { op: "remove", id: second?.id ?? "" }] },
      { lines: [{ op: "add", id: "lin_00000000000000000000000001", stockCode: "ANCHOR", quantity: 4 }] },
    ];
    for (const edit of edits) {
      const before = await read(placed.id);
      const { seq } = await change(before, edit);
      const answer = await bodyOf(SavedAnswer, undo(placed.id, seq));
      const after = await read(placed.id);
      expect(seen(after)).toEqual({ ...seen(before), lines: expect.toSatisfy((lines: unknown) => JSON.stringify(sorted(lines)) === JSON.stringify(sorted(before.lines))) });
      expect(answer.order).toEqual(after);
      expect((await timeline(placed.id)).at(-1)).toMatchObject({ seq: answer.seq, comment: "Undo", actor: { id: t.people.csr.id }, version: before.version + 2 });
    }
  });

  it("is for who made the change, while nobody changed the order since [N8.3]", async () => {
    const placed = await shop.place();
    const { seq, order } = await change(placed, { reference: "PO 1" });
    expect((await problemOf(undo(placed.id, seq, t.people.csr2.call))).code).toBe("forbidden");
    expect((await problemOf(undo(placed.id, seq, t.script.call))).code).toBe("forbidden");
    const theirs = await change(order, { note: "theirs" }, t.people.csr2.call);
    expect(await problemOf(undo(placed.id, seq))).toMatchObject({ code: "conflict", detail: expect.stringContaining(t.people.csr2.name), version: theirs.order.version });
    expect(await read(placed.id)).toEqual(theirs.order);
    expect((await undo(placed.id, theirs.seq, t.people.csr2.call)).status).toBe(200);
  });

  it("takes back several changes of one order, the youngest first, and does them again; an older one only if the same was not set again [N8.3, N8.7]", async () => {
    const placed = await shop.place();
    const { people } = t;
    const edits: OrderEdit[] = [{ csrId: people.csr2.id }, { tags: ["vip"] }, { reference: "PO 1" }, { reference: "PO 2", lines: [{ op: "set", id: placed.lines[0]?.id ?? "", quantity: 7 }] }];
    const made: number[] = [];
    const undone: number[] = [];
    // One after the other: each is based on the one before.
    for (const edit of edits) made.push((await change(await read(placed.id), edit)).seq);
    const after = await read(placed.id);
    expect(await problemOf(undo(placed.id, made[2] ?? 0))).toMatchObject({ code: "conflict", detail: expect.stringContaining("You changed this order since") });
    for (const seq of made.toReversed()) undone.push((await bodyOf(SavedAnswer, undo(placed.id, seq))).seq);
    expect(seen(await read(placed.id))).toEqual(seen(placed));
    for (const seq of undone.toReversed()) await bodyOf(SavedAnswer, undo(placed.id, seq));
    expect(seen(await read(placed.id))).toEqual(seen(after));
    // What nothing was built on goes back by itself, whatever else one changed.
    expect((await bodyOf(SavedAnswer, undo(placed.id, made[0] ?? 0))).order).toMatchObject({ csrId: placed.csrId, tags: ["vip"], reference: "PO 2" });
    expect((await problemOf(undo(placed.id, made[0] ?? 0))).code).toBe("conflict");
  });

  it("sent again under its key is done once and answered the same; a second one takes the undo back [N8.4]", async () => {
    const placed = await shop.place();
    const { seq } = await change(placed, { reference: "PO 1" });
    const key = crypto.randomUUID();
    const [a, b] = await Promise.all([bodyOf(SavedAnswer, undo(placed.id, seq, t.people.csr.call, key)), bodyOf(SavedAnswer, undo(placed.id, seq, t.people.csr.call, key))]);
    expect([a.order, a.seq]).toEqual([b.order, b.seq]);
    expect(a.order).toMatchObject({ reference: "", version: 3 });
    expect((await problemOf(undo(placed.id, seq))).code).toBe("conflict");
    expect((await bodyOf(SavedAnswer, undo(placed.id, a.seq))).order.reference).toBe("PO 1");
  });

  it("says of what no edit leads back from, and of no change, that it cannot be undone [N8.5]", async () => {
    const placed = await shop.place();
    const [created] = await timeline(placed.id);
    expect((await problemOf(undo(placed.id, created?.seq ?? 0))).code).toBe(created?.actor.id === t.people.csr.id ? "refused" : "forbidden");
    const sent = await change(placed, { send: true });
    expect((await problemOf(undo(placed.id, sent.seq))).code).toBe("refused");
    expect((await problemOf(undo(placed.id, 999_999))).code).toBe("not_found");
    expect((await problemOf(undo((await shop.place()).id, sent.seq))).code).toBe("not_found");
    expect((await problemOf(undo(placed.id, 0))).code).toBe("invalid");
  });

  it("needs the permission that the field needs [N8.6]", async () => {
    const placed = await shop.place();
    const person = await t.addPerson("csr", "Rita Bloom");
    const { seq } = await change(placed, { reference: "PO 1" }, person.call);
    expect((await t.people.admin.call(`members/${person.id}`, { method: "PATCH", body: { role: "viewer" } })).status).toBe(200);
    expect((await problemOf(undo(placed.id, seq, person.call))).code).toBe("forbidden");
    expect((await read(placed.id)).reference).toBe("PO 1");
  });
});

/** A line that was taken back stands at the end. */
function sorted(lines: unknown): unknown[] {
  return v.parse(v.array(v.looseObject({ id: v.string() })), lines).toSorted((a, b) => a.id.localeCompare(b.id));
}
