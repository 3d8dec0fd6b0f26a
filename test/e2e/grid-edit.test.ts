import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { loadLookups } from "../../db/lookups.ts";
import { Change } from "../../domain/change.ts";
import { browser } from "../harness/browser.ts";
import { cell, edit, eventually, newGridDesk, numbers, openGrid, rowByNumber, standsOn } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { again, holdFrames, typeReference } from "./offline-desk.ts";

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

/** Puts the keyboard on a cell without touching the mouse. */
async function goTo(page: Page, row: number, column: string): Promise<void> {
  await page.getByRole("searchbox").focus();
  await page.keyboard.press("ArrowDown");
  for (let i = 0; i < row; i++) await page.keyboard.press("ArrowDown");
  for (let i = 0; i < 20 && !(await standsOn(page)).endsWith(` ${column}`); i++) await page.keyboard.press("ArrowRight");
}

describe("editing in place with the keyboard alone", () => {
  it("finds a status by typing, saves with Enter and leaves the keyboard where it was [L9.2]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[2] ?? "";
    await goTo(page, 2, "status");
    expect(await standsOn(page)).toBe(`${number} status`);
    await page.keyboard.type("process");
    await page.keyboard.press("Enter");
    await eventually(async () => (await rowByNumber(desk, number)).statusId, desk.status("Processing"));
    await eventually(() => standsOn(page), `${number} status`);
    await context.close();
  });

  it("takes a comment with a status, and asks for the reason of a cancellation [L9.2, E2.20]", async () => {
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

  it("enters tracking and the whole note in place, and says at the cell why a parcel that is not ready has none [L9.15, L9.3]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?columns=number,status,tracking,note");
    const [ready = "", early = ""] = (await numbers(page)).slice(20);
    await edit(desk, desk.tenant.people.csr2, ready, { statusId: desk.status("Ready To Dispatch"), note: `${"long ".repeat(30)}end` });
    await edit(desk, desk.tenant.people.csr2, early, { statusId: desk.status("Pending") });
    await cell(page, ready, "note").getByText("long").waitFor();

    await cell(page, ready, "tracking").dblclick();
    await page.getByRole("textbox", { name: "Tracking number or link" }).fill("HC 0099");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
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

describe("an edit that does not simply succeed", () => {
  it("says at the cell why it was refused and keeps what was typed, to be changed or thrown away [L9.3]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[8] ?? "";
    // Someone leaves while their name is still offered.
    const leaver = await desk.tenant.addPerson("csr", "Lena Frost");
    await page.reload();
    await cell(page, number, "csr").waitFor();
    await desk.tenant.db.writeBatch([{ sql: "UPDATE person SET active = 0 WHERE org_id = :org AND id = :id", args: { id: leaver.id } }]);
    await cell(page, number, "csr").dblclick();
    await page.keyboard.type("lena");
    await page.keyboard.press("Enter");
    const note = page.getByRole("alert").filter({ hasText: "not a member any more" });
    await note.waitFor();
    expect(await cell(page, number, "csr").textContent()).toContain("Lena Frost");
    expect(await cell(page, number, "csr").getAttribute("aria-invalid")).toBe("true");

    await note.getByRole("button", { name: "Change it" }).click();
    await page.getByRole("combobox", { name: "CSR" }).fill("dan");
    await page.keyboard.press("Enter");
    await eventually(async () => (await rowByNumber(desk, number)).csrId, desk.tenant.people.csr2.id);
    await note.waitFor({ state: "detached" });

    await cell(page, number, "csr").dblclick();
    await page.keyboard.type("lena");
    await page.keyboard.press("Enter");
    await note.getByRole("button", { name: "Discard" }).click();
    await eventually(() => cell(page, number, "csr").textContent(), "DRDan Reyes");
    await context.close();
  });

  it("asks theirs or mine if a colleague changed the same cell meanwhile, and says who and what [L9.4, N3.25]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    // The first time the editor's code comes later than the colleague's change.
    const code = Promise.withResolvers<undefined>();
    await page.route(/\/cell-editor-[^/]*\.js$/u, async (route) => {
      await code.promise;
      await route.continue();
    });
    const [, , , , , , , , , first = "", second = ""] = await numbers(page);
    for (const number of [first, second]) await edit(desk, desk.tenant.people.csr2, number, { reference: "my" });
    await again(page);
    for (const [number, whose] of [[first, "mine"], [second, "theirs"]] as const) {
      await cell(page, number, "reference").dblclick();
      await page.keyboard.type(" word");
      await edit(desk, desk.tenant.people.csr2, number, { reference: "their word" });
      await cell(page, number, "reference").getByText("their word").waitFor();
      code.resolve(undefined);
      // The draft is not wiped by what arrives, and not saved by it.
      await expect.poll(() => page.getByRole("textbox", { name: "Reference" }).inputValue()).toBe("my word");
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.getByText("their word").waitFor();
      await dialog.getByText("my word").first().waitFor();
      await dialog.getByText(/Dan Reyes/u).first().waitFor();
      await dialog.getByRole("button", { name: whose === "mine" ? "Save mine" : "Take theirs" }).click();
      await eventually(async () => (await rowByNumber(desk, number)).reference, whose === "mine" ? "my word" : "their word");
      await eventually(() => cell(page, number, "reference").textContent().then((t) => (t ?? "").replace(/[A-Z]{2}$/u, "")), whose === "mine" ? "my word" : "their word");
    }
    await context.close();
  });

  it("of other cells of the same order merges by itself [L9.4]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[11] ?? "";
    await cell(page, number, "reference").dblclick();
    await page.getByRole("textbox", { name: "Reference" }).fill("beside");
    await edit(desk, desk.tenant.people.csr2, number, { tags: ["theirs"] });
    await page.keyboard.press("Enter");
    await eventually(async () => {
      const { reference, tags } = await rowByNumber(desk, number);
      return { reference, tags };
    }, { reference: "beside", tags: ["theirs"] });
    expect(await page.getByRole("dialog").count()).toBe(0);
    await context.close();
  });

  it("is sent again under the same key when the answer is lost, and happens once [L9.5]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    // What was committed comes by socket, too, and is then not sent again: here the answer is lost first.
    const frames = await holdFrames(page);
    await again(page);
    const number = (await numbers(page))[12] ?? "";
    const { version } = await rowByNumber(desk, number);
    const keys: string[] = [];
    let lost = 0;
    await page.route("**/orders/ord_*", async (route) => {
      const request = route.request();
      if (request.method() !== "PATCH") return route.continue();
      keys.push(request.headers()["idempotency-key"] ?? "");
      if (lost++ > 0) return route.continue();
      // It arrives and is committed; only the answer never comes.
      frames.hold();
      await route.fetch();
      return route.abort("connectionreset");
    });
    const answered = page.waitForResponse((response) => response.request().method() === "PATCH");
    await typeReference(page, number, "once");
    await (await answered).finished();
    frames.release();
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    await page.waitForTimeout(500);
    expect(keys.length).toBe(2);
    const after = await rowByNumber(desk, number);
    expect([after.reference, after.version]).toEqual(["once", version + 1]);
    await context.close();
  });

  it("twice in a row on one cell is no conflict with oneself, and the last one stays [L9.5]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[13] ?? "";
    await page.route("**/orders/ord_*", async (route) => {
      if (route.request().method() === "PATCH") await new Promise((resolve) => setTimeout(resolve, 400));
      await route.continue();
    });
    for (const text of ["one", "two", "three"]) {
      await cell(page, number, "reference").dblclick();
      await page.getByRole("textbox", { name: "Reference" }).fill(text);
      await page.keyboard.press("Enter");
    }
    await eventually(async () => (await rowByNumber(desk, number)).reference, "three");
    await page.waitForTimeout(500);
    expect(await page.getByRole("dialog").count()).toBe(0);
    await context.close();
  });

  it("is a change also when it sets back what was answered while its editor was open [L9.5]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[3] ?? "";
    const answer = Promise.withResolvers<undefined>();
    await page.route("**/orders/ord_*", async (route) => {
      if (route.request().method() === "PATCH") await answer.promise;
      await route.fallback();
    });
    const answered = page.waitForResponse((response) => response.request().method() === "PATCH");
    await cell(page, number, "agent").dblclick();
    await page.keyboard.type("harb");
    await page.keyboard.press("Enter");
    await cell(page, number, "agent").getByText("Harbour").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("nobo");
    answer.resolve(undefined);
    await (await answered).finished();
    await eventually(async () => (await rowByNumber(desk, number)).agentId !== null, true);
    await page.waitForTimeout(200);
    await page.keyboard.press("Enter");
    await eventually(async () => (await rowByNumber(desk, number)).agentId, null);
    expect(await cell(page, number, "agent").textContent()).toBe("");
    await context.close();
  });

  it("waits for the sign-in when the session has ended, and goes then [L9.5, S1.20]", async () => {
    const person = await desk.tenant.addPerson("csr", "Mona Hart");
    const { page, context } = await openGrid(desk, person);
    const number = (await numbers(page))[14] ?? "";
    await cell(page, number, "reference").dblclick();
    await page.keyboard.type("typed before");
    await context.clearCookies();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Sign in to go on" });
    await dialog.waitFor();
    expect(await cell(page, number, "reference").textContent()).toBe("typed before");
    await dialog.getByLabel("Password").fill(person.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await dialog.waitFor({ state: "detached" });
    await eventually(async () => (await rowByNumber(desk, number)).reference, "typed before");
    await context.close();
  });

  it("is not offered to those whose role does not allow it [L9.6]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.viewer);
    const number = (await numbers(page))[1] ?? "";
    expect(await cell(page, number, "status").getAttribute("aria-readonly")).toBe("true");
    await goTo(page, 1, "status");
    await page.keyboard.press("F2");
    await page.keyboard.type("x");
    expect(await page.getByRole("combobox").count()).toBe(0);
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: /Update status/u }).getByText("Your role does not allow it.").waitFor();
    expect(await page.getByRole("link", { name: "New order" }).count()).toBe(0);
    await context.close();
  });
});
