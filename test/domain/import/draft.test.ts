import { describe, expect, it } from "vitest";
import type { Draft, Reading } from "../../../domain/import/draft.ts";
import { groupRows } from "../../../domain/import/group.ts";
import { readDraft } from "../../../domain/import/read-draft.ts";
import { readingOf, rowsOf, UCI } from "./file-rows.ts";

const line = (over: Partial<Record<string, string>> = {}) => UCI.map((name) => over[name] ?? { InvoiceNo: "536365", StockCode: "85123A", Description: "WHITE HANGING HEART ", Quantity: "6", InvoiceDate: "2010-12-01 08:26:00", UnitPrice: "2.55", CustomerID: "17850.0", Country: "United Kingdom" }[name] ?? "");

function draftOf(header: readonly string[], cells: readonly (readonly string[])[], over: Partial<Reading> = {}): Draft {
  const result = readDraft(rowsOf(cells), readingOf(header, over));
  if (!result.ok) throw new Error(result.rejects.map((r) => r.reason).join(" | "));
  return result.draft;
}
function reasonsOf(header: readonly string[], cells: readonly (readonly string[])[], over: Partial<Reading> = {}): string[] {
  const result = readDraft(rowsOf(cells), readingOf(header, over));
  return result.ok ? [] : result.rejects.map((r) => r.reason);
}

describe("rows of one order", () => {
  it("are one order with its lines in the order of the file [X1.1]", () => {
    const draft = draftOf(UCI, [line(), line({ StockCode: "71053", Description: "LANTERN", UnitPrice: "0" }), line()]);
    expect(draft).toMatchObject({ externalId: "536365", placedAt: Date.UTC(2010, 11, 1, 8, 26), customer: { externalId: "17850", name: "Customer 17850" }, delivery: { country: "United Kingdom" } });
    expect(draft.lines).toEqual([
      { stockCode: "85123A", description: "WHITE HANGING HEART ", quantity: 6, unitPrice: 255 },
      { stockCode: "71053", description: "LANTERN", quantity: 6, unitPrice: 0 },
      { stockCode: "85123A", description: "WHITE HANGING HEART ", quantity: 6, unitPrice: 255 },
    ]);
  });

  it("may say what is common only once, as Shopify does [X1.1]", () => {
    const header = ["Name", "Email", "Created at", "Lineitem name", "Lineitem quantity", "Lineitem price", "Shipping"];
    const draft = draftOf(header, [["#1001", "ann@example.com", "2025-01-05 10:00:00 -0500", "Blue Widget", "1", "10.00", "4.95"], ["#1001", "", "", "Red Gadget", "2", "5.00", ""]]);
    expect(draft).toMatchObject({ fee: 495, customer: { email: "ann@example.com", externalId: null } });
    expect(draft.lines.map((l) => l.stockCode)).toEqual(["BLUE-WIDGET", "RED-GADGET"]);
  });

  it("have one piece each where the file counts none, and divide a total only exactly [X1.3]", () => {
    const header = ["order_id", "order_date", "sku", "price", "freight_value"];
    expect(draftOf(header, [["1", "2010-12-01", "A", "58.79", "13.89"], ["1", "2010-12-01", "B", "25.06", "35.05"]])).toMatchObject({ fee: 4894, lines: [{ quantity: 1, unitPrice: 5879 }, { quantity: 1, unitPrice: 2506 }] });
    const totals = ["order_id", "order_date", "sku", "qty", "line_total"];
    expect(draftOf(totals, [["1", "2010-12-01", "A", "3", "9.99"]]).lines).toMatchObject([{ quantity: 3, unitPrice: 333 }]);
    expect(reasonsOf(totals, [["1", "2010-12-01", "A", "3", "10.00"]])[0]).toContain("cannot be divided by 3 pieces exactly");
  });

  it("go in whole or not at all, and each row says why it stays out [X2.2]", () => {
    const reasons = reasonsOf(UCI, [line(), line({ Quantity: "-1" }), line({ UnitPrice: "abc", Quantity: "" })]);
    expect(reasons).toEqual([
      "Row 2 of the same order cannot be imported, and an order goes in whole or not at all.",
      "Quantity: -1 is negative, so this is a return. Returns are not imported as orders.",
      "Quantity is missing. Unit price: “abc” is not an amount with a decimal point.",
    ]);
  });

  it.each([
    [{ Quantity: "" }, "Quantity is missing."], [{ UnitPrice: " " }, "Unit price is missing."], [{ InvoiceDate: "" }, "Order date is missing."],
    [{ StockCode: "", Description: "" }, "Stock code and description are both missing."], [{ StockCode: "x".repeat(61) }, "Stock code: use at most 60 characters."],
    [{ Description: "a\0b" }, "Description: remove the NUL character."], [{ InvoiceDate: "soon" }, "Date: “soon” is not a date that can be read."], [{ InvoiceNo: "9".repeat(101) }, "Order number: use at most 100 characters."],
  ])("without what must be there they are rejected: %j [X2.1]", (over, reason) => {
    expect(reasonsOf(UCI, [line(over)])).toEqual([reason]);
  });

  it("keep text byte for byte [X2.11]", () => {
    const header = [...UCI, "Note", "Reference", "Customer name"];
    const draft = draftOf(header, [[...line({ Description: "  <b>‮x</b> " }), " n\r\n ", " r ", " Ærø\t"]]);
    expect(draft).toMatchObject({ note: " n\r\n ", reference: " r ", customer: { name: " Ærø\t" }, lines: [{ description: "  <b>‮x</b> " }] });
  });

  it("that contradict each other are rejected [X2.8]", () => {
    expect(reasonsOf(UCI, [line(), line({ CustomerID: "1" })])[1]).toBe("Customer id: “1” differs from “17850.0” in an earlier row of the same order.");
    const header = [...UCI, "Status", "Delivery fee"];
    expect(reasonsOf(header, [[...line(), "Pending", "1.00"], [...line(), "Delivered", "2.00"]])[1]).toContain("Status: “Delivered” differs from “Pending”");
    expect(reasonsOf(header, [[...line(), "Pending", "1.00"], [...line(), "pending", "0.00"]])).toEqual([]);
  });

  it("may be a minute apart, as real invoices are: the first date counts [X1.1]", () => {
    expect(draftOf(UCI, [line(), line({ InvoiceDate: "2010-12-01 08:27:00" })]).placedAt).toBe(Date.UTC(2010, 11, 1, 8, 26));
  });
});

it("amounts of another currency are rejected, not read as the organization's [X2.12]", () => {
  const header = [...UCI, "Currency"];
  expect(reasonsOf(header, [[...line(), "INR"]])).toEqual(["Currency: the amounts are in INR, but this organization's orders are in GBP."]);
  expect(reasonsOf(header, [[...line(), "gbp"], [...line(), ""]])).toEqual([]);
});

describe("names", () => {
  const header = [...UCI, "Status", "Payment status", "Channel", "CSR", "Delivery agent", "Order type", "Fraud score", "Tags", "Payment method"];
  const named = (status: string, payment = "", channel = "", csr = "", agent = "", type = "", score = "", tags = "", method = "") => [[...line(), status, payment, channel, csr, agent, type, score, tags, method]];

  it("are the organization's own, however they are spelled; people and agents who left are known [X2.7]", () => {
    expect(draftOf(header, named("awaiting approval", "PAID", "web", "ada hartley", "North Couriers", "Pre-Order", "82", "gift; fragile,gift", "Bank Transfer"))).toMatchObject({
      status: { name: "Awaiting Approval" }, paymentStatus: "paid", channelId: "chn_Web", csrId: "usr_0", agentId: "agt_1", orderType: "preorder", fraudScore: 82, tags: ["gift", "fragile"], paymentMethod: "transfer",
    });
  });

  it("of other shops mean the stage that they mean there [X2.7]", () => {
    for (const [word, stage] of [["shipped", "dispatched"], ["canceled", "cancelled"], ["Completed", "delivered"], ["unfulfilled", "pending"], ["fulfilled", "dispatched"]] as const) expect(draftOf(header, named(word)).status?.stage).toBe(stage);
  });

  it("that nobody knows, that are retired, or that two people bear, are rejected [X2.7]", () => {
    expect(reasonsOf(header, named("Teleported", "maybe", "Fax", "Nobody", "Pigeon", "odd", "101", "x".repeat(41), "Shells"))[0]?.match(/“/gu)).toHaveLength(8);
    expect(reasonsOf(header, named("Failed"))[0]).toContain("no status is called");
    expect(reasonsOf(header, named("", "", "Phone"))[0]).toContain("no channel is called");
    expect(reasonsOf(header, named("", "", "", "Bo Lindqvist"))[0]).toContain("more than one person");
    expect(reasonsOf(header, named("constructor"))[0]).toContain("no status is called");
  });
});

describe("the customer", () => {
  const header = [...UCI, "Customer name", "Customer e-mail", "Customer phone", "Delivery post code"];
  const said = (id: string, name: string, email: string, phone: string, code = "") => draftOf(header, [[...line({ CustomerID: id, Country: "" }), name, email, phone, code]]).customer;

  it("is who the id, else the e-mail, else name, phone and address say; or nobody [X1.7]", () => {
    expect(said("17850.0", "", "", "")).toMatchObject({ externalId: "17850", name: "Customer 17850", guest: false });
    expect(said("", "", "a@example.com", "")).toMatchObject({ externalId: null, name: "a@example.com", guest: false });
    expect(said("", "Ann", "", "1", "LS1")).toEqual(said("", "ann ", "", "1", "ls1 ") && { ...said("", "ann ", "", "1", "ls1 "), name: "Ann" });
    expect(said("", "Ann", "", "1", "LS1").externalId).not.toBe(said("", "Ann", "", "1", "LS2").externalId);
    expect(said("", "", "", "")).toMatchObject({ externalId: null, guest: true });
  });

  it("needs an e-mail address that is one [X2.1]", () => {
    expect(reasonsOf(header, [[...line(), "Ann", "not an address", "", ""]])[0]).toContain("is not an e-mail address");
  });
});

describe("the fingerprint", () => {
  it("is the same for the same content, and another for any other [X3.1]", () => {
    const base = draftOf(UCI, [line()]).hash;
    expect(draftOf(UCI, [line()]).hash).toBe(base);
    expect(draftOf(UCI, [line({ UnitPrice: "2.550", CustomerID: "17850" })]).hash).toBe(base);
    for (const over of [{ UnitPrice: "2.56" }, { Quantity: "7" }, { Description: "X" }, { CustomerID: "1" }, { Country: "France" }, { InvoiceDate: "2010-12-01 08:27" }]) expect(draftOf(UCI, [line(over)]).hash).not.toBe(base);
    expect(draftOf(UCI, [line(), line()]).hash).not.toBe(base);
  });
});

describe("grouping", () => {
  const reading = readingOf(UCI);
  const keys = (cells: readonly (readonly string[])[], complete: boolean) => groupRows(rowsOf(cells), reading, complete).map((g) => [g.key, g.rows.length, g.loose.length, g.length]);
  const of = (key: string) => line({ InvoiceNo: key });

  it("keeps the last order back until its end is sure [X4.5]", () => {
    expect(keys([of("1"), of("1"), of("2")], false)).toEqual([["1", 2, 0, 2]]);
    expect(keys([of("1"), of("1"), of("2")], true)).toEqual([["1", 2, 0, 2], ["2", 1, 0, 1]]);
    expect(keys([], true)).toEqual([]);
  });

  it("passes over blank rows, and gives out those without an order number [X2.1]", () => {
    expect(keys([["", "", ""], of("1"), of(""), [""], of("1")], true)).toEqual([["1", 2, 1, 5]]);
    expect(keys([[""], ["", ""]], true)).toEqual([["", 0, 0, 2]]);
  });

  it("does not let a broken row part the rows of an order [X2.10]", () => {
    const rows = rowsOf([of("1"), ["HEART", "6"], of("1")]).map((r, i) => (i === 1 ? { ...r, broken: "short" } : r));
    expect(groupRows(rows, reading, true)).toMatchObject([{ key: "1", rows: [{ number: 1 }, { number: 3 }], loose: [{ number: 2 }] }]);
  });

  it("does not wait for the end of an endless order [X6.2]", () => {
    const many = Array.from({ length: 2_001 }, () => of("1"));
    expect(groupRows(rowsOf(many), reading, false)).toHaveLength(1);
    expect(groupRows(rowsOf(many.slice(1)), reading, false)).toHaveLength(0);
  });
});
