import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadLookups } from "../../db/lookups.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { browser } from "../harness/browser.ts";
import { newShop } from "../harness/orders.ts";
import { newTenant } from "../harness/tenant.ts";
import { eventually, focusedLabel, openOrder, quantityOf, readOrder, readTimeline, save, saveBar, textbox } from "./order-desk.ts";
import type { Desk } from "./order-desk.ts";

let desk: Desk;
let chrome: Browser;
let lookups: Lookups;

beforeAll(async () => {
  chrome = await browser();
  const tenant = await newTenant();
  desk = { tenant, shop: await newShop(tenant), chrome };
  lookups = await loadLookups(tenant.db);
});
afterAll(() => chrome.close());

const ANCHOR = "ANCHOR Brass anchor";
const two = [{ stockCode: "ANCHOR", quantity: 2 }, { stockCode: "BUOY", quantity: 1 }];

describe("the lines of an order", () => {
  it("are changed as a draft, with the difference in money shown before saving, and a colleague sees the result at once [E3.11, E3.13, N1.14]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { csr, csr2 } = desk.tenant.people;
    const mine = await openOrder(desk, csr, order);
    const theirs = await openOrder(desk, csr2, order);

    await quantityOf(mine.page, ANCHOR).fill("5");
    await mine.page.getByRole("button", { name: "Remove BUOY Red buoy" }).click();
    // The focus is in the entry: on by keyboard.
    await mine.page.keyboard.type("cleat");
    await mine.page.keyboard.press("Enter");
    await quantityOf(mine.page, "CLEAT Steel cleat").waitFor();
    await eventually(() => mine.page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Quantity of CLEAT Steel cleat");
    await mine.page.keyboard.type("4");
    const bar = await saveBar(mine.page).innerText();
    expect(bar).toContain("3 unsaved changes");
    // 2 × 12.50 + 9.99 → 5 × 12.50 + 4 × 3.00
    expect(bar.replaceAll(/\s+/gu, " ")).toContain("£34.99 £74.50 (+£39.51)");
    expect(await readOrder(desk, order.id)).toEqual(order);

    // It passes: waited for before it comes.
    const marked = theirs.page.getByRole("img", { name: "Cora Singh, just changed this" }).first().waitFor();
    await mine.page.keyboard.press("Control+s");
    await marked;
    await saveBar(mine.page).waitFor({ state: "detached" });
    const saved = await readOrder(desk, order.id);
    expect(saved).toMatchObject({ total: 7450, version: 2 });
    expect(saved.lines.map((l) => [l.stockCode, l.quantity])).toEqual([["ANCHOR", 5], ["CLEAT", 4]]);
    const newest = theirs.page.getByRole("list", { name: "Timeline" }).getByRole("listitem").first();
    await newest.getByText("Cora Singh changed the lines").waitFor();
    await eventually(() => quantityOf(theirs.page, ANCHOR).inputValue(), "5");
    expect((await newest.innerText()).replaceAll(/\s+/gu, " ")).toContain("ANCHOR Brass anchor: quantity 2 5");
    expect([...mine.complaints, ...theirs.complaints]).toEqual([]);
    await mine.context.close();
    await theirs.context.close();
  });

  it("are not saved while a quantity is none, and discarding brings everything back [E3.12, E3.14]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    await quantityOf(page, ANCHOR).fill("many");
    await page.getByText("Use a whole number.").waitFor();
    await page.keyboard.press("Control+s");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(`Quantity of ${ANCHOR}`);
    for (const name of [ANCHOR, "BUOY Red buoy"]) await page.getByRole("button", { name: `Remove ${name}` }).click();
    await page.getByText("An order needs a line. Cancel the order instead of removing the last one.").first().waitFor();
    await page.getByRole("button", { name: "Discard" }).click();
    expect(await quantityOf(page, ANCHOR).inputValue()).toBe("2");
    expect((await readOrder(desk, order.id)).version).toBe(1);
    await context.close();
  });

  it("that are drafted survive a reload of the page [N3.17]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    await quantityOf(page, ANCHOR).fill("9");
    await textbox(page, "Note").fill("half a sent");
    await page.reload();
    await page.getByText("What you typed here earlier and did not save is back.").waitFor();
    expect(await quantityOf(page, ANCHOR).inputValue()).toBe("9");
    expect(await textbox(page, "Note").inputValue()).toBe("half a sent");
    await context.close();
  });
});

describe("two people on one order", () => {
  it("see where the other is, in the header and in the field [N2.11]", async () => {
    const order = await desk.shop.place({ lines: two });
    const mine = await openOrder(desk, desk.tenant.people.csr, order);
    const theirs = await openOrder(desk, desk.tenant.people.csr2, order);
    await textbox(theirs.page, "Note").focus();
    await mine.page.getByRole("list", { name: "On this order" }).getByRole("img", { name: "Dan Reyes, editing: Note" }).waitFor();
    await mine.page.locator('[data-field="note"]').getByRole("img", { name: "Dan Reyes, editing: Note" }).waitFor();
    await theirs.context.close();
    await eventually(() => mine.page.getByRole("list", { name: "On this order" }).count(), 0);
    expect(mine.complaints).toEqual([]);
    await mine.context.close();
  });

  it("save different fields and both stay; a half-typed field is neither wiped nor saved by the other's save [N3.12, N3.18]", async () => {
    const order = await desk.shop.place({ lines: two });
    const mine = await openOrder(desk, desk.tenant.people.csr, order);
    const theirs = await openOrder(desk, desk.tenant.people.csr2, order);
    await textbox(mine.page, "Note").fill("leave at the");
    await textbox(theirs.page, "Reference").fill("PO-88");
    await theirs.page.keyboard.press("Control+Enter");
    await eventually(() => textbox(mine.page, "Reference").inputValue(), "PO-88");
    expect(await textbox(mine.page, "Note").inputValue()).toBe("leave at the");
    expect((await readOrder(desk, order.id)).note).toBe("");
    await textbox(mine.page, "Note").pressSequentially(" gate");
    await mine.page.keyboard.press("Control+s");
    await mine.page.getByText("Saved, together with changes by Dan Reyes").waitFor();
    expect(await readOrder(desk, order.id)).toMatchObject({ note: "leave at the gate", reference: "PO-88", version: 3 });
    await eventually(() => textbox(theirs.page, "Note").inputValue(), "leave at the gate");
    await mine.context.close();
    await theirs.context.close();
  });

  it.each([["mine", "my reference"], ["theirs", "their reference"]] as const)("who save the same field are asked, and choosing %s keeps it, with the rest of the draft saved [N3.19]", async (side, kept) => {
    const order = await desk.shop.place({ lines: two, reference: "old" });
    const mine = await openOrder(desk, desk.tenant.people.csr, order);
    await textbox(mine.page, "Reference").fill("my reference");
    await textbox(mine.page, "Note").fill("and a note");
    await save(desk, desk.tenant.people.csr2, order.id, { reference: "their reference" });
    // Said at the field while it is typed into …
    await mine.page.getByText(/Changed by Dan Reyes to .their reference. while you typed/u).waitFor();
    expect(await textbox(mine.page, "Reference").inputValue()).toBe("my reference");
    // … and asked at the save.
    await mine.page.keyboard.press("Control+s");
    const dialog = mine.page.getByRole("dialog", { name: `${order.number} was changed meanwhile` });
    await dialog.getByText(/Dan Reyes changed it/u).waitFor();
    expect(await dialog.innerText()).toMatch(/Before: old[\s\S]*their reference[\s\S]*my reference/u);
    await dialog.getByRole("button", { name: side === "mine" ? "Save mine" : "Take theirs" }).click();
    await dialog.waitFor({ state: "detached" });
    await saveBar(mine.page).waitFor({ state: "detached" });
    expect(await readOrder(desk, order.id)).toMatchObject({ reference: kept, note: "and a note" });
    expect(await textbox(mine.page, "Reference").inputValue()).toBe(kept);
    await mine.context.close();
  });

  it("may decide at the field itself, before saving [N3.14]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    await quantityOf(page, ANCHOR).fill("6");
    await textbox(page, "Note").fill("mine");
    await save(desk, desk.tenant.people.csr2, order.id, { note: "theirs", lines: [{ op: "set", id: order.lines[0]?.id ?? "", quantity: 3 }] });
    await page.locator('[data-field="note"]').getByRole("button", { name: "Take theirs" }).click();
    expect(await textbox(page, "Note").inputValue()).toBe("theirs");
    await page.getByText(/Changed by Dan Reyes to .quantity 3. while you typed/u).waitFor();
    await page.getByRole("button", { name: "Keep mine" }).click();
    await page.keyboard.press("Control+s");
    await saveBar(page).waitFor({ state: "detached" });
    const saved = await readOrder(desk, order.id);
    expect([saved.note, saved.lines[0]?.quantity]).toEqual(["theirs", 6]);
    await context.close();
  });

  it("meet on a line that one removed while the other changed it, and nothing is lost [N3.15]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    await quantityOf(page, ANCHOR).fill("8");
    await save(desk, desk.tenant.people.csr2, order.id, { lines: [{ op: "remove", id: order.lines[0]?.id ?? "" }] });
    await page.getByText(/Changed by Dan Reyes to .removed. while you typed/u).waitFor();
    await page.keyboard.press("Control+s");
    await page.getByRole("dialog").getByRole("button", { name: "Save mine" }).click();
    await saveBar(page).waitFor({ state: "detached" });
    expect((await readOrder(desk, order.id)).lines.map((l) => [l.stockCode, l.quantity])).toEqual([["BUOY", 1], ["ANCHOR", 8]]);
    await context.close();
  });
});

describe("customer and addresses", () => {
  it("change by search and in a sheet, as part of the draft; a colleague's open page reads the new ones [E4.11, N1.13]", async () => {
    const order = await desk.shop.place({ lines: two });
    const answer = await desk.tenant.people.csr.call("customers", { method: "POST", body: { name: "Ólafur Þór", phone: "354 555 0101", address: { name: "Ólafur Þór", company: "", line1: "Hafnargata 3", line2: "", city: "Keflavík", region: "", postCode: "230", country: "IS", phone: "" } } });
    expect(answer.status).toBe(201);
    const mine = await openOrder(desk, desk.tenant.people.csr, order);
    const theirs = await openOrder(desk, desk.tenant.people.csr2, order);
    await mine.page.getByRole("button", { name: "Change the customer" }).click();
    await eventually(() => focusedLabel(mine.page), "Customer");
    await mine.page.keyboard.type("olafur");
    await mine.page.getByRole("option", { name: /Ólafur Þór/u }).waitFor();
    await mine.page.keyboard.press("Enter");
    await mine.page.getByRole("button", { name: "Deliver to their address" }).click();
    await mine.page.getByRole("button", { name: "Edit the billing address" }).click();
    const sheet = mine.page.getByRole("dialog", { name: "Billing address" });
    await sheet.getByRole("textbox", { name: "Street and number" }).fill("x".repeat(201));
    await sheet.getByText("Use at most 200 characters.").waitFor();
    await sheet.getByRole("textbox", { name: "Street and number" }).fill("1 Ledger Row");
    await mine.page.keyboard.press("Control+Enter");
    await sheet.waitFor({ state: "detached" });
    await saveBar(mine.page).getByText("3 unsaved changes").waitFor();
    await mine.page.keyboard.press("Control+s");
    await saveBar(mine.page).waitFor({ state: "detached" });
    expect(await readOrder(desk, order.id)).toMatchObject({ customerName: "Ólafur Þór", deliveryAddress: { line1: "Hafnargata 3" }, billingAddress: { line1: "1 Ledger Row" }, version: 2 });
    for (const text of ["Hafnargata 3", "1 Ledger Row", "354 555 0101"]) {
      // oxlint-disable-next-line no-await-in-loop
      await theirs.page.getByText(text).first().waitFor();
    }
    await theirs.page.getByText("Nadia Okafor").first().waitFor(); // the timeline knows the one before by name
    await mine.context.close();
    await theirs.context.close();
  });
});

describe("sending for fulfilment", () => {
  it("asks first and says what it locks; then the fields are closed with the reason [E5.12, E5.13]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { page, context } = await openOrder(desk, desk.tenant.people.fulfilment, order);
    await page.getByRole("button", { name: "Send for fulfilment" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("lines and quantities, discount, delivery fee, customer and delivery address").waitFor();
    await dialog.getByRole("button", { name: "Send for fulfilment" }).click();
    await page.getByText(/Sent for fulfilment by Finn Walsh at/u).first().waitFor();
    expect((await readOrder(desk, order.id)).sentAt).not.toBeNull();
    await context.close();

    const csr = await openOrder(desk, desk.tenant.people.csr, order);
    expect(await csr.page.getByRole("combobox", { name: "Add a product" }).count()).toBe(0);
    expect(await csr.page.getByRole("button", { name: "Change the customer" }).getAttribute("aria-disabled")).toBe("true");
    expect(await csr.page.getByRole("button", { name: "Edit the delivery address" }).getAttribute("aria-description")).toMatch(/^Locked. Sent for fulfilment by Finn Walsh/u);
    await textbox(csr.page, "Note").fill("still open");
    await csr.page.keyboard.press("Control+s");
    await saveBar(csr.page).waitFor({ state: "detached" });
    expect((await readOrder(desk, order.id)).note).toBe("still open");
    await csr.context.close();
  });

  it("by a colleague in the middle of an edit shows at once in the open form, and the draft stays to read and copy [E5.11, E5.14]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await quantityOf(page, ANCHOR).fill("7");
    await textbox(page, "Note").fill("goes through");
    await save(desk, desk.tenant.people.csr2, order.id, { send: true });
    await page.getByText(/Sent for fulfilment by Dan Reyes/u).first().waitFor();
    await page.getByText("What you typed there was not saved; it stays here to read and copy.").waitFor();
    const quantity = quantityOf(page, ANCHOR);
    expect([await quantity.inputValue(), await quantity.getAttribute("readonly")]).toEqual(["7", ""]);
    await page.getByRole("button", { name: "Copy what I typed" }).click();
    await eventually(() => page.evaluate(() => navigator.clipboard.readText()), "Note: goes through\nANCHOR Brass anchor: quantity 2 → 7");
    // What is open is saved, the rest stays in sight.
    await page.keyboard.press("Control+s");
    await page.getByText("Saved, together with changes by Dan Reyes").waitFor();
    const saved = await readOrder(desk, order.id);
    expect([saved.note, saved.lines[0]?.quantity]).toEqual(["goes through", 2]);
    expect(await quantityOf(page, ANCHOR).inputValue()).toBe("7");
    await context.close();
  });
});

describe("the status", () => {
  it("changes with a comment, asks for a reason when cancelling, and tells of both in the timeline [E2.11, E2.12, E2.80]", async () => {
    const order = await desk.shop.place({ lines: two });
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "New status" }).fill("cancelled");
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Cancel the order" }).click();
    await dialog.getByText("Choose a reason for cancelling.").waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
    await dialog.getByRole("button", { name: "Keep the order" }).waitFor();
    const reason = lookups.reasons.find((r) => r.kind === "cancel");
    await dialog.getByLabel("Reason").selectOption(reason?.id ?? "");
    await dialog.getByLabel("Comment").fill("called at ten");
    await page.keyboard.press("Control+Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Status Cancelled. Change it" }).waitFor();
    await page.getByText(`${reason?.text} · called at ten`).waitFor();
    const [, change] = await readTimeline(desk, order.id);
    expect(change).toMatchObject({ kind: "order.status_changed", comment: `${reason?.text} · called at ten` });
    await context.close();
  });

  it("that a colleague changed while one chose is said, and mine replaces it only when I say so [N3.30]", async () => {
    const order = await desk.shop.place({ lines: two });
    const statusId = (name: string) => lookups.statuses.find((s) => s.name === name)?.id ?? "";
    const { page, context } = await openOrder(desk, desk.tenant.people.csr, order);
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "New status" }).fill("approved");
    await page.keyboard.press("Enter");
    await save(desk, desk.tenant.people.csr2, order.id, { statusId: statusId("On Hold") });
    await dialog.getByText(/changed the status to On Hold while you chose/u).waitFor();
    await dialog.getByRole("button", { name: "Change the status" }).click();
    await dialog.getByText(/Dan Reyes changed the status to On Hold/u).waitFor();
    expect((await readOrder(desk, order.id)).statusId).toBe(statusId("On Hold"));
    await dialog.getByRole("button", { name: "Set mine instead" }).click();
    await dialog.waitFor({ state: "detached" });
    expect((await readOrder(desk, order.id)).statusId).toBe(statusId("Approved"));
    await context.close();
  });
});
