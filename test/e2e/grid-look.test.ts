import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { browser } from "../harness/browser.ts";
import { openPage } from "../web/browser-page.ts";
import { cell, eventually, newGridDesk, numbers, openGrid, rows, topOf } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { isLive } from "./order-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 60);
  await desk.place([
    { statusId: desk.status("Awaiting Customer Feedback"), tags: ["gift", "fragile", "third-visit"], placedAt: Date.UTC(2010, 11, 22, 14, 30), total: 250_000_000_000, fee: 250_000_000_000 },
    { statusId: desk.status("Awaiting Customer Feedback"), tags: ["gift", "fragile", "third-visit"], total: 250_000_000_000, fee: 250_000_000_000 },
  ]);
});
afterAll(() => chrome.close());

const scroller = '[role="grid"]';
const scrolled = (page: Page) => page.locator(scroller).evaluate((grid) => grid.scrollLeft);

/** Texts of the grid that an element lies on. */
function textsUnder(page: Page, selector: string): Promise<string[]> {
  return page.evaluate((of) => {
    const over = document.querySelector(of)?.getBoundingClientRect();
    const found: string[] = [];
    const walker = document.createTreeWalker(document.querySelector('[role="grid"]') ?? document.body, NodeFilter.SHOW_TEXT);
    if (!over) return ["nothing lies there"];
    while (walker.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      // A line of text is taller than its signs: the letters stand in its middle three fifths.
      const hit = [...range.getClientRects()].some((r) => r.width > 1 && r.left < over.right && r.right > over.left && r.top + r.height / 5 < over.bottom && r.bottom - r.height / 5 > over.top);
      if (hit) found.push(walker.currentNode.textContent ?? "");
    }
    return found;
  }, selector);
}

describe("the list as one sees it", () => {
  it.each([1440, 390] as const)("tells of new orders without covering a text: %i px [L6.82]", async (width) => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "", { width });
    await page.locator(scroller).evaluate((grid) => grid.scrollTo(0, 40));
    const [, , third = ""] = await numbers(page);
    const before = await topOf(page, third);
    await desk.place([{}]);
    const pill = page.getByRole("button", { name: /^\d+ new$/u });
    await pill.waitFor();
    expect(await topOf(page, third)).toBe(before);
    await page.locator(scroller).evaluate((grid) => grid.scrollTo(0, 0));
    expect(await textsUnder(page, "button[data-keys='.']")).toEqual([]);
    await pill.click();
    await pill.waitFor({ state: "detached" });
    await context.close();
  });

  it("shows number, date, customer and status whole on a tablet, the navigation folded until it is unfolded [L6.83]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const fold = page.getByRole("button", { name: "Fold the navigation", exact: true });
    await fold.waitFor();
    await page.setViewportSize({ width: 768, height: 900 });
    const unfold = page.getByRole("button", { name: "Unfold the navigation" });
    await unfold.waitFor();
    const right = async (column: string) => page.locator(`[data-row=header] [data-col=${column}]`).evaluate((heading) => heading.getBoundingClientRect().right);
    const left = await page.locator("[data-row=header] [data-col=menu]").evaluate((heading) => heading.getBoundingClientRect().left);
    for (const column of ["number", "placed", "customer", "status"]) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await right(column)).toBeLessThanOrEqual(left);
    }
    await unfold.click();
    await fold.waitFor();
    await page.reload();
    await fold.waitFor();
    await context.close();
  });

  it("scrolls sideways to the last column and back, and begins anew with another list [L6.84]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    const edges = await page.evaluate(() => ["risk", "menu"].map((column) => document.querySelector(`[data-row^=ord_] [data-col=${column}]`)?.getBoundingClientRect()));
    expect(edges[0]?.right).toBeLessThanOrEqual((edges[1]?.left ?? 0) + 1);
    await page.keyboard.press("Home");
    await eventually(() => scrolled(page), 0);
    await page.keyboard.press("End");
    await page.getByRole("tab", { name: "Unfulfilled" }).click();
    await eventually(() => scrolled(page), 0);
    await context.close();
  });

  it("keeps the longest status whole, counts the tags that do not fit, and cuts a sum that is too long [L6.85]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?sort=-total");
    const [first = ""] = await numbers(page);
    const cut = (column: string) => cell(page, first, column).evaluate((at) => [at, ...at.querySelectorAll("*")].some((part) => part.scrollWidth > part.clientWidth && getComputedStyle(part).overflowX !== "visible"));
    expect(await cut("status")).toBe(false);
    expect(await cell(page, first, "tags").textContent()).toBe("giftfragile+1");
    expect(await cell(page, first, "tags").locator("[title]").getAttribute("title")).toBe("gift, fragile, third-visit");
    expect(await cell(page, first, "total").locator("[title]").getAttribute("title")).toMatch(/^£2,500,000,0\d\d\.\d\d$/u);
    expect(await cell(page, first, "total").evaluate((at) => at.scrollWidth <= at.clientWidth)).toBe(true);
    await page.goto(`/o/${desk.tenant.slug}/orders?sort=placed`);
    await rows(page).first().waitFor();
    const old = cell(page, (await numbers(page))[0] ?? "", "placed");
    await old.getByText("22 Dec 2010").waitFor();
    expect(await old.evaluate((at) => at.scrollWidth <= at.clientWidth)).toBe(true);
    await context.close();
  });

  it("says that one letter is too short to look for, and names the search that nothing matches [L3.80]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const { y } = (await rows(page).first().boundingBox()) ?? { y: -1 };
    const search = page.getByRole("searchbox");
    await search.fill("b");
    const hint = page.getByText("Type two letters or more.");
    await hint.waitFor();
    expect((await rows(page).first().boundingBox())?.y).toBe(y);
    await search.fill("zzz nobody");
    await hint.waitFor({ state: "hidden" });
    await page.getByText("No order matches “zzz nobody”").waitFor();
    await search.fill("");
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByLabel("Customer or company").fill("b");
    await hint.waitFor();
    await context.close();
  });

  it("has one row of heading on a phone, however many are here [S6.81]", async () => {
    const { people } = desk.tenant;
    const others = await Promise.all([people.csr2, people.admin, people.superadmin, people.fulfilment].map((person) => openGrid(desk, person)));
    const { page, context } = await openGrid(desk, people.csr, "", { width: 390 });
    const here = page.getByRole("list", { name: "Here now" });
    await here.getByRole("img", { name: /^And .+, .+/u }).waitFor();
    expect(await here.getByRole("listitem").count()).toBe(3);
    expect((await page.getByRole("banner").or(page.locator("main header")).first().boundingBox())?.height).toBeLessThan(60);
    await Promise.all([context, ...others.map((other) => other.context)].map((one) => one.close()));
  });

  it("counts a short result that the server did not count [L6.86]", async () => {
    const { page, context } = await openPage(chrome, { url: desk.tenant.stack.url, person: desk.tenant.people.csr });
    const Answer = v.looseObject({ count: v.nullable(v.number()) });
    await page.route(/\/orders\?.*limit=100/u, async (route) => route.fulfill({ json: { ...v.parse(Answer, await (await route.fetch()).json()), count: null } }));
    await page.goto(`/o/${desk.tenant.slug}/orders?text=buyer12`);
    await isLive(page);
    await rows(page).first().waitFor();
    await page.getByText("1 order", { exact: true }).waitFor();
    expect(await page.locator(scroller).getAttribute("aria-rowcount")).toBe("2");
    await context.close();
  });
});

describe("the list as one hears it", () => {
  it("tells in each cell its order and whether it is edited, what is marked while typing, and which tag came or went [S6.29]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?sort=-total&columns=number,customer,payment,csr,tags");
    const [first = ""] = await numbers(page);
    expect(await rows(page).first().ariaSnapshot()).toContain(`- rowheader "${first}"`);
    expect(await cell(page, first, "customer").textContent()).toMatch(/^\S+ \S+ Fenwick Ltd · /u);
    expect(await page.getByRole("grid").getAttribute("aria-readonly")).toBe("true");
    expect([await cell(page, first, "tags").getAttribute("aria-readonly"), await cell(page, first, "payment").getAttribute("aria-readonly")]).toEqual(["false", null]);

    const editor = page.getByRole("group", { name: /^Edit / });
    await cell(page, first, "csr").dblclick();
    await editor.getByRole("combobox", { name: "CSR", expanded: true }).fill("zzz");
    await editor.getByRole("status").getByText("Nothing matches.").waitFor();
    await editor.getByRole("combobox", { name: "CSR", expanded: false }).press("Escape");

    await cell(page, first, "tags").dblclick();
    const tags = editor.getByRole("combobox", { name: "Tags" });
    await tags.press("Backspace");
    await editor.getByRole("status").getByText("Removed third-visit").waitFor();
    await tags.fill("thi");
    await tags.press("ArrowDown");
    const marked = editor.getByRole("option", { name: "third-visit", selected: true });
    await marked.waitFor();
    expect(await tags.getAttribute("aria-activedescendant")).toBe(await marked.getAttribute("id"));
    await tags.press("Enter");
    await editor.getByRole("status").getByText("Added third-visit").waitFor();
    await tags.press("Escape");
    await context.close();
  });
});
