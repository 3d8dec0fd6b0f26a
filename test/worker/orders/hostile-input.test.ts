import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { readEntityChanges } from "../../../db/change.ts";
import { Customer } from "../../../domain/customer.ts";
import { EMPTY_ADDRESS } from "../../../domain/order.ts";
import type { OrderDraft } from "../../../domain/order-create.ts";
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

const HALF = "\ud800";
const JSON_TYPE = { "Content-Type": "application/json" };
const patch = (id: string, version: number, edit: object, call: Call = t.people.csr.call, key?: string) => call(`orders/${id}`, { method: "PATCH", body: { version, edit }, ...(key === undefined ? {} : { key }) });
const place = (body: object) => t.people.csr.call("orders", { method: "POST", body });
const fieldsOf = async (answer: Response | Promise<Response>) => {
  const { code, errors } = await problemOf(answer);
  return [code, errors?.map((e) => e.field)];
};

describe("an address", () => {
  it.each([["too long", "x".repeat(201)], ["NUL", "a\0b"], ["half a pair", HALF]])("with a part that cannot be kept (%s) is refused at it, of an order and of a customer [SEC.62]", async (_what, line1) => {
    const order = await shop.place();
    const address = { ...EMPTY_ADDRESS, line1 };
    expect(await fieldsOf(patch(order.id, 1, { deliveryAddress: address }))).toEqual(["invalid", ["edit.deliveryAddress.line1"]]);
    expect(await fieldsOf(place(shop.draft({ deliveryAddress: address })))).toEqual(["invalid", ["deliveryAddress.line1"]]);
    expect(await fieldsOf(t.people.csr.call("customers", { method: "POST", body: { name: "Ann", address } }))).toEqual(["invalid", ["address.line1"]]);
  });

  it("and a line are refused with a field that they do not have [SEC.62]", async () => {
    const order = await shop.place();
    const [line] = order.lines;
    expect(await fieldsOf(patch(order.id, 1, { deliveryAddress: { ...EMPTY_ADDRESS, planet: "Earth" } }))).toEqual(["invalid", ["edit.deliveryAddress.planet"]]);
    expect(await fieldsOf(patch(order.id, 1, { lines: [{ op: "set", id: line?.id, quantity: 2, price: 1 }] }))).toEqual(["invalid", ["edit.lines.0.price"]]);
    const body = { ...shop.draft(), lines: [{ stockCode: "ANCHOR", quantity: 1, price: 1 }] };
    expect(await fieldsOf(place(body))).toEqual(["invalid", ["lines.0.price"]]);
  });
});

describe("what no database can be asked for", () => {
  it("is refused at its field, wherever an id is taken [SEC.63]", async () => {
    const order = await shop.place();
    for (const [field, draft] of Object.entries({ customerId: { customerId: HALF }, csrId: { csrId: HALF }, agentId: { agentId: HALF }, channelId: { channelId: HALF } } satisfies Record<string, Partial<OrderDraft>>)) {
      expect(await fieldsOf(place(shop.draft(draft)))).toEqual(["invalid", [field]]);
    }
    for (const field of ["customerId", "statusId", "csrId", "agentId"]) expect(await fieldsOf(patch(order.id, 1, { [field]: HALF }))).toEqual(["invalid", [`edit.${field}`]]);
  });

  it("makes no order of a customer whose name is cut for sorting, and no list by customer [SEC.64]", async () => {
    const answer = await t.people.csr.call("customers", { method: "POST", body: { name: `${"n".repeat(79)}🐳 and more` } });
    const { customer } = await bodyOf(v.object({ customer: Customer }), answer);
    const placed = await shop.place({ customerId: customer.id });
    expect(placed.customerName).toBe(customer.name);
    expect((await t.people.csr.call("orders?sort=customer")).status).toBe(200);
  });
});

describe("a list request", () => {
  const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  it.each([
    "statuss=sta_1", "limt=5", "total=5", "total=1..2..3", "total=0x10..", "placed=2026-02-30..",
    `after=${cursor("-placed", "text", "ord_1")}`, `after=${cursor("-placed", 1, HALF)}`, `after=${cursor("-placed", 1.5, "ord_1")}`, `after=${cursor("-placed", 1, "ord_1", "more")}`,
    `after=${Buffer.from('["-placed",1e400,"ord_1"]').toString("base64url")}`, `sort=customer&after=${cursor("customer", HALF, "ord_1")}`, `sort=number&after=${cursor("number", 7, "ord_1")}`, `sort=number&after=${cursor("-number", "BT1", "ord_1")}`, `after=${cursor("placed", 1, "ord_1")}`,
    `after=${cursor("-placed", 1, "a")}&before=${cursor("-placed", 2, "b")}`, `end=1&after=${cursor("-placed", 1, "a")}`,
  ])("that is not wholly understood is refused: %s [SEC.65]", async (query) => {
    expect((await problemOf(t.people.csr.call(`orders?${query}`))).code).toBe("invalid");
  });
});

describe("a body", () => {
  it("of a JSON type of any spelling is limited, and is told from another under the same key [SEC.66]", async () => {
    const headers = { "Content-Type": "application/x_y+json" };
    const send = (body: object, key: string) => t.people.csr.call("orders", { method: "POST", raw: JSON.stringify(body), headers, key });
    const key = crypto.randomUUID();
    expect((await send(shop.draft({ reference: "aaa" }), key)).status).toBe(201);
    expect((await problemOf(send(shop.draft({ reference: "bbb" }), key))).code).toBe("idempotency_mismatch");
    expect((await problemOf(send({ note: "x".repeat(2 << 20) }, crypto.randomUUID()))).code).toBe("payload_too_large");
  });

  it.each([
    ["tags", (n: number) => `{"version":1,"edit":{"tags":[${"1,".repeat(n)}1]}}`],
    ["lines", (n: number) => `{"version":1,"edit":{"lines":[${"{},".repeat(n)}{}]}}`],
    ["nested lists", (n: number) => `{"version":1,"edit":{"tags":[${"[1],".repeat(n / 2)}1]}}`],
  ])("of more values than an order has is refused, whoever sends it, and no answer lists more than 200 fields: %s [SEC.61]", async (_what, body) => {
    const order = await shop.place();
    const send = (call: Call, n: number) => call(`orders/${order.id}`, { method: "PATCH", raw: body(n), headers: JSON_TYPE });
    for (const call of [t.people.csr.call, t.call]) expect((await problemOf(send(call, 200_000))).code).toBe("payload_too_large");
    const { code, errors } = await problemOf(send(t.people.csr.call, 5_000));
    expect([code, errors?.length]).toEqual(["invalid", 200]);
  });

  it("of an order with as many lines as it can have, each as long as it can be, is taken [SEC.61]", async () => {
    const lines = Array.from({ length: 2_000 }, () => ({ stockCode: "ANCHOR", quantity: 1 }));
    const order = await shop.place({ lines });
    const saved = await bodyOf(SavedAnswer, patch(order.id, 1, { lines: order.lines.map((l) => ({ op: "set", id: l.id, quantity: 2 })) }));
    expect(saved.order.subtotal).toBe(order.subtotal * 2);
  });
});

describe("a save", () => {
  it("of no field is refused to a Viewer, and leaves nothing behind [SEC.68]", async () => {
    const order = await shop.place();
    const kept = () => t.db.query({ sql: "SELECT count(*) AS n FROM idempotency WHERE org_id = :org" });
    const before = await kept();
    const reader = await t.addScript(["orders.read"]);
    for (const call of [t.people.viewer.call, reader.call]) {
      for (const edit of [{}, { comment: "hello" }]) expect((await problemOf(patch(order.id, 1, edit, call))).code).toBe("forbidden");
    }
    expect(await kept()).toEqual(before);
  });

  it("that gives a line the id of one that it removes is refused, and the line stays what it was sold as [SEC.69]", async () => {
    const order = await shop.place({ lines: [{ stockCode: "ANCHOR", quantity: 1 }, { stockCode: "CLEAT", quantity: 1 }] });
    const id = order.lines[0]?.id ?? "";
    expect(await fieldsOf(patch(order.id, 1, { lines: [{ op: "remove", id }, { op: "add", id, stockCode: "BUOY", quantity: 1 }] }))).toEqual(["invalid", ["lines.1.id"]]);
    expect((await bodyOf(OrderAnswer, t.people.csr.call(`orders/${order.id}`))).order.lines).toEqual(order.lines);
  });

  it("that changed nothing is answered the same when it is sent again, though another was saved since [SEC.74, A3.20]", async () => {
    const order = await shop.place({ reference: "same" });
    const key = crypto.randomUUID();
    const first = await bodyOf(SavedAnswer, patch(order.id, 1, { reference: "same", fee: order.fee }, t.people.csr.call, key));
    expect(first.order.version).toBe(1);
    expect((await patch(order.id, 1, { reference: "other" })).status).toBe(200);
    const again = await bodyOf(SavedAnswer, patch(order.id, 1, { reference: "same", fee: order.fee }, t.people.csr.call, key));
    expect(again.seq).toBe(first.seq);
    expect((await t.people.csr.call(`orders/${order.id}/fulfilment`, { method: "POST", body: { version: 2 } })).status).toBe(200);
    expect((await bodyOf(SavedAnswer, patch(order.id, 1, { reference: "same", fee: order.fee }, t.people.csr.call, key))).seq).toBe(first.seq);
    expect((await bodyOf(OrderAnswer, t.people.csr.call(`orders/${order.id}`))).order.reference).toBe("other");
    expect((await problemOf(patch(order.id, 1, { reference: "same" }, t.people.csr.call, crypto.randomUUID()))).code).toBe("conflict");
  });

  it("that is based on the first version of an order with a huge history is merged, and the history is read [SEC.72]", async () => {
    const order = await shop.place();
    // Twelve megabytes, more than the database answers with at once: as sixty changes of two thousand lines leave them.
    await t.db.writeBatch([
      {
        sql: `INSERT INTO change (org_id, seq, kind, entity, entity_id, version, patch, row, actor, cause, comment, at)
              SELECT org_id, c.seq + n.value, 'order.lines_changed', entity, entity_id, 1 + n.value, json_object('note', json_array(:long, 'x')), row, actor, cause, '', at
              FROM change c, (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 60) SELECT value FROM n) n WHERE c.org_id = :org AND c.entity_id = :id`,
        args: { id: order.id, long: "x".repeat(200_000) },
      },
      { sql: "UPDATE head SET seq = seq + 60 WHERE org_id = :org" },
      { sql: "UPDATE orders SET version = 61 WHERE org_id = :org AND id = :id", args: { id: order.id } },
    ]);
    const history = await readEntityChanges(t.db, order.id, 0);
    expect(history.map((c) => c.version)).toEqual(Array.from({ length: 61 }, (_, i) => i + 1));
    expect((await t.people.csr.call(`orders/${order.id}/timeline`)).status).toBe(200);
    const saved = await bodyOf(SavedAnswer, patch(order.id, 1, { reference: "merged" }));
    expect([saved.merged, saved.order.version]).toEqual([true, 62]);
  });
});
