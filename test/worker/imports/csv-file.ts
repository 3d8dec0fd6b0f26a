import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import * as v from "valibot";
import { RejectView } from "../../../domain/import/job.ts";
import type { ImportJobView } from "../../../domain/import/job.ts";
import type { ImportStart } from "../../../domain/import/spec.ts";
import { importFile, sourceOf } from "../../../scripts/import-file.ts";
import { root } from "../../../scripts/paths.ts";
import type { Tenant } from "../../harness/tenant.ts";

export type Row = Readonly<Record<string, string>>;

export const UCI_HEADER = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"] as const;

/** Real lines of one day, out of the demo's file; read here by other code than the product's. */
export function realDay(day: string): { readonly csv: string; readonly rows: Row[] } {
  const text = readFileSync(join(root, "demo", "bettertools.csv"), "utf8");
  const rows = Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data.filter((row) => row["InvoiceDate"]?.startsWith(day));
  return { csv: csvOf(rows), rows };
}

export function csvOf(rows: readonly Row[], columns: readonly string[] = UCI_HEADER, newline = "\n"): string {
  return `${Papa.unparse([[...columns], ...rows.map((row) => columns.map((c) => row[c] ?? ""))], { newline })}${newline}`;
}

/** One line as the UCI files have it. */
export function uci(over: Row = {}): Row {
  return { InvoiceNo: "536365", StockCode: "85123A", Description: "WHITE HANGING HEART", Quantity: "6", InvoiceDate: "2010-12-01 08:26:00", UnitPrice: "2.55", CustomerID: "17850.0", Country: "United Kingdom", ...over };
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Uploads and imports as a CSR of the organization. */
export async function importText(t: Tenant, text: string | Uint8Array<ArrayBuffer>, change?: (guess: ImportStart) => ImportStart, name = "orders.csv"): Promise<ImportJobView> {
  return await importFile(t.people.csr.call, sourceOf(name, typeof text === "string" ? bytesOf(text) : text), change);
}

const Rejects = v.object({ header: v.array(v.string()), items: v.array(RejectView), after: v.nullable(v.string()) });

export async function rejectsOf(t: Tenant, id: string): Promise<v.InferOutput<typeof RejectView>[]> {
  const all: v.InferOutput<typeof RejectView>[] = [];
  for (let after: string | null = "0"; after !== null; ) {
    const page: v.InferOutput<typeof Rejects> = v.parse(Rejects, await (await t.people.viewer.call(`imports/${id}/rejects?after=${after}`)).json());
    all.push(...page.items);
    after = page.after;
  }
  return all;
}

const Sums = v.object({ orders: v.number(), lines: v.number(), money: v.number(), line_money: v.number(), versions: v.number() });

/** Of everything that the organization has. */
export async function sumsOf(t: Tenant): Promise<v.InferOutput<typeof Sums>> {
  const [row] = await t.db.query({
    sql: `SELECT (SELECT count(*) FROM orders WHERE org_id = :org) AS orders, (SELECT count(*) FROM order_line WHERE org_id = :org) AS lines,
            (SELECT coalesce(sum(total), 0) FROM orders WHERE org_id = :org) AS money, (SELECT coalesce(sum(total), 0) FROM order_line WHERE org_id = :org) AS line_money,
            (SELECT coalesce(sum(version), 0) FROM orders WHERE org_id = :org) AS versions`,
  });
  return v.parse(Sums, row);
}

/** Every row of the organization's tables that an import writes, but for the jobs and their keys: to compare before and after. */
export async function everything(t: Tenant): Promise<string> {
  const tables = ["head", "orders", "order_line", "customer", "address", "product", "payment", "change", "facet", "day_count"];
  const rows = await t.db.queryAll(tables.map((table) => ({ sql: `SELECT * FROM ${table} WHERE org_id = :org ORDER BY 1, 2, 3` })));
  return JSON.stringify(rows);
}
