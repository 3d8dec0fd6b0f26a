import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { commit } from "../../db/commit.ts";
import { loggedRow } from "../../db/order.ts";
import { browser } from "../harness/browser.ts";
import { newShop } from "../harness/orders.ts";
import type { TestPerson } from "../harness/tenant.ts";
import { cell, edit, newGridDesk, numbers, openGrid, rowByNumber, rowOf } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { openOrder, readOrder, save, saveBar, textbox } from "./order-desk.ts";
import type { Desk } from "./order-desk.ts";

let grid: GridDesk;
let desk: Desk;
let chrome: Browser;
let reasonId = "";

beforeAll(async () => {
  chrome = await browser();
  grid = await newGridDesk(chrome, 40);
  desk = { tenant: grid.tenant, chrome, shop: await newShop(grid.tenant) };
  const [reason] = await grid.tenant.db.query({ sql: "SELECT id FROM reason WHERE org_id = :org AND kind = 'cancel' LIMIT 1", args: {} });
  reasonId = String(reason?.["id"]);
});
afterAll(() => chrome.close());

/** As the log will tell it: no route does it yet. */
async function remove(id: string): Promise<void> {
  const { tenant } = grid;
  const order = await readOrder(desk, id);
  const at = Date.now();
  await commit(tenant.db, {
    key: randomUUID(),
    fingerprint: "remove",
    actor: { kind: "user", id: tenant.people.admin.id, name: tenant.people.admin.name },
    cause: { kind: "request", id: randomUUID() },
    at,
    writes: [{ sql: "UPDATE orders SET deleted_at = :at, version = version + 1 WHERE org_id = :org AND id = :id", args: { id, at } }],
    changes: [{ kind: "order.edited", entity: "order", entityId: id, version: order.version + 1, patch: { deletedAt: [null, at] }, row: loggedRow({ ...order, version: order.version + 1, deletedAt: at }), comment: "" }],
    result: {},
  });
}

async function demote(person: TestPerson): Promise<void> {
  const answer = await grid.tenant.people.superadmin.call(`members/${person.id}`, { method: "PATCH", body: { role: "viewer" } });
  expect(answer.status).toBe(200);
}

async function copied(page: Page): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy what I typed" }).click();
  await page.getByText("Copied what you typed", { exact: true }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

describe("the open page of an order with a draft", () => {
  it("says by whom it was cancelled, and what was typed can still be saved [N3.34]", async () => {
    const order = await desk.shop.place();
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    await textbox(page, "Note").fill("half typed");
    await save(desk, desk.tenant.people.csr2, order.id, { statusId: grid.status("Cancelled"), reasonId });
    await page.getByText(/^Cancelled by Dan Reyes at .+\. It cannot be sent for fulfilment\. What you typed can still be saved\.$/u).waitFor();
    await page.getByRole("button", { name: "Send for fulfilment" }).waitFor({ state: "detached" });
    expect(await copied(page)).toBe("Note: half typed");
    await page.keyboard.press("Control+s");
    await saveBar(page).waitFor({ state: "detached" });
    expect((await readOrder(desk, order.id)).note).toBe("half typed");
    await context.close();
  });

  it("says that it was deleted, before anything is saved, and what was typed stays to read and copy [N3.34]", async () => {
    const order = await desk.shop.place();
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    await textbox(page, "Note").fill("too late");
    await remove(order.id);
    await page.getByText("This order was deleted. A SuperAdmin can restore it; nothing can be changed until then.").waitFor();
    await page.getByText("too late").or(textbox(page, "Note")).first().waitFor();
    expect(await copied(page)).toBe("Note: too late");
    await context.close();
  });
});

describe("the open editor of a cell", () => {
  it("says that the order was sent or cancelled, and saves what is still open [N3.35]", async () => {
    const { page, context } = await openGrid(grid, grid.tenant.people.csr);
    const [, number = ""] = (await numbers(page)).toSorted((a, b) => (a < b ? -1 : 1));
    await cell(page, number, "reference").dblclick();
    await page.keyboard.type("mine");
    const editor = page.getByRole("group", { name: `Edit reference of order ${number}` });
    await edit(grid, grid.tenant.people.csr2, number, { statusId: grid.status("Dispatched") });
    await editor.getByText("This order was sent for fulfilment meanwhile. This can still be saved.").waitFor();
    await edit(grid, grid.tenant.people.csr2, number, { statusId: grid.status("Cancelled"), reasonId });
    await editor.getByText("This order was cancelled meanwhile. This can still be saved.").waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await rowByNumber(grid, number)).reference).toBe("mine");
    await context.close();
  });

  it("says that the order was deleted; what was typed is not sent, and stays to read and copy until it is discarded [N3.35]", async () => {
    const { page, context } = await openGrid(grid, grid.tenant.people.csr);
    const number = (await numbers(page))[3] ?? "";
    const { id } = await rowByNumber(grid, number);
    await cell(page, number, "reference").dblclick();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("too late");
    await remove(id);
    await page.getByText("This order was deleted meanwhile. What you typed stays here to read and copy.").waitFor();
    const saves: string[] = [];
    page.on("request", (request) => request.method() === "PATCH" && saves.push(request.url()));
    await page.keyboard.press("Enter");
    await page.mouse.click(5, 5);
    expect(await page.getByLabel("Reference", { exact: true }).inputValue()).toBe("too late");
    expect(await copied(page)).toBe("too late");
    await page.getByRole("button", { name: "Discard" }).click();
    await rowOf(page, number).waitFor({ state: "detached" });
    expect(saves).toEqual([]);
    await context.close();
  });

  it("says that the role does not allow it any more, and what was typed stays to read and copy [N3.35]", async () => {
    const person = await grid.tenant.addPerson("csr", "Ned Quist");
    const { page, context } = await openGrid(grid, person);
    const number = (await numbers(page))[5] ?? "";
    await cell(page, number, "tags").dblclick();
    await page.keyboard.type("urgent");
    await demote(person);
    await page.getByText("Your role does not allow this change any more. What you typed stays here to read and copy.").waitFor();
    expect(await copied(page)).toMatch(/urgent$/u);
    await page.keyboard.press("Escape");
    await page.getByLabel("Tags", { exact: true }).waitFor({ state: "detached" });
    await context.close();
  });
});

describe("an edit that was refused", () => {
  it("of a row that has left the list is told above it, with what was typed [N3.36]", async () => {
    const { page, context } = await openGrid(grid, grid.tenant.people.csr);
    const number = (await numbers(page))[7] ?? "";
    const { id } = await rowByNumber(grid, number);
    const asked = Promise.withResolvers<undefined>();
    const held = Promise.withResolvers<undefined>();
    await page.route(`**/orders/${id}`, async (route) => {
      asked.resolve(undefined);
      await held.promise;
      await route.continue();
    });
    await cell(page, number, "reference").dblclick();
    await page.keyboard.press("Control+a");
    await page.keyboard.type("on its way");
    await page.keyboard.press("Enter");
    await asked.promise;
    await remove(id);
    await page.keyboard.press("ArrowDown");
    await page.mouse.move(5, 5);
    await rowOf(page, number).waitFor({ state: "detached" });
    held.resolve(undefined);
    await page.getByText(`The reference of ${number} was not saved.`).waitFor();
    expect(await page.getByText("Yours: on its way").count()).toBe(1);
    await context.close();
  });
});
