import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadLookups } from "../../db/lookups.ts";
import { browser } from "../harness/browser.ts";
import { newShop } from "../harness/orders.ts";
import { newTenant } from "../harness/tenant.ts";
import { overflow, seriousFindings } from "../web/browser-page.ts";
import { eventually, focusedLabel, open, readOrder } from "./order-desk.ts";
import type { Desk } from "./order-desk.ts";

let desk: Desk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  const tenant = await newTenant();
  desk = { tenant, shop: await newShop(tenant), chrome };
});
afterAll(() => chrome.close());

const orderId = /\/orders\/(ord_[0-9a-z]+)$/u;

async function placedId(page: Page): Promise<string> {
  await page.waitForURL(orderId);
  return orderId.exec(page.url())?.[1] ?? "";
}

async function countOrders(): Promise<number> {
  const [row] = await desk.tenant.db.query({ sql: "SELECT count(*) AS n FROM orders WHERE org_id = :org", args: {} });
  return Number(row?.["n"]);
}

/** Waits until a draft with this text is in the browser's storage. */
async function isStored(page: Page, text: string): Promise<void> {
  await eventually(() => page.evaluate((wanted) => Object.values(localStorage).some((kept) => String(kept).includes(wanted)), text), true);
}

/** Customer and one line, by keyboard, up to before placing. */
async function fill(page: Page, quantity = "2"): Promise<void> {
  await page.getByRole("combobox", { name: "Customer" }).fill("nadia");
  await page.getByRole("option", { name: /Nadia Okafor/u }).waitFor();
  await page.keyboard.press("Enter");
  await eventually(() => focusedLabel(page), "Add a product");
  await page.keyboard.type("ANCHOR");
  await page.keyboard.press("Enter");
  await eventually(() => focusedLabel(page), "Quantity of ANCHOR Brass anchor");
  await page.keyboard.type(quantity);
}

describe("a new order", () => {
  it("is taken by keyboard alone: caller, code, quantity, code, quantity, placed; a Phone order in the stage incomplete, mine [C1.1, C2.1, C2.2, C4.1, C4.2]", async () => {
    const { page, context, complaints } = await open(desk, desk.tenant.people.csr, "/orders/new");
    await eventually(() => focusedLabel(page), "Customer");
    await page.keyboard.type("okafor");
    await page.getByRole("option", { name: /nadia.okafor@example.com/u }).waitFor();
    await page.keyboard.press("Enter");
    await eventually(() => focusedLabel(page), "Add a product");
    // The code and Enter in one go: nobody waits for the list.
    await page.keyboard.type("anchor");
    await page.keyboard.press("Enter");
    await eventually(() => focusedLabel(page), "Quantity of ANCHOR Brass anchor");
    await page.keyboard.type("3");
    await page.keyboard.press("Enter");
    await eventually(() => focusedLabel(page), "Add a product");
    await page.keyboard.type("red bu");
    await page.getByRole("option", { name: /BUOY/u }).waitFor();
    await page.keyboard.press("Enter");
    await eventually(() => focusedLabel(page), "Quantity of BUOY Red buoy");
    await page.keyboard.type("2");
    expect(await page.getByRole("region", { name: "Place the order" }).innerText()).toContain("£57.48");
    await page.keyboard.press("Control+Enter");
    const id = await placedId(page);
    await page.getByRole("heading", { level: 1 }).filter({ hasText: /^TT\d{7}$/u }).waitFor();
    await page.getByRole("button", { name: "Status Incomplete. Change it" }).waitFor();
    await page.getByText("Channel: Phone").waitFor();

    const order = await readOrder(desk, id);
    const { channels } = await loadLookups(desk.tenant.db);
    expect(order).toMatchObject({ stage: "incomplete", csrId: desk.tenant.people.csr.id, total: 5748, customerId: desk.shop.customer.id });
    expect(order.lines.map((l) => [l.stockCode, l.quantity])).toEqual([["ANCHOR", 3], ["BUOY", 2]]);
    expect(channels.find((c) => c.id === order.channelId)?.kind).toBe("phone");
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("finds the caller by phone and e-mail too, and creates one in place without leaving the order [C1.1, C1.2]", async () => {
    const { page, context } = await open(desk, desk.tenant.people.csr, "/orders/new");
    const search = page.getByRole("combobox", { name: "Customer" });
    await search.fill("020 7946");
    await page.getByRole("option", { name: /Nadia Okafor/u }).waitFor();
    await search.fill("nadia.okafor@ex");
    await page.getByRole("option", { name: /Nadia Okafor/u }).waitFor();

    await search.fill("zoe@quay.example");
    await page.getByRole("option", { name: "New customer “zoe@quay.example”" }).click();
    const sheet = page.getByRole("dialog", { name: "New customer" });
    expect(await sheet.getByLabel("E-mail").inputValue()).toBe("zoe@quay.example");
    await sheet.getByLabel("E-mail").fill("zoe@");
    await page.keyboard.press("Control+Enter");
    await sheet.getByText("Fill this in.").waitFor();
    await sheet.getByText("This is not an e-mail address.").waitFor();
    await sheet.getByLabel("E-mail").fill("zoe@quay.example");
    await sheet.getByRole("textbox", { name: "Name" }).first().fill("Zoë Müller");
    await sheet.getByLabel("Street and number").fill("2 Low Street");
    await sheet.getByLabel("Town").fill("Whitby");
    await page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    await eventually(() => focusedLabel(page), "Add a product");
    await page.getByText("Zoë Müller").first().waitFor();
    // The delivery address is the customer's own.
    await page.getByText("2 Low Street").waitFor();
    await context.close();
  });

  it("says at each field what is missing or wrong, and loses nothing [C2.3, C3.1, C3.2]", async () => {
    const { page, context } = await open(desk, desk.tenant.people.csr2, "/orders/new");
    await eventually(() => focusedLabel(page), "Customer");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Choose a customer, or create one.").waitFor();
    await page.getByText("Add at least one product.").waitFor();
    const entry = page.getByRole("combobox", { name: "Add a product" });
    await entry.focus();
    await page.keyboard.type("NOSUCH99");
    await page.keyboard.press("Enter");
    await page.getByText("No product has the stock code or name NOSUCH99. Check it, or search by a part of the name.").waitFor();
    await fill(page, "0");
    await page.getByText("Use at least 1.").waitFor();
    for (const [typed, sentence] of [["99999999", "Use at most 1,000,000."], ["1.5", "Use a whole number."], ["-3", "Use at least 1."]] as const) {
      await page.getByLabel("Quantity of ANCHOR Brass anchor").fill(typed);
      await page.getByText(sentence).waitFor();
    }
    await page.getByRole("textbox", { name: "Delivery fee" }).fill("lots");
    await page.getByText("Use an amount such as 12.50.").waitFor();
    const before = await countOrders();
    await page.keyboard.press("Control+Enter");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-invalid"))).toBe("true");
    expect(await countOrders()).toBe(before);
    expect(await page.getByLabel("Quantity of ANCHOR Brass anchor").inputValue()).toBe("-3");
    await page.getByRole("button", { name: "Discard" }).click();
    await context.close();
  });

  it("shows at its line a product that was retired while the order was taken, and keeps the rest [C3.3]", async () => {
    const { page, context } = await open(desk, desk.tenant.people.admin, "/orders/new");
    await fill(page);
    const active = (on: number) => desk.tenant.db.writeBatch([{ sql: "UPDATE product SET active = :on WHERE org_id = :org AND stock_code = 'ANCHOR'", args: { on } }]);
    await active(0);
    try {
      await page.keyboard.press("Control+Enter");
      await page.getByText("No product has the stock code ANCHOR. Check the code or search by name.").first().waitFor();
      await page.getByText("Nothing was placed, and nothing of the draft is lost.").waitFor();
      expect(await page.getByLabel("Quantity of ANCHOR Brass anchor").inputValue()).toBe("2");
    } finally {
      await active(1);
    }
    await page.keyboard.press("Control+Enter");
    await placedId(page);
    await context.close();
  });

  it("is still there after a reload and after a crash of the tab, and gone once it is placed [C5.1, C5.2]", async () => {
    const { page, context } = await open(desk, desk.tenant.people.csr, "/orders/new");
    await fill(page, "7");
    await page.getByLabel("Reference").fill("call 17");
    await page.reload();
    await page.getByText("The order that you had begun is back.").waitFor();
    expect(await page.getByLabel("Quantity of ANCHOR Brass anchor").inputValue()).toBe("7");
    await page.getByLabel("Note").fill("by the gate");
    await isStored(page, "by the gate"); // what a crash may cost is a moment's typing
    const second = await context.newPage();
    const crash = await context.newCDPSession(page);
    void crash.send("Page.crash").catch(() => undefined);
    await page.waitForEvent("crash");
    await second.goto(`/o/${desk.tenant.slug}/orders/new`);
    await eventually(() => second.getByLabel("Note").inputValue(), "by the gate");
    expect(await second.getByLabel("Reference").inputValue()).toBe("call 17");
    await second.keyboard.press("Control+Enter");
    await placedId(second);
    await second.goto(`/o/${desk.tenant.slug}/orders/new`);
    await eventually(() => focusedLabel(second), "Customer");
    expect(await second.getByLabel("Reference").inputValue()).toBe("");
    await context.close();
  });

  it("is another one in a second tab, and each tab gets its own back [C5.3]", async () => {
    const { page, context } = await open(desk, desk.tenant.people.admin, "/orders/new");
    await page.getByLabel("Reference").fill("first");
    await isStored(page, "first");
    const second = await context.newPage();
    await second.goto(`/o/${desk.tenant.slug}/orders/new`);
    await eventually(() => focusedLabel(second), "Customer");
    expect(await second.getByLabel("Reference").inputValue()).toBe("");
    await second.getByLabel("Reference").fill("second");
    await isStored(second, "second");
    await page.reload();
    await eventually(() => page.getByLabel("Reference").inputValue(), "first");
    await second.reload();
    await eventually(() => second.getByLabel("Reference").inputValue(), "second");
    await context.close();
  });

  it("is placed once, however often it is pressed and though the answer is lost [C5.4]", async () => {
    const { page, context } = await open(desk, desk.tenant.people.csr2, "/orders/new");
    await fill(page);
    const before = await countOrders();
    let lost = 0;
    await page.route("**/orders", async (route) => {
      if (route.request().method() !== "POST" || lost > 0) return route.continue();
      lost += 1;
      await route.fetch(); // it arrives and is carried out; only the answer never comes
      await route.abort("connectionreset");
    });
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Control+Enter");
    await placedId(page);
    expect(lost).toBe(1);
    expect(await countOrders()).toBe(before + 1);
    await context.close();
  });

  it("that was changed after a press whose answer was lost is still one order, and the page says which [C5.5]", async () => {
    const { page, context } = await open(desk, desk.tenant.people.csr2, "/orders/new");
    await fill(page, "4");
    const before = await countOrders();
    let cut = true;
    await page.route("**/orders", async (route) => {
      if (route.request().method() !== "POST" || !cut) return route.continue();
      await route.fetch();
      await route.abort("connectionreset");
    });
    await page.keyboard.press("Control+Enter");
    await page.getByText("nobody knows yet whether it is placed").waitFor({ timeout: 30_000 });
    await page.reload(); // even so
    await page.getByText("nobody knows yet whether it is placed").waitFor();
    await page.getByLabel("Quantity of ANCHOR Brass anchor").fill("5");
    cut = false;
    await page.keyboard.press("Control+Enter");
    const id = await placedId(page);
    await page.getByText(/was placed by your first press. What you changed after it is not in it./u).waitFor();
    expect(await countOrders()).toBe(before + 1);
    expect((await readOrder(desk, id)).lines[0]?.quantity).toBe(4);
    await context.close();
  });

  it.each([["light", 1440], ["dark", 390]] as const)("has no serious finding in %s at %i pixels, empty, filled with errors, and with a list open [S6.34]", async (theme, width) => {
    const { page, context, complaints } = await open(desk, desk.tenant.people.superadmin, "/orders/new", { theme, width });
    await eventually(() => focusedLabel(page), "Customer");
    const looks: Record<string, string[]> = { empty: await seriousFindings(page) };
    await fill(page, "0");
    await page.keyboard.press("Control+Enter");
    looks["errors"] = await seriousFindings(page);
    await page.getByRole("combobox", { name: "Add a product" }).fill("brass");
    await page.getByRole("option", { name: /ANCHOR/u }).waitFor();
    looks["list"] = await seriousFindings(page);
    expect(await overflow(page)).toBe(0);
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("combobox", { name: "Customer" }).fill("nobody at all");
    await page.getByRole("option", { name: /New customer/u }).click();
    await page.getByRole("dialog").waitFor();
    looks["new customer"] = await seriousFindings(page);
    expect(Object.fromEntries(Object.entries(looks).filter(([, found]) => found.length > 0))).toEqual({});
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("is not for those whose role places no orders [X8.31]", async () => {
    const { page, context } = await open(desk, desk.tenant.people.viewer, "/orders/new");
    await page.getByText(/New order/u).first().waitFor();
    expect(await page.getByRole("combobox").count()).toBe(0);
    await context.close();
  });
});
