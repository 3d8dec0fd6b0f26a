import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { acted } from "../harness/bulk.ts";
import { openPage, seriousFindings } from "../web/browser-page.ts";
import type { PageOptions, TestPage } from "../web/browser-page.ts";
import { cell, edit, eventually, newGridDesk, numbers, openGrid, rowByNumber, rowOf, rows, standsOn } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { isLive } from "./order-desk.ts";

const DAY = 24 * 60 * 60_000;

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 400);
  await desk.place(Array.from({ length: 150 }, (_, i) => ({ statusId: desk.status("On Hold"), placedAt: Date.now() - (i + 10) * DAY })));
});
afterAll(() => chrome.close());

const headings = (page: Page): Locator => page.locator('[data-row^="group:"]');
const heading = (page: Page, name: string): Locator => headings(page).filter({ hasText: name });
const scroll = (page: Page, by: number) => page.getByRole("treegrid").evaluate((grid, y) => grid.scrollBy(0, y), by);

async function openGroups(query: string, options: Partial<PageOptions> = {}): Promise<TestPage> {
  const opened = await openPage(chrome, { url: desk.tenant.stack.url, person: desk.tenant.people.csr, ...options });
  await opened.page.goto(`/o/${desk.tenant.slug}/orders${query}`);
  await isLive(opened.page);
  await headings(opened.page).first().waitFor();
  return opened;
}

describe("a list in groups", () => {
  it("is asked for in the toolbar, stands in the address, and is opened and closed group by group, each endless [L5.38, L5.41]", async () => {
    const { page, context, complaints } = await openGrid(desk, desk.tenant.people.csr);
    await page.getByRole("button", { name: "Group the orders" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Status", exact: true }).click();
    await headings(page).first().waitFor();
    expect(new URL(page.url()).search).toBe("?group=status");
    await eventually(() => headings(page).count(), 9);
    expect((await headings(page).allTextContents()).map((text) => text.replace(/\d.*/u, ""))).toEqual(["Incomplete", "Pending", "Awaiting Approval", "Approved", "Processing", "On Hold", "Ready To Dispatch", "Dispatched", "Delivered"]);
    expect(await heading(page, "On Hold").textContent()).toMatch(/^On Hold150 orders£[\d,]+\.\d\d$/u);
    expect(await rows(page).count()).toBe(0);
    expect(await page.getByRole("treegrid").getAttribute("aria-rowcount")).toBe("10");

    await heading(page, "On Hold").click();
    await rows(page).first().waitFor();
    expect(await heading(page, "On Hold").getAttribute("aria-expanded")).toBe("true");
    expect(await page.getByRole("treegrid").getAttribute("aria-rowcount")).toBe("160");
    expect(await rows(page).first().getAttribute("aria-rowindex")).toBe("8");
    // To its end and on to the next group, and its heading goes along as long as there are orders of it.
    let along = true;
    await eventually(async () => {
      // The next group stands there already while the rest of this one is being read.
      const last = (await numbers(page)).at(-1);
      if (last === "TT0000550") return last;
      await scroll(page, 600);
      along &&= await heading(page, "On Hold").isVisible();
      return last;
    }, "TT0000550");
    expect(along).toBe(true);
    await scroll(page, 600);
    await heading(page, "Dispatched").waitFor();
    expect(await rows(page).count()).toBeLessThan(80);
    await scroll(page, -100_000);
    await scroll(page, 1_000);
    await heading(page, "On Hold").click();
    await eventually(() => rows(page).count(), 0);
    expect(await headings(page).count()).toBe(9);

    // What was open is open again after another grouping.
    await heading(page, "Pending").click();
    await rows(page).first().waitFor();
    await page.getByRole("button", { name: "Grouped by status" }).click();
    await page.getByRole("menuitemcheckbox", { name: "CSR" }).click();
    await heading(page, "Nobody").waitFor();
    expect(await headings(page).last().textContent()).toContain("Nobody");
    await page.goBack();
    await eventually(() => heading(page, "Pending").getAttribute("aria-expanded"), "true");
    await rows(page).first().waitFor();
    await page.goBack();
    await eventually(() => headings(page).count(), 0);
    await rows(page).first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("follows others: a row moves between its groups, with both numbers and sums, but not from under the pointer [L5.39, N7.20]", async () => {
    const { page, context } = await openGroups("?group=status&number=TT00000");
    const numbersOf = async (name: string) => (await heading(page, name).textContent())?.slice(name.length);
    const before = { pending: await numbersOf("Pending"), processing: await numbersOf("Processing") };
    await heading(page, "Pending").click();
    await heading(page, "Processing").click();
    await rowOf(page, "TT0000016").waitFor();
    await page.mouse.move(5, 5);

    await edit(desk, desk.tenant.people.csr2, "TT0000016", { statusId: desk.status("Processing") });
    await eventually(async () => (await page.locator('[data-row="group:x"], [data-row]').evaluateAll((all) => {
      const texts = all.map((row) => row.textContent);
      return texts.findIndex((text) => text.includes("TT0000016")) > texts.findIndex((text) => text.startsWith("Processing"));
    })), true);
    expect(await numbersOf("Processing")).not.toBe(before.processing);
    expect(await numbersOf("Pending")).not.toBe(before.pending);

    // Back again, while somebody points at it: it stays, and says so; the numbers tell the truth at once.
    const y = async () => (await rowOf(page, "TT0000016").boundingBox())?.y;
    await rowOf(page, "TT0000016").hover();
    const stood = await y();
    await edit(desk, desk.tenant.people.csr2, "TT0000016", { statusId: desk.status("Pending") });
    await eventually(() => numbersOf("Pending"), before.pending);
    expect(await numbersOf("Processing")).toBe(before.processing);
    expect(await y()).toBe(stood);
    await page.mouse.move(5, 5);
    await eventually(async () => ((await y()) ?? 0) < (stood ?? 0), true);

    // Taken by a job into a group that is closed, of which no reading tells: it stays, and shows how it stands now.
    await rowOf(page, "TT0000016").hover();
    const held = await y();
    const { id } = await rowByNumber(desk, "TT0000016");
    await acted(desk.tenant.people.csr2.call, { ids: [id] }, { kind: "status", statusId: desk.status("On Hold") });
    await eventually(() => cell(page, "TT0000016", "status").textContent().then((text) => text?.startsWith("On Hold")), true);
    expect(await y()).toBe(held);
    await page.mouse.move(5, 5);
    await rowOf(page, "TT0000016").waitFor({ state: "detached" });
    await edit(desk, desk.tenant.people.csr2, "TT0000016", { statusId: desk.status("Pending") });
    await rowOf(page, "TT0000016").waitFor();

    // A group begins with its first order and ends with its last one.
    await edit(desk, desk.tenant.people.csr2, "TT0000016", { statusId: desk.status("In Transit") });
    await heading(page, "In Transit").waitFor();
    await edit(desk, desk.tenant.people.csr2, "TT0000016", { statusId: desk.status("Pending") });
    await heading(page, "In Transit").waitFor({ state: "detached" });
    await context.close();
  });

  it("is walked by the keyboard like a tree, and its rows are edited in place [L5.40]", async () => {
    const { page, context, complaints } = await openGroups("?group=status");
    await heading(page, "Pending").click();
    await rows(page).first().waitFor();
    await page.keyboard.press("ArrowDown");
    const [first = ""] = await numbers(page);
    await eventually(() => standsOn(page), `${first} number`);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    const pending = `group:${desk.status("Pending")}`;
    await eventually(() => standsOn(page), `${pending} line`);
    await page.keyboard.press("ArrowRight");
    await eventually(() => standsOn(page), `${first} customer`);
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
    await eventually(() => standsOn(page), `${pending} line`);
    await page.keyboard.press("ArrowLeft");
    await eventually(() => rows(page).count(), 0);
    await page.keyboard.press(" ");
    await rows(page).first().waitFor();
    await page.keyboard.press("Enter");
    await eventually(() => rows(page).count(), 0);

    await page.keyboard.press("Control+Shift+ArrowRight");
    await eventually(() => page.locator('[aria-expanded="false"][data-row]').count(), 0);
    await rows(page).first().waitFor();
    await eventually(() => standsOn(page), `${pending} line`);
    await page.keyboard.press("Control+Shift+ArrowLeft");
    await eventually(() => headings(page).count(), 9);
    await eventually(() => standsOn(page), `${pending} line`);

    await page.keyboard.press("Enter");
    await cell(page, first, "reference").dblclick();
    await page.keyboard.type("in a group");
    await page.keyboard.press("Enter");
    await eventually(() => cell(page, first, "reference").textContent(), "in a group");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("draws and reads only what is near the screen, however many groups are open [L5.42]", async () => {
    const { page, context } = await openGroups("?group=day&status=" + desk.status("On Hold"));
    const asked: string[] = [];
    page.on("request", (request) => {
      if (request.url().includes("/orders?")) asked.push(request.url());
    });
    await headings(page).first().click();
    await page.keyboard.press("Control+Shift+ArrowRight");
    await eventually(async () => (await rows(page).count()) > 5, true);
    await page.waitForTimeout(500);
    expect(asked.length).toBeLessThan(40);
    expect(await page.locator("[data-row]").count()).toBeLessThan(80);
    await page.keyboard.press("Control+End");
    await eventually(async () => (await numbers(page)).at(-1), "TT0000550");
    await context.close();
  });

  it("says which group could not be read, and reads it when asked again [L5.43]", async () => {
    const { page, context } = await openGroups("?group=type");
    await page.route(/\/orders\?/u, (route) => route.abort());
    await heading(page, "Standard").click();
    await page.getByText("The orders of this group could not all be read.").waitFor();
    await page.unroute(/\/orders\?/u);
    await page.getByRole("button", { name: "Try again" }).click();
    await rows(page).first().waitFor();
    expect(await page.getByText("could not all be read").count()).toBe(0);
    await context.close();
  });

  it.each([{ theme: "light", width: 1440 }, { theme: "dark", width: 390 }] as const)("has no serious axe finding and no overflow: $theme, $width px [L5.44]", async ({ theme, width }) => {
    const { page, context } = await openGroups("?group=csr", { theme, width });
    await heading(page, "Cora Singh").click();
    await rows(page).first().waitFor();
    await scroll(page, 300);
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await heading(page, "Cora Singh").click();
    await eventually(() => rows(page).count(), 0);
    await context.close();
  });
});
