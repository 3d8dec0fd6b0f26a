import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { newShop } from "../harness/orders.ts";
import type { Shop } from "../harness/orders.ts";
import { cell, eventually, newGridDesk, numbers, openGrid, rows, standsOn } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { give, openImports, start } from "./imports-desk.ts";
import { focusedLabel, open, openOrder } from "./order-desk.ts";

let grid: GridDesk;
let shop: Shop;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  grid = await newGridDesk(chrome, 60);
  shop = await newShop(grid.tenant);
});
afterAll(() => chrome.close());

const desk = () => ({ tenant: grid.tenant, shop, chrome });

/** What has the focus, by tag and text. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => `${document.activeElement?.tagName} ${document.activeElement?.textContent}`);
}

describe("a new customer's sheet", () => {
  it.each(["keyboard", "mouse"])("takes the focus from the search by %s, and one Escape gives it back [C1.80]", async (by) => {
    const { page, context } = await open(desk(), grid.tenant.people.csr, "/orders/new");
    await eventually(() => focusedLabel(page), "Customer");
    await page.keyboard.type("Wilma Stern");
    const offer = page.getByRole("option", { name: "New customer “Wilma Stern”" });
    await offer.waitFor();
    await (by === "mouse" ? offer.click() : page.keyboard.press("Enter"));
    const sheet = page.getByRole("dialog", { name: "New customer" });
    await eventually(() => focusedLabel(page), "Name *");
    await page.keyboard.press("End");
    await page.keyboard.type(" & Sons");
    expect(await sheet.getByRole("textbox", { name: "Name" }).first().inputValue()).toBe("Wilma Stern & Sons");
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    await eventually(() => focusedLabel(page), "Customer");
    await context.close();
  });

  it("opened on an order's page gives the focus back to the pencil, as the search does [C1.80, S6.80]", async () => {
    const order = await shop.place();
    const { page, context } = await openOrder(desk(), grid.tenant.people.csr, order);
    const pencil = page.getByRole("button", { name: "Change the customer" });
    await pencil.click();
    await eventually(() => focusedLabel(page), "Customer");
    await page.keyboard.press("Escape");
    await eventually(() => focusedLabel(page), "Change the customer");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Wilma Stern");
    await page.getByRole("option", { name: "New customer “Wilma Stern”" }).waitFor();
    await page.keyboard.press("Enter");
    await eventually(() => focusedLabel(page), "Name *");
    await page.keyboard.press("Escape");
    await expect.poll(() => focusedLabel(page)).toBe("Change the customer");
    await context.close();
  });
});

describe("what takes its own button away", () => {
  it("leaves the focus on the order's heading after sending for fulfilment [S6.80]", async () => {
    const order = await shop.place();
    const { page, context } = await openOrder(desk(), grid.tenant.people.fulfilment, order);
    await page.getByRole("button", { name: "Send for fulfilment" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Send for fulfilment" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await expect.poll(() => focused(page)).toBe(`H1 ${order.number}`);
    await context.close();
  });

  it("leaves the focus on the import's heading after starting it [S6.80]", async () => {
    const { page, context } = await openImports({ tenant: grid.tenant, chrome }, grid.tenant.people.admin);
    await give(page, "one.csv", "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice\nA1,ANCHOR,Brass anchor,2,2026-01-05 10:00,12.50\n");
    await start(page);
    await expect.poll(() => focused(page), { timeout: 10_000 }).toBe("H1 one.csv");
    await context.close();
  });
});

describe("the list", () => {
  it("that is read again after a lost connection leaves the focus in the search [L6.80]", async () => {
    const { page, context } = await openGrid(grid, grid.tenant.people.csr);
    const [, second = ""] = await numbers(page);
    await cell(page, second, "csr").click();
    await context.setOffline(true);
    await page.getByText("What you see may be out of date.").waitFor();
    await page.getByRole("searchbox").focus();
    await page.keyboard.type("buyer12@");
    await context.setOffline(false);
    await eventually(() => rows(page).count(), 1);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
    expect(await page.getByRole("searchbox").inputValue()).toBe("buyer12@");
    await page.keyboard.type("x");
    expect(await page.getByRole("searchbox").inputValue()).toBe("buyer12@x");
    await context.close();
  });

  it("is entered by the arrow down from the top of the page, and only from there [L6.81]", async () => {
    const { page, context } = await openGrid(grid, grid.tenant.people.csr);
    const [first = "", second = ""] = await numbers(page);
    await page.keyboard.press("ArrowDown");
    await eventually(() => standsOn(page), `${first} number`);
    await page.keyboard.press("ArrowDown");
    await eventually(() => standsOn(page), `${second} number`);
    await page.getByRole("button", { name: "Filter" }).focus();
    await page.keyboard.press("ArrowDown");
    expect(await standsOn(page)).toBe("nowhere ");
    await page.getByRole("heading", { level: 1 }).focus();
    await page.keyboard.press("ArrowDown");
    await eventually(() => standsOn(page), `${second} number`);
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    for (const text of ["Into the list", "Type to edit the cell", "First or last column", "A screen up or down"]) {
      // oxlint-disable-next-line no-await-in-loop
      await sheet.getByText(text, { exact: false }).waitFor();
    }
    await context.close();
  });

  it("is narrowed from the keyboard: `q` leads to the quick filters, `f` to the filter [L10.80]", async () => {
    const { page, context } = await openGrid(grid, grid.tenant.people.csr);
    await page.keyboard.press("q");
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-quick"))).toBe("today");
    await page.keyboard.press("f");
    await page.getByRole("dialog", { name: "Filter orders" }).waitFor();
    await page.keyboard.press("q");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await eventually(() => page.evaluate(() => document.activeElement?.textContent?.trim()), "Filter");
    await context.close();
  });
});
