import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { newTenant } from "../harness/tenant.ts";
import { seriousFindings } from "../web/browser-page.ts";
import { csvOf, sumsOf, uci } from "../worker/imports/csv-file.ts";
import { countsOf, give, openImports, start } from "./imports-desk.ts";
import type { ImportsDesk } from "./imports-desk.ts";

let chrome: Browser;
beforeAll(async () => {
  chrome = await browser();
});
afterAll(() => chrome.close());

const desk = async (): Promise<ImportsDesk> => ({ tenant: await newTenant(), chrome });

describe("an import that runs", () => {
  it("shows its bar and counts to everyone, lets one leave, and stops after a question with whole orders only [X1.43, X3.5, X6.1, X6.40]", async () => {
    const at = await desk();
    const many = 40_000;
    const { page, context } = await openImports(at, at.tenant.people.csr);
    await give(page, "a long one.csv", csvOf(Array.from({ length: many }, (_, i) => uci({ InvoiceNo: `${1_000_000 + i}`, CustomerID: `${i}` }))));
    const colleague = await openImports(at, at.tenant.people.viewer);
    const row = colleague.page.getByRole("row", { name: /a long one\.csv/u });
    await row.waitFor();
    await start(page);
    await page.getByText("You can leave this page").waitFor();
    // It moves: more is told while one looks, on both screens.
    const bar = page.getByRole("progressbar", { name: "Imported" });
    await expect.poll(async () => Number(await bar.getAttribute("aria-valuenow")), { timeout: 60_000 }).toBeGreaterThan(0);
    const theirs = row.getByRole("progressbar");
    await expect.poll(async () => Number(await theirs.getAttribute("aria-valuenow")), { timeout: 60_000 }).toBeGreaterThan(0);
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole("link", { name: "All imports" }).click();
    await page.getByRole("row", { name: /a long one\.csv/u }).getByRole("link").click();
    await page.getByRole("button", { name: "Cancel import" }).click();
    await page.getByRole("dialog").getByText("Orders that are in stay").waitFor();
    await page.getByRole("button", { name: "Cancel the import" }).click();
    await page.getByText("This import was cancelled. What was imported before stays").waitFor();
    await row.getByText("Cancelled").waitFor();
    const counts = await countsOf(page);
    expect(counts.orders).toBeGreaterThan(0);
    expect(counts.orders).toBeLessThan(many);
    const sums = await sumsOf(at.tenant);
    expect({ orders: sums.orders, lines: sums.lines }).toEqual({ orders: counts.orders, lines: counts.lines });
    await Promise.all([context.close(), colleague.context.close()]);
  });

  it("says why it failed, what is in, and what to do; the list says it, too [X1.43, X3.6]", async () => {
    const at = await desk();
    const { page, context } = await openImports(at, at.tenant.people.csr);
    const columns = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "Remark"];
    const good = csvOf(Array.from({ length: 700 }, (_, i) => uci({ InvoiceNo: `${2_000_000 + i}`, Remark: "so it came ".repeat(200) })), columns);
    await give(page, "no end.csv", Buffer.concat([Buffer.from(good), Buffer.alloc(9 * 1024 * 1024, "x")]));
    await page.getByText("6 columns imported, 1 not").waitFor();
    await start(page);
    await page.getByRole("alert").getByText("A row is longer than 512 kB.").waitFor();
    await page.getByText("Upload the file again to import the rest: they are not imported twice.").waitFor();
    expect((await countsOf(page)).orders).toBe((await sumsOf(at.tenant)).orders);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("link", { name: "All imports" }).click();
    await page.getByRole("row", { name: /no end\.csv/u }).getByText("A row is longer than 512 kB.").waitFor();
    await context.close();
  });
});

describe("a file that is dropped", () => {
  it("anywhere on the page begins an import; two at once are refused with a sentence [X1.40]", async () => {
    const at = await desk();
    const { page, context } = await openImports(at, at.tenant.people.csr);
    await page.getByText("Bring your orders in").waitFor();
    const drop = (names: readonly string[]) => page.evaluate(([csv, all]) => {
      const data = new DataTransfer();
      for (const name of all) data.items.add(new File([csv], name, { type: "text/csv" }));
      for (const kind of ["dragenter", "dragover", "drop"]) document.querySelector("h1")?.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
    }, [csvOf([uci()]), names] as const);
    await drop(["one.csv", "two.csv"]);
    await page.getByText("One file at a time").waitFor();
    await drop(["one.csv"]);
    await page.getByRole("heading", { level: 1, name: "one.csv" }).waitFor();
    await start(page);
    expect((await countsOf(page)).orders).toBe(1);
    await context.close();
  });
});

it("a list that cannot be read says so and can be read again [S6.6]", async () => {
  const at = await desk();
  const { page, context } = await openImports(at, at.tenant.people.csr);
  await page.route("**/api/v1/*/imports", (route) => route.fulfill({ status: 503, body: "" }));
  await page.reload();
  await page.getByText("The imports could not be read").waitFor();
  await page.unroute("**/api/v1/*/imports");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Bring your orders in").waitFor();
  expect(await page.getByText("The imports could not be read").count()).toBe(0);
  await context.close();
});
