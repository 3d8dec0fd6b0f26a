import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { overflow } from "../web/browser-page.ts";
import { newGridDesk, openGrid, rows } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";

let desk: GridDesk;
let chrome: Browser;
beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 30);
});
afterAll(() => chrome.close());

/** What can be pressed and is smaller than a fingertip, with its size; what a box belongs to is pressed with it. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll('button, a[href], input, select, textarea, [role="tab"], [role^="menuitem"], [role="option"]')];
    const found = all.flatMap((one) => {
      // A whole card opens what its number is a link to.
      if (!one.checkVisibility() || one.closest("a[href]")?.closest("[data-row]")) return [];
      const box = (one.closest("label") ?? one).getBoundingClientRect();
      const [width, height] = [Math.round(box.width), Math.round(box.height)];
      // What is there for screen readers alone is not pressed.
      if (width <= 1 || (width >= 44 && height >= 44)) return [];
      return [`${width} × ${height}: ${one.getAttribute("aria-label") ?? one.textContent?.trim() ?? ""}`];
    });
    return [...new Set(found)];
  });
}
/** Pixels by which the words in an empty search are wider than their room. */
function wordsCut(page: Page): Promise<number> {
  return page.getByRole("searchbox").evaluate((box) => {
    const style = getComputedStyle(box);
    const pen = document.createElement("canvas").getContext("2d");
    if (!(box instanceof HTMLInputElement) || !pen) return Infinity;
    pen.font = style.font;
    return Math.max(0, pen.measureText(box.placeholder).width - (box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)));
  });
}

it("everything that a finger presses in the list of a phone is at least 44 px, and the words of the search are whole [S6.27]", async () => {
  const { page, context } = await openGrid(desk, desk.tenant.people.superadmin, "", { width: 390, theme: "dark" });
  expect(await wordsCut(page)).toBe(0);
  expect(await tooSmall(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await page.goto(`/o/${desk.tenant.slug}/orders?status=${desk.status("Pending")}`);
  await rows(page).first().waitFor();
  await page.getByRole("button", { name: "Remove the filter Status Pending" }).waitFor();
  expect(await wordsCut(page)).toBe(0);
  await rows(page).first().getByRole("button", { name: /^Actions/u }).click();
  await page.getByRole("menuitem", { name: "Select" }).waitFor();
  expect(await tooSmall(page)).toEqual([]);
  await page.getByRole("menuitem", { name: "Select" }).click();
  await page.getByRole("toolbar", { name: "Selected orders" }).waitFor();
  expect(await tooSmall(page)).toEqual([]);
  await page.getByRole("button", { name: "Clear the selection" }).click();
  await page.getByRole("button", { name: "Filter 1" }).click();
  await page.getByRole("group", { name: "Payment", exact: true }).waitFor();
  expect(await tooSmall(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
  await context.close();
});

it("a mouse has the list as dense as before [S6.27]", async () => {
  const { page, context } = await openGrid(desk, desk.tenant.people.superadmin);
  const height = async (name: string | RegExp) => (await page.getByRole("button", { name }).first().boundingBox())?.height;
  expect([await height("Filter"), await height(/switch the organization/u), (await rows(page).first().boundingBox())?.height]).toEqual([28, 32, 32]);
  await context.close();
});
