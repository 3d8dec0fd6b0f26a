import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import Papa from "papaparse";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { newTenant } from "../harness/tenant.ts";
import { openPage, overflow, seriousFindings } from "../web/browser-page.ts";
import { bytesOf, csvOf, importText, sumsOf, uci } from "../worker/imports/csv-file.ts";
import { countsOf, expectedOf, give, openImports, realDay, start, startButton } from "./imports-desk.ts";
import type { ImportsDesk } from "./imports-desk.ts";

let chrome: Browser;
beforeAll(async () => {
  chrome = await browser();
});
afterAll(() => chrome.close());

const desk = async (): Promise<ImportsDesk> => ({ tenant: await newTenant(), chrome });

/** Rows of which the second order cannot be read. */
const slipped = csvOf([uci(), uci({ InvoiceNo: "536366", Quantity: "lots" }), uci({ InvoiceNo: "536366", StockCode: "71053" }), uci({ InvoiceNo: "536367", InvoiceDate: "2010-13-45" })]);

describe("a day of real invoices", () => {
  it("goes in through the page: orders, lines and money are those of the file, and a colleague watches without reload; again, nothing changes [X1.1, X1.43, X3.1, X6.1, X6.40]", async () => {
    const at = await desk();
    const csv = realDay();
    const expected = expectedOf(csv);
    expect(expected.orders).toBeGreaterThan(10);

    const colleague = await openImports(at, at.tenant.people.csr2);
    await colleague.page.getByText("Bring your orders in").waitFor();
    await colleague.page.locator("[data-color=green]", { hasText: "Live" }).first().waitFor({ state: "attached" });
    // Every state that the colleague's list shows, in order, without a reload.
    await colleague.page.evaluate(`
      window.seen = [];
      new MutationObserver(() => {
        const cell = document.querySelector("tbody tr td:nth-child(4)");
        const text = cell?.textContent?.replace(/[0-9%]+/g, "") ?? "";
        if (text !== "" && window.seen.at(-1) !== text) window.seen.push(text);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    `);

    const { page, context, complaints } = await openImports(at, at.tenant.people.csr);
    await give(page, "2010-12-22.csv", csv);
    await page.waitForURL(/\/imports\/job_[0-9a-z]+$/u);
    await page.getByText("8 columns, all imported").waitFor();
    expect(await page.getByLabel("Column InvoiceNo is").inputValue()).toBe("order");
    expect((await sumsOf(at.tenant)).orders).toBe(0);
    await start(page);
    const counts = await countsOf(page);
    expect(counts).toEqual({ orders: expected.orders, lines: expected.lines, unchanged: 0, rejected: expected.rejected });
    const sums = await sumsOf(at.tenant);
    expect({ orders: sums.orders, lines: sums.lines, pence: sums.money }).toEqual({ orders: expected.orders, lines: expected.lines, pence: expected.pence });

    const row = colleague.page.getByRole("row", { name: /2010-12-22\.csv/u });
    await row.getByText("Done").waitFor();
    expect(await row.getByRole("cell").allInnerTexts()).toEqual([
      expect.stringContaining("Cora Singh"), expect.any(String), "Done", `${expected.orders}`, `${expected.lines}`, "0", `${expected.rejected}`,
    ]);
    const seen = await colleague.page.evaluate("window.seen");
    expect(seen).toEqual(expect.arrayContaining(["Ready to check", "Done"]));

    await page.getByRole("link", { name: "Show the orders" }).click();
    await page.waitForURL(/\/orders\?sort=-number$/u);
    await page.getByText(`${expected.orders} orders`, { exact: true }).waitFor();

    await page.goto(`/o/${at.tenant.slug}/imports`);
    await page.getByRole("row", { name: /2010-12-22\.csv/u }).waitFor();
    await give(page, "the same day.csv", csv);
    await page.getByText("are here already: nothing would be imported").or(page.getByText("0 new orders")).first().waitFor();
    await start(page);
    expect(await countsOf(page)).toMatchObject({ orders: 0, lines: 0, unchanged: expected.orders });
    expect(await sumsOf(at.tenant)).toEqual(sums);
    expect(complaints).toEqual([]);
    expect(colleague.complaints).toEqual([]);
    await Promise.all([context.close(), colleague.context.close()]);
  });
});

describe("rows that cannot go in", () => {
  it("are foretold by the preview, listed with their reasons, and downloaded with them [X1.5, X2.5, X2.40]", async () => {
    const at = await desk();
    const opened = await openImports(at, at.tenant.people.csr);
    await give(opened.page, "slip.csv", slipped);
    await opened.page.getByRole("list", { name: "Rows that would be rejected" }).getByText("“lots”").waitFor();
    await opened.page.getByText("The file's 4 rows make 1 new order").waitFor();
    await start(opened.page);
    expect(await countsOf(opened.page)).toEqual({ orders: 1, lines: 1, unchanged: 0, rejected: 3 });
    const table = opened.page.getByRole("region", { name: "Rejected rows" });
    await table.getByText("“lots”").waitFor();
    expect(await table.getByRole("columnheader").allInnerTexts()).toEqual(["Row", "Why it was not imported", ...(Papa.parse<string[]>(slipped).data[0] ?? [])]);
    expect(await table.getByRole("rowheader").allInnerTexts()).toEqual(["2", "3", "4"]);
    const downloading = opened.page.waitForEvent("download");
    await opened.page.getByRole("link", { name: "Download rejected.csv" }).click();
    const saved = await readFile(await (await downloading).path(), "utf8");
    const rows = Papa.parse<Record<string, string>>(saved, { header: true, skipEmptyLines: true }).data;
    expect(rows.map((row) => row["InvoiceNo"])).toEqual(["536366", "536366", "536367"]);
    expect(rows.every((row) => (row["Why it was not imported"] ?? "") !== "")).toBe(true);
    expect(await seriousFindings(opened.page)).toEqual([]);
    await opened.context.close();
  });

  it("come page after page, to the last one [X2.40]", async () => {
    const at = await desk();
    const job = await importText(at.tenant, csvOf(Array.from({ length: 230 }, (_, i) => uci({ InvoiceNo: `${700_000 + i}`, Quantity: "none" }))));
    const { page, context } = await openImports(at, at.tenant.people.viewer, `/imports/${job.id}`);
    const table = page.getByRole("region", { name: "Rejected rows" });
    await table.getByRole("rowheader", { name: "100", exact: true }).waitFor();
    await table.getByRole("rowheader").last().scrollIntoViewIfNeeded();
    await table.getByRole("rowheader", { name: "200", exact: true }).waitFor();
    await table.getByRole("rowheader").last().scrollIntoViewIfNeeded();
    await table.getByRole("rowheader", { name: "230", exact: true }).waitFor();
    expect(await table.getByRole("rowheader").count()).toBe(230);
    await context.close();
  });
});

describe("what is no import", () => {
  it("is refused with a sentence before anything is sent, and the next file is taken [X1.40, X4.6]", async () => {
    const at = await desk();
    const { page, context } = await openImports(at, at.tenant.people.csr);
    for (const [name, content, sentence] of [
      ["orders.xlsx", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), "This is an Excel workbook or another zip archive. Save it as CSV and upload that."],
      ["photo.csv", Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 7) % 32)), "This is not a text file. Upload a CSV: one row for each order line, with a header row."],
      ["empty.csv", Buffer.alloc(0), "The file is empty. Export the orders again and upload the new file."],
    ] as const) {
      await give(page, name, content);
      await page.getByRole("alert").getByText(sentence).waitFor();
    }
    expect(await (await at.tenant.people.csr.call("imports")).json()).toMatchObject({ items: [] });
    await give(page, "good.csv", slipped);
    await page.waitForURL(/\/imports\/job_/u);
    await context.close();
  });

  it("is refused after the upload, too: a header without rows says what to do [X1.43, X4.6]", async () => {
    const at = await desk();
    const { page, context } = await openImports(at, at.tenant.people.csr);
    await give(page, "headers.csv", "InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice\n");
    await page.getByText("This file cannot be imported").waitFor();
    await page.getByText("The file has a header but no rows under it. Export the orders again and upload the new file.").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });
});

describe("the preview", () => {
  it("names the missing columns, moves a field by hand, and reads again what is changed [X1.2, X1.3, X1.41]", async () => {
    const at = await desk();
    const { page, context } = await openImports(at, at.tenant.people.csr);
    const rows = [uci({ InvoiceDate: "03/04/2011", UnitPrice: "2,55" }), uci({ InvoiceNo: "536366", InvoiceDate: "05/04/2011", UnitPrice: "1.202,55" })];
    const named: Record<string, string> = { InvoiceNo: "Beleg", StockCode: "StockCode", Quantity: "Menge", InvoiceDate: "Tag", UnitPrice: "UnitPrice" };
    await give(page, "fremd.csv", Papa.unparse([Object.values(named), ...rows.map((row) => Object.keys(named).map((key) => row[key] ?? ""))], { delimiter: ";" }));
    await page.getByText("Choose the column with the order number.").waitFor();
    await page.getByText("Choose the column with the order date.").waitFor();
    expect(await startButton(page).getAttribute("aria-disabled")).toBe("true");
    expect(await startButton(page).getAttribute("aria-description")).toContain("Choose the column with the order number.");
    expect(await page.getByLabel("Columns end with").inputValue()).toBe(";");
    expect(await page.getByLabel("Amounts").inputValue()).toBe(",");
    await page.getByLabel("Column Beleg is").selectOption({ label: "Order number" });
    await page.getByLabel("Column Tag is").selectOption({ label: "Order date" });
    await page.getByLabel("Column Menge is").selectOption({ label: "Quantity" });
    await page.getByText("The file leaves open which comes first.").waitFor();
    await page.getByText("03/04/2011 is 3 April 2011").waitFor();
    await page.getByLabel("Dates").selectOption({ label: "Month first" });
    await page.getByText("03/04/2011 is 4 March 2011").waitFor();
    await page.getByText("2 new orders").waitFor();
    await start(page);
    expect(await countsOf(page)).toEqual({ orders: 2, lines: 2, unchanged: 0, rejected: 0 });
    // 6 × 2.55 and 6 × 1,202.55, both in March and May by the chosen order.
    expect((await sumsOf(at.tenant)).money).toBe(6 * 255 + 6 * 120_255);
    const [row] = await at.tenant.db.query({ sql: "SELECT min(placed_day) AS first, max(placed_day) AS last FROM orders WHERE org_id = :org", args: {} });
    expect(row).toMatchObject({ first: "2011-03-04", last: "2011-05-04" });
    await context.close();
  });
});

describe("an upload", () => {
  it("goes on by itself after a lost connection, and sends no part twice [X1.11, X1.42]", async () => {
    const at = await desk();
    const { page, context } = await openImports(at, at.tenant.people.csr);
    let lost = 0;
    const keys = new Set<string>();
    await page.route("**/parts/*", async (route) => {
      keys.add((await route.request().headerValue("idempotency-key")) ?? "");
      if (lost++ < 2) return route.abort("connectionreset");
      return route.continue();
    });
    await give(page, "slip.csv", slipped);
    await page.getByText("The upload goes on by itself").waitFor();
    await page.getByText("How the file is read").waitFor();
    expect(lost).toBe(3);
    expect(keys.size).toBe(1);
    await context.close();
  });

  it("that was cut off by a reload asks for the same file, takes no other, and sends only what is missing [X1.11, X1.42]", async () => {
    const at = await desk();
    const { page, context } = await openImports(at, at.tenant.people.csr);
    // Two parts, of which the second does not arrive.
    const line = csvOf([uci()]).split("\n")[1] ?? "";
    const big = `${csvOf([uci()])}${`${line}\n`.repeat(Math.ceil((9 * 1024 * 1024) / (line.length + 1)))}`;
    const sent: string[] = [];
    await page.route("**/parts/*", async (route) => {
      const part = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
      if (part === "2" && sent.length < 2) return route.abort();
      sent.push(part);
      return route.continue();
    });
    page.on("dialog", (dialog) => void dialog.accept());
    const arrived = page.waitForResponse((response) => response.url().endsWith("/parts/1") && response.ok());
    await page.locator("input[type=file]").setInputFiles({ name: "big.csv", mimeType: "text/csv", buffer: Buffer.from(bytesOf(big)) });
    await arrived;
    await page.reload();
    await page.getByText("The upload was interrupted: choose the same file to go on.").waitFor();
    expect(sent).toEqual(["1"]);
    await give(page, "other.csv", slipped);
    await page.getByText(/other\.csv \(.*\) is another file/u).waitFor();
    await page.unroute("**/parts/*");
    page.on("request", (request) => {
      if (request.method() === "PUT") sent.push(new URL(request.url()).pathname.split("/").at(-1) ?? "");
    });
    await page.locator("input[type=file]").setInputFiles({ name: "big.csv", mimeType: "text/csv", buffer: Buffer.from(bytesOf(big)) });
    await page.getByText("How the file is read").waitFor();
    expect(sent).toEqual(["1", "2"]);
    await context.close();
  });

  it("is cancelled after a question, and the colleagues see it [X1.43, X6.40]", async () => {
    const at = await desk();
    const { page, context } = await openImports(at, at.tenant.people.csr);
    await give(page, "slip.csv", slipped);
    await page.getByText("How the file is read").waitFor();
    const colleague = await openImports(at, at.tenant.people.admin, new URL(page.url()).pathname.replace(`/o/${at.tenant.slug}`, ""));
    await colleague.page.getByText("How the file is read").waitFor();
    await page.getByRole("button", { name: "Cancel import" }).click();
    await page.getByRole("dialog").getByText("Nothing of it was imported.").waitFor();
    await page.getByRole("button", { name: "Cancel the import" }).click();
    for (const one of [page, colleague.page]) await one.getByText("This import was cancelled before anything was imported.").waitFor();
    expect(await sumsOf(at.tenant)).toMatchObject({ orders: 0, lines: 0 });
    await Promise.all([context.close(), colleague.context.close()]);
  });
});

describe("for everyone", () => {
  it("who may not import: the list and a result are there, the upload is not [X1.12, X1.44]", async () => {
    const at = await desk();
    const job = await importText(at.tenant, slipped);
    const { page, context } = await openImports(at, at.tenant.people.viewer);
    await page.getByRole("row", { name: /orders\.csv/u }).waitFor();
    expect(await page.getByRole("button", { name: "Import orders" }).count()).toBe(0);
    expect(await page.locator("input[type=file]").count()).toBe(0);
    await page.getByRole("link", { name: "orders.csv" }).click();
    await page.waitForURL(`**/imports/${job.id}`);
    expect(await countsOf(page)).toMatchObject({ orders: 1, rejected: 3 });
    await context.close();
  });

  it("the template is downloaded and goes in as it is [X1.4]", async () => {
    const at = await desk();
    const { page, context } = await openImports(at, at.tenant.people.csr);
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Template" }).click();
    const template = await readFile(await (await downloading).path());
    await give(page, "orders-template.csv", template);
    await start(page);
    expect(await countsOf(page)).toEqual({ orders: 2, lines: 3, unchanged: 0, rejected: 0 });
    await context.close();
  });

  it.each([{ theme: "light", width: 1440 }, { theme: "dark", width: 390 }] as const)("list, preview and result are free of serious findings and of sideways scrolling, $theme at $width px [S6.1]", async ({ theme, width }) => {
    const at = await desk();
    const { page, context, complaints } = await openImports(at, at.tenant.people.csr, "/imports", { theme, width });
    const check = async () => {
      expect(await seriousFindings(page)).toEqual([]);
      expect(await overflow(page)).toBe(0);
    };
    await page.getByText("Bring your orders in").waitFor();
    await check();
    await give(page, "a file with quite a long name, as they come from shops, 2010-12-22 to 2011-01-31.csv", slipped);
    await page.getByRole("list", { name: "Rows that would be rejected" }).waitFor();
    await page.locator("button:not([aria-disabled])", { hasText: "Start import" }).waitFor();
    await check();
    await start(page);
    await page.getByRole("region", { name: "Rejected rows" }).getByText("“lots”").waitFor();
    await check();
    await page.goto(`/o/${at.tenant.slug}/imports`);
    await page.getByText("Done").waitFor();
    await check();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("by keyboard alone: the key opens the chooser, and the import starts [X1.40]", async () => {
    const at = await desk();
    const { page, context } = await openPage(at.chrome, { url: at.tenant.stack.url, person: at.tenant.people.csr });
    // Who is signed in is known only when the page's code is there, so that page and frame are made at once: the page's key is its own all the same.
    const code = page.waitForResponse(/\/imports-page-[^/]*\.js$/u);
    await page.route("**/api/v1/me", async (route) => {
      await (await code).finished();
      await route.continue();
    });
    await page.goto(`/o/${at.tenant.slug}/imports`);
    // Asked for early: a chooser that opens before the browser knows of it is lost.
    const choosing = page.waitForEvent("filechooser");
    await page.getByText("Bring your orders in").waitFor();
    await page.keyboard.press("n");
    await (await choosing).setFiles({ name: "keys.csv", mimeType: "text/csv", buffer: Buffer.from(slipped) });
    await page.locator("button:not([aria-disabled])", { hasText: "Start import" }).waitFor();
    await page.keyboard.press("Control+Enter");
    expect(await countsOf(page)).toMatchObject({ orders: 1, rejected: 3 });
    await context.close();
  });
});
