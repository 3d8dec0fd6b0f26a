import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { REASON_HEADER } from "../../../domain/import/template.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Tenant } from "../../harness/tenant.ts";
import { csvOf, importText, rejectsOf, sumsOf, UCI_HEADER, uci } from "./csv-file.ts";

async function download(t: Tenant, id: string): Promise<{ text: string; rows: Record<string, string>[] }> {
  const answer = await t.people.viewer.call(`imports/${id}/rejected.csv`);
  expect(answer.headers.get("content-disposition")).toContain("attachment");
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer());
  return { text, rows: Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data };
}

describe("rows that cannot go in", () => {
  const columns = [...UCI_HEADER, "Status", "CSR"];
  const csv = csvOf(
    [
      uci({ InvoiceNo: "1" }), uci({ InvoiceNo: "2", Quantity: "" }), uci({ InvoiceNo: "" }), uci({ InvoiceNo: "3", UnitPrice: "2.555", Status: "Lost" }),
      uci({ InvoiceNo: "4", CSR: "Nobody Here" }), uci({ InvoiceNo: "5" }), uci({ InvoiceNo: "5", InvoiceDate: "soon" }), uci({ InvoiceNo: "6", CSR: "cora singh" }),
    ],
    columns,
  );

  it("come back with every reason in words, and the others are in [X2.1, X2.2, X2.7]", async () => {
    const t = await newTenant();
    const job = await importText(t, csv);
    expect(job).toMatchObject({ state: "done", orders: 2, lines: 2, rejected: 6 });
    expect((await rejectsOf(t, job.id)).map((r) => [r.row, r.reason])).toEqual([
      [2, "Quantity is missing."],
      [3, "Order number is missing."],
      [4, "Unit price: “2.555” has more than 2 digits after the decimal mark, which this currency does not. Status: no status is called “Lost”."],
      [5, "CSR: nobody here is called “Nobody Here”."],
      [6, "Row 7 of the same order cannot be imported, and an order goes in whole or not at all."],
      [7, "Date: “soon” is not a date that can be read."],
    ]);
  });

  it("are downloaded as they came with their reasons, corrected, and uploaded again [X2.5]", async () => {
    const t = await newTenant();
    const job = await importText(t, csv);
    const { text, rows } = await download(t, job.id);
    expect(text.startsWith("\uFEFF")).toBe(true);
    expect(Object.keys(rows[0] ?? {})).toEqual([...columns, REASON_HEADER]);
    expect(rows.map((r) => r["InvoiceNo"])).toEqual(["2", "", "3", "4", "5", "5"]);
    expect(rows[0]).toMatchObject({ Description: "WHITE HANGING HEART", Quantity: "", [REASON_HEADER]: "Quantity is missing." });
    const corrected = rows.map((row, i) => ({ ...row, InvoiceNo: row["InvoiceNo"] || "7", Quantity: "6", UnitPrice: "2.55", Status: "", CSR: "", InvoiceDate: "2010-12-01 08:26:00", StockCode: `S${i}` }));
    // One mistake is left: its reason replaces the old one.
    const again = await importText(t, csvOf([...corrected, uci({ InvoiceNo: "8", Quantity: "none", [REASON_HEADER]: "old" })], [...columns, REASON_HEADER]));
    expect(again).toMatchObject({ state: "done", orders: 5, lines: 6, rejected: 1 });
    expect(await sumsOf(t)).toMatchObject({ orders: 7, lines: 8 });
    const { rows: left } = await download(t, again.id);
    expect(left).toEqual([{ ...uci({ InvoiceNo: "8", Quantity: "none" }), Status: "", CSR: "", [REASON_HEADER]: "Quantity: “none” is not a number." }]);
  });

  it("are no formulas in the download, and what they were when they come back [X2.6]", async () => {
    const t = await newTenant();
    const payloads = ["=DDE(\"cmd\";\"/C calc\";\"!A0\")A0", "@SUM(1+9)*cmd|' /C calc'!A0", "+1+cmd", "-2+3", "\tx", "'=already", "'quoted"];
    const job = await importText(t, csvOf(payloads.map((p, i) => uci({ InvoiceNo: `F${i}`, Description: p, Quantity: "?" }))));
    const { rows } = await download(t, job.id);
    expect(rows.map((r) => r["Description"])).toEqual(payloads.map((p) => (p === "'quoted" ? p : `'${p}`)));
    const again = await importText(t, csvOf(rows.map((r) => ({ ...r, Quantity: "1" })), [...UCI_HEADER, REASON_HEADER]));
    expect(again).toMatchObject({ orders: payloads.length, rejected: 0 });
    const stored = await t.db.query({ sql: "SELECT l.description FROM order_line l JOIN orders o ON o.org_id = l.org_id AND o.id = l.order_id WHERE l.org_id = :org ORDER BY o.external_id" });
    expect(stored.map((r) => r["description"])).toEqual(payloads);
  });

  it("cost only themselves and their order, be they ragged or with quotes out of balance [X2.10]", async () => {
    const t = await newTenant();
    const line = (no: string) => `${no},A,Anchor,1,2010-12-01,1.00,7,UK\n`;
    const csv2 = `${UCI_HEADER.join(",")}\n${line("1")}2,A,"open,1,2010-12-01,1.00,7,UK\n${line("3")}4,A,Anchor\n${line("4")}${line("5")}6,A,Anchor,1,2010-12-01,1.00,7,UK,more\n${line("7").trimEnd()},,\n`;
    const job = await importText(t, csv2);
    expect(await t.db.query({ sql: "SELECT external_id AS id FROM orders WHERE org_id = :org ORDER BY 1" })).toMatchObject([{ id: "1" }, { id: "3" }, { id: "5" }, { id: "7" }]);
    expect((await rejectsOf(t, job.id)).map((r) => [r.row, r.reason.split(".")[0]])).toEqual([
      [2, "The quotes in this row are not in balance"], [4, "This row has 3 cells where the header has 8"], [5, "Other rows of order 4 in this file were rejected, and an order goes in whole or not at all"], [7, "This row has 9 cells where the header has 8"],
    ]);
  });

  it("that are many are listed page by page, none twice and none left out [X2.5]", async () => {
    const t = await newTenant();
    const job = await importText(t, csvOf(Array.from({ length: 2_345 }, (_, i) => uci({ InvoiceNo: `R${i}`, Quantity: "-1" }))));
    expect(job).toMatchObject({ orders: 0, rejected: 2_345 });
    expect((await rejectsOf(t, job.id)).map((r) => r.row)).toEqual(Array.from({ length: 2_345 }, (_, i) => i + 1));
    expect((await download(t, job.id)).rows).toHaveLength(2_345);
  });
});
