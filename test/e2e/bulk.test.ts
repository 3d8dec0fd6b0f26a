import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { acted, haltedUndo } from "../harness/bulk.ts";
import { overflow, seriousFindings } from "../web/browser-page.ts";
import { edit, eventually, listed, newGridDesk, openGrid, rowByNumber, rowOf, rows, numbers, standsOn } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";

const ORDERS = 240;

let desk: GridDesk;
let chrome: Browser;
beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, ORDERS);
});
afterAll(() => chrome.close());

const bar = (page: Page) => page.getByRole("toolbar", { name: "Selected orders" });
const strip = (page: Page) => page.getByRole("region", { name: "Actions on several orders" });
/** By keyboard: from the search into the rows, and on. */
async function choose(page: Page, count: number): Promise<void> {
  await page.getByRole("searchbox").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  for (let i = 1; i < count; i++) await page.keyboard.press("Shift+ArrowDown");
  await bar(page).getByText(`${count} selected`).waitFor();
}

describe("acting on many orders at once", () => {
  it("assigns what is selected with the keyboard alone, lists what was not done, and takes it back [E8.20, E8.21, E8.22, E8.25]", async () => {
    const { page, context, complaints } = await openGrid(desk, desk.tenant.people.csr);
    const [, second = "", third = ""] = await numbers(page);
    await choose(page, 3);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Alt+c");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Assign CSR: 3 orders").waitFor();
    await edit(desk, desk.tenant.people.csr2, second, { csrId: desk.tenant.people.csr2.id });
    await page.keyboard.type("cora");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+Enter");
    await strip(page).getByText("CSR: Cora Singh").waitFor();
    await strip(page).getByText("1 done · 1 not done · 1 already so").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await eventually(async () => (await rowByNumber(desk, third)).csrId, desk.tenant.people.csr.id);
    expect((await rowByNumber(desk, second)).csrId).toBe(desk.tenant.people.csr2.id);
    await rowOf(page, third).getByText("Cora Singh").waitFor();

    await strip(page).getByRole("button", { name: "Show the 1 not done" }).click();
    await dialog.getByText(`Dan Reyes changed the CSR of order ${second} after it was chosen.`).waitFor();
    expect(await dialog.getByRole("link", { name: second }).getAttribute("href")).toContain("/orders/ord_");
    await page.keyboard.press("Escape");

    // It is a row in the database: a reload loses nothing of it.
    await page.reload();
    await strip(page).getByText("CSR: Cora Singh").waitFor();
    const before = (await rowByNumber(desk, third)).version;
    await strip(page).getByRole("button", { name: "Undo" }).click();
    await strip(page).getByText("Undo: assign csr").waitFor();
    await eventually(async () => (await rowByNumber(desk, third)).version, before + 1);
    await strip(page).getByRole("button", { name: "Put it away" }).click();
    await strip(page).waitFor({ state: "detached" });

    // One that was cancelled goes on where it stopped.
    const some = (await listed(desk)).rows.slice(0, 3).map((row) => row.id);
    const { id } = await acted(desk.tenant.people.csr.call, { ids: some }, { kind: "tags", add: ["half"], remove: [] });
    await haltedUndo(desk.tenant, id);
    await page.reload();
    await strip(page).getByText("Cancelled. 0 done · 3 not tried").waitFor();
    await strip(page).getByRole("button", { name: "Undo the rest" }).click();
    await strip(page).getByText("3 done").waitFor();
    await eventually(() => strip(page).getByRole("button").allTextContents(), ["Redo", ""]);
    expect((await listed(desk)).rows.flatMap((row) => row.tags)).not.toContain("half");
    await strip(page).getByRole("button", { name: "Put it away" }).click();
    await strip(page).waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("acts on all that match with the exact number said before, and everybody sees it go, also back by Ctrl+Z [E8.21, E8.23, E8.26, N7.31, N8.12]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.superadmin);
    const colleague = await openGrid(desk, desk.tenant.people.viewer);
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    const all = bar(page).getByRole("button", { name: `Select all ${ORDERS} that match` });
    const here = await standsOn(page);
    await all.press("Enter");
    await eventually(() => standsOn(page), here);
    await page.getByRole("searchbox").press("Escape");
    await page.getByRole("button", { name: "Filter" }).press("Escape");
    await bar(page).waitFor({ state: "detached" });
    await page.getByRole("searchbox").press("ArrowDown");
    await page.keyboard.press("Space");
    await all.click();
    await bar(page).getByText(`All ${ORDERS} selected`).waitFor();
    expect(await rows(page).and(page.locator('[aria-selected="true"]')).count()).toBe(await rows(page).count());
    // Without a connection nothing is counted; when it is back, that goes on by itself.
    await context.setOffline(true);
    await bar(page).getByRole("button", { name: "Change tags" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Try again" }).waitFor();
    expect(await dialog.innerText()).not.toContain("0 orders");
    await context.setOffline(false);
    await dialog.getByText(`Change tags: ${ORDERS} orders`).waitFor();
    await dialog.getByLabel("Tags to add").fill("winter");
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: `Change ${ORDERS} orders` }).click();
    await strip(page).getByText(`${ORDERS} done`).waitFor();
    await rows(colleague.page).first().getByText("winter").waitFor();
    const { rows: tagged } = await listed(desk);
    expect(tagged.every((row) => row.tags.includes("winter"))).toBe(true);
    // The button that was pressed is gone, and so is the bar: the keyboard is in the rows.
    await eventually(() => standsOn(page), here);
    // The key that takes back one edit takes back all of it.
    await page.keyboard.press("Control+z");
    await strip(page).getByText("Undo: change tags").waitFor();
    await eventually(async () => (await listed(desk)).rows.filter((row) => row.tags.includes("winter")).length, 0);
    await strip(page).getByRole("button", { name: "Put it away" }).first().press("Enter");
    await eventually(() => standsOn(page), here);

    await bar(colleague.page).waitFor({ state: "detached" });
    await colleague.page.getByRole("searchbox").focus();
    await colleague.page.keyboard.press("ArrowDown");
    await colleague.page.keyboard.press("Space");
    await colleague.page.keyboard.press("Alt+t");
    await colleague.page.getByText("Change tags: Your role does not allow it.").waitFor();
    const refused = bar(colleague.page).getByRole("button", { name: "Delete" });
    expect([await refused.getAttribute("aria-disabled"), await refused.getAttribute("aria-description")]).toEqual(["true", "Your role does not allow it."]);
    await colleague.context.close();
    await context.close();
  });

  it("deletes and restores, one or many, and at 390 px by one menu [E8.24, E9.5]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.superadmin);
    const [, , first = ""] = await numbers(page);
    await rowOf(page, first).getByRole("button", { name: /^Actions/u }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByText(`Deleted ${first}`).waitFor();
    // A row under the pointer stays, marked, until it goes on.
    await page.mouse.move(0, 0);
    await rowOf(page, first).waitFor({ state: "detached" });
    await page.getByRole("region", { name: "Notifications" }).getByRole("button", { name: "Undo" }).click();
    await rowOf(page, first).waitFor();
    await context.close();

    const phone = await openGrid(desk, desk.tenant.people.superadmin, "", { width: 390, theme: "dark" });
    await rows(phone.page).first().getByRole("button", { name: /^Actions/u }).click();
    await phone.page.getByRole("menuitem", { name: "Select" }).click();
    await bar(phone.page).getByText("1 selected").waitFor();
    expect(await overflow(phone.page)).toBe(0);
    expect(await seriousFindings(phone.page)).toEqual([]);
    await bar(phone.page).getByRole("button", { name: "Actions" }).click();
    await phone.page.getByRole("menuitem", { name: "Delete" }).click();
    await phone.page.getByRole("button", { name: "Delete 1 order" }).click();
    await strip(phone.page).getByText("1 done").waitFor();
    expect(await overflow(phone.page)).toBe(0);
    await phone.page.goto(`/o/${desk.tenant.slug}/orders?deleted=true`);
    await rows(phone.page).first().waitFor();
    await phone.page.getByRole("searchbox").focus();
    await phone.page.keyboard.press("ArrowDown");
    await phone.page.keyboard.press("Space");
    await bar(phone.page).getByRole("button", { name: "Actions" }).click();
    await phone.page.getByRole("menuitem", { name: "Restore" }).click();
    await phone.page.getByRole("button", { name: "Restore 1 order" }).click();
    await strip(phone.page).getByText("Restore").waitFor();
    await eventually(async () => (await listed(desk, "?quick=all")).count, ORDERS);
    await phone.context.close();
  });
});
