import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Lookups } from "../../domain/lookups.ts";
import type { OrderEdit } from "../../domain/order-edit.ts";
import { OrderList } from "../../domain/order-list.ts";
import { Order } from "../../domain/order.ts";
import type { OrderRow } from "../../domain/order.ts";
import { loadDemo } from "../../scripts/demo.ts";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "../../scripts/demo-people.ts";
import { startStack } from "../../scripts/stack.ts";
import type { Stack } from "../../scripts/stack.ts";
import { browser } from "../harness/browser.ts";
import { focused, markBy, nothingWentWrong, press, takeSeat, typeInto } from "../harness/pages.ts";
import type { Seat } from "../harness/pages.ts";
import { picture } from "../harness/pages-picture.ts";
import type { Moment } from "../harness/pages-picture.ts";
import { watchBelongings, watched } from "../harness/pages-watch.ts";
import { cell, numbers, rowOf } from "./grid-desk.ts";
import { listPictures } from "./list-pictures.ts";
import { countsOf, expectedOf, give, realDay, start } from "./imports-desk.ts";
import { isLive, quantityOf, saveBar } from "./order-desk.ts";

const MINUTES = 60_000;
const patient = { timeout: MINUTES, interval: 50 };

let dataDir: string;
let stack: Stack;
let chrome: Browser;
let ada: Seat;
let bo: Seat;
/** The order that Ada takes on the phone. */
let taken: Order;

const guest = (name: string) => {
  const person = DEMO_PEOPLE.find((one) => one.name === name);
  if (!person) throw new Error(`nobody in the demo is called ${name}`);
  return { name, email: person.email, password: DEMO_PASSWORD };
};

beforeAll(async () => {
  // Of its own: the demo is loaded into an empty product only, and the shared one is everybody's.
  dataDir = await mkdtemp(join(tmpdir(), "quayside-walk-"));
  [stack, chrome] = await Promise.all([startStack({ dataDir }), browser()]);
  await loadDemo(stack);
}, 5 * MINUTES);

afterAll(async () => {
  await chrome.close();
  await stack.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The step that failed: those after it rest on it, and would only hide it. */
let broken: string | undefined;
beforeEach((step) => {
  step.skip(broken !== undefined, `“${broken}” failed before`);
  step.onTestFailed(() => {
    broken = step.task.name;
  });
});

const ORG = "/o/bettertools";

async function eventually<T>(read: () => Promise<T> | T, expected: T, what: string): Promise<void> {
  await expect.poll(read, { ...patient, message: what }).toEqual(expected);
}

/** A kept connection may be closed by the server at the very moment when it is used again. */
const ALONE = { Connection: "close" };

/** The list as the API has it: by default at the address where the person is. */
async function listed(seat: Seat, search?: string): Promise<v.InferOutput<typeof OrderList>> {
  // Asked of the page: of an address that a click has just changed we hear later.
  const query = new URLSearchParams(search ?? (await seat.page.evaluate(() => location.search)));
  query.set("limit", "200");
  const answer = await seat.context.request.get(`/api/v1/bettertools/orders?${query}`, { headers: ALONE });
  return v.parse(OrderList, await answer.json());
}

async function readOrder(seat: Seat, id: string): Promise<Order> {
  const answer = await seat.context.request.get(`/api/v1/bettertools/orders/${id}`, { headers: ALONE });
  return v.parse(v.object({ order: Order }), await answer.json()).order;
}

/** The list on screen is the API's, number by number as far as it is drawn, and so is the count beside the heading where there is one. */
async function showsWhatIsListed(seat: Seat): Promise<OrderRow[]> {
  const { rows, count } = await listed(seat);
  if (count !== null) await seat.page.getByText(`${new Intl.NumberFormat("en-GB").format(count)} ${count === 1 ? "order" : "orders"}`, { exact: true }).waitFor();
  const drawn = Math.min(rows.length, 20);
  await eventually(async () => (await numbers(seat.page)).slice(0, drawn), rows.slice(0, drawn).map((r) => r.number), `${seat.name} sees the orders of ${seat.page.url()}`);
  return rows;
}

// Each step stands on the one before: to repeat one alone would mean nothing.
describe("a morning at the desk of BetterTools", { retry: 0 }, () => {
  it("Ada and Bo sign in, each in a browser of their own, and see that the other is here [S1.1, N2.1]", async () => {
    ada = await takeSeat(chrome, guest("Ada Hartley"), { url: stack.url });
    bo = await takeSeat(chrome, guest("Bo Lindqvist"), { url: stack.url, theme: "dark" });
    for (const [me, other] of [[ada, bo], [bo, ada]] as const) {
      expect(new URL(me.page.url()).pathname).toBe(`${ORG}/orders`);
      await isLive(me.page);
      await me.page.getByRole("list", { name: "Here now" }).getByRole("img", { name: other.name }).waitFor();
      expect(await showsWhatIsListed(me)).toHaveLength(200);
      nothingWentWrong(me, ["401 GET /api/v1/me"]); // who is not signed in is told so, once
    }
  });

  it("Ada filters by a quick filter, a search and a chip; the address is the view, and Bo opens it [L2.40, L3.1, L4.1]", async () => {
    const { page } = ada;
    await page.getByRole("tab", { name: /^Unfulfilled/u }).click();
    const unfulfilled = await showsWhatIsListed(ada);
    expect(unfulfilled.length).toBeGreaterThan(20);
    const { count } = await listed(ada);
    await eventually(() => page.locator('[data-count="unfulfilled"]').textContent(), String(count), "the number at the quick filter is that of its orders");

    await press(page, "/");
    await page.keyboard.type("guest");
    await expect.poll(() => new URL(page.url()).search, patient).toContain("guest");
    const guests = await showsWhatIsListed(ada);
    expect(guests.length).toBeLessThan(unfulfilled.length);
    expect([...new Set(guests.map((r) => r.customerName))]).toEqual(["Guest"]);

    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByRole("dialog", { name: "Filter orders" }).getByRole("checkbox", { name: "Paid", exact: true }).check();
    await page.getByRole("list", { name: "Filters" }).getByText("Payment Paid").waitFor();
    const paid = await showsWhatIsListed(ada);
    expect(paid.length).toBeGreaterThan(0);
    expect([...new Set(paid.map((r) => r.paymentStatus))]).toEqual(["paid"]);
    await press(page, "Escape");

    await bo.page.goto(page.url());
    await bo.page.getByRole("list", { name: "Filters" }).getByText("Payment Paid").waitFor();
    expect((await showsWhatIsListed(bo)).map((r) => r.id)).toEqual(paid.map((r) => r.id));

    await page.getByRole("button", { name: "Remove the filter Payment Paid" }).click();
    expect((await showsWhatIsListed(ada)).map((r) => r.id)).toEqual(guests.map((r) => r.id));
    await page.getByRole("button", { name: "Clear the search" }).click();
    await page.getByRole("tab", { name: /^All/u }).click();
    await bo.page.goto(`${ORG}/orders`);
    for (const seat of [ada, bo]) {
      await showsWhatIsListed(seat);
      await isLive(seat.page);
      nothingWentWrong(seat);
    }
  });

  it("Ada changes a status and a reference in place, by keyboard; Bo sees each in his grid with her colour and initials [L9.40, N1.40]", async () => {
    const number = (await numbers(bo.page))[4] ?? "";
    const before = await cell(bo.page, number, "status").textContent();
    const status = before === "Awaiting Approval" ? "On Hold" : "Awaiting Approval";
    const marked = markBy(bo, ada, number, "status");
    await cell(ada.page, number, "status").click();
    await press(ada.page, "Enter");
    await ada.page.keyboard.type(status.toLowerCase());
    await press(ada.page, "Enter");
    expect(await marked).toEqual({ text: status, color: expect.any(String), initials: "AH" });

    // On to the right by the arrow, up to the reference.
    const noted = markBy(bo, ada, number, "reference");
    const place = () => ada.page.evaluate(() => document.activeElement?.getAttribute("data-col"));
    await expect.poll(place, patient).toBe("status");
    for (let steps = 0; (await place()) !== "reference"; steps++) {
      if (steps > 12) throw new Error("the arrows do not lead from the status to the reference");
      await press(ada.page, "ArrowRight");
    }
    await press(ada.page, "Enter", "Control+a");
    await ada.page.keyboard.type("PO 4711");
    await press(ada.page, "Enter");
    expect(await noted).toEqual({ text: "PO 4711", color: expect.any(String), initials: "AH" });

    for (const seat of [ada, bo]) nothingWentWrong(seat);
  });

  it.each([["Take theirs", "Bo's"], ["Save mine", "Ada's"]])("Bo saves the reference that Ada is typing: she is shown both, and %s leaves %s [N3.1, N3.40]", async (button, winner) => {
    const number = (await numbers(bo.page))[6] ?? "";
    const base = (await cell(bo.page, number, "reference").textContent()) ?? "";
    const [theirs, mine] = [`Bo's ${winner}`, `Ada's ${winner}`];
    await typeInto(cell(ada.page, number, "reference"), mine);
    // Bo sees that she is at it, and is not held up by it.
    await cell(bo.page, number, "reference").getByRole("img", { name: "Ada Hartley, editing this" }).waitFor();
    await typeInto(cell(bo.page, number, "reference"), theirs);
    await press(bo.page, "Enter");
    // Not his mark in the cell: that of his save before may still be there.
    await ada.page.getByRole("group", { name: /^Edit reference/u }).getByRole("status").filter({ hasText: theirs }).waitFor();
    await press(ada.page, "Enter");

    const dialog = ada.page.getByRole("dialog", { name: `Order ${number} was changed meanwhile` });
    await dialog.waitFor();
    const words = await dialog.innerText();
    for (const word of ["Bo Lindqvist", base, theirs, mine]) expect(words, "the dialog says who, what it was, theirs and mine").toContain(word);
    await dialog.getByRole("button", { name: button }).click();
    await dialog.waitFor({ state: "detached" });
    const kept = winner === "Bo's" ? theirs : mine;
    for (const seat of [ada, bo]) await eventually(async () => (await cell(seat.page, number, "reference").textContent())?.startsWith(kept), true, `${seat.name} reads “${kept}” in the end`);
    nothingWentWrong(ada, ["409 PATCH /api/v1/bettertools/orders/…"]);
    nothingWentWrong(bo);
  });

  it("Ada takes an order on the phone without the mouse; it gets its number and reaches Bo as “1 new” [C1.20, C2.20, C4.20, C4.40]", async () => {
    const { page } = ada;
    const caller = (await listed(ada)).rows.find((r) => r.customerEmail !== "");
    if (!caller) throw new Error("the demo has no customer with an e-mail");
    const highest = (await listed(ada)).rows.map((r) => r.number).toSorted().at(-1) ?? "";

    await page.getByRole("tab", { name: /^All/u }).focus();
    await press(page, "n");
    await eventually(() => focused(page), "Customer", "a new order begins with its customer");
    await page.keyboard.type(caller.customerEmail);
    await page.getByRole("option", { name: caller.customerName }).waitFor();
    await press(page, "Enter");
    for (const [code, quantity] of [["85123A", "6"], ["22423", "2"]] as const) {
      await eventually(() => focused(page), "Add a product", "on to the products");
      await page.keyboard.type(code);
      await press(page, "Enter");
      await expect.poll(() => focused(page), { ...patient, message: `on to the quantity of ${code}` }).toMatch(new RegExp(`^Quantity of ${code} `, "u"));
      await page.keyboard.type(quantity);
      await press(page, "Enter");
    }
    await press(page, "Control+Enter");
    await page.waitForURL(/\/orders\/ord_/u);
    await page.getByRole("heading", { level: 1, name: /^BT\d{7}$/u }).waitFor();
    taken = await readOrder(ada, page.url().split("/").at(-1) ?? "");
    expect(taken.number > highest, `${taken.number} comes after ${highest}`).toBe(true);
    expect(taken).toMatchObject({ stage: "incomplete", customerId: caller.customerId, lineCount: 2, version: 1 });
    expect(taken.lines.map((line) => [line.stockCode, line.quantity])).toEqual([["85123A", 6], ["22423", 2]]);
    expect(taken.total).toBe(taken.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0));

    const top = (await numbers(bo.page))[0];
    await bo.page.getByRole("button", { name: "1 new" }).waitFor();
    expect((await numbers(bo.page))[0], "nothing moved by itself").toBe(top);
    await bo.page.getByRole("button", { name: "1 new" }).click();
    await eventually(async () => (await numbers(bo.page))[0], taken.number, "it came when it was asked for");
    expect(await rowOf(bo.page, taken.number).innerText()).toContain(caller.customerName);
    for (const seat of [ada, bo]) nothingWentWrong(seat);
  });

  it("on the order's page Ada sees the difference in money before she saves, and Bo the result; she sends it for fulfilment, and his page locks [E3.40, E5.40, N2.2, D1.20]", async () => {
    await rowOf(bo.page, taken.number).getByRole("link").click();
    await bo.page.getByRole("heading", { level: 1, name: taken.number }).waitFor();
    await ada.page.getByRole("list", { name: "On this order" }).getByRole("img", { name: /^Bo Lindqvist/u }).waitFor();
    await bo.page.getByRole("list", { name: "On this order" }).getByRole("img", { name: /^Ada Hartley/u }).waitFor();

    const [heart] = taken.lines;
    if (!heart) throw new Error("the order has no line");
    const nameOf = `${heart.stockCode} ${heart.description}`;
    await quantityOf(ada.page, nameOf).fill("10");
    const pounds = (minor: number) => new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" }).format(minor / 100);
    const [was, is] = [taken.total, taken.total + 4 * heart.unitPrice];
    expect((await saveBar(ada.page).innerText()).replaceAll(/\s+/gu, " ")).toContain(`${pounds(was)} ${pounds(is)} (+${pounds(is - was)})`);
    expect((await readOrder(ada, taken.id)).total, "nothing is saved by looking").toBe(was);
    await press(ada.page, "Control+s");
    await saveBar(ada.page).waitFor({ state: "detached" });
    await eventually(() => quantityOf(bo.page, nameOf).inputValue(), "10", "Bo reads the new quantity without a reload");
    await bo.page.getByRole("list", { name: "Timeline" }).getByRole("listitem").first().getByText("Ada Hartley changed the lines").waitFor();

    await ada.page.getByRole("button", { name: "Send for fulfilment" }).click();
    await ada.page.getByRole("dialog").getByRole("button", { name: "Send for fulfilment" }).click();
    await bo.page.getByText(/^Sent for fulfilment by Ada Hartley at .* are locked\.$/u).waitFor();
    await bo.page.getByRole("combobox", { name: "Add a product" }).waitFor({ state: "detached" });
    expect(await quantityOf(bo.page, nameOf).count(), "quantities are text now").toBe(0);
    const sent = await readOrder(bo, taken.id);
    expect(sent).toMatchObject({ total: is, version: 3 });
    expect(sent.sentAt).not.toBeNull();
    for (const seat of [ada, bo]) nothingWentWrong(seat);
  });

  it("the pictures of the README show two people at work, in light, in dark and on a phone [RUN.40]", async () => {
    const { statuses } = v.parse(Lookups, await (await ada.context.request.get("/api/v1/bettertools/lookups", { headers: ALONE })).json());
    const status = (name: string) => statuses.find((s) => s.name === name)?.id ?? "";
    const save = async (seat: Seat, id: string, edit: OrderEdit) => {
      const { version } = await readOrder(seat, id);
      const answer = await seat.context.request.patch(`/api/v1/bettertools/orders/${id}`, { data: { version, edit }, headers: { ...ALONE, Origin: stack.url, "Idempotency-Key": crypto.randomUUID() } });
      expect(answer.status(), await answer.text()).toBe(200);
    };
    /** A colleague changes the status of the third order again and again, until the mark is in the picture. */
    const marked = (viewer: Seat, colleague: Seat, row: OrderRow): Moment => ({
      async begin() {
        const mark = markBy(viewer, colleague, row.number, "status");
        const { statusId } = await readOrder(colleague, row.id);
        await save(colleague, row.id, { statusId: status(statusId === status("Approved") ? "Processing" : "Approved") });
        await mark;
      },
      lasts: async () => (await cell(viewer.page, row.number, "status").getByRole("img", { name: colleague.name }).count()) === 1,
    });
    for (const seat of [ada, bo]) await seat.page.goto(`${ORG}/orders?quick=unfulfilled`);
    const rows = await showsWhatIsListed(ada);
    await showsWhatIsListed(bo);
    const [, , third, , , sixth] = rows;
    const opened = rows.find((r) => r.lineCount > 5 && r.lineCount < 9 && r.company !== "");
    if (!third || !sixth || !opened) throw new Error("the demo has no such orders");

    for (const [viewer, colleague, name] of [[ada, bo, "grid-two-people-light.png"], [bo, ada, "grid-two-people-dark.png"]] as const) {
      await viewer.page.reload();
      await isLive(viewer.page);
      await isLive(colleague.page);
      await cell(colleague.page, sixth.number, "csr").dblclick();
      await cell(viewer.page, sixth.number, "csr").getByRole("img", { name: `${colleague.name}, editing this` }).waitFor();
      await picture(viewer.page, name, marked(viewer, colleague, third));
      await press(colleague.page, "Escape");
    }
    const phone = await takeSeat(chrome, guest("Priya Raman"), { url: stack.url, width: 390 });
    await phone.page.goto(`${ORG}/orders?quick=unfulfilled`);
    await isLive(phone.page);
    await picture(phone.page, "grid-phone.png", marked(phone, bo, third));
    nothingWentWrong(phone, ["401 GET /api/v1/me"]);
    await phone.context.close();

    await save(bo, opened.id, { statusId: status("Approved"), comment: "Stock counted, all on the shelf." });
    await save(ada, opened.id, { reference: "PO 20731" });
    for (const seat of [ada, bo]) {
      await seat.page.goto(`${ORG}/orders/${opened.id}`);
      await seat.page.getByRole("list", { name: "Timeline" }).getByRole("listitem").first().waitFor();
      await isLive(seat.page);
    }
    const quantity = ada.page.getByRole("textbox", { name: /^Quantity of / }).nth(1);
    await quantity.fill(String(Number(await quantity.inputValue()) + 12));
    await bo.page.getByLabel("Note").focus();
    await ada.page.locator('[data-field="note"]').getByRole("img", { name: "Bo Lindqvist, editing: Note" }).waitFor();
    await picture(ada.page, "order-light.png");
    await bo.page.getByRole("table", { name: "Lines" }).getByRole("img", { name: /^Ada Hartley/u }).waitFor();
    await picture(bo.page, "order-dark.png");
    await ada.page.getByRole("button", { name: "Discard" }).click();
    for (const seat of [ada, bo]) nothingWentWrong(seat);
  });

  it("the pictures of the README show groups, a bulk action and the palette, in light and in dark [RUN.40]", async () => {
    await listPictures(ada, `${ORG}/orders`, "light");
    await listPictures(bo, `${ORG}/orders`, "dark");
    for (const seat of [ada, bo]) expect(await seat.page.getByRole("dialog").count()).toBe(0);
  });

  it("Ada imports a day of real invoices; orders, lines and money are those of the file, Bo sees the job and the orders arrive [X1.1, X2.3, X6.1, N7.40]", async () => {
    const csv = realDay();
    const expected = expectedOf(csv);
    const before = Number((await listed(bo, "")).count);
    await bo.page.goto(`${ORG}/orders`);
    await bo.page.getByText(`${before} orders`, { exact: true }).waitFor();
    await isLive(bo.page);
    await ada.page.goto(`${ORG}/orders`);
    await ada.page.getByRole("link", { name: "Import", exact: true }).click();
    await ada.page.getByRole("heading", { level: 1, name: "Imports" }).waitFor();
    await give(ada.page, "2010-12-22.csv", csv);
    await ada.page.getByText("8 columns, all imported").waitFor();
    await ada.page.locator("button:not([aria-disabled])", { hasText: "Start import" }).waitFor();
    await picture(ada.page, "import-light.png");
    expect((await listed(bo, "")).count, "nothing is written by looking").toBe(before);
    await start(ada.page);
    expect(await countsOf(ada.page)).toEqual({ orders: expected.orders, lines: expected.lines, unchanged: 0, rejected: expected.rejected });

    await bo.page.getByText(`${before + expected.orders} orders`, { exact: true }).waitFor();
    const { rows, count } = await listed(bo, "?placed=2010-12-22..2010-12-22");
    const sums = { orders: count, lines: rows.reduce((sum, r) => sum + r.lineCount, 0), pence: rows.reduce((sum, r) => sum + r.total, 0) };
    expect(sums).toEqual({ orders: expected.orders, lines: expected.lines, pence: expected.pence });
    await bo.page.goto(`${ORG}/imports`);
    await bo.page.getByRole("row", { name: /2010-12-22\.csv/u }).getByText("Done").waitFor();
    for (const seat of [ada, bo]) nothingWentWrong(seat);
  });

  it("Priya, who works for both, switches to BetterFixings and back without a reload, and nothing of the one stands at the other's address [S2.2, S2.20, S2.40]", async () => {
    const priya = await takeSeat(chrome, guest("Priya Raman"), { url: stack.url });
    await watchBelongings(priya.context, { bettertools: ["BT00"], betterfixings: ["BF00"] });
    await priya.page.goto(`${ORG}/orders`);
    await showsWhatIsListed(priya);
    const { born } = await watched(priya.page);
    for (const [name, slug, prefix] of [["BetterFixings", "betterfixings", "BF"], ["BetterTools", "bettertools", "BT"]] as const) {
      await priya.page.getByRole("button", { name: "switch the organization" }).click();
      await priya.page.getByRole("menuitemcheckbox", { name }).click();
      await priya.page.waitForURL(`**/o/${slug}/orders`);
      await expect.poll(() => numbers(priya.page), patient).toContainEqual(expect.stringMatching(new RegExp(`^${prefix}\\d{7}$`, "u")));
      await isLive(priya.page);
    }
    const { leaks, seen, born: still } = await watched(priya.page);
    expect(leaks).toEqual([]);
    expect(seen).toEqual(["betterfixings", "bettertools"]);
    expect(still, "nothing reloaded").toBe(born);
    await bo.page.goto(`${ORG}/orders`);
    await bo.page.getByRole("list", { name: "Here now" }).getByRole("img", { name: "Priya Raman" }).waitFor();
    nothingWentWrong(priya, ["401 GET /api/v1/me"]);
    await priya.context.close();
    for (const seat of [ada, bo]) {
      nothingWentWrong(seat);
      await seat.context.close();
    }
  });
});
