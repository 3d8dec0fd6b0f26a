import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Customer } from "../../../domain/customer.ts";
import { MAX_TEXT } from "../../../domain/order.ts";
import type { Order } from "../../../domain/order.ts";
import { Problem } from "../../../domain/problem.ts";
import { asksForNothing, searchTerms } from "../../../domain/search-text.ts";
import { root } from "../../../scripts/paths.ts";
import { newShop, OrderAnswer } from "../../harness/orders.ts";
import type { Shop } from "../../harness/orders.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { CallOptions, Tenant } from "../../harness/tenant.ts";

let t: Tenant;
let shop: Shop;
let order: Order;
beforeAll(async () => {
  t = await newTenant();
  shop = await newShop(t);
  order = await shop.place();
});

const naughty = v.parse(v.array(v.string()), JSON.parse(readFileSync(join(root, "test/fixtures/blns/blns.json"), "utf8")));
const json = { "Content-Type": "application/json" };

async function problem(path: string, options: CallOptions): Promise<Problem> {
  const answer = await t.people.csr.call(path, options);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const parsed = v.parse(Problem, await answer.json());
  expect(parsed.status).toBe(answer.status);
  expect(parsed.detail.length).toBeGreaterThan(10);
  return parsed;
}
const post = (body: unknown) => problem("orders", { method: "POST", body });
const fields = (p: Problem) => p.errors?.map((e) => e.field);

describe("bad input", () => {
  it("that is no JSON is named as such, whatever is wrong with it [SEC.20]", async () => {
    for (const raw of ["", "{", "[1,", "nope", "{\"a\":}", "\u0000", "{'a':1}"]) {
      expect([raw, (await problem("orders", { method: "POST", raw, headers: json })).code]).toEqual([raw, "malformed"]);
    }
  });

  it("of wrong types is refused at its fields [SEC.21]", async () => {
    for (const body of [null, [], 7, "x", {}, { customerId: 7, lines: "x" }, { ...shop.draft(), lines: [null] }, { ...shop.draft(), lines: [] }, { ...shop.draft(), tags: [1] }, { ...shop.draft(), surprise: true }]) {
      expect([body, (await post(body)).code]).toEqual([body, "invalid"]);
    }
    expect(fields(await post({ ...shop.draft(), lines: [{ stockCode: "ANCHOR", quantity: "2" }] }))).toEqual(["lines.0.quantity"]);
  });

  it("of negative, broken and absurd quantities and amounts is refused at the line [SEC.22]", async () => {
    for (const quantity of [-1, 0, 1.5, 1_000_001, 1e300, Number.MAX_SAFE_INTEGER]) {
      expect([quantity, fields(await post(shop.draft({ lines: [{ stockCode: "ANCHOR", quantity }] })))]).toEqual([quantity, ["lines.0.quantity"]]);
    }
    expect(fields(await post(shop.draft({ fee: -1 })))).toEqual(["fee"]);
    expect(fields(await post(shop.draft({ fee: 0.5 })))).toEqual(["fee"]);
  });

  it("of an unknown stock code names the code and the line [SEC.23]", async () => {
    const p = await post(shop.draft({ lines: [{ stockCode: "ANCHOR", quantity: 1 }, { stockCode: "NO-SUCH", quantity: 1 }] }));
    expect([p.code, fields(p), p.detail]).toEqual(["invalid", ["lines.1.stockCode"], expect.stringContaining("NO-SUCH")]);
  });

  it("of over-long text says how long it may be; the longest that may be comes back whole [SEC.24]", async () => {
    const tooLong = await problem(`orders/${order.id}`, { method: "PATCH", body: { version: order.version, edit: { reference: "é".repeat(MAX_TEXT.reference + 1) } } });
    expect([tooLong.code, tooLong.errors?.[0]?.message]).toEqual(["invalid", `Use at most ${MAX_TEXT.reference} characters.`]);
    const placed = await shop.place({ reference: "🐳".repeat(MAX_TEXT.reference), note: "n".repeat(MAX_TEXT.note) });
    expect([placed.reference, placed.note.length]).toEqual(["🐳".repeat(MAX_TEXT.reference), MAX_TEXT.note]);
  });

  it("of a megabyte and more is refused before it is read as JSON [SEC.25]", async () => {
    const p = await problem("orders", { method: "POST", raw: `{"note":"${"x".repeat(2 << 20)}"}`, headers: json });
    expect([p.status, p.code]).toEqual([413, "payload_too_large"]);
  });

  it("without an idempotency key is told to send one, and nothing is written [SEC.26]", async () => {
    expect((await problem("orders", { method: "POST", body: shop.draft({ reference: "no key" }), key: null })).code).toBe("idempotency_key_missing");
    expect(await t.db.query({ sql: "SELECT 1 FROM orders WHERE org_id = :org AND reference = 'no key'" })).toEqual([]);
  });

  it("in the address of the list is refused to scripts with what is wrong, never answered with all orders [SEC.27]", async () => {
    for (const query of ["status=", "stage=nowhere", "sort=colour", "limit=0", "limit=1000", "limit=x", "after=nonsense", "placed=tomorrow", "total=a..b", "quick=nope"]) {
      const answer = await t.people.csr.call(`orders?${query}`);
      expect([query, answer.status]).toEqual([query, 422]);
    }
  });

  it("of every naughty string goes through every text field of a customer and an order and comes back unchanged [SEC.28]", { timeout: 180_000 }, async () => {
    const clip = (text: string, max: number) => [...text].slice(0, max).join("");
    const usable = naughty.filter((s) => !s.includes("\0") && s.isWellFormed());
    expect(usable.length).toBeGreaterThan(500);
    const lanes = Array.from({ length: 6 }, (_, lane) => usable.filter((_s, i) => i % 6 === lane));
    await Promise.all(lanes.map(async (lane) => {
      for (const text of lane) {
        const name = text.trim() === "" ? `.${text}` : text;
        const address = { name: clip(text, 200), company: clip(text, 200), line1: clip(text, 200), line2: clip(text, 200), city: clip(text, 200), region: clip(text, 200), postCode: clip(text, 200), country: clip(text, 200), phone: clip(text, 200) };
        const customerDraft = { name: clip(name, MAX_TEXT.name), email: "", phone: clip(text, MAX_TEXT.phone), company: clip(text, MAX_TEXT.name), address };
        const made = v.parse(v.object({ customer: Customer }), await (await t.people.csr.call("customers", { method: "POST", body: customerDraft })).json()).customer;
        expect(made).toMatchObject(customerDraft);
        const draft = { customerId: made.id, reference: clip(text, MAX_TEXT.reference), note: text, tags: [clip(name, MAX_TEXT.tag).trim() === "" ? "." : clip(name, MAX_TEXT.tag)], deliveryAddress: address };
        const placed = await shop.place(draft);
        const read = v.parse(OrderAnswer, await (await t.people.csr.call(`orders/${placed.id}`)).json()).order;
        expect(read).toMatchObject({ ...draft, customerName: customerDraft.name, company: customerDraft.company, customerPhone: customerDraft.phone });
        for (const path of ["orders", "customers", "products"]) {
          const found = await t.people.csr.call(`${path}?${path === "orders" ? "text" : "q"}=${encodeURIComponent(clip(text, 200))}`);
          const nothing = path === "orders" && asksForNothing(searchTerms(clip(text, 200), null));
          expect([path, text, found.status]).toEqual([path, text, nothing ? 422 : 200]);
        }
      }
    }));
  });

  it("that no text can hold is refused in words: NUL and half a surrogate pair [SEC.29]", async () => {
    for (const reference of ["a\0b", "\ud800", "x\udc00y"]) {
      const p = await problem(`orders/${order.id}`, { method: "PATCH", raw: JSON.stringify({ version: order.version, edit: { reference } }), headers: json });
      expect([p.code, fields(p)]).toEqual(["invalid", ["edit.reference"]]);
    }
  });

  it("that asks for what is not there is answered alike: unknown organization, order, route and somebody else's [SEC.30]", async () => {
    const other = await newTenant();
    for (const path of ["orders/ord_nope", "orders/%00", `/api/v1/${other.slug}/orders`, "/api/v1/no-such-organization/orders", "no-such-route", "orders/ord_nope/timeline"]) {
      expect([path, (await problem(path, {})).code]).toEqual([path, "not_found"]);
    }
  });
});
