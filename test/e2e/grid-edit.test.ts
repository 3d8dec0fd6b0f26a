import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { loadLookups } from "../../db/lookups.ts";
import { Change } from "../../domain/change.ts";
import { browser } from "../harness/browser.ts";
import { cell, edit, eventually, goTo, newGridDesk, numbers, openGrid, rowByNumber, standsOn } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 80);
});
afterAll(() => chrome.close());

async function lastChange(number: string): Promise<Change | undefined> {
  const { id } = await rowByNumber(desk, number);
  const answer = await desk.tenant.people.csr.call(`orders/${id}/timeline`);
  return v.parse(v.object({ items: v.array(Change) }), await answer.json()).items.at(-1);
}

describe("editing in place with the keyboard alone", () => {
  it("finds a status by typing, saves with Enter and leaves the keyboard where it was [L9.2, L9.21]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[2] ?? "";
    await goTo(page, 2, "status");
    expect(await standsOn(page)).toBe(`${number} status`);
    await page.keyboard.press("Enter");
    await page.keyboard.type("process");
    await page.keyboard.press("Enter");
    await eventually(async () => (await rowByNumber(desk, number)).statusId, desk.status("Processing"));
    await eventually(() => standsOn(page), `${number} status`);
    await context.close();
  });

  it("takes a comment with a status, and asks for the reason of a cancellation [L9.2, L9.21, E2.13, E2.20]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[3] ?? "";
    const { reasons } = await loadLookups(desk.tenant.db);
    const reason = reasons.find((r) => r.kind === "cancel");
    await goTo(page, 3, "status");
    await page.keyboard.press("F2");
    await page.keyboard.type("cancelled");
    await page.keyboard.press("Enter");
    await page.getByLabel("Reason").waitFor();
    await eventually(() => page.evaluate(() => document.activeElement?.tagName), "SELECT");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Called twice");
    await page.keyboard.press("Enter");
    await page.getByText("Choose a reason for cancelling.").waitFor();
    await page.getByLabel("Reason").selectOption({ label: reason?.text ?? "" });
    await page.getByRole("textbox", { name: "Comment" }).press("Enter");
    await eventually(async () => (await rowByNumber(desk, number)).stage, "cancelled");
    expect((await lastChange(number))?.comment).toContain("Called twice");
    expect((await lastChange(number))?.comment).toContain(reason?.text);
    // Said without choosing another status, it is kept as well.
    const [, , , , other = ""] = await numbers(page);
    await cell(page, other, "status").dblclick();
    await page.getByRole("textbox", { name: "Comment" }).fill("Rang, will pay on Friday");
    await cell(page, number, "customer").click();
    await eventually(async () => (await lastChange(other))?.comment, "Rang, will pay on Friday");
    await context.close();
  });

  it("Tab saves and moves on, Escape leaves everything as it was, and arrows alone change nothing [L9.2]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[5] ?? "";
    const before = await rowByNumber(desk, number);
    await goTo(page, 5, "csr");
    await page.keyboard.type("dan");
    await page.getByRole("option", { name: "Dan Reyes" }).waitFor();
    await page.keyboard.press("Tab");
    await eventually(() => standsOn(page), `${number} tags`);
    await page.keyboard.type("urgent");
    await page.keyboard.press("Enter");
    await page.keyboard.type("gift, ");
    await page.keyboard.press("Tab");
    await eventually(() => standsOn(page), `${number} reference`);
    await page.keyboard.press("F2");
    await page.keyboard.type("PO 7 & <b>");
    await page.keyboard.press("Enter");
    await eventually(async () => {
      const { csrId, tags, reference } = await rowByNumber(desk, number);
      return { csrId, tags: tags.toSorted(), reference };
    }, { csrId: desk.tenant.people.csr2.id, tags: [...new Set([...before.tags, "gift", "urgent"])].toSorted(), reference: "PO 7 & <b>" });

    const { version } = await rowByNumber(desk, number);
    await page.keyboard.type("thrown away");
    await page.keyboard.press("Escape");
    await eventually(() => standsOn(page), `${number} reference`);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await page.waitForTimeout(300);
    expect((await rowByNumber(desk, number)).version).toBe(version);
    await context.close();
  });

  it("typed over cells it goes on as in a spreadsheet, also when the page is left halfway [L9.21, L9.22]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const [one = "", two = "", three = "", four = ""] = (await numbers(page)).slice(7);
    await goTo(page, 7, "reference");
    for (const [typed, key] of [["#1 (a)", "Enter"], ["two", "ArrowDown"], ["three", "Shift+Enter"]] as const) {
      // oxlint-disable-next-line no-await-in-loop
      await page.keyboard.type(typed);
      // oxlint-disable-next-line no-await-in-loop
      await page.keyboard.press(key);
    }
    await eventually(() => standsOn(page), `${two} reference`);
    await eventually(() => Promise.all([one, two, three].map(async (number) => (await rowByNumber(desk, number)).reference)), ["#1 (a)", "two", "three"]);
    await page.keyboard.press("Delete");
    await page.keyboard.press("ArrowRight");
    await eventually(() => standsOn(page), `${two} channel`);
    await eventually(async () => (await rowByNumber(desk, two)).reference, "");

    // Nobody, by one key: also from a list of names.
    await edit(desk, desk.tenant.people.csr2, four, { csrId: desk.tenant.people.csr.id, tags: ["gift"] });
    await cell(page, four, "tags").getByText("gift").waitFor();
    await cell(page, four, "csr").click();
    for (const key of ["Delete", "Tab", "Delete", "Tab"]) {
      // oxlint-disable-next-line no-await-in-loop
      await page.keyboard.press(key);
    }
    await page.keyboard.type("half");
    await page.getByRole("textbox", { name: "Reference" }).waitFor();
    await page.keyboard.press("Control+K");
    await page.getByRole("combobox", { name: /^Find an order/u }).fill("unpaid");
    await page.getByRole("option", { name: /^Unpaid/u }).first().click();
    await eventually(() => new URL(page.url()).search, "?quick=unpaid");
    await expect.poll(() => rowByNumber(desk, four)).toMatchObject({ csrId: null, tags: [], reference: "half" });
    await context.close();
  });

  it("assigns the delivery agent, and nobody again, from the row's menu [L9.2, L7.20]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[6] ?? "";
    await goTo(page, 6, "number");
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Assign delivery agent" }).click();
    await page.getByRole("combobox", { name: "Delivery agent" }).waitFor();
    await page.keyboard.type("harb");
    await page.keyboard.press("Enter");
    await eventually(async () => (await rowByNumber(desk, number)).agentId !== null, true);
    await page.keyboard.press("Enter");
    await page.keyboard.type("nobody");
    await page.keyboard.press("Enter");
    await eventually(async () => (await rowByNumber(desk, number)).agentId, null);
    expect(await cell(page, number, "agent").textContent()).toBe("");
    await context.close();
  });

  it("enters tracking and the whole note in place, and says at the cell why a parcel that is not ready has none [L9.15, L9.3, L9.22, L9.23]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?columns=number,status,tracking,note");
    const [ready = "", early = ""] = (await numbers(page)).slice(20);
    await edit(desk, desk.tenant.people.csr2, ready, { statusId: desk.status("Ready To Dispatch"), note: `${"long ".repeat(30)}end` });
    await edit(desk, desk.tenant.people.csr2, early, { statusId: desk.status("Pending") });
    await cell(page, ready, "note").getByText("long").waitFor();

    await cell(page, ready, "tracking").dblclick();
    await page.getByRole("textbox", { name: "Tracking number or link" }).fill("HC 0099");
    await page.keyboard.press("Tab");
    // What stands in a note is not wiped by a key.
    await page.keyboard.press("Delete");
    const note = page.getByRole("textbox", { name: "Note" });
    await eventually(() => note.inputValue(), `${"long ".repeat(30)}end`);
    await note.press("End");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("and more");
    await page.keyboard.press("Enter");
    await eventually(async () => (await rowByNumber(desk, ready)).trackingNumber, "HC 0099");
    await eventually(async () => (await lastChange(ready))?.patch["note"]?.[1], `${"long ".repeat(30)}end\nand more`);
    await cell(page, ready, "tracking").dblclick();
    await page.getByRole("textbox", { name: "Tracking number or link" }).fill("https://courier.example/HC0099");
    await page.keyboard.press("Enter");
    await cell(page, ready, "tracking").getByRole("link", { name: "HC 0099" }).waitFor();
    await eventually(async () => (await rowByNumber(desk, ready)).trackingUrl, "https://courier.example/HC0099");
    // Without a number it is the link that stands there, to be changed and taken away.
    await cell(page, ready, "tracking").click();
    for (const key of ["Delete", "Enter"]) {
      // oxlint-disable-next-line no-await-in-loop
      await page.keyboard.press(key);
    }
    await cell(page, ready, "tracking").getByRole("link", { name: "Follow the parcel" }).waitFor();
    await cell(page, ready, "tracking").dblclick({ position: { x: 4, y: 4 } });
    await eventually(() => page.getByRole("textbox", { name: "Tracking number or link" }).inputValue(), "https://courier.example/HC0099");
    await page.getByRole("textbox", { name: "Tracking number or link" }).fill("");
    await page.keyboard.press("Enter");
    await eventually(async () => (await rowByNumber(desk, ready)).trackingUrl, "");

    await cell(page, early, "tracking").dblclick();
    await page.keyboard.type("HC 1");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").filter({ hasText: "ready to dispatch" }).waitFor();
    expect(await cell(page, early, "tracking").textContent()).toContain("HC 1");
    await context.close();
  });

  it("copies a cell and pastes it below and into all selected rows, as a spreadsheet does, and takes a paste back at once [L9.12, L9.13, N8.12]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const [, , , , from = "", to = "", third = "", fourth = ""] = (await numbers(page)).slice(6);
    await edit(desk, desk.tenant.people.csr2, from, { reference: "PO 7741", statusId: desk.status("On Hold") });
    await cell(page, from, "reference").getByText("PO 7741").waitFor();
    await cell(page, from, "reference").click();
    await page.keyboard.press("Control+c");
    await page.getByText("Copied the reference").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+v");
    await eventually(async () => (await rowByNumber(desk, to)).reference, "PO 7741");

    await cell(page, from, "status").click();
    await page.keyboard.press("Control+c");
    await cell(page, third, "select").getByRole("checkbox").click();
    await cell(page, fourth, "select").getByRole("checkbox").click();
    await cell(page, fourth, "status").click();
    await page.keyboard.press("Control+v");
    await eventually(async () => (await Promise.all([third, fourth].map((n) => rowByNumber(desk, n)))).map((r) => r.statusId), [desk.status("On Hold"), desk.status("On Hold")]);

    // A paste is one step: one Ctrl+Z takes all of it back.
    const statuses = () => Promise.all([third, fourth].map(async (n) => (await rowByNumber(desk, n)).statusId === desk.status("On Hold")));
    await page.keyboard.press("Control+z");
    await page.getByText("Undone: 2 changes").waitFor();
    expect(await statuses()).toEqual([false, false]);

    // Nothing of it, if a part of it cannot be.
    await cell(page, to, "csr").click();
    await page.evaluate(() => navigator.clipboard.writeText("Nobody at all"));
    await page.keyboard.press("Control+v");
    await page.getByText("is no member here").waitFor();
    expect((await rowByNumber(desk, to)).version).toBe(2);
    await context.close();
  });

  it("opens an order with Enter, and comes back to the same row and cell [L6.5]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("ArrowDown");
    for (let i = 0; i < 45; i++) await page.keyboard.press("ArrowDown");
    const place = await standsOn(page);
    const top = await page.locator('[role="grid"]').evaluate((box) => box.scrollTop);
    expect(top).toBeGreaterThan(200);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: place.split(" ")[0] ?? "" }).waitFor();
    await page.goBack();
    await eventually(() => standsOn(page), place);
    expect(await page.locator('[role="grid"]').evaluate((box) => box.scrollTop)).toBe(top);
    await context.close();
  });
});
