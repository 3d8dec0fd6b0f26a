import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Change } from "../../../domain/change.ts";
import { ImportJobView } from "../../../domain/import/job.ts";
import { Order, OrderRow } from "../../../domain/order.ts";
import { previewFile, sourceOf, uploadFile } from "../../../scripts/import-file.ts";
import { LiveClient, liveOf } from "../../harness/live-client.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Tenant } from "../../harness/tenant.ts";
import { bytesOf, csvOf, everything, importText, realDay, rejectsOf, sumsOf, UCI_HEADER, uci } from "./csv-file.ts";

const List = v.object({ rows: v.array(OrderRow), count: v.nullable(v.number()) });

/** By the file's order number, as the page reads it. */
async function orderOf(t: Tenant, externalId: string): Promise<v.InferOutput<typeof Order>> {
  const [found] = await t.db.query({ sql: "SELECT id FROM orders WHERE org_id = :org AND external_id = :externalId", args: { externalId } });
  return v.parse(v.object({ order: Order }), await (await t.people.viewer.call(`orders/${String(found?.["id"])}`)).json()).order;
}

describe("a day of real invoices", () => {
  const { csv, rows } = realDay("2010-12-01");
  // Counted here from the cells alone: an invoice of which any line is negative is a return.
  const returned = new Set(rows.filter((r) => Number(r["Quantity"]) < 0).map((r) => r["InvoiceNo"]));
  const kept = rows.filter((r) => !returned.has(r["InvoiceNo"]));
  const pence = kept.reduce((sum, r) => sum + Number(r["Quantity"]) * Math.round(Number(r["UnitPrice"]) * 100), 0);
  const invoices = new Set(kept.map((r) => r["InvoiceNo"]));

  it("goes in with the file's own number of orders, lines and sum of money; a second time nothing changes [X1.1, X3.1, X6.4]", async () => {
    const t = await newTenant();
    const job = await importText(t, csv);
    expect(job).toMatchObject({ state: "done", orders: invoices.size, lines: kept.length, rejected: rows.length - kept.length, unchanged: 0, done: job.total, by: t.people.csr.name, error: "" });
    expect(await sumsOf(t)).toMatchObject({ orders: invoices.size, lines: kept.length, money: pence, line_money: pence });

    const rejects = await rejectsOf(t, job.id);
    expect(rejects.map((r) => r.cells[0])).toEqual(rows.filter((r) => returned.has(r["InvoiceNo"])).map((r) => r["InvoiceNo"]));
    expect(rejects.every((r) => r.reason.includes("return"))).toBe(true);

    const order = await orderOf(t, "536365");
    const lines = kept.filter((r) => r["InvoiceNo"] === "536365");
    expect(order).toMatchObject({ number: "TT0000001", reference: "536365", placedAt: Date.UTC(2010, 11, 1, 8, 26), placedDay: "2010-12-01", customerName: "Customer 17850", version: 1, lineCount: lines.length });
    expect(order.lines.map((l) => [l.stockCode, l.description, l.quantity, l.unitPrice])).toEqual(lines.map((r) => [r["StockCode"], r["Description"], Number(r["Quantity"]), Math.round(Number(r["UnitPrice"]) * 100)]));
    expect(order.deliveryAddress).toMatchObject({ country: "United Kingdom" });

    const { items } = v.parse(v.object({ items: v.array(Change) }), await (await t.people.viewer.call(`orders/${order.id}/timeline`)).json());
    expect(items).toMatchObject([{ kind: "order.imported", version: 1, cause: { kind: "import", id: job.id }, actor: { kind: "import", id: job.id, name: `${t.people.csr.name} (import)` }, row: { number: "TT0000001", customerName: "Customer 17850" } }]);

    const before = await everything(t);
    expect(await importText(t, csv)).toMatchObject({ state: "done", orders: 0, lines: 0, unchanged: invoices.size, rejected: rows.length - kept.length });
    expect(await everything(t)).toBe(before);
  });

  it("is counted by the list, the quick filters and the facets as it is stored [X1.1]", async () => {
    const t = await newTenant();
    await importText(t, csv);
    const { count } = v.parse(List, await (await t.people.viewer.call("orders")).json());
    expect(count).toBe(invoices.size);
    const [facets, days, seqs] = await t.db.queryAll([
      { sql: "SELECT sum(c.orders) AS orders, sum(c.total) AS total FROM facet f JOIN facet_count c ON c.facet_id = f.id WHERE f.org_id = :org" },
      { sql: "SELECT day, orders FROM day_count WHERE org_id = :org" },
      { sql: "SELECT count(*) AS n, min(seq) AS first, max(seq) AS last, (SELECT seq FROM head WHERE org_id = :org) AS head FROM change WHERE org_id = :org" },
    ]);
    expect(facets).toMatchObject([{ orders: invoices.size, total: pence }]);
    expect(days).toMatchObject([{ day: "2010-12-01", orders: invoices.size }]);
    const [seq] = seqs ?? [];
    expect(seq).toMatchObject({ first: 1, last: seq?.["n"], head: seq?.["n"] });
  });

  it("is seen by everyone as it goes: progress, and the changes as ranges [X6.1]", async () => {
    const t = await newTenant();
    const viewer = await LiveClient.open(liveOf(t, t.people.viewer));
    const job = await importText(t, csv);
    await viewer.until(() => viewer.frames.some((f) => f.type === "job" && f.job.state === "done"), "the end of the job");
    const states = viewer.frames.flatMap((f) => (f.type === "job" && f.job.id === job.id ? [f.job.state] : []));
    expect([...new Set(states)]).toEqual(["uploading", "ready", "queued", "running", "done"]);
    const [head] = await t.db.query({ sql: "SELECT seq FROM head WHERE org_id = :org" });
    await viewer.reaches(Number(head?.["seq"]));
    expect(viewer.frames.filter((f) => f.type === "changes")).toEqual([]);
    expect(viewer.frames.some((f) => f.type === "range" && f.cause.id === job.id)).toBe(true);
    viewer.close();
  });
});

describe("what an order keeps of the file", () => {
  it("one of the organization's own numbers, past which the counter moves; others are given the next [X1.6]", async () => {
    const t = await newTenant();
    await importText(t, csvOf([uci({ InvoiceNo: "TT0000500" }), uci({ InvoiceNo: "A1" }), uci({ InvoiceNo: "TT0000007" }), uci({ InvoiceNo: "A2" })]));
    const rows = await t.db.query({ sql: "SELECT number, external_id, reference FROM orders WHERE org_id = :org ORDER BY rid" });
    expect(rows).toMatchObject([
      { number: "TT0000500", external_id: "TT0000500", reference: "" }, { number: "TT0000501", external_id: "A1", reference: "A1" },
      { number: "TT0000007", external_id: "TT0000007" }, { number: "TT0000502", external_id: "A2" },
    ]);
    const changes = await t.db.query({ sql: "SELECT row->>'number' AS number FROM change WHERE org_id = :org AND entity = 'order' ORDER BY seq" });
    expect(changes.map((c) => c["number"])).toEqual(rows.map((r) => r["number"]));
    await importText(t, csvOf([uci({ InvoiceNo: "A3" })]));
    expect(await t.db.query({ sql: "SELECT number FROM orders WHERE org_id = :org AND external_id = 'A3'" })).toMatchObject([{ number: "TT0000503" }]);
  });

  it("customers that exist already, by id and by e-mail [X1.7]", async () => {
    const t = await newTenant();
    const answer = await t.people.csr.call("customers", { method: "POST", body: { name: "Nadia Okafor", email: "Nadia@Example.com" } });
    const { customer } = v.parse(v.object({ customer: v.object({ id: v.string() }) }), await answer.json());
    const columns = [...UCI_HEADER, "Email", "Customer name"];
    await importText(t, csvOf([uci({ InvoiceNo: "1", CustomerID: "", Email: "Nadia@Example.com", "Customer name": "N. O." }), uci({ InvoiceNo: "2", CustomerID: "7" }), uci({ InvoiceNo: "3", CustomerID: "", Country: "" })], columns));
    await importText(t, csvOf([uci({ InvoiceNo: "4", CustomerID: "7.0" }), uci({ InvoiceNo: "5", CustomerID: "", Country: "" })], columns));
    const rows = await t.db.query({ sql: "SELECT external_id, customer_id, customer_name FROM orders WHERE org_id = :org ORDER BY external_id" });
    expect(rows[0]).toMatchObject({ customer_id: customer.id, customer_name: "Nadia Okafor" });
    expect(rows[3]?.["customer_id"]).toBe(rows[1]?.["customer_id"]);
    expect(rows[4]?.["customer_id"]).toBe(rows[2]?.["customer_id"]);
    expect(rows[4]?.["customer_name"]).toBe("Guest");
    expect(await t.db.query({ sql: "SELECT count(*) AS n FROM customer WHERE org_id = :org" })).toMatchObject([{ n: 3 }]);
  });

  it("what was paid, as payments [X1.9]", async () => {
    const t = await newTenant();
    await importText(t, csvOf([uci({ InvoiceNo: "1", Paid: "paid" }), uci({ InvoiceNo: "2", Paid: "pending" }), uci({ InvoiceNo: "3", Paid: "partly paid" })], [...UCI_HEADER, "Paid"]));
    expect(await t.db.query({ sql: "SELECT method, amount, status FROM payment WHERE org_id = :org" })).toEqual([expect.objectContaining({ method: "imported", amount: 1530, status: "paid" })]);
    expect(await t.db.query({ sql: "SELECT payment_status, paid, due, unpaid FROM orders WHERE org_id = :org ORDER BY external_id" })).toMatchObject([{ payment_status: "paid", paid: 1530, due: 0, unpaid: 0 }, { payment_status: "pending", paid: 0, due: 1530, unpaid: 1 }]);
  });

  it("text that would be markup, SQL or a formula elsewhere [X2.11]", async () => {
    const t = await newTenant();
    const nasty = `'; DROP TABLE orders; -- <script>alert(1)</script> =1+1 "q" \\n 🚢`;
    const columns = [...UCI_HEADER, "Note", "Customer name"];
    await importText(t, csvOf([uci({ Description: nasty, Note: `${nasty}\r\nsecond line`, "Customer name": nasty })], columns));
    expect(await orderOf(t, "536365")).toMatchObject({ note: `${nasty}\r\nsecond line`, customerName: nasty, lines: [{ description: nasty }] });
  });
});

describe("the same order again", () => {
  it("is unchanged though the desk worked on it, and rejected if the file differs [X3.1, X3.2]", async () => {
    const t = await newTenant();
    await importText(t, csvOf([uci()]));
    const order = await orderOf(t, "536365");
    const patched = await t.people.csr.call(`orders/${order.id}`, { method: "PATCH", body: { version: 1, edit: { note: "called" } } });
    expect(patched.status).toBe(200);
    expect(await importText(t, csvOf([uci()]))).toMatchObject({ orders: 0, unchanged: 1, rejected: 0 });
    const differs = await importText(t, csvOf([uci({ Quantity: "7" })]));
    expect(differs).toMatchObject({ orders: 0, unchanged: 0, rejected: 1 });
    expect((await rejectsOf(t, differs.id))[0]?.reason).toContain("exists already as TT0000001 and is not the same");
    expect(await orderOf(t, "536365")).toMatchObject({ version: 2, note: "called", lines: [{ quantity: 6 }] });
  });

  it("may be spread over the file: its rows are put together, and are unchanged the next time [X2.9, X3.1]", async () => {
    const t = await newTenant();
    // More orders between than one commit takes, so that the second place is met by a later one.
    const between = Array.from({ length: 400 }, (_, i) => uci({ InvoiceNo: `B${i}` }));
    const columns = [...UCI_HEADER, "Payment status"];
    const csv = csvOf([uci({ "Payment status": "Paid" }), ...between, uci({ StockCode: "22", "Payment status": "Paid" }), ...between.map((r) => ({ ...r, InvoiceNo: `C${r["InvoiceNo"]}` })), uci({ StockCode: "33", "Payment status": "Paid" })], columns);
    expect(await importText(t, csv)).toMatchObject({ state: "done", orders: 801, lines: 803, rejected: 0 });
    const order = await orderOf(t, "536365");
    expect(order).toMatchObject({ version: 3, lineCount: 3, total: 4590, paid: 4590, paymentStatus: "paid" });
    expect(order.lines.map((l) => l.stockCode)).toEqual(["85123A", "22", "33"]);
    const { items } = v.parse(v.object({ items: v.array(Change) }), await (await t.people.viewer.call(`orders/${order.id}/timeline`)).json());
    expect(items.map((c) => [c.kind, c.version])).toEqual([["order.imported", 1], ["order.lines_changed", 2], ["order.lines_changed", 3]]);
    const before = await everything(t);
    expect(await importText(t, csv)).toMatchObject({ orders: 0, lines: 0, rejected: 0, unchanged: 803 });
    expect(await everything(t)).toBe(before);
  });

  it("stays out as a whole though its bad row and its good ones are far apart [X2.9, X2.2]", async () => {
    const t = await newTenant();
    const between = Array.from({ length: 400 }, (_, i) => uci({ InvoiceNo: `B${i}` }));
    const job = await importText(t, csvOf([uci({ UnitPrice: "?" }), ...between, uci({ StockCode: "22" })]));
    expect(job).toMatchObject({ orders: 400, rejected: 2 });
    expect((await rejectsOf(t, job.id)).map((r) => r.row)).toEqual([1, 402]);
  });
});

describe("the preview", () => {
  it("shows rows, guesses and problems, and writes nothing [X1.5, X1.2]", async () => {
    const t = await newTenant();
    const { csv } = realDay("2010-12-02");
    const id = await uploadFile(t.people.csr.call, sourceOf("day.csv", bytesOf(csv)));
    const before = await everything(t);
    const preview = await previewFile(t.people.csr.call, id);
    expect(preview).toMatchObject({ layout: { encoding: "utf-8", delimiter: ",", newline: "\n", preamble: 0 }, header: UCI_HEADER, options: { dateOrder: "ymd", decimal: ".", guestName: "Guest", createProducts: true }, dateOrderSure: true, blockers: [], unused: [] });
    expect(preview.rows).toHaveLength(20);
    expect(preview.sample.orders).toBeGreaterThan(50);
    expect(preview.problems.every((p) => p.reason.includes("return"))).toBe(true);
    expect(await everything(t)).toBe(before);
  });

  it("follows what a person changes, and says what is missing [X1.5, X1.3, X4.4]", async () => {
    const t = await newTenant();
    const csv = "Ref;When;Article;Each;Extra\n1;02/03/2010;A;2,55;x\n2;13/03/2010;B;x;y\n";
    const id = await uploadFile(t.people.csr.call, sourceOf("odd.csv", bytesOf(csv)));
    const guess = await previewFile(t.people.csr.call, id);
    expect(guess).toMatchObject({ layout: { delimiter: ";" }, sample: { orders: 0 }, blockers: ["Choose the column with the order number.", "Choose the column with the order date.", "Choose the column with the unit price or the line total."] });
    const mapping = JSON.stringify({ order: 0, date: 1, stockCode: 2, unitPrice: 3 });
    const chosen = await previewFile(t.people.csr.call, id, { mapping, createProducts: "true" });
    expect(chosen).toMatchObject({ blockers: [], unused: ["Extra"], options: { dateOrder: "dmy", decimal: "," }, dateOrderSure: true, sample: { rows: 2, whole: true, orders: 1, lines: 1 } });
    expect(chosen.problems).toEqual([{ row: 2, reason: "Unit price: “x” is not an amount with a decimal comma." }]);
    const started = await t.people.csr.call(`imports/${id}/start`, { method: "POST", body: { layout: guess.layout, mapping: guess.mapping, options: guess.options } });
    expect(started.status).toBe(422);
    const beyond = await previewFile(t.people.csr.call, id, { mapping: JSON.stringify({ order: 0, date: 1, stockCode: 2, unitPrice: 9 }) });
    expect(beyond.blockers).toEqual(["Unit price: the file has no such column. Choose another."]);
  });

  it("tells day from month by days far down a large file [X4.4]", async () => {
    const t = await newTenant();
    const day = (d: number, n: number) => uci({ InvoiceNo: `D${d}-${n}`, InvoiceDate: `12/${d}/2010 8:26`, Description: "x".repeat(250) });
    const rows = Array.from({ length: 12_000 }, (_, i) => day(1 + Math.floor(i / 400), i));
    const id = await uploadFile(t.people.csr.call, sourceOf("december.csv", bytesOf(csvOf(rows))));
    expect(await previewFile(t.people.csr.call, id)).toMatchObject({ options: { dateOrder: "mdy" }, dateOrderSure: true });
  });

  it("understands a shop's own export, and leaves alone what only that shop understands [X1.2, X1.14]", async () => {
    const t = await newTenant();
    const csv = [
      "Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing City,Billing Country,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Shipping Country,Notes,Payment Method,Refunded Amount,Employee,Tags,Source,Phone",
      "#1001,ann@example.com,paid,fulfilled,GBP,25.00,4.95,0.00,29.95,0.00,2026-04-10 11:11:26 +0100,1,Mug,10.00,MUG,Ann Lee,Leeds,GB,Ann Lee,1 Mill Lane,Leeds,LS1 4AP,GB,Ring twice,Bogus Gateway,0.00,Staff Member,,shopify_draft_order,",
      "#1001,,,,,,,,,,2026-04-10 11:11:26 +0100,3,Tea towel,5.00,,,,,,,,,,,,,,,,",
      "#1002,bo@example.com,refunded,unfulfilled,GBP,10.00,0.00,0.00,10.00,0.00,2026-04-11 09:00:00 +0100,1,Mug,10.00,MUG,Bo Ek,Hull,GB,,,,,,,Bogus Gateway,10.00,Staff Member,gift,web,020 7946 0111",
    ].join("\n");
    const job = await importText(t, `${csv}\n`);
    expect(job).toMatchObject({ orders: 2, lines: 3, rejected: 0 });
    expect(await orderOf(t, "#1001")).toMatchObject({ customerName: "Ann Lee", customerEmail: "ann@example.com", stage: "dispatched", paymentStatus: "paid", total: 2995, fee: 495, note: "Ring twice", csrId: null, deliveryAddress: { line1: "1 Mill Lane", postCode: "LS1 4AP" }, lines: [{ stockCode: "MUG" }, { stockCode: "TEA-TOWEL", quantity: 3 }] });
    expect(await orderOf(t, "#1002")).toMatchObject({ stage: "pending", paymentStatus: "refunded", refunded: 1000, tags: ["gift"], customerPhone: "020 7946 0111", deliveryAddress: { city: "Hull" } });
  });

  it("and the choices that follow decide what becomes of the file [X1.8, X1.10]", async () => {
    const t = await newTenant();
    const [statuses, channels] = await t.db.queryAll([{ sql: "SELECT id FROM order_status WHERE org_id = :org AND name = 'Delivered'" }, { sql: "SELECT id FROM channel WHERE org_id = :org AND name = 'Amazon'" }]);
    const [statusId, channelId] = [String(statuses?.[0]?.["id"]), String(channels?.[0]?.["id"])];
    await importText(t, csvOf([uci({ CustomerID: "", Country: "" })]), (guess) => ({ ...guess, options: { ...guess.options, statusId, channelId, guestName: "Walk-in" } }));
    expect(await orderOf(t, "536365")).toMatchObject({ stage: "delivered", channelId, customerName: "Walk-in" });
    const strict = await importText(t, csvOf([uci({ InvoiceNo: "2" }), uci({ InvoiceNo: "3", StockCode: "NEW" })]), (guess) => ({ ...guess, options: { ...guess.options, createProducts: false } }));
    expect(strict).toMatchObject({ orders: 1, rejected: 1 });
    expect((await rejectsOf(t, strict.id))[0]?.reason).toBe("Stock code: no product has the code NEW.");
  });
});

it("imports are listed, the newest first, to everyone who reads orders [X1.12]", async () => {
  const t = await newTenant();
  const ids: string[] = [];
  for (const name of ["a.csv", "b.csv", "c.csv"]) ids.unshift((await importText(t, csvOf([uci({ InvoiceNo: name })]), undefined, name)).id);
  const { items, before } = v.parse(v.object({ items: v.array(ImportJobView), before: v.nullable(v.string()) }), await (await t.people.viewer.call("imports")).json());
  expect(items.map((j) => [j.id, j.name, j.state])).toEqual([[ids[0], "c.csv", "done"], [ids[1], "b.csv", "done"], [ids[2], "a.csv", "done"]]);
  expect(before).toBeNull();
});
