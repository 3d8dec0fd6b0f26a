import { describe, expect, it } from "vitest";
import { fingerprint } from "../../../domain/import/hash.ts";
import { planStep, toLoad } from "../../../domain/import/plan.ts";
import type { Known, KnownCustomer, KnownOrder } from "../../../domain/import/plan.ts";
import { readDraft } from "../../../domain/import/read-draft.ts";
import type { Draft } from "../../../domain/import/draft.ts";
import { planContext, readingOf, rowsOf } from "./file-rows.ts";

const HEADER = ["Order", "Date", "SKU", "Description", "Qty", "Price", "Customer id", "Customer email", "Customer name", "Payment status", "Amount paid", "Amount refunded", "Fee", "Discount amount", "Status", "Fraud score", "Reference"];
const reading = readingOf(HEADER);

function draft(over: Partial<Record<string, string>> = {}, more: readonly Partial<Record<string, string>>[] = []): Draft {
  const row = (o: Partial<Record<string, string>>) => HEADER.map((h) => ({ Order: "1", Date: "2010-12-01", SKU: "A", Description: "Anchor", Qty: "2", Price: "5.00", "Customer id": "7", ...over, ...o })[h] ?? "");
  const result = readDraft(rowsOf([row({}), ...more.map(row)]), reading);
  if (!result.ok) throw new Error(result.rejects.map((r) => r.reason).join(" | "));
  return result.draft;
}

const nothing: Known = { orders: new Map(), numbers: new Set(), rejected: new Set(), customersById: new Map(), customersByEmail: new Map(), products: new Set(), loaded: new Map() };
const stored = (d: Draft, over: Partial<KnownOrder> = {}): Known => ({ ...nothing, orders: new Map([[d.externalId, { id: "ord_9", number: "SH0000009", version: 1, hash: d.hash, importId: "job_0", ...over }]]) });
const customer = (over: Partial<KnownCustomer>): KnownCustomer => ({ id: "cus_9", name: "Ann", email: "ann@example.com", phone: "", company: "", externalId: null, ...over });

describe("a new order", () => {
  it("has the totals of all orders, and the organization's tax [X1.1]", () => {
    const plan = planStep([draft({ Fee: "1.00", "Discount amount": "0.50" }, [{ SKU: "B", Qty: "1", Price: "0.99" }])], nothing, planContext());
    expect(plan.orders[0]?.order).toMatchObject({ subtotal: 1099, fee: 100, discount: 50, total: 1149, tax: 192, due: 1149, lineCount: 2, version: 1 });
    expect(plan).toMatchObject({ lines: 2, unchanged: 0, rejects: [] });
  });

  it("takes what it does not say from the import's choices [X1.10]", () => {
    const order = planStep([draft({ "Customer id": "" })], nothing, planContext({ guestName: "Walk-in" })).orders[0]?.order;
    expect(order).toMatchObject({ stage: "pending", channelId: "chn_Admin", orderType: "standard", csrId: null, fraudScore: null, highRisk: false, customerName: "Walk-in", sentAt: null });
  });

  it("is sent for fulfilment if its status says that it has left, and of high risk by the organization's threshold [X1.10]", () => {
    const of = (over: Record<string, string>) => planStep([draft(over)], nothing, planContext()).orders[0]?.order;
    expect(of({ Status: "Delivered" })?.sentAt).toBe(planContext().now);
    expect(of({ Status: "Cancelled" })?.sentAt).toBeNull();
    expect([of({ "Fraud score": "70" })?.highRisk, of({ "Fraud score": "69" })?.highRisk]).toEqual([true, false]);
  });

  it("keeps a number of the organization's own and makes any other the reference [X1.6]", () => {
    const order = (number: string, reference = "") => planStep([draft({ Order: number, Reference: reference })], nothing, planContext()).orders[0]?.order;
    expect(order("SH0000042")).toMatchObject({ number: "SH0000042", reference: "" });
    expect(order("536365")).toMatchObject({ number: "", reference: "536365" });
    expect(order("536365", "PO 7")).toMatchObject({ number: "", reference: "PO 7" });
    expect(order("SH42")).toMatchObject({ number: "", reference: "SH42" });
  });

  it("leaves numbers for the orders to come [X1.46]", () => {
    const plan = (number: string) => planStep([draft({ Order: number })], nothing, planContext());
    expect(plan("SH8999999").orders[0]?.order.number).toBe("SH8999999");
    expect(plan("SH9999999")).toMatchObject({ orders: [], rejects: [{ reason: expect.stringContaining("SH8999999") }] });
  });

  it("is rejected if its own number is taken by an order of the desk [X1.6]", () => {
    const plan = planStep([draft({ Order: "SH0000042" })], { ...nothing, numbers: new Set(["SH0000042"]) }, planContext());
    expect(plan.orders).toEqual([]);
    expect(plan.rejects[0]?.reason).toContain("exists already and came by no import");
  });
});

describe("what was paid", () => {
  const of = (over: Record<string, string>) => planStep([draft(over)], nothing, planContext());
  it.each([
    [{ "Payment status": "Paid" }, "paid", 1000, 0, [["paid", 1000]]],
    [{ "Payment status": "Refunded" }, "refunded", 1000, 1000, [["paid", 1000]]],
    [{ "Payment status": "partially_refunded", "Amount refunded": "3" }, "partly_refunded", 1000, 300, [["paid", 1000]]],
    [{ "Amount paid": "4.00" }, "partly_paid", 400, 0, [["paid", 400]]],
    [{ "Payment status": "Authorized" }, "authorized", 0, 0, [["authorized", 1000]]],
    [{ "Payment status": "Declined" }, "declined", 0, 0, [["declined", 1000]]],
    [{ "Payment status": "Pending" }, "pending", 0, 0, []],
    [{ Price: "0", "Payment status": "Pending" }, "paid", 0, 0, []],
  ] as const)("%j is %s, with payments of method imported [X1.9]", (over, status, paid, refunded, payments) => {
    const order = of(over).orders[0]?.order;
    expect(order).toMatchObject({ paymentStatus: status, paid, refunded });
    expect(order?.payments.map((p) => [p.status, p.amount])).toEqual(payments);
    expect(order?.payments.every((p) => p.method === "imported")).toBe(true);
  });

  it.each<Record<string, string>>([{ "Payment status": "Paid", "Amount paid": "4.00" }, { "Payment status": "partly paid" }, { "Amount paid": "1", "Amount refunded": "2" }, { "Discount amount": "10.01" }])("%j cannot be and is rejected [X1.9]", (over) => {
    const plan = of(over);
    expect(plan.orders).toEqual([]);
    expect(plan.customers).toEqual([]);
    expect(plan.rejects).toHaveLength(1);
  });
});

describe("customers and products", () => {
  it("are made once, however many orders name them [X1.7]", () => {
    const plan = planStep([draft({ Order: "1" }), draft({ Order: "2" }), draft({ Order: "3", "Customer id": "", "Customer email": "A@example.com" }), draft({ Order: "4", "Customer id": "", "Customer email": "a@EXAMPLE.com" })], nothing, planContext());
    expect(plan.customers.map((c) => [c.externalId, c.email])).toEqual([["7", ""], [null, "A@example.com"]]);
    expect(new Set(plan.orders.map((o) => o.order.customerId)).size).toBe(2);
    expect(plan.products).toEqual([{ stockCode: "A", name: "Anchor", price: 500 }]);
  });

  it("are found: by id first, by e-mail where no other id speaks against it [X1.7]", () => {
    const byId = customer({ id: "cus_id", externalId: "7", name: "Known by id" });
    const byEmail = customer({ id: "cus_mail" });
    const known: Known = { ...nothing, customersById: new Map([["7", byId]]), customersByEmail: new Map([["ann@example.com", byEmail]]) };
    const plan = planStep([draft({ Order: "1", "Customer email": "ann@example.com" }), draft({ Order: "2", "Customer id": "", "Customer email": "Ann@example.com" }), draft({ Order: "3", "Customer id": "8", "Customer email": "ann@example.com" })], known, planContext());
    expect(plan.orders.map((o) => o.order.customerId)).toEqual(["cus_id", "cus_mail", "cus_mail"]);
    expect(plan.orders[0]?.order.customerName).toBe("Known by id");
    expect(plan.customers).toEqual([]);
    const other: Known = { ...nothing, customersByEmail: new Map([["ann@example.com", customer({ externalId: "1" })]]) };
    expect(planStep([draft({ "Customer email": "ann@example.com" })], other, planContext()).customers).toHaveLength(1);
  });

  it("unknown stock codes reject their order if the person chose so [X1.8]", () => {
    const known: Known = { ...nothing, products: new Set(["A"]) };
    const plan = planStep([draft({ Order: "1" }), draft({ Order: "2", SKU: "B" })], known, planContext({ createProducts: false }));
    expect(plan.orders).toHaveLength(1);
    expect(plan.products).toEqual([]);
    expect(plan.rejects.map((r) => r.reason)).toEqual(["Stock code: no product has the code B."]);
  });
});

describe("an order that exists", () => {
  it("is unchanged if the file says the same, and untouched if it does not [X3.1, X3.2]", () => {
    const same = draft();
    expect(planStep([same], stored(same), planContext())).toMatchObject({ unchanged: 1, orders: [], rejects: [], customers: [], products: [] });
    expect(planStep([same], stored(same, { version: 12 }), planContext())).toMatchObject({ unchanged: 1 });
    const other = planStep([draft({ Price: "6.00" })], stored(same), planContext());
    expect(other).toMatchObject({ unchanged: 0, orders: [], customers: [], products: [] });
    expect(other.rejects[0]?.reason).toContain("Order 1 exists already as SH0000009 and is not the same as these rows");
  });
});

describe("rows of one order in several places of a file", () => {
  const first = draft({ "Payment status": "Paid" });
  const more = draft({ SKU: "B", Price: "1.00", "Payment status": "Paid" });
  const written = planStep([first], nothing, planContext()).orders[0];
  if (!written) throw new Error("the first rows are an order");
  const order = { ...written.order, id: "ord_9", number: "SH0000009", customerId: "cus_9" };
  const known = (over: Partial<KnownOrder> = {}): Known => ({ ...stored(first, { importId: "job_1", ...over }), customersById: new Map([["7", customer({ externalId: "7" })]]), loaded: new Map([["ord_9", order]]) });

  it("are one order if one step sees them all [X2.9]", () => {
    const plan = planStep([first, draft({ Order: "2" }), more], nothing, planContext());
    expect(plan.orders.map((o) => [o.externalId, o.order.lineCount, o.order.total, o.order.paid, o.order.version, o.hash])).toEqual([["1", 2, 1200, 1200, 1, `${first.hash}+${more.hash}`], ["2", 1, 1000, 0, 1, draft({ Order: "2" }).hash]]);
    expect(plan).toMatchObject({ lines: 3, extended: [], rejects: [] });
  });

  it("are appended to the order that an earlier step wrote, which stays paid in full [X2.9]", () => {
    expect(toLoad([more], known().orders, "job_1")).toEqual(["ord_9"]);
    const third = draft({ SKU: "C", Qty: "1" });
    const plan = planStep([more, third], known(), planContext());
    expect(plan).toMatchObject({ orders: [], lines: 2, rejects: [] });
    expect(plan.extended).toHaveLength(1);
    expect(plan.extended[0]).toMatchObject({ hash: `${first.hash},${more.hash}+${third.hash}`, before: { version: 1 }, after: { version: 2, total: 1700, paid: 1700, lineCount: 3, paymentStatus: "paid" } });
    expect(plan.extended[0]?.after.payments.reduce((sum, p) => sum + p.amount, 0)).toBe(1700);
  });

  it("are unchanged when the same file comes again [X3.1]", () => {
    const plan = planStep([first, more], known({ importId: "job_0", hash: `${first.hash},${more.hash}`, version: 2 }), planContext());
    expect(plan).toMatchObject({ unchanged: 2, extended: [], rejects: [] });
  });

  it.each([
    ["were changed by somebody since", known({ version: 2 }), more, "was changed after its first rows were imported"],
    ["say the same a second time", known(), first, "a second time with the same rows"],
    ["name another customer", known(), draft({ SKU: "B", "Customer id": "8" }), "another customer"],
  ])("are rejected if they %s [X2.9]", (_what, knowledge, rows, reason) => {
    const plan = planStep([rows], knowledge, planContext());
    expect(plan.extended).toEqual([]);
    expect(plan.rejects[0]?.reason).toContain(reason);
  });

  it("are rejected if others of them were rejected before [X2.9]", () => {
    const plan = planStep([more], { ...nothing, rejected: new Set(["1"]) }, planContext());
    expect(plan.orders).toEqual([]);
    expect(plan.rejects[0]?.reason).toContain("Other rows of order 1 in this file were rejected");
  });
});

it("fingerprints of many texts do not meet [X3.1]", () => {
  const seen = new Set<string>();
  for (let i = 0; i < 200_000; i++) seen.add(fingerprint(`order ${i}`));
  expect(seen.size).toBe(200_000);
});
