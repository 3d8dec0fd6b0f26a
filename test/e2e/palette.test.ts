import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { overflow, seriousFindings } from "../web/browser-page.ts";
import { cell, eventually, newGridDesk, numbers, openGrid, standsOn } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 130);
});
afterAll(() => chrome.close());

const box = (page: Page) => page.getByRole("combobox", { name: "Find an order, a list or something to do" });
const marked = (page: Page) => page.getByRole("option", { selected: true });

describe("the palette", () => {
  it("finds an order by its number without prefix and zeros, a list and a colleague's orders by name, with the keyboard alone [L10.2, L3.33]", async () => {
    const { page, context, complaints } = await openGrid(desk, desk.tenant.people.csr);
    // Also from where one types.
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("Control+k");
    await box(page).fill("tt12");
    await marked(page).getByText("TT0000012", { exact: true }).waitFor();
    await box(page).fill("TT-0013");
    await marked(page).getByText("TT0000013", { exact: true }).waitFor();
    await box(page).fill("12");
    await marked(page).getByText("TT0000012", { exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/orders\/ord_/u);
    await page.getByRole("heading", { name: "TT0000012" }).waitFor();

    await page.keyboard.press("Control+k");
    await box(page).fill("unpai");
    await marked(page).getByText("Unpaid", { exact: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/quick=unpaid/u);

    await page.keyboard.press("Control+k");
    await desk.tenant.people.csr2.call("views", { method: "POST", body: { name: "Morning round", shared: true, query: "quick=unfulfilled&sort=placed" } });
    await box(page).fill("morning");
    await marked(page).getByText("Morning round").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Morning round" }).waitFor();
    await page.waitForURL(/quick=unfulfilled&sort=placed&view=viw_/u);

    await page.keyboard.press("Control+k");
    await box(page).fill("cora csr");
    await marked(page).getByText("Cora Singh").waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`csr=${desk.tenant.people.csr.id}`, "u"));
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("offers what the page and the keys can do, and Escape leads back to where one was [L10.2]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const [, second = ""] = await numbers(page);
    await cell(page, second, "customer").click();
    const place = await standsOn(page);
    await page.keyboard.press("Control+k");
    await box(page).fill("zzzz");
    await page.getByText("Nothing matches.").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => standsOn(page)).toBe(place);

    // What the menu of the keyboard's row can do.
    await page.keyboard.press("Control+k");
    await page.getByRole("group", { name: `Order ${second}` }).getByText("Update status").waitFor();
    await box(page).fill("assign csr");
    await marked(page).getByText("Assign CSR").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("listbox", { name: /CSR/u }).waitFor();
    await page.keyboard.press("Escape");
    await eventually(() => standsOn(page), place.replace("customer", "csr"));
    // For what is selected and for the row where one is: each once, though it has a key as well.
    await page.keyboard.press("Space");
    await page.getByRole("toolbar", { name: "Selected orders" }).waitFor();
    await page.keyboard.press("Control+k");
    await box(page).fill("assign csr");
    await eventually(() => page.getByRole("option").filter({ hasText: "Assign CSR" }).count(), 2);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");

    await page.keyboard.press("Control+k");
    await box(page).fill("dark");
    await marked(page).getByText("Dark look").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.documentElement.dataset["theme"] === "dark");
    await context.close();
  });

  it("says when orders cannot be searched, and tries again [L10.4]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    let fails = true;
    await page.route("**/orders?text=*", (route) => (fails ? route.abort("connectionrefused") : route.continue()));
    await page.keyboard.press("Control+k");
    await box(page).fill("abbott");
    await page.getByText("Orders and customers could not be searched.").waitFor();
    fails = false;
    await page.keyboard.press("Enter");
    await page.getByRole("group", { name: "Orders" }).getByText("Abbott").first().waitFor();
    expect(await page.getByText("could not be searched").count()).toBe(0);
    await context.close();
  });

  it.each([["light", 1440], ["dark", 390]] as const)("has no serious axe finding and no overflow: %s, %i px [L10.2]", async (theme, width) => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "", { theme, width });
    await page.getByRole("button", { name: "Find" }).click();
    await box(page).fill("abbott");
    await page.getByRole("group", { name: "Orders" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await context.close();
  });
});
