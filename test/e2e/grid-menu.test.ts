import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { press } from "../harness/pages.ts";
import { openPage, seriousFindings } from "../web/browser-page.ts";
import { cell, eventually, newGridDesk, numbers, openGrid, rowByNumber, rows, standsOn } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { isLive } from "./order-desk.ts";

let desk: GridDesk;
let chrome: Browser;
beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 60);
});
afterAll(() => chrome.close());

const menu = (page: Page) => page.getByRole("menu");
const bar = (page: Page) => page.getByRole("toolbar", { name: "Selected orders" });
const boxOf = async (at: Locator) => {
  const box = await at.boundingBox();
  return box ?? expect.fail("It is not drawn.");
};
/** In the middle of a cell, as a hand does it: nothing is scrolled for it. */
async function rightClick(page: Page, at: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await boxOf(at);
  const point = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  await page.mouse.click(point.x, point.y, { button: "right" });
  return point;
}
const entries = (page: Page) => menu(page).getByRole("menuitem").evaluateAll((all) => all.map((one) => one.querySelector("span")?.firstElementChild?.textContent ?? ""));
const scrolled = (page: Page) => page.locator('[role="grid"]').evaluate((grid) => grid.scrollTop);
const chosen = (page: Page) => rows(page).and(page.locator('[aria-selected="true"]')).count();
/** From the search into the rows, and on. */
async function choose(page: Page, count: number): Promise<void> {
  await page.getByRole("searchbox").focus();
  await press(page, "ArrowDown", "Space", ...Array.from({ length: count - 1 }, () => "Shift+ArrowDown"));
}

describe("the menu of a row", () => {
  it("opens where one right-clicks, whole within the window, and gives the cell the focus back; what is marked, Shift and a field keep the browser's own [L7.22, S6.14]", async () => {
    const { page, context, complaints } = await openGrid(desk, desk.tenant.people.superadmin);
    const [, second = "", third = ""] = await numbers(page);
    await page.evaluate(() => addEventListener("contextmenu", (event) => document.body.setAttribute("data-own", String(event.defaultPrevented))));
    const ours = () => page.locator("body").getAttribute("data-own");

    const point = await rightClick(page, cell(page, second, "customer"));
    await page.getByRole("menu", { name: `Actions on order ${second}` }).waitFor();
    expect(await ours()).toBe("true");
    const box = await boxOf(menu(page));
    expect([Math.abs(box.x - point.x), Math.abs(box.y - point.y)].every((apart) => apart <= 4)).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    // Another row's takes its place, at once.
    await rightClick(page, cell(page, third, "status"));
    await page.getByRole("menu", { name: `Actions on order ${third}` }).waitFor();
    await eventually(() => menu(page).count(), 1);
    await eventually(() => page.evaluate(() => document.activeElement?.textContent), (await menu(page).getByRole("menuitem").first().textContent()) ?? "");
    await page.keyboard.press("Escape");
    await menu(page).waitFor({ state: "detached" });
    await eventually(() => standsOn(page), `${third} status`);
    // It stands beside no other row when the rows go on.
    await rightClick(page, cell(page, second, "customer"));
    await menu(page).waitFor();
    await page.mouse.move(300, 700);
    await page.mouse.wheel(0, 200);
    await menu(page).waitFor({ state: "detached" });
    await eventually(() => scrolled(page), 200);

    // On the line between two rows.
    const last = await boxOf(rows(page).filter({ hasText: third }));
    await page.mouse.click(1_436, Math.floor(last.y + last.height) - 1 + 32 * Math.floor((890 - last.y - last.height) / 32), { button: "right" });
    const corner = await boxOf(menu(page));
    expect([corner.x >= 0, corner.y >= 0, corner.x + corner.width <= 1440, corner.y + corner.height <= 900]).toEqual([true, true, true, true]);
    await page.keyboard.press("Escape");
    await menu(page).waitFor({ state: "detached" });
    await page.mouse.wheel(0, -1_000);
    await eventually(() => scrolled(page), 0);

    await page.keyboard.down("Shift");
    await rightClick(page, cell(page, second, "customer"));
    await page.keyboard.up("Shift");
    expect([await ours(), await menu(page).count()]).toEqual(["false", 0]);
    await cell(page, second, "customer").evaluate((at) => getSelection()?.selectAllChildren(at));
    await rightClick(page, cell(page, second, "customer"));
    expect([await ours(), await menu(page).count()]).toEqual(["false", 0]);
    // A finger that stays on a row.
    await page.evaluate(() => getSelection()?.removeAllRanges());
    const pressed = await cell(page, second, "customer").evaluate((at) => {
      at.dispatchEvent(new PointerEvent("pointerdown", { pointerType: "touch", bubbles: true }));
      return at.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true }));
    });
    expect([pressed, await menu(page).count()]).toEqual([true, 0]);
    await rightClick(page, page.getByRole("searchbox"));
    expect([await ours(), await menu(page).count()]).toEqual(["false", 0]);

    // By its button the rows stay where they are, too, when it is left.
    await page.mouse.click(1424, (await boxOf(cell(page, second, "customer"))).y + 16);
    await menu(page).waitFor();
    await page.keyboard.press("Escape");
    await menu(page).waitFor({ state: "detached" });
    expect(await page.locator('[role="grid"]').evaluate((grid) => grid.scrollLeft)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("acts on all that are chosen from any of their rows, and from another row on that one alone; how many they are is said [L7.23, E8.28]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.superadmin);
    const [first = "", second = "", third = "", , fifth = ""] = await numbers(page);
    await choose(page, 3);
    await rightClick(page, cell(page, second, "customer"));
    await page.getByRole("menu", { name: "Actions on 3 orders" }).getByText("3 orders").waitFor();
    expect(await entries(page)).toEqual(["Change status", "Assign CSR", "Assign delivery agent", "Change tags", "Send for fulfilment", `Take ${second} out`, "Clear the selection", "Delete"]);
    await menu(page).getByRole("menuitem", { name: "Change tags" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Change tags: 3 orders").waitFor();
    // The focus comes back to the cell that was pointed at, not to the top of the page.
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await eventually(() => standsOn(page), `${second} customer`);
    await press(page, "Shift+F10", "ArrowDown", "ArrowDown", "ArrowDown", "Enter");
    await dialog.getByText("Change tags: 3 orders").waitFor();
    await page.keyboard.type("together");
    await press(page, "Enter", "Control+Enter");
    await eventually(async () => Promise.all([first, second, third, fifth].map(async (number) => (await rowByNumber(desk, number)).tags.includes("together"))), [true, true, true, false]);

    const said = page.getByRole("status").filter({ hasText: /selected$/u });
    await said.getByText("Nothing selected").waitFor({ state: "attached" });
    await choose(page, 2);
    await said.getByText("2 selected").waitFor({ state: "attached" });
    await rightClick(page, cell(page, fifth, "number"));
    await page.getByRole("menu", { name: `Actions on order ${fifth}` }).waitFor();
    expect(await entries(page)).toEqual(["Open", "Open in a new tab", "Add to the selection", "Update status", "Assign CSR", "Assign delivery agent", "Change tags", "Send for fulfilment…", "Delete"]);
    await menu(page).getByRole("menuitem", { name: "Send for fulfilment…" }).click();
    await dialog.getByText("Send for fulfilment: 1 order").waitFor();
    await dialog.getByRole("button", { name: "Send 1 order" }).click();
    await eventually(async () => (await rowByNumber(desk, fifth)).sentAt !== null, true);
    expect((await rowByNumber(desk, second)).sentAt).toBeNull();
    expect(await chosen(page)).toBe(2);
    // The same by its button; one that is taken out is one of them no longer.
    await cell(page, second, "menu").getByRole("button").click();
    await menu(page).getByRole("menuitem", { name: `Take ${second} out` }).click();
    await bar(page).getByText("1 selected").waitFor();
    await context.close();
  });

  it("opens at the keyboard's cell, and what is pressed while its code or that of the bulk actions is on its way takes effect when it is there [L7.22, E8.27]", async () => {
    const { people, slug, stack } = desk.tenant;
    const { page, context, complaints } = await openPage(chrome, { url: stack.url, person: people.csr });
    const [code, panel] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    let late = 0;
    await page.route(/\/assets\/(?:bulk-desk|row-menu|dialog-panel)-[^/]+\.js$/u, async (route) => {
      late += 1;
      await (route.request().url().includes("dialog-panel") ? panel : code).promise;
      await route.continue();
    });
    await page.goto(`/o/${slug}/orders`);
    await isLive(page);
    await rows(page).first().waitFor();
    const [first = ""] = await numbers(page);
    const before = await rowByNumber(desk, first);
    await choose(page, 1);
    await press(page, "Alt+c");
    // So much that the dialog takes its keys over while the list still hands its own on.
    await page.keyboard.type("no ".repeat(50));
    await press(page, "Control+a");
    await page.keyboard.type("dan");
    await press(page, "Enter");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(late).toBeGreaterThan(0);
    code.resolve(undefined);
    await bar(page).waitFor();
    panel.resolve(undefined);
    await page.getByRole("dialog").getByText("Assign CSR: 1 order").waitFor();
    await eventually(() => page.getByRole("combobox", { name: "CSR" }).inputValue(), "Dan Reyes");
    await press(page, "Control+Enter");
    await eventually(async () => (await rowByNumber(desk, first)).csrId, people.csr2.id);
    expect((await rowByNumber(desk, first)).version).toBe(before.version + 1);
    await context.close();
    expect(complaints).toEqual([]);
  });

  it("and an editor take the keys that follow the one that opened them, and the clicks after these [L7.22, L9.16]", async () => {
    const { people, slug, stack } = desk.tenant;
    const { page, context } = await openPage(chrome, { url: stack.url, person: people.csr });
    const [editor, sent, rowMenu] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    let held: Readonly<Record<string, Promise<undefined>>> = { "cell-editor": editor.promise, "press-again": sent.promise };
    await page.route(/\/assets\/[^/]+\.js$/u, async (route) => {
      await Object.entries(held).find(([part]) => route.request().url().includes(`/${part}-`))?.[1];
      await route.continue();
    });
    await page.goto(`/o/${slug}/orders`);
    await rows(page).first().waitFor();
    const [first = "", second = "", , fourth = ""] = await numbers(page);
    await cell(page, second, "reference").click();
    await page.keyboard.type("onx");
    await press(page, "Backspace");
    await page.keyboard.type("e");
    await press(page, "Enter");
    // The editor is there, and what was typed for it still on its way to it.
    editor.resolve(undefined);
    await page.getByRole("group", { name: `Edit reference of order ${second}` }).waitFor();
    await cell(page, fourth, "reference").click();
    await page.keyboard.type("two");
    await press(page, "Enter");
    sent.resolve(undefined);
    await eventually(async () => Promise.all([second, fourth].map(async (number) => (await rowByNumber(desk, number)).reference)), ["one", "two"]);
    held = { "row-menu": rowMenu.promise };
    await page.reload();
    await rows(page).first().waitFor();
    await page.getByRole("searchbox").focus();
    await press(page, "ArrowDown", "ArrowRight", "Shift+F10", "ArrowDown", "ArrowDown", "Enter");
    expect(await chosen(page)).toBe(0);
    rowMenu.resolve(undefined);
    await eventually(() => chosen(page), 1);
    await eventually(() => standsOn(page), `${first} placed`);
    await press(page, "Shift+F10");
    await menu(page).waitFor();
    const [at, of] = [await boxOf(menu(page)), await boxOf(cell(page, first, "placed"))];
    expect([Math.abs(at.x - of.x) <= 8, at.y >= of.y + of.height]).toEqual([true, true]);
    await context.close();
  });
});
