import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { overflow } from "../web/browser-page.ts";
import { cell, newGridDesk, numbers, openGrid, rows } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";

let desk: GridDesk;
let chrome: Browser;
beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 30);
});
afterAll(() => chrome.close());

/** What can be pressed and is smaller than a fingertip, with its size; what a box belongs to is pressed with it. */
function tooSmall(page: Page, also = ""): Promise<string[]> {
  return page.evaluate((more) => {
    const all = [...document.querySelectorAll(`button, a[href], input, select, textarea, [role="tab"], [role^="menuitem"], [role="option"]${more}`)];
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
  }, also);
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

it("on a phone an edit from a row's menu says which order it changes, and is left by a press [L9.17, S6.27]", async () => {
  const { page, context, complaints } = await openGrid(desk, desk.tenant.people.csr, "", { width: 390 });
  const [, number = ""] = await numbers(page);
  for (const [entry, field] of [["Assign CSR", "CSR"], ["Change tags", "Tags"], ["Update status", "Status"]] as const) {
    await cell(page, number, "menu").getByRole("button").click();
    await page.getByRole("menuitem", { name: entry }).tap();
    const editor = page.getByRole("group", { name: new RegExp(`^Edit .* of order ${number}$`, "u") });
    await editor.getByText(number, { exact: true }).waitFor();
    await editor.getByText(field, { exact: true }).waitFor();
    expect(await tooSmall(page)).toEqual([]);
    await editor.getByRole("button", { name: "Leave it as it is" }).tap();
    await editor.waitFor({ state: "detached" });
  }
  expect(complaints).toEqual([]);
  await context.close();
});

it("on a tablet a finger's press on a heading opens its menu, which sorts, and drawing its edge sets the width [S6.27, S6.28]", async () => {
  const { page, context, complaints } = await openGrid(desk, desk.tenant.people.superadmin, "", { touch: true });
  await page.setViewportSize({ width: 1024, height: 768 });
  await page.getByRole("button", { name: "Unfold the navigation" }).waitFor();
  expect(await tooSmall(page, ', [role="columnheader"], [data-part="edge"]')).toEqual([]);
  const heading = (name: string) => page.getByRole("columnheader", { name, exact: true });
  const boxOf = async (name: string) => (await heading(name).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const order = await boxOf("Order");
  // Just beyond the line between two columns: pressed it is the next heading, drawn it is the edge.
  const [x, y] = [order.x + order.width + 10, order.y + 20];
  await page.touchscreen.tap(x, y);
  await page.getByRole("menu", { name: "Column Placed" }).waitFor();
  expect(await tooSmall(page)).toEqual([]);
  await page.getByRole("menuitem", { name: "Sort ascending" }).tap();
  await expect.poll(() => heading("Placed").getAttribute("aria-sort")).toBe("ascending");
  await heading("Order").tap();
  await page.getByRole("menu", { name: "Column Order" }).waitFor();
  await heading("Customer").tap();
  await page.getByRole("menu", { name: "Column Customer" }).waitFor();
  await page.keyboard.press("Escape");

  const touch = await context.newCDPSession(page);
  const at = async (type: "touchStart" | "touchMove" | "touchEnd", by = 0) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: x + by, y }] });
  await at("touchStart");
  for (const by of [10, 25, 40]) await at("touchMove", by);
  await at("touchEnd");
  await expect.poll(async () => (await boxOf("Order")).width).toBe(order.width + 40);
  expect(await page.getByRole("menu").count()).toBe(0);
  expect(await overflow(page)).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});

it("a mouse has the list as dense as before [S6.27]", async () => {
  const { page, context } = await openGrid(desk, desk.tenant.people.superadmin);
  const height = async (name: string | RegExp) => (await page.getByRole("button", { name }).first().boundingBox())?.height;
  const heading = (await page.getByRole("columnheader", { name: "Placed" }).boundingBox())?.height;
  expect([await height("Filter"), await height(/switch the organization/u), (await rows(page).first().boundingBox())?.height, heading]).toEqual([28, 32, 32, 31]);
  await context.close();
});
