import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { commit } from "../../db/commit.ts";
import { loadLookups } from "../../db/lookups.ts";
import { loggedRow } from "../../db/order.ts";
import { browser } from "../harness/browser.ts";
import { newShop } from "../harness/orders.ts";
import type { Shop } from "../harness/orders.ts";
import { csvOf, importText, uci } from "../worker/imports/csv-file.ts";
import { cell, edit, eventually, newGridDesk, numbers, openGrid, rowByNumber, rowOf, standsOn, topOf } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";

let desk: GridDesk;
let shop: Shop;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 160);
  shop = await newShop(desk.tenant);
});
afterAll(() => chrome.close());

const countOf = (page: Page, quick: string) => page.locator(`[data-count="${quick}"]`).textContent();

/** What a job would do: the room hears of it from the log, as a range. */
async function byJob(to: GridDesk, _: unknown, number: string, { statusId }: { statusId: string }): Promise<void> {
  const { tenant } = to;
  const row = await rowByNumber(to, number);
  const status = (await loadLookups(tenant.db)).statuses.find((s) => s.id === statusId);
  const next = { ...row, version: row.version + 1, statusId, stage: status?.stage ?? row.stage };
  await commit(tenant.db, {
    key: randomUUID(),
    fingerprint: "job",
    actor: { kind: "user", id: tenant.people.admin.id, name: tenant.people.admin.name },
    cause: { kind: "bulk", id: "job_1" },
    at: Date.now(),
    writes: [{ sql: "UPDATE orders SET status_id = :statusId, stage = :stage, version = version + 1 WHERE org_id = :org AND id = :id", args: { id: row.id, statusId, stage: next.stage } }],
    changes: [{ kind: "order.status_changed", entity: "order", entityId: row.id, version: next.version, patch: { statusId: [row.statusId, statusId], stage: [row.stage, next.stage] }, row: loggedRow(next), comment: "" }],
    result: {},
  });
}

describe("two people on one list", () => {
  it("see each other's edits in the cell, with colour and initials for a moment and without a shift, and hear of them [L9.1, N1.20]", async () => {
    const [ada, dan] = [await openGrid(desk, desk.tenant.people.csr), await openGrid(desk, desk.tenant.people.csr2)];
    const number = (await numbers(dan.page))[4] ?? "";
    const before = await rowOf(dan.page, number).boundingBox();

    // Everything that shows for a moment is read in that moment.
    const marked = dan.page.waitForFunction((n) => {
      const row = [...document.querySelectorAll('[data-row^="ord_"]')].find((r) => r.textContent?.includes(n));
      const status = row?.querySelector('[data-col="status"]');
      const who = status?.querySelector('[role="img"]')?.getAttribute("aria-label");
      return who?.endsWith("editing this") === false ? { who, text: status?.textContent, color: status?.getAttribute("data-color"), top: row?.getBoundingClientRect().top } : null;
    }, number);
    await cell(ada.page, number, "status").dblclick();
    await ada.page.keyboard.type("on hold");
    await ada.page.keyboard.press("Enter");
    await eventually(() => cell(ada.page, number, "status").textContent(), "On Hold");

    const seen = await (await marked).jsonValue();
    expect(seen).toEqual({ who: "Cora Singh", text: "On HoldCS", color: expect.any(String), top: before?.y });
    const status = cell(dan.page, number, "status");
    await dan.page.getByText(`Cora Singh changed status of order ${number}.`).waitFor({ state: "attached" });
    await status.getByRole("img").waitFor({ state: "detached" });
    expect(await status.getAttribute("data-color")).toBeNull();
    // One's own edit is no news to oneself.
    expect(await cell(ada.page, number, "status").getAttribute("data-color")).toBeNull();
    await Promise.all([ada.context.close(), dan.context.close()]);
  });

  it("see where the other is at work [N2.20]", async () => {
    const [ada, dan] = [await openGrid(desk, desk.tenant.people.csr), await openGrid(desk, desk.tenant.people.csr2)];
    const number = (await numbers(dan.page))[6] ?? "";
    await cell(ada.page, number, "reference").dblclick();
    await cell(dan.page, number, "reference").getByRole("img", { name: "Cora Singh, editing this" }).waitFor();
    await cell(dan.page, number, "number").getByRole("list", { name: "On this order" }).getByRole("img", { name: /Cora Singh/u }).waitFor();
    await ada.page.keyboard.press("Escape");
    await eventually(() => cell(dan.page, number, "reference").getByRole("img").count(), 0);
    expect(await rowOf(dan.page, number).getByRole("list").count()).toBe(0);
    await Promise.all([ada.context.close(), dan.context.close()]);
  });

  it("read in the open editor what a colleague made of the same cell, with name and value [N3.80]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const number = (await numbers(page))[8] ?? "";
    await cell(page, number, "reference").dblclick();
    await page.keyboard.type("mine");
    await edit(desk, desk.tenant.people.csr2, number, { tags: ["elsewhere"] });
    await edit(desk, desk.tenant.people.csr2, number, { reference: "theirs" });
    const note = page.getByRole("group", { name: /^Edit reference/u }).getByRole("status");
    await eventually(() => note.textContent(), "Dan Reyes changed it to theirs meanwhile.");
    await eventually(() => page.getByLabel("Reference", { exact: true }).inputValue(), "mine");
    // The mark in the cell passes; the note stays.
    await page.waitForTimeout(3_000);
    expect(await note.textContent()).toBe("Dan Reyes changed it to theirs meanwhile.");
    await page.keyboard.press("Escape");
    await eventually(() => cell(page, number, "reference").textContent(), "theirs");
    await cell(page, number, "status").dblclick();
    await edit(desk, desk.tenant.people.csr2, number, { statusId: desk.status("On Hold") });
    await eventually(() => page.getByRole("group", { name: /^Edit status/u }).getByRole("status").last().textContent(), "Dan Reyes changed it to On Hold meanwhile.");
    await page.keyboard.press("Escape");
    await context.close();
  });

  it("see rows enter and leave by the filter, and the numbers beside the quick filters follow [N6.1, L2.12]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?quick=awaiting_approval");
    // The numbers beside the quick filters may come later than the rows.
    await eventually(async () => Number(await countOf(page, "awaiting_approval")) > 0, true);
    const before = Number(await countOf(page, "awaiting_approval"));
    const [first, second] = await numbers(page);
    const { page: other, context: elsewhere } = await openGrid(desk, desk.tenant.people.csr2, "?quick=unfulfilled");

    await edit(desk, desk.tenant.people.csr2, second ?? "", { statusId: desk.status("Delivered") });
    await rowOf(page, second ?? "").waitFor({ state: "detached" });
    await eventually(() => countOf(page, "awaiting_approval"), String(before - 1));
    await rowOf(other, second ?? "").waitFor({ state: "detached" });

    await edit(desk, desk.tenant.people.csr2, second ?? "", { statusId: desk.status("Awaiting Approval") });
    await rowOf(page, second ?? "").waitFor();
    expect((await numbers(page)).slice(0, 2)).toEqual([first, second]);
    await eventually(() => countOf(page, "awaiting_approval"), String(before));
    // What the page counted by itself is what the server counts.
    await page.waitForTimeout(1_500);
    expect(await countOf(page, "awaiting_approval")).toBe(String(before));
    await Promise.all([context.close(), elsewhere.close()]);
  });
});

describe("nothing moves under the pointer", () => {
  it("a row that leaves while one points at it stays, marked, until the pointer goes [N6.2]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?quick=unfulfilled");
    const [, , third = "", fourth = ""] = await numbers(page);
    await cell(page, third, "customer").hover();
    const at = await topOf(page, third);
    await edit(desk, desk.tenant.people.csr2, third, { statusId: desk.status("Delivered") });
    await rowOf(page, third).getByText("Not in this view any more").waitFor();
    await eventually(async () => (await cell(page, third, "status").textContent())?.startsWith("Delivered"), true);
    expect(await topOf(page, third)).toBe(at);

    await page.mouse.move(5, 5);
    await rowOf(page, third).waitFor({ state: "detached" });
    expect(await topOf(page, fourth)).toBe(at);
    await context.close();
  });

  it("a row that a colleague or a job takes out of the view while one edits it stays, marked, and what is typed is saved [N6.2, N7.20]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?quick=unfulfilled");
    const [, , , , , one = "", another = "", below = ""] = await numbers(page);
    for (const [number, takeOut] of [[one, edit], [another, byJob]] as const) {
      await cell(page, number, "reference").dblclick();
      const at = await topOf(page, number);
      await page.keyboard.press("Control+a");
      await page.keyboard.type("half ");
      await takeOut(desk, desk.tenant.people.csr2, number, { statusId: desk.status("Delivered") });
      await page.mouse.move(5, 5);
      await rowOf(page, number).getByText("Not in this view any more").waitFor();
      await eventually(() => cell(page, number, "status").textContent().then((text) => text?.startsWith("Delivered")), true);
      expect(await topOf(page, number)).toBe(at);
      await page.keyboard.type("typed");
      await page.keyboard.press("Enter");
      await eventually(async () => (await rowByNumber(desk, number)).reference, "half typed");
      await page.keyboard.press("ArrowDown");
      await rowOf(page, number).waitFor({ state: "detached" });
    }
    expect((await numbers(page)).includes(below)).toBe(true);
    await context.close();
  });

  it("what a colleague saves while the list is read again for a job stays on the screen [N1.4, N7.20]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?quick=unfulfilled");
    const [, , held = "", other = ""] = await numbers(page);
    const asked = Promise.withResolvers<undefined>();
    const answer = Promise.withResolvers<undefined>();
    await page.route("**/orders/ord_*", async (route) => {
      if (route.request().method() !== "GET") return route.fallback();
      asked.resolve(undefined);
      await answer.promise;
      await route.continue();
    });
    await cell(page, held, "reference").dblclick();
    await byJob(desk, desk.tenant.people.csr2, held, { statusId: desk.status("Delivered") });
    await asked.promise;
    await edit(desk, desk.tenant.people.csr2, other, { reference: "meanwhile" });
    await eventually(() => cell(page, other, "reference").textContent(), "meanwhile");
    answer.resolve(undefined);
    await rowOf(page, held).getByText("Not in this view any more").waitFor();
    expect(await cell(page, other, "reference").textContent()).toBe("meanwhile");
    await context.close();
  });

  it("what a job changed is on the screen although the first attempt to read it fails [N7.20]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?quick=unfulfilled");
    const [, , changed = ""] = await numbers(page);
    let attempts = 0;
    await page.route("**/orders?*", (route) => (attempts++ === 0 ? route.abort("connectionrefused") : route.continue()));
    await byJob(desk, desk.tenant.people.csr2, changed, { statusId: desk.status("Delivered") });
    await rowOf(page, changed).waitFor({ state: "detached" });
    expect(attempts).toBeGreaterThan(1);
    await context.close();
  });

  it("what comes and goes above the pointer waits at the beginning of the list, and is made up for by scrolling further down [N6.2]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?quick=unfulfilled");
    const [first = "", , , , fifth = ""] = await numbers(page);
    await cell(page, fifth, "customer").hover();
    const at = await topOf(page, fifth);
    await edit(desk, desk.tenant.people.csr2, first, { statusId: desk.status("Delivered") });
    await rowOf(page, first).getByText("Not in this view any more").waitFor();
    expect(await topOf(page, fifth)).toBe(at);
    await page.mouse.move(5, 5);
    await rowOf(page, first).waitFor({ state: "detached" });

    await page.locator('[role="grid"]').evaluate((box) => box.scrollTo(0, 320));
    // Drawn there: the first row is far above.
    await eventually(() => page.locator('[data-row^="ord_"][aria-rowindex="2"]').count(), 0);
    const box = await page.locator('[role="grid"]').boundingBox();
    const shown = await Promise.all((await numbers(page)).map(async (n) => ({ n, y: (await topOf(page, n)) ?? 0 })));
    const inSight = shown.filter(({ y }) => y > (box?.y ?? 0) + 32).sort((x, y) => x.y - y.y);
    const [above, , , hovered] = inSight;
    await cell(page, hovered?.n ?? "", "customer").hover();
    await edit(desk, desk.tenant.people.csr2, above?.n ?? "", { statusId: desk.status("Delivered") });
    await rowOf(page, above?.n ?? "").waitFor({ state: "detached" });
    expect(await topOf(page, hovered?.n ?? "")).toBe(hovered?.y);
    await context.close();
  });

  it("new orders wait as a number above, and come when asked [N6.3]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const [first = ""] = await numbers(page);
    const at = await topOf(page, first);
    const placed = [(await shop.place()).number, (await shop.place()).number];
    await page.getByRole("button", { name: "2 new" }).waitFor();
    expect(await topOf(page, first)).toBe(at);
    expect((await numbers(page))[0]).toBe(first);

    await page.getByRole("button", { name: "2 new" }).click();
    await eventually(async () => (await numbers(page)).slice(0, 3), [...placed.toReversed(), first]);
    await page.getByRole("button", { name: /new$/u }).waitFor({ state: "detached" });
    await context.close();
  });
});

describe("a window that is read above", () => {
  it("leaves the rows in sight where they are, and as they are drawn [N7.23]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const grid = page.locator('[role="grid"]');
    const held = Promise.withResolvers<undefined>();
    await page.route(/\/orders\?.*before=/u, async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Control+End");
    await eventually(() => standsOn(page), "TT0000001 number");
    const length = await grid.evaluate((box) => box.scrollHeight);
    const all = await numbers(page);
    const middle = all[Math.floor(all.length / 2)] ?? "";
    const at = await topOf(page, middle);
    await rowOf(page, middle).evaluate((row) => row.setAttribute("data-kept", ""));
    held.resolve(undefined);
    await expect.poll(() => grid.evaluate((box) => box.scrollHeight)).toBeGreaterThan(length);
    expect(await topOf(page, middle)).toBe(at);
    expect(await rowOf(page, middle).getAttribute("data-kept")).toBe("");
    await context.close();
  });
});

describe("a job that changes many rows", () => {
  it("is read again without going back to where one was when the reading began [N7.20]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr, "?quick=unfulfilled");
    const grid = page.locator('[role="grid"]');
    const [number = ""] = await numbers(page);
    await grid.evaluate((box) => box.scrollTo(0, 640));
    const [asked, held] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    await page.route(/\/orders\?/u, async (route) => {
      asked.resolve(undefined);
      await held.promise;
      await route.continue();
    });
    await byJob(desk, null, number, { statusId: desk.status("Delivered") });
    await asked.promise;
    await grid.evaluate((box) => box.scrollTo(0, 1_100));
    const answered = page.waitForResponse(/\/orders\?/u);
    held.resolve(undefined);
    await (await answered).finished();
    // One row has left above.
    await expect.poll(() => grid.evaluate((box) => box.scrollTop), { timeout: 10_000 }).toBe(1_068);
    await context.close();
  });

  it("is read again without losing the place [N7.20]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    await page.locator('[role="grid"]').evaluate((box) => box.scrollTo(0, 960));
    // Drawn there: the first row is far above.
    await eventually(() => page.locator('[data-row^="ord_"][aria-rowindex="2"]').count(), 0);
    const all = await numbers(page);
    const middle = all[Math.floor(all.length / 2)] ?? "";
    const at = await topOf(page, middle);
    // Of a moment ago, so far above: of midnight they would come into sight at some hours of the day.
    const placed = new Date(Date.now() - 60_000).toISOString();
    await importText(desk.tenant, csvOf(Array.from({ length: 60 }, (_, n) => uci({ InvoiceNo: `9${String(n).padStart(5, "0")}`, InvoiceDate: placed }))));
    await eventually(() => countOf(page, "all"), String(Number((await desk.tenant.db.query({ sql: "SELECT count(*) AS n FROM orders WHERE org_id = :org", args: {} }))[0]?.["n"])));
    await page.waitForTimeout(1_500);
    expect(await topOf(page, middle)).toBe(at);
    await context.close();
  });

  it("leads from where the list began to its new beginning when more came above than was read [N7.24]", async () => {
    const { page, context } = await openGrid(desk, desk.tenant.people.csr);
    const [first = ""] = await numbers(page);
    const at = await topOf(page, first);
    const placed = new Date().toISOString();
    await importText(desk.tenant, csvOf(Array.from({ length: 420 }, (_, n) => uci({ InvoiceNo: `8${String(n).padStart(5, "0")}`, InvoiceDate: placed }))));
    await page.getByRole("button", { name: "Newer orders" }).waitFor();
    expect(await topOf(page, first)).toBe(at);
    const { number } = await shop.place();
    await page.getByRole("button", { name: "Newer orders" }).click();
    await eventually(async () => (await numbers(page))[0], number);
    await page.getByRole("button", { name: "Newer orders" }).waitFor({ state: "detached" });
    await context.close();
  });
});
