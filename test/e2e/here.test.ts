import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { LiveClient, liveOf } from "../harness/live-client.ts";
import { overflow, seriousFindings } from "../web/browser-page.ts";
import { cell, eventually, newGridDesk, numbers, openGrid, rowByNumber } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { textbox } from "./order-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 12);
});
afterAll(() => chrome.close());

/** Dan edits a cell in his list, Ada stands in a field of an order's page, Vera looks at her list, and a script listens. */
async function colleagues() {
  const { csr2, admin, viewer } = desk.tenant.people;
  const [dan, ada, vera] = await Promise.all([openGrid(desk, csr2), openGrid(desk, admin), openGrid(desk, viewer)]);
  const [first = "", second = ""] = await numbers(dan.page);
  await cell(dan.page, first, "csr").dblclick();
  await ada.page.goto(`/o/${desk.tenant.slug}/orders/${(await rowByNumber(desk, second)).id}`);
  await textbox(ada.page, "Reference").focus();
  const script = await LiveClient.open(liveOf(desk.tenant, desk.tenant.script));
  return {
    dan,
    ada,
    first,
    second,
    async close() {
      script.close();
      await Promise.all([dan, ada, vera].map((one) => one.context.close()));
    },
  };
}

describe("who is here", () => {
  it("is a list of people and scripts, with what they do, at which order and in which field, as it changes [N2.12]", async () => {
    const others = await colleagues();
    const { page, context, complaints } = await openGrid(desk, desk.tenant.people.csr);
    const button = page.getByRole("button", { name: "4 others here: who is where" });
    await button.focus();
    await page.keyboard.press("Enter");
    const list = page.getByRole("list", { name: "Who is here" });
    const lines = async () => (await list.getByRole("listitem").allInnerTexts()).map((text) => text.replaceAll(/\s+/gu, " "));
    await eventually(lines, [`AM Ada Marsh Editing ${others.second} · Reference`, `DR Dan Reyes Editing ${others.first} · CSR`, "VL Vera Lund At no order", "TS Test script Script Listens"]);

    // It follows, and the focus in it stays.
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(others.second);
    await textbox(others.ada.page, "Note").focus();
    await others.dan.page.keyboard.press("Escape");
    await eventually(async () => (await lines()).slice(0, 2), [`AM Ada Marsh Editing ${others.second} · Note`, "DR Dan Reyes At no order"]);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(others.second);

    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await list.getByRole("link", { name: others.second }).click();
    await page.getByRole("heading", { level: 1, name: others.second }).waitFor();
    await list.waitFor({ state: "detached" });
    // There, the faces are those on the order, and the list is still of all.
    await page.getByRole("list", { name: "On this order" }).getByRole("img", { name: "Ada Marsh, editing: Note" }).waitFor();
    await button.click();
    await eventually(() => list.getByRole("listitem").count(), 4);
    expect(complaints).toEqual([]);
    await context.close();
    await others.close();
  });

  it("is known only while one is connected, and whole again afterwards, with what everybody does [N2.13]", async () => {
    const others = await colleagues();
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const button = page.getByRole("button", { name: /others here/u });
    await cell(page, others.first, "tags").dblclick();
    await cell(others.dan.page, others.first, "tags").getByRole("img", { name: "Cora Singh, editing this" }).waitFor();

    await context.setOffline(true);
    await button.waitFor({ state: "detached" });
    await cell(others.dan.page, others.first, "tags").getByRole("img").waitFor({ state: "detached" });
    await context.setOffline(false);
    await button.waitFor();
    await cell(others.dan.page, others.first, "tags").getByRole("img", { name: "Cora Singh, editing this" }).waitFor();
    await cell(page, others.first, "csr").getByRole("img", { name: "Dan Reyes, editing this" }).waitFor();
    await expect.poll(() => button.getAttribute("aria-label")).toBe("4 others here: who is where");
    await context.close();
    await others.close();
  });

  it.each([["light", 1440], ["dark", 1440], ["light", 390], ["dark", 390]] as const)("has no serious axe finding and no overflow: %s, %i px [N2.12]", async (theme, width) => {
    const others = await colleagues();
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "", { theme, width });
    await page.getByRole("button", { name: "4 others here: who is where" }).click();
    await page.getByRole("list", { name: "Who is here" }).getByText("Note").or(page.getByText("· Reference")).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await context.close();
    await others.close();
  });
});
