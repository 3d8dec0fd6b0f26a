import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { loadLookups } from "../../db/lookups.ts";
import { problem } from "../../domain/problem.ts";
import { browser } from "../harness/browser.ts";
import { newShop } from "../harness/orders.ts";
import { newTenant } from "../harness/tenant.ts";
import { overflow, seriousFindings } from "../web/browser-page.ts";
import { eventually, isLive, open, openOrder, quantityOf, readOrder, readTimeline, save, saveBar, textbox } from "./order-desk.ts";
import type { Desk } from "./order-desk.ts";

let desk: Desk;
let chrome: Browser;
const ANCHOR = "ANCHOR Brass anchor";
const two = [{ stockCode: "ANCHOR", quantity: 2 }, { stockCode: "BUOY", quantity: 1 }];
const MANY = 2_000;

beforeAll(async () => {
  chrome = await browser();
  const tenant = await newTenant();
  const products = Object.fromEntries(Array.from({ length: MANY }, (_, i) => [`M${i}`, { name: `Thing number ${i}`, price: 100 + i }]));
  desk = { tenant, shop: await newShop(tenant, { ...products, ANCHOR: { name: "Brass anchor", price: 1250 }, BUOY: { name: "Red buoy", price: 999 } }), chrome };
});
afterAll(() => chrome.close());

describe("an order that is being edited", () => {
  it("keeps its draft when the session ends: one signs in over the page, and the save goes by itself [N3.31]", async () => {
    const order = await desk.shop.place({ lines: two });
    const person = await desk.tenant.addPerson("csr", "Nora Quist");
    const { page, context } = await openOrder(desk, person, order);
    await textbox(page, "Note").fill("typed before");
    await quantityOf(page, ANCHOR).fill("3");
    await desk.tenant.control.batch([{ sql: "DELETE FROM auth_session WHERE user_id = :id", args: { id: person.id } }]);
    await page.keyboard.press("Control+s");
    const dialog = page.getByRole("dialog", { name: "Sign in to go on" });
    await dialog.waitFor();
    expect(await page.locator('textarea').first().inputValue()).toBe("typed before");
    await dialog.getByLabel("Password").fill(person.password);
    await dialog.getByRole("button", { name: "Sign in" }).click();
    await saveBar(page).waitFor({ state: "detached" });
    expect(await readOrder(desk, order.id)).toMatchObject({ note: "typed before", version: 2 });
    await context.close();
  });

  it("closes its fields when the role of who edits it is taken, without a reload, and keeps what was typed [N9.6]", async () => {
    const order = await desk.shop.place({ lines: two });
    const person = await desk.tenant.addPerson("csr", "Olga Brandt");
    const { page, context } = await openOrder(desk, person, order);
    await page.evaluate(() => document.body.setAttribute("data-same", "yes"));
    await textbox(page, "Note").fill("half typed");
    expect((await desk.tenant.people.admin.call(`members/${person.id}`, { method: "PATCH", body: { role: "viewer" } })).status).toBe(200);
    await page.getByRole("button", { name: "Send for fulfilment" }).waitFor({ state: "detached" });
    await page.getByText("What you typed stays here to read and copy").waitFor();
    expect(await page.locator("textarea").inputValue()).toBe("half typed");
    await isLive(page);
    expect(await page.evaluate(() => document.body.getAttribute("data-same"))).toBe("yes");
    expect((await readOrder(desk, order.id)).note).toBe("");
    await context.close();
  });

  it("and saved without a connection says so, and goes once when the connection is back [N4.11]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    await context.setOffline(true);
    await textbox(page, "Note").fill("from the tunnel");
    await page.keyboard.press("Control+s");
    await saveBar(page).getByText("No connection. It is sent as soon as it is back; go on working.").waitFor();
    await textbox(page, "Reference").fill("typed meanwhile");
    await context.setOffline(false);
    await eventually(async () => (await readOrder(desk, order.id)).note, "from the tunnel");
    await saveBar(page).getByText("1 unsaved change").waitFor();
    expect(await textbox(page, "Reference").inputValue()).toBe("typed meanwhile");
    expect(await readTimeline(desk, order.id)).toHaveLength(2);
    await context.close();
  });

  it("and whose answer is lost is saved once [N4.12]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    let lost = 0;
    await page.route("**/orders/ord_*", async (route) => {
      if (route.request().method() !== "PATCH" || lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort("connectionreset");
    });
    await quantityOf(page, ANCHOR).fill("4");
    await page.keyboard.press("Control+s");
    await saveBar(page).waitFor({ state: "detached" });
    expect(lost).toBe(1);
    expect(await readTimeline(desk, order.id)).toHaveLength(2);
    await context.close();
  });

  it("and deleted by somebody keeps what was typed to be copied [N3.32]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    await textbox(page, "Note").fill("too late");
    await desk.tenant.db.writeBatch([{ sql: "UPDATE orders SET deleted_at = 1, version = version + 1 WHERE org_id = :org AND id = :id", args: { id: order.id } }]);
    await page.keyboard.press("Control+s");
    await page.getByText("This order was deleted. A SuperAdmin can restore it").waitFor();
    await page.getByRole("button", { name: "Copy what I typed" }).waitFor();
    expect(await textbox(page, "Note").inputValue()).toBe("too late");
    await context.close();
  });
});

describe("a person whose role is taken back in the middle of an edit", () => {
  it("sees with the first refused save that nothing can be changed any more, and can copy what was typed [N3.33]", async () => {
    const order = await desk.shop.place({ lines: two });
    const person = await desk.tenant.addPerson("csr", "Ned Quist");
    const { page, context } = await openOrder(desk, person, order);
    await textbox(page, "Note").fill("mine alone");
    const answer = await desk.tenant.people.superadmin.call(`members/${person.id}`, { method: "PATCH", body: { role: "viewer" } });
    expect(answer.status).toBe(200);
    await page.keyboard.press("Control+s");
    await page.getByText("Your role does not allow changing orders. What you typed stays here to read and copy.").waitFor();
    await page.getByRole("button", { name: "Copy what I typed" }).waitFor();
    expect(await textbox(page, "Note").inputValue()).toBe("mine alone");
    expect((await readOrder(desk, order.id)).note).toBe("");
    await context.close();
  });
});

describe("the page of an order", () => {
  it("offers a viewer nothing to change, and Fulfilment only status, sending and, once there is a parcel, its tracking [X8.32, E7.1]", async () => {
    const order = await desk.shop.place({ lines: two, note: "a note" });
    const viewer = await openOrder(desk, desk.tenant.people.viewer, order);
    const main = viewer.page.getByRole("main");
    await main.getByText("a note").waitFor();
    expect(await main.locator("input, textarea, select").count()).toBe(0);
    expect(await main.getByRole("button").allInnerTexts()).toEqual([]);
    await viewer.page.keyboard.press("s");
    expect(await viewer.page.getByRole("dialog").count()).toBe(0);
    await viewer.context.close();

    const fulfilment = await openOrder(desk, desk.tenant.people.fulfilment, order);
    expect(await fulfilment.page.getByRole("main").locator("input, textarea, select").count()).toBe(0);
    expect(await fulfilment.page.getByRole("main").getByRole("button").count()).toBe(2);
    const statusId = (await loadLookups(desk.tenant.db)).statuses.find((one) => one.name === "Ready To Dispatch")?.id;
    expect((await desk.tenant.people.fulfilment.call(`orders/${order.id}`, { method: "PATCH", body: { version: 1, edit: { statusId } } })).status).toBe(200);
    const number = fulfilment.page.getByLabel("Tracking number");
    await number.fill("HC 7");
    expect(await fulfilment.page.getByRole("main").locator("input, textarea, select").count()).toBe(2);
    await fulfilment.page.keyboard.press("Control+Enter");
    await eventually(async () => (await readOrder(desk, order.id)).trackingNumber, "HC 7");
    await fulfilment.context.close();
  });

  it("answers alike for an order of another organization and for none at all [S2.31]", async () => {
    const other = await newTenant();
    const foreign = await (await newShop(other)).place();
    const texts: string[] = [];
    for (const id of [foreign.id, "ord_00000000000000000000000000"]) {
      // One page after the other: they are compared.
      // oxlint-disable-next-line no-await-in-loop
      const { page, context } = await open(desk, desk.tenant.people.csr, `/orders/${id}`);
      // oxlint-disable-next-line no-await-in-loop
      await page.getByText("This order does not exist here").waitFor();
      // oxlint-disable-next-line no-await-in-loop
      texts.push(await page.getByRole("main").innerText());
      expect(texts.at(-1)).not.toContain(foreign.number);
      // oxlint-disable-next-line no-await-in-loop
      await context.close();
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it("says that it could not be read, and reads again when asked [S6.32]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { page, context } = await open(desk, desk.tenant.people.csr, "/orders");
    await isLive(page);
    await page.route(`**/orders/${order.id}`, (route) => (route.request().resourceType() === "fetch" ? route.fulfill({ status: 500, json: problem("internal", "Something broke on our side.") }) : route.continue()));
    await page.goto(`/o/${desk.tenant.slug}/orders/${order.id}`);
    // What cannot be reached is read again by itself with the next connection; this waits to be asked.
    await page.getByText("Something broke on our side.").waitFor();
    await page.getByText("The order could not be read").waitFor();
    await page.unroute(`**/orders/${order.id}`);
    await page.getByRole("button", { name: "Try again" }).click();
    await quantityOf(page, ANCHOR).waitFor();
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe(order.number);
    await context.close();
  });

  it("of 2,000 lines draws only those in sight, finds one, and saves its change [S6.33, E3.15]", async () => {
    const order = await desk.shop.place({ lines: Array.from({ length: MANY }, (_, i) => ({ stockCode: `M${i}`, quantity: 1 })) });
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    const drawn = () => page.getByRole("table", { name: "Lines" }).getByRole("row").count();
    expect(await drawn()).toBeLessThan(60);
    await page.getByRole("searchbox", { name: "Find a line" }).fill("number 1777");
    await quantityOf(page, "M1777 Thing number 1777").fill("5");
    await page.getByRole("searchbox", { name: "Find a line" }).fill("");
    await page.getByRole("table", { name: "Lines" }).locator("div[tabindex='0']").evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await quantityOf(page, "M1999 Thing number 1999").waitFor();
    expect(await drawn()).toBeLessThan(60);
    await quantityOf(page, "M1999 Thing number 1999").pressSequentially("12345");
    expect(await quantityOf(page, "M1999 Thing number 1999").inputValue()).toBe("123451");
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByRole("searchbox", { name: "Find a line" }).fill("number 1777");
    await quantityOf(page, "M1777 Thing number 1777").fill("5");
    await page.keyboard.press("Control+s");
    await saveBar(page).waitFor({ state: "detached" });
    expect((await readOrder(desk, order.id)).lines[1777]).toMatchObject({ stockCode: "M1777", quantity: 5 });
    await context.close();
  });

  it.each([["light", 1440], ["dark", 1440], ["light", 390], ["dark", 390]] as const)("has no serious finding in %s at %i pixels, with every dialog open in turn, and nothing wider than the window [S6.34]", async (theme, width) => {
    const order = await desk.shop.place({ lines: two, tags: ["gift"], note: "n".repeat(900), reference: "W".repeat(100), deliveryAddress: { name: "x".repeat(150), company: "", line1: "1 Long Road", line2: "", city: "", region: "", postCode: "", country: "", phone: "" } });
    const { page, context, complaints } = await openOrder(desk, desk.tenant.people.csr, order, { theme, width });
    const looks: Record<string, string[]> = { page: await seriousFindings(page) };
    expect(await overflow(page)).toBe(0);
    await quantityOf(page, ANCHOR).fill("x");
    await save(desk, desk.tenant.people.csr2, order.id, { lines: [{ op: "set", id: order.lines[0]?.id ?? "", quantity: 9 }], reference: "theirs" });
    await page.getByText("while you typed").waitFor();
    looks["draft, error, hint and marks"] = await seriousFindings(page);
    expect(await overflow(page)).toBe(0);
    for (const name of ["Status Incomplete. Change it", "Send for fulfilment", "Edit the delivery address"]) {
      // Each dialog for itself.
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole("button", { name }).click();
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole("dialog").waitFor();
      // oxlint-disable-next-line no-await-in-loop
      looks[name] = await seriousFindings(page);
      // oxlint-disable-next-line no-await-in-loop
      await page.keyboard.press("Escape");
      // oxlint-disable-next-line no-await-in-loop
      if (await page.getByRole("dialog").isVisible()) await page.keyboard.press("Escape");
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await quantityOf(page, ANCHOR).fill("4");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("dialog").waitFor();
    looks["conflict"] = await seriousFindings(page);
    expect(Object.fromEntries(Object.entries(looks).filter(([, found]) => found.length > 0))).toEqual({});
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("shows every naughty string as it is, as text and nothing else [S6.35]", async () => {
    const strings = v.parse(v.array(v.string()), JSON.parse(readFileSync(new URL("../fixtures/blns/blns.json", import.meta.url), "utf8"))).filter((s) => !s.includes("\0") && s.isWellFormed());
    const order = await desk.shop.place({ lines: two });
    const { page, context, complaints } = await openOrder(desk, desk.tenant.people.csr, order);
    let dialogs = 0;
    page.on("dialog", (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    const elements = () => page.evaluate(() => document.querySelectorAll("script, img, iframe, object, embed, form[action], base, style").length);
    const before = await elements();
    const notes: string[] = [];
    for (const s of strings) {
      const last = notes.at(-1);
      const text = s.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
      if (last !== undefined && [...last, ...text].length < 3_000) notes[notes.length - 1] = `${last}\n${text}`;
      else notes.push(text);
    }
    for (const note of notes) {
      // The order's versions follow one another.
      // oxlint-disable-next-line no-await-in-loop
      await textbox(page, "Note").fill(note);
      // oxlint-disable-next-line no-await-in-loop
      await page.keyboard.press("Control+s");
      // oxlint-disable-next-line no-await-in-loop
      await saveBar(page).waitFor({ state: "detached" });
      // oxlint-disable-next-line no-await-in-loop
      expect((await readOrder(desk, order.id)).note).toBe(note);
      // oxlint-disable-next-line no-await-in-loop
      expect(await textbox(page, "Note").inputValue()).toBe(note);
      // oxlint-disable-next-line no-await-in-loop
      await eventually(() => page.getByRole("list", { name: "Timeline" }).getByRole("listitem").first().evaluate((item, text) => [...item.querySelectorAll("bdi")].some((one) => one.textContent === text), note), true);
    }
    expect([await elements(), dialogs, complaints]).toEqual([before, 0, []]);
    await context.close();
  });
});
