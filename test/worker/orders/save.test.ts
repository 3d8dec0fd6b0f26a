import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Change } from "../../../domain/change.ts";
import type { OrderEdit } from "../../../domain/order-edit.ts";
import { Problem } from "../../../domain/problem.ts";
import { bodyOf } from "../../harness/answer.ts";
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

const patch = (id: string, version: number, edit: OrderEdit, key?: string, call: Call = t.people.csr.call) =>
  call(`orders/${id}`, { method: "PATCH", body: { version, edit }, ...(key === undefined ? {} : { key }) });
const saved = async (answer: Response) => v.parse(SavedAnswer, await answer.json());
const problemOf = async (answer: Response) => v.parse(Problem, await answer.json());
const read = async (id: string) => v.parse(OrderAnswer, await (await t.people.csr.call(`orders/${id}`)).json()).order;
const timeline = async (id: string) => v.parse(v.object({ items: v.array(Change) }), await (await t.people.csr.call(`orders/${id}/timeline`)).json()).items;

describe("saving an order", () => {
  it("merges two saves of different fields and keeps both [N3.20]", async () => {
    const order = await shop.place();
    const [a, b] = await Promise.all([patch(order.id, 1, { reference: "PO 1" }), patch(order.id, 1, { note: "Ring first" }, undefined, t.people.csr2.call)]);
    expect([a.status, b.status]).toEqual([200, 200]);
    expect(new Set([(await saved(a)).merged, (await saved(b)).merged])).toEqual(new Set([false, true]));
    expect(await read(order.id)).toMatchObject({ reference: "PO 1", note: "Ring first", version: 3 });
  });

  it("answers a stale save of the same field with base, theirs and mine, and changes nothing [N3.21]", async () => {
    const order = await shop.place();
    await patch(order.id, 1, { reference: "theirs" }, undefined, t.people.csr2.call);
    const answer = await patch(order.id, 1, { reference: "mine" });
    expect(answer.status).toBe(409);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const problem = await problemOf(answer);
    expect(problem).toMatchObject({ code: "conflict", version: 2, conflicts: [{ field: "reference", base: "", theirs: "theirs", mine: "mine", by: t.people.csr2.name }] });
    expect((await read(order.id)).reference).toBe("theirs");
  });

  it("keeps every one of 40 saves at once of different lines, and the total is their sum [N3.22]", async () => {
    const order = await shop.place({ lines: Array.from({ length: 40 }, () => ({ stockCode: "CLEAT", quantity: 1 })) });
    const answers = await Promise.all(order.lines.map((line, i) => patch(order.id, 1, { lines: [{ op: "set", id: line.id, quantity: i + 2 }] }, undefined, i % 2 ? t.people.csr.call : t.people.csr2.call)));
    expect(answers.map((a) => a.status)).toEqual(order.lines.map(() => 200));
    const now = await read(order.id);
    expect(now.lines.map((l) => l.quantity)).toEqual(order.lines.map((_, i) => i + 2));
    expect(now.total).toBe(now.lines.reduce((sum, l) => sum + l.quantity * 300, 0));
    expect((await timeline(order.id)).map((c) => c.version)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1));
  });

  it("lets one through: of ten saves of one field at one version, one wins and nine are asked [N3.21]", async () => {
    const order = await shop.place();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => patch(order.id, 1, { reference: `R${i}` })));
    expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
  });

  it("does a repeated request once and answers it the same, also after others went on [A3.20]", async () => {
    const order = await shop.place();
    const key = crypto.randomUUID();
    const first = await saved(await patch(order.id, 1, { reference: "once" }, key));
    await patch(order.id, 2, { reference: "later" });
    const again = await saved(await patch(order.id, 1, { reference: "once" }, key));
    expect(again.seq).toBe(first.seq);
    expect((await read(order.id)).reference).toBe("later");
    expect(await timeline(order.id)).toHaveLength(3);
  });

  it("refuses a key that was used for another request [A3.21]", async () => {
    const order = await shop.place();
    const key = crypto.randomUUID();
    await patch(order.id, 1, { reference: "one" }, key);
    const other = await patch(order.id, 2, { reference: "two" }, key);
    expect([other.status, (await problemOf(other)).code]).toEqual([422, "idempotency_mismatch"]);
  });

  it("refuses a version of the future and one that is no version [A3.22]", async () => {
    const order = await shop.place();
    expect((await patch(order.id, 9, { reference: "x" })).status).toBe(409);
    expect((await patch(order.id, 0, { reference: "x" })).status).toBe(422);
  });

  it("logs who, when, old and new, the comment and the reason [D1.20]", async () => {
    const order = await shop.place();
    const { statuses, reasons } = v.parse(v.object({ statuses: v.array(v.looseObject({ id: v.string(), stage: v.string() })), reasons: v.array(v.looseObject({ id: v.string(), text: v.string(), kind: v.string() })) }), await (await t.people.csr.call("lookups")).json());
    const cancelled = statuses.find((s) => s.stage === "cancelled")?.id ?? "";
    const reason = reasons.find((r) => r.kind === "cancel");
    await patch(order.id, 1, { statusId: cancelled, reasonId: reason?.id ?? "", comment: "Rang at noon" });
    const last = (await timeline(order.id)).at(-1);
    expect(last).toMatchObject({ kind: "order.status_changed", actor: { kind: "user", name: t.people.csr.name }, comment: `${reason?.text} · Rang at noon`, patch: { statusId: [order.statusId, cancelled], stage: ["incomplete", "cancelled"] } });
  });

  it("says which lock refuses a change after fulfilment was asked for, and leaves the order as it was [E5.20]", async () => {
    const order = await shop.place();
    const sent = await t.people.fulfilment.call(`orders/${order.id}/fulfilment`, { method: "POST", body: { version: 1 } });
    expect(sent.status).toBe(200);
    const refused = await patch(order.id, 1, { lines: [{ op: "set", id: order.lines[0]?.id ?? "", quantity: 9 }] });
    expect([refused.status, (await problemOf(refused)).detail]).toEqual([422, expect.stringContaining("locks lines")]);
    expect((await read(order.id)).lines[0]?.quantity).toBe(2);
  });
});

describe("placing an order", () => {
  it("gives each its own rising number, also to 20 at once, on stage incomplete in channel Phone [C4.20]", async () => {
    const placed = await Promise.all(Array.from({ length: 20 }, (_, i) => shop.place({ reference: `crowd ${i}` }, i % 2 ? t.people.csr.call : t.script.call)));
    expect(new Set(placed.map((o) => o.number)).size).toBe(20);
    for (const o of placed) expect(o.number).toMatch(/^[A-Z]+\d{7}$/u);
    const { channels } = v.parse(v.object({ channels: v.array(v.looseObject({ id: v.string(), name: v.string() })) }), await (await t.people.csr.call("lookups")).json());
    expect(placed[0]).toMatchObject({ stage: "incomplete", paymentStatus: "pending", channelId: channels.find((c) => c.name === "Phone")?.id });
  });

  it("places one order however often the request is repeated, at once or later [C4.21]", async () => {
    const key = crypto.randomUUID();
    const body = shop.draft({ reference: "press twice" });
    const answers = await Promise.all(Array.from({ length: 5 }, () => t.people.csr.call("orders", { method: "POST", body, key })));
    const placed = await Promise.all(answers.map(async (a) => v.parse(OrderAnswer, await a.json()).order.id));
    expect(new Set(placed).size).toBe(1);
    const rows = await t.db.query({ sql: "SELECT count(*) AS n FROM orders WHERE org_id = :org AND reference = 'press twice'" });
    expect(rows[0]?.["n"]).toBe(1);
  });

  it("numbers without a hole where orders were refused [C4.20]", async () => {
    const before = await shop.place();
    await t.people.csr.call("orders", { method: "POST", body: shop.draft({ lines: [{ stockCode: "NOPE", quantity: 1 }] }) });
    const after = await shop.place();
    expect(Number(after.number.slice(-7)) - Number(before.number.slice(-7))).toBe(1);
  });

  it("finds customers and products as they are typed [C1.20, C2.20, L3.5, L3.31]", async () => {
    const names = async (path: string) => v.parse(v.object({ items: v.array(v.object({ name: v.string() })) }), await (await t.people.csr.call(path)).json()).items.map((i) => i.name);
    expect(await names("customers?q=okaf")).toEqual(["Nadia Okafor"]);
    expect(await names("customers?q=nadia.okafor%40exa")).toEqual(["Nadia Okafor"]);
    expect(await names("customers?q=0207946")).toEqual(["Nadia Okafor"]);
    const draft = { name: "Łucja O’Brien", email: "", phone: "0044 7700 900123", company: "", address: null };
    expect((await t.people.csr.call("customers", { method: "POST", body: draft })).status).toBe(201);
    for (const query of ["lucja", "obrien", "o'brien lucja", "07700 900 123", "+44 (0)7700 9001", "447700900123"]) expect([query, await names(`customers?q=${encodeURIComponent(query)}`)]).toEqual([query, ["Łucja O’Brien"]]);
    expect(await names("products?q=anch")).toEqual(["Brass anchor"]);
    expect(await names("products?q=steel")).toEqual(["Steel cleat"]);
    expect(await names("products?q=")).toEqual([]);
  });

  it("merges an address that both changed alike, or that was changed back, and tells the texts of one that is a conflict [N3.2, N3.21]", async () => {
    const address = (line1: string) => ({ name: "Ann", company: "", line1, line2: "", city: "Leeds", region: "", postCode: "LS1", country: "GB", phone: "" });
    const order = await shop.place({ deliveryAddress: address("1 Kiln Lane") });
    await patch(order.id, 1, { deliveryAddress: address("2 Kiln Lane") });
    expect(await saved(await patch(order.id, 1, { deliveryAddress: address("2 Kiln Lane") }, undefined, t.people.csr2.call))).toMatchObject({ order: { version: 2 } });
    await patch(order.id, 2, { deliveryAddress: address("1 Kiln Lane") });
    expect((await patch(order.id, 1, { deliveryAddress: address("3 Kiln Lane") }, undefined, t.people.csr2.call)).status).toBe(200);
    expect(await problemOf(await patch(order.id, 1, { deliveryAddress: address("4 Kiln Lane") }))).toMatchObject({ code: "conflict", conflicts: [{ field: "deliveryAddress", base: address("1 Kiln Lane"), theirs: address("3 Kiln Lane"), mine: address("4 Kiln Lane") }] });
  });

  it("keeps what was said with a status that a colleague set first [E2.13]", async () => {
    const order = await shop.place();
    const statusId = (await bodyOf(v.object({ statuses: v.array(v.object({ id: v.string(), name: v.string() })) }), t.people.csr.call("lookups"))).statuses.find((s) => s.name === "On Hold")?.id ?? "";
    await patch(order.id, 1, { statusId, comment: "first" }, undefined, t.people.csr2.call);
    expect((await patch(order.id, 1, { statusId, comment: "second" })).status).toBe(200);
    expect((await timeline(order.id)).map((c) => c.comment)).toEqual(["", "first", "second"]);
  });

  it("sent twice under one key is answered twice the same [A3.20]", async () => {
    const order = await shop.place();
    const key = crypto.randomUUID();
    const first = await saved(await patch(order.id, 1, { reference: "PO 1" }, key));
    expect(await saved(await patch(order.id, 1, { reference: "PO 1" }, key))).toEqual(first);
  });
});
