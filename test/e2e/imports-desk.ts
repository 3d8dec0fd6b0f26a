import { readFileSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import type { Browser, Locator, Page } from "playwright-core";
import { root } from "../../scripts/paths.ts";
import type { Tenant, TestPerson } from "../harness/tenant.ts";
import { openPage } from "../web/browser-page.ts";
import type { PageOptions, TestPage } from "../web/browser-page.ts";
import type { Row } from "../worker/imports/csv-file.ts";

export interface ImportsDesk {
  readonly tenant: Tenant;
  readonly chrome: Browser;
}

/** A page of the organization for a person, in a browser of their own. The caller closes the context. */
export async function openImports(desk: ImportsDesk, person: TestPerson, path = "/imports", options: Partial<PageOptions> = {}): Promise<TestPage> {
  const opened = await openPage(desk.chrome, { url: desk.tenant.stack.url, person, ...options });
  opened.page.setDefaultTimeout(60_000);
  await opened.page.goto(`/o/${desk.tenant.slug}${path}`);
  await opened.page.getByRole("heading", { level: 1 }).waitFor();
  return opened;
}

/** Gives the page a file, as its chooser would. */
export async function give(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
}

export const startButton = (page: Page): Locator => page.getByRole("button", { name: "Start import" });

/** Presses Start as soon as the preview lets it. */
export async function start(page: Page): Promise<void> {
  await page.locator("button:not([aria-disabled])", { hasText: "Start import" }).click();
}

/** What the page counts, by label. */
export async function countsOf(page: Page): Promise<Record<"orders" | "lines" | "unchanged" | "rejected", number>> {
  await page.locator('ol[aria-label="Steps of the import"] li[aria-current]', { hasText: /Result|Failed|Cancelled/u }).waitFor();
  const values = await page.locator('dl[aria-label="What was imported"] dd').allInnerTexts();
  const [orders = -1, lines = -1, unchanged = -1, rejected = -1] = values.map((text) => Number(text.replaceAll(",", "")));
  return { orders, lines, unchanged, rejected };
}

/** What a day of real invoices must come to: worked out from the file by other code than the product's. */
export function expectedOf(csv: string): { readonly orders: number; readonly lines: number; readonly pence: number; readonly rejected: number } {
  const rows = Papa.parse<Row>(csv, { header: true, skipEmptyLines: true }).data;
  const invoices = Map.groupBy(rows, (row) => row["InvoiceNo"] ?? "");
  // A cancellation has a negative quantity, and an order goes in whole or not at all.
  const good = [...invoices.values()].filter((lines) => lines.every((line) => Number(line["Quantity"]) > 0)).flat();
  const pence = good.reduce((sum, line) => sum + Number(line["Quantity"]) * Math.round(Number(line["UnitPrice"]) * 100), 0);
  return { orders: new Set(good.map((line) => line["InvoiceNo"])).size, lines: good.length, pence, rejected: rows.length - good.length };
}

export function realDay(): string {
  return readFileSync(join(root, "test/fixtures/uci/2010-12-22.csv"), "utf8");
}
