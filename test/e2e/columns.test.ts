import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Preferences } from "../../domain/preference.ts";
import { bodyOf } from "../harness/answer.ts";
import { browser } from "../harness/browser.ts";
import { seriousFindings } from "../web/browser-page.ts";
import { eventually, newGridDesk, openGrid, rows, standsOn } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { again } from "./offline-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 60);
});
afterAll(() => chrome.close());

const heading = (page: Page, column: string): Locator => page.locator(`[data-row="header"] [data-col="${column}"]`);
const headings = (page: Page) => page.locator('[data-row="header"] [role="columnheader"]').evaluateAll((all) => all.map((one) => one.getAttribute("data-col")).filter((id) => id !== "select" && id !== "menu"));
const cells = (page: Page) => rows(page).first().locator('[role="gridcell"], [role="rowheader"]').evaluateAll((all) => all.map((one) => one.getAttribute("data-col")).filter((id) => id !== "select" && id !== "menu"));
const widthOf = async (page: Page, column: string) => Math.round((await heading(page, column).boundingBox())?.width ?? 0);
const said = (page: Page) => page.getByRole("tabpanel").locator('p[role="status"]').last().textContent();
const stored = () => bodyOf(Preferences, desk.tenant.people.csr.call("preferences/orders"));
const USUAL = ["number", "placed", "customer", "status", "payment", "total", "paid", "csr", "tags", "reference", "channel", "type", "agent", "risk"];

/** Presses the mouse at the middle of something, or at its right edge, and lets go elsewhere. */
async function drag(page: Page, from: Locator, by: number, edge = false): Promise<void> {
  const box = await from.boundingBox();
  if (!box) throw new Error("nothing to drag");
  const x = edge ? box.x + box.width - 1 : box.x + box.width / 3;
  const y = box.y + box.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by / 2, y, { steps: 4 });
  await page.mouse.move(x + by, y, { steps: 4 });
  await page.mouse.up();
}

it("columns are moved, resized, hidden and chosen, by mouse and by keyboard, and are there again after a reload and in another tab [L1.24, L1.25, L1.26]", async () => {
  const { page, context, complaints } = await openGrid(desk, desk.tenant.people.csr);
  const code = Promise.withResolvers<undefined>();
  await page.route(/\/heading-drag-[^/]*\.js$/u, async (route) => {
    await code.promise;
    await route.continue();
  });
  await again(page);
  expect(await headings(page)).toEqual(USUAL);
  const row = await rows(page).first().elementHandle();

  // The mouse: the right edge sets the width, the heading itself moves, and neither sorts. The first time it is quicker than its code.
  const before = await widthOf(page, "status");
  await drag(page, heading(page, "status"), 60, true);
  code.resolve(undefined);
  await eventually(() => widthOf(page, "status"), before + 60);
  await drag(page, heading(page, "total"), -260);
  await eventually(async () => (await headings(page)).indexOf("total") < USUAL.indexOf("total"), true);
  expect(await cells(page)).toEqual(await headings(page));
  expect(new URL(page.url()).search).toBe("");
  await heading(page, "csr").locator('[data-part="edge"]').dblclick();
  await eventually(async () => (await widthOf(page, "csr")) !== 124, true);
  // No row was drawn anew.
  expect(await row?.evaluate((element) => element.isConnected)).toBe(true);

  // The keyboard.
  await heading(page, "payment").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Hide" }).click();
  await eventually(async () => (await headings(page)).includes("payment"), false);
  expect(await said(page)).toBe("Payment is hidden. 13 columns are shown.");
  await heading(page, "tags").focus();
  const at = (await headings(page)).indexOf("tags");
  await page.keyboard.press("Alt+Shift+ArrowLeft");
  expect((await headings(page)).indexOf("tags")).toBe(at - 1);
  expect(await standsOn(page)).toBe("header tags");
  expect(await said(page)).toBe(`Tags is column ${at} of 13.`);
  const tags = await widthOf(page, "tags");
  await page.keyboard.press("Alt+ArrowRight");
  await eventually(() => widthOf(page, "tags"), tags + 16);
  expect(await said(page)).toBe(`Tags is ${tags + 16} pixels wide.`);
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Choose columns…" }).click();
  const panel = page.getByRole("dialog", { name: "Columns and density" });
  await panel.getByRole("textbox", { name: "Find a column" }).fill("Träck");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await eventually(async () => (await headings(page)).at(-1), "tracking");
  await page.keyboard.press("Alt+ArrowUp");
  await eventually(async () => (await headings(page)).at(-2), "tracking");
  expect(await panel.getByRole("checkbox", { name: "Order" }).count()).toBe(0);
  await panel.getByRole("textbox", { name: "Find a column" }).fill("");
  const grip = await panel.locator('[data-column="status"] [aria-hidden][title]').boundingBox();
  const top = await panel.locator('[data-column="number"]').boundingBox();
  if (!grip || !top) throw new Error("nothing to drag");
  await page.mouse.move(grip.x + 9, grip.y + 9);
  await page.mouse.down();
  await page.mouse.move(grip.x + 9, top.y, { steps: 5 });
  await page.mouse.up();
  await eventually(async () => (await headings(page))[1], "status");
  expect(await seriousFindings(page)).toEqual([]);
  await panel.getByRole("radio", { name: "Compact" }).check({ force: true });
  await page.keyboard.press("Escape");
  expect((await rows(page).first().boundingBox())?.height).toBe(26);

  // Elsewhere.
  const wanted = await headings(page);
  await eventually(async () => (await stored()).columns, wanted);
  const other = await context.newPage();
  await other.goto(page.url());
  await rows(other).first().waitFor();
  expect(await headings(other)).toEqual(wanted);
  expect(await widthOf(other, "tags")).toBe(tags + 16);
  await heading(other, "risk").click({ button: "right" });
  await other.getByRole("menuitem", { name: "Hide" }).click();
  await eventually(() => headings(page), wanted.filter((id) => id !== "risk"));
  await page.reload();
  await rows(page).first().waitFor();
  expect(await headings(page)).toEqual(wanted.filter((id) => id !== "risk"));
  expect(complaints).toEqual([]);
  await context.close();
});

it("a column that was hidden while what was kept before was still being read stays hidden [L1.26]", async () => {
  const { page, context } = await openGrid(desk, desk.tenant.people.admin);
  const [asked, told] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  let readings = 0;
  await page.route("**/preferences/orders", async (route) => {
    if (route.request().method() !== "GET" || readings++ > 0) return route.continue();
    const response = await route.fetch();
    asked.resolve(undefined);
    await told.promise;
    await route.fulfill({ response });
  });
  const answer = (method: string) => page.waitForResponse((response) => response.url().endsWith("/preferences/orders") && response.request().method() === method);
  await page.reload();
  await rows(page).first().waitFor();
  await asked.promise;
  const saved = answer("PATCH");
  await heading(page, "risk").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Hide" }).click();
  await (await saved).finished();
  const read = answer("GET");
  told.resolve(undefined);
  await (await read).finished();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  expect(await headings(page)).toEqual(USUAL.filter((id) => id !== "risk"));
  await context.close();
});

it("the columns of a link are its own: they show, are changed in the address, and leave the person's as they are [L1.27, L4.1, L7.20]", async () => {
  const { page, context, complaints } = await openGrid(desk, desk.tenant.people.csr2, "?columns=total,number,smell,customer");
  expect(await headings(page)).toEqual(["number", "total", "customer"]);
  await page.getByText("There is no column “smell”; the others are shown.").waitFor();
  await heading(page, "customer").focus();
  await page.keyboard.press("Alt+Shift+ArrowLeft");
  await eventually(() => new URL(page.url()).searchParams.get("columns"), "number,customer,total");
  // What is edited in a column that does not show is edited at the number, and Escape leads back to where one was.
  await rows(page).first().locator('[data-col="customer"]').focus();
  const here = await standsOn(page);
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Update status" }).press("Escape");
  await eventually(() => standsOn(page), here);
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Update status" }).press("Enter");
  const editor = await page.getByRole("group", { name: /^Edit status/u }).boundingBox();
  const number = await rows(page).first().locator('[data-col="number"]').boundingBox();
  expect([Math.round(editor?.x ?? 0), (editor?.width ?? 999) < 300]).toEqual([Math.round(number?.x ?? -9) - 1, true]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Columns and density" }).click();
  await page.getByRole("button", { name: "Show my own" }).click();
  await eventually(() => headings(page), USUAL);
  await eventually(() => new URL(page.url()).search, "");
  await page.goBack();
  expect((await bodyOf(Preferences, desk.tenant.people.csr2.call("preferences/orders"))).columns).toBeNull();
  expect(complaints).toEqual([]);
  await context.close();
});
