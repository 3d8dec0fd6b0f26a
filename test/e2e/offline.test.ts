import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { overflow, seriousFindings } from "../web/browser-page.ts";
import { cell, edit, eventually, newGridDesk, numbers, openGrid, rowByNumber, rows } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { again, allFetched, holdSaves, indicator, expectLogged, openPanel, stored, typeReference, waitingMark } from "./offline-desk.ts";
import { isLive } from "./order-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 60);
});
afterAll(() => chrome.close());

async function secondTab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`/o/${desk.tenant.slug}/orders`);
  await isLive(page);
  await rows(page).first().waitFor();
  return page;
}

describe("a lost connection", () => {
  it.each([["light", 1440], ["dark", 390]] as const)("is said at once, since when, with every edit that waits, to be copied or discarded by keyboard: %s at %i pixels [N4.1, N4.20]", async (theme, width) => {
    const { page, context, complaints } = await openGrid(desk, desk.tenant.people.csr, "", { theme, width });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const [number = ""] = await numbers(page);
    await page.goto(`/o/${desk.tenant.slug}/orders/${(await rowByNumber(desk, number)).id}`);
    await page.getByRole("textbox", { name: "Note" }).waitFor();
    await isLive(page);
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    await page.getByText(/Offline since \d\d:\d\d\. What you see may be out of date\./u).waitFor();
    await page.getByRole("textbox", { name: "Note" }).fill("from the tunnel");
    await page.keyboard.press("Control+s");
    await indicator(page).filter({ hasText: /Offline since \d\d:\d\d · 1 edit waiting/u }).waitFor();

    await indicator(page).getByRole("button").focus();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog", { name: "Edits that are not saved yet" });
    const row = panel.getByRole("listitem");
    await row.getByText("Waits for the connection.").waitFor();
    expect((await row.innerText()).replaceAll(/\s+/gu, " ")).toMatch(new RegExp(`${number} just now Note from the tunnel Waits for the connection`, "u"));
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await row.getByRole("button", { name: "Copy" }).press("Enter");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${number}\nNote: from the tunnel`);
    await row.getByRole("button", { name: "Discard" }).press("Enter");
    await row.getByRole("button", { name: "Keep it" }).press("Enter");
    await row.getByRole("button", { name: "Discard" }).press("Enter");
    await row.getByRole("button", { name: "Discard it" }).press("Enter");
    await panel.getByText("Everything is saved.").waitFor();
    await page.keyboard.press("Escape");
    await context.setOffline(false);
    await isLive(page);
    expect((await rowByNumber(desk, number)).version).toBe(1);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("edits that wait", () => {
  it("survive a reload, stand in their cells again, and are saved once and in their order [N4.21, N4.22, N4.23]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const [, first = "", second = ""] = await numbers(page);
    const saves = await holdSaves(context);
    for (const text of ["one", "two"]) await typeReference(page, first, text);
    await cell(page, first, "tags").dblclick();
    await page.keyboard.type("gift, ");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await typeReference(page, first, "three");
    await typeReference(page, second, "beside");
    await waitingMark(page, first).waitFor();
    await eventually(() => stored(page), 5);

    await again(page);
    await waitingMark(page, first).waitFor();
    expect(await cell(page, first, "reference").textContent()).toContain("three");
    expect(await cell(page, first, "tags").textContent()).toContain("gift");
    await indicator(page).filter({ hasText: "5 edits waiting" }).waitFor();
    // The page of the order shows them as well.
    await cell(page, first, "number").getByRole("link").click();
    await eventually(() => page.getByRole("textbox", { name: "Reference" }).inputValue(), "three");
    await page.locator('[data-field="reference"]').getByLabel("Waiting for the connection").waitFor();

    const panel = await openPanel(page);
    await saves.release(page);
    await panel.getByText("Everything is saved.").waitFor();
    await expectLogged(desk, first, ["one", "two", "three"]);
    await expectLogged(desk, second, ["beside"]);
    expect((await rowByNumber(desk, first)).version).toBe(5);
    await eventually(() => stored(page), 0);
    expect(await page.getByRole("dialog").count()).toBe(1);
    await context.close();
  });

  it("of the page of an order are there after a reload, and what is typed back over them is an edit as well [N4.22]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[3] ?? "";
    const { id } = await rowByNumber(desk, number);
    const saves = await holdSaves(context);
    await page.goto(`/o/${desk.tenant.slug}/orders/${id}`);
    const [note, reference] = [page.getByRole("textbox", { name: "Note" }), page.getByRole("textbox", { name: "Reference" })];
    await note.fill("waits");
    await reference.fill("waits too");
    await page.keyboard.press("Control+s");
    await page.locator('[data-field="note"]').getByLabel("Waiting for the connection").waitFor();
    await eventually(() => stored(page), 1);
    await page.reload();
    await eventually(() => note.inputValue(), "waits");
    await page.locator('[data-field="note"]').getByLabel("Waiting for the connection").waitFor();
    // Back to what the server has: a change of what waits.
    await note.fill("");
    await page.getByText("1 unsaved change").waitFor();
    await page.keyboard.press("Control+s");
    await eventually(() => stored(page), 2);
    await saves.release(page);
    await expectLogged(desk, number, ["waits", ""], "note");
    await expectLogged(desk, number, ["waits too"]);
    await context.close();
  });

  it("can be a change of status from the page of the order, which stands there marked and is nobody's conflict but a colleague's [N4.22, N4.26]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[16] ?? "";
    const saves = await holdSaves(context);
    await page.getByRole("link", { name: number, exact: true }).click();
    const change = async (to: string) => {
      await page.getByRole("button", { name: /^Status .*Change it$/u }).click();
      await page.getByRole("combobox", { name: "New status" }).fill(to);
      await page.getByRole("option", { name: to, exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Change the status" }).click();
    };
    await change("On Hold");
    await page.getByText("Status: On Hold. It is sent when the connection is back.").waitFor();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Status On Hold. Change it" }).waitFor();
    await page.locator("header").getByLabel("Waiting for the connection").waitFor();
    await eventually(() => stored(page), 1);
    await page.reload();
    await page.getByRole("button", { name: "Status On Hold. Change it" }).waitFor();
    await edit(desk, desk.tenant.people.csr2, number, { statusId: desk.status("Failed") });
    await saves.release(page);
    const dialog = page.getByRole("dialog", { name: `Order ${number} was changed meanwhile` });
    await dialog.getByText("Dan Reyes changed it").waitFor();
    expect((await dialog.innerText()).replaceAll(/\s+/gu, " ")).toContain("Theirs (Dan Reyes) Failed Mine On Hold");
    await dialog.getByRole("button", { name: "Save mine" }).click();
    await eventually(async () => (await rowByNumber(desk, number)).statusId, desk.status("On Hold"));
    await eventually(() => stored(page), 0);
    await context.close();
  });

  it("and set the same field again are no conflict with oneself, whatever colleagues did to others meanwhile [N4.31]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[17] ?? "";
    const saves = await holdSaves(context);
    await page.getByRole("link", { name: number, exact: true }).click();
    const [note, reference] = [page.getByRole("textbox", { name: "Note" }), page.getByRole("textbox", { name: "Reference" })];
    await reference.fill("first");
    await page.keyboard.press("Control+s");
    await eventually(() => stored(page), 1);
    await reference.fill("second");
    await note.fill("with a note");
    await page.keyboard.press("Control+s");
    await eventually(() => stored(page), 2);
    await edit(desk, desk.tenant.people.csr2, number, { tags: ["theirs"] });
    await saves.release(page);
    await expectLogged(desk, number, ["first", "second"]);
    await expectLogged(desk, number, ["with a note"], "note");
    await eventually(() => stored(page), 0);
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect((await rowByNumber(desk, number)).tags).toEqual(["theirs"]);
    await context.close();
  });

  it("whose answer was lost when the browser died are in the log once [N4.24]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[4] ?? "";
    const arrived = Promise.withResolvers<void>();
    const keys: string[] = [];
    let lost = false;
    await context.route("**/orders/ord_*", async (route) => {
      if (route.request().method() !== "PATCH") return route.fallback();
      keys.push(route.request().headers()["idempotency-key"] ?? "");
      if (lost) return route.continue();
      lost = true;
      // Committed; the answer never comes, for the page is gone.
      await route.fetch();
      return arrived.resolve();
    });
    await typeReference(page, number, "once and only once");
    await arrived.promise;
    // Stored beside being sent: what died before was never promised to be sent again.
    await eventually(() => stored(page), 1);
    await page.close();
    const next = await secondTab(context);
    await eventually(() => stored(next), 0);
    await expectLogged(desk, number, ["once and only once"]);
    expect(keys.length).toBe(2);
    expect(new Set(keys).size).toBe(1);
    await context.close();
  });

  it("are shared by tabs, of which one sends; when it dies the next one does [N4.25]", async () => {
    const { page: left, context } = await openGrid(desk, desk.tenant.people.csr);
    const [, , , , , first = "", second = ""] = await numbers(left);
    const right = await secondTab(context);
    const saves = await holdSaves(context);
    const senders: Page[] = [];
    for (const tab of [left, right]) tab.on("request", (request) => request.method() === "PATCH" && senders.push(tab));
    await typeReference(left, first, "from the left");
    await waitingMark(left, first).waitFor();
    // The other tab shows it, and its own wait in the same queue.
    await waitingMark(right, first).waitFor();
    await typeReference(right, second, "from the right");
    await waitingMark(left, second).waitFor();
    await indicator(left).filter({ hasText: "2 edits waiting" }).waitFor();
    await (await openPanel(right)).getByRole("button", { name: "Try now" }).click();
    await right.keyboard.press("Escape");
    await eventually(() => saves.tried.length > 2, true);
    expect(new Set(senders)).toEqual(new Set([left]));
    await left.close();
    await eventually(() => senders.includes(right), true);
    await saves.release(right);
    await expectLogged(desk, first, ["from the left"]);
    await expectLogged(desk, second, ["from the right"]);
    expect(new Set(saves.tried).size).toBe(2);
    await context.close();
  });

  it("wait for their time when the server asks for it, and go then [N4.23]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[7] ?? "";
    let refusals = 0;
    await context.route("**/orders/ord_*", async (route) => {
      if (route.request().method() !== "PATCH" || refusals === 2) return route.fallback();
      refusals += 1;
      const [status, code] = refusals === 1 ? [429, "rate_limited"] : [503, "unavailable"];
      return route.fulfill({ status, headers: { "Retry-After": "1" }, contentType: "application/problem+json", body: JSON.stringify({ type: `urn:quayside:problem:${code}`, title: code, status, code, detail: "Later." }) });
    });
    await typeReference(page, number, "patient");
    await expectLogged(desk, number, ["patient"]);
    await eventually(() => stored(page), 0);
    await context.close();
  });
});

describe("an edit that meets another state when it is sent", () => {
  it("is asked about in the same dialog, one after another, wherever one is, and keeps nothing else back [N4.26]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const [a = "", b = "", c = ""] = (await numbers(page)).slice(8, 11);
    await allFetched(page);
    await context.setOffline(true);
    await page.getByText("What you see may be out of date.").waitFor();
    for (const number of [a, b, c]) await typeReference(page, number, `my ${number}`);
    await indicator(page).filter({ hasText: "3 edits waiting" }).waitFor();
    for (const number of [a, b]) await edit(desk, desk.tenant.people.csr2, number, { reference: `their ${number}` });
    await page.getByRole("link", { name: "Imports" }).first().click();
    await context.setOffline(false);
    const dialog = page.getByRole("dialog", { name: /was changed meanwhile/u });
    await dialog.getByText(`their ${a}`).waitFor();
    await expectLogged(desk, c, [`my ${c}`]);
    await dialog.getByRole("button", { name: "Save mine" }).click();
    await dialog.getByText(`their ${b}`).waitFor();
    await dialog.getByRole("button", { name: "Take theirs" }).click();
    await dialog.waitFor({ state: "detached" });
    await expectLogged(desk, a, [`their ${a}`, `my ${a}`]);
    await expectLogged(desk, b, [`their ${b}`]);
    await eventually(() => stored(page), 0);
    await context.close();
  });

  it("is asked about a little later if what stands there could not be read at first [N4.26]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[13] ?? "";
    await allFetched(page);
    const saves = await holdSaves(context);
    await typeReference(page, number, "mine");
    await waitingMark(page, number).waitFor();
    await edit(desk, desk.tenant.people.csr2, number, { reference: "theirs" });
    const answers: number[] = [];
    await context.route("**/api/v1/*/orders/ord_*", async (route) => {
      if (route.request().method() !== "GET") return route.fallback();
      answers.push(answers.length === 0 ? 503 : 200);
      if (answers.length > 1) return route.continue();
      return route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify({ type: "urn:quayside:problem:unavailable", title: "unavailable", status: 503, code: "unavailable", detail: "Later." }) });
    });
    await saves.release(page);
    await page.getByRole("dialog", { name: `Order ${number} was changed meanwhile` }).getByRole("button", { name: "Save mine" }).click();
    await expectLogged(desk, number, ["theirs", "mine"]);
    expect(answers.slice(0, 2)).toEqual([503, 200]);
    await context.close();
  });

  it("is told of if it is a change of status whose dialog was closed meanwhile, and is still chosen there [N4.32]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[14] ?? "";
    await page.getByRole("link", { name: number, exact: true }).click();
    await page.getByRole("button", { name: /^Status .*Change it$/u }).waitFor();
    const [sent, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await context.route("**/orders/ord_*", async (route) => {
      if (route.request().method() !== "PATCH") return route.fallback();
      sent.resolve();
      await go.promise;
      return route.continue();
    });
    const open = () => page.getByRole("button", { name: /^Status .*Change it$/u }).click();
    await open();
    await page.getByRole("combobox", { name: "New status" }).fill("On Hold");
    await page.getByRole("option", { name: "On Hold", exact: true }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Comment" }).fill("customer is away");
    await page.getByRole("dialog").getByRole("button", { name: "Change the status" }).click();
    await sent.promise;
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await edit(desk, desk.tenant.people.csr2, number, { statusId: desk.status("Failed") });
    go.resolve();
    await page.getByText(`The status of ${number} was not changed. Dan Reyes changed it meanwhile.`).waitFor();
    await open();
    expect(await page.getByRole("combobox", { name: "New status" }).inputValue()).toBe("On Hold");
    expect(await page.getByRole("dialog").getByRole("textbox", { name: "Comment" }).inputValue()).toBe("customer is away");
    await context.close();
  });

  it("and is refused stays with its reason and what was typed, after a reload too, until its author discards it [N4.26]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const [number = "", other = ""] = (await numbers(page)).slice(11, 13);
    const { id } = await rowByNumber(desk, number);
    await page.goto(`/o/${desk.tenant.slug}/orders/${id}`);
    const fee = page.getByRole("textbox", { name: "Delivery fee" });
    await fee.waitFor();
    await isLive(page);
    await page.waitForLoadState("networkidle");
    const saves = await holdSaves(context);
    await fee.fill("12.34");
    await page.keyboard.press("Control+s");
    await page.locator('[data-field="fee"]').getByLabel("Waiting for the connection").waitFor();
    await edit(desk, desk.tenant.people.csr2, number, { send: true });
    await page.getByRole("link", { name: "Orders" }).first().click();
    await typeReference(page, other, "not held up");
    await openPanel(page);
    await saves.release(page);
    const refused = page.getByRole("listitem").filter({ hasText: number });
    await refused.getByText(/was sent for fulfilment, which locks delivery fee/u).waitFor();
    await expectLogged(desk, other, ["not held up"]);
    await again(page);
    await indicator(page).filter({ hasText: "Live · 1 edit not saved" }).waitFor();
    await openPanel(page);
    expect((await refused.innerText()).replaceAll(/\s+/gu, " ")).toContain("Delivery fee 12.34");
    await refused.getByRole("link", { name: number }).click();
    await page.getByText("What you typed there was not saved; it stays here to read and copy.").waitFor();
    await openPanel(page);
    await refused.getByRole("button", { name: "Discard" }).click();
    await refused.getByRole("button", { name: "Discard it" }).click();
    await eventually(() => stored(page), 0);
    await context.close();
  });
});
