import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { newShop } from "../harness/orders.ts";
import { cell, edit, eventually, listed, newGridDesk, numbers, openGrid, rowByNumber } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { openOrder, quantityOf, readOrder, saveBar } from "./order-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 20);
});
afterAll(() => chrome.close());

describe("undo", () => {
  it("in the list takes one's own changes back by keyboard, the youngest first, and does them again [N8.10]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const [first = "", second = ""] = (await listed(desk)).rows.filter((row) => row.stage === "pending" || row.stage === "approved").map((row) => row.number);
    const before = [(await rowByNumber(desk, first)).statusId, (await rowByNumber(desk, second)).reference];
    // The older of the two is answered last.
    const younger = page.waitForResponse((response) => response.request().postData()?.includes("PO 7") === true);
    await page.route("**/orders/ord_*", async (route) => {
      if (route.request().method() === "PATCH" && route.request().postData()?.includes("statusId") === true) await (await younger).finished();
      await route.fallback();
    });
    for (const [number, column, typed] of [[first, "status", "processing"], [second, "reference", "PO 7"]] as const) {
      await cell(page, number, column).click();
      await page.keyboard.press("F2");
      await page.keyboard.type(typed);
      await page.keyboard.press("Enter");
    }
    await eventually(async () => (await rowByNumber(desk, second)).reference, "PO 7");
    await eventually(async () => (await rowByNumber(desk, first)).statusId, desk.status("Processing"));

    await page.keyboard.press("Control+z");
    await page.getByText(`Undone: reference of ${second}`).waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText(`Undone: status of ${first}`).waitFor();
    expect([(await rowByNumber(desk, first)).statusId, (await rowByNumber(desk, second)).reference]).toEqual(before);
    await page.keyboard.press("Control+Shift+z");
    await page.getByText(`Done again: status of ${first}`).waitFor();
    await eventually(() => cell(page, first, "status").innerText(), "Processing");
    await context.close();
  });

  it("says who changed the order since, and leaves theirs [N8.10, N8.3]", async () => {
    const { csr, csr2 } = desk.tenant.people;
    const { page, context } = await openGrid(desk, csr);
    const number = (await numbers(page))[5] ?? "";
    await cell(page, number, "reference").click();
    await page.keyboard.press("F2");
    await page.keyboard.type("mine");
    await page.keyboard.press("Enter");
    await eventually(async () => (await rowByNumber(desk, number)).reference, "mine");
    await edit(desk, csr2, number, { tags: ["theirs"] });
    await page.keyboard.press("Control+z");
    await page.getByRole("alert").getByText(`${csr2.name} changed this order since`).waitFor();
    expect(await rowByNumber(desk, number)).toMatchObject({ reference: "mine", tags: ["theirs"] });
    await context.close();
  });

  it("on the page of an order is offered with what was saved [N8.11]", async () => {
    const shop = await newShop(desk.tenant);
    const order = await shop.place();
    const { page, context } = await openOrder({ ...desk, shop }, desk.tenant.people.csr, order);
    await quantityOf(page, "ANCHOR Brass anchor").fill("9");
    await page.keyboard.press("Control+s");
    await saveBar(page).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText(`Undone: changes of ${order.number}`).waitFor();
    expect((await readOrder({ ...desk, shop }, order.id)).lines[0]?.quantity).toBe(2);
    await eventually(() => quantityOf(page, "ANCHOR Brass anchor").inputValue(), "2");
    await context.close();
  });
});
