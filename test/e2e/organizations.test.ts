import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { insertMember } from "../../db/member.ts";
import { Customer } from "../../domain/customer.ts";
import type { Order } from "../../domain/order.ts";
import { browser } from "../harness/browser.ts";
import { newShop } from "../harness/orders.ts";
import { typeInto } from "../harness/pages.ts";
import { neverAborts, slowAnswers, watchBelongings, watched } from "../harness/pages-watch.ts";
import { newTenant } from "../harness/tenant.ts";
import type { Tenant, TestPerson } from "../harness/tenant.ts";
import { openPage } from "../web/browser-page.ts";
import { cell, numbers, rows } from "./grid-desk.ts";
import { holdSaves, indicator, openPanel, typeReference, waitingMark } from "./offline-desk.ts";
import { eventually, isLive } from "./order-desk.ts";

interface Side {
  readonly tenant: Tenant;
  readonly name: string;
  /** What nobody else has. */
  readonly own: readonly string[];
  readonly orders: readonly Order[];
  place(): Promise<Order>;
}

let chrome: Browser;
let north: Side;
let south: Side;
/** Answers the phone for both. */
let both: TestPerson;

beforeAll(async () => {
  chrome = await browser();
  north = await newSide("Northquay Tools", "NQ", ["Norbert Northwick", "Nella Northam"]);
  south = await newSide("Southquay Fixings", "SQ", ["Selma Southgate", "Silas Southwell"]);
  both = await north.tenant.addPerson("csr", "Bea Twofold");
  await north.tenant.control.batch([insertMember(south.tenant.orgId, both.id, "csr", Date.now())]);
});
afterAll(() => chrome.close());

const ORDERS = 12;

async function newSide(name: string, numberPrefix: string, customers: readonly string[]): Promise<Side> {
  const tenant = await newTenant({ name, numberPrefix });
  const shop = await newShop(tenant);
  const { csr } = tenant.people;
  const ids = await Promise.all(
    customers.map(async (customer) => {
      const answer = await csr.call("customers", { method: "POST", body: { name: customer, email: `${customer.split(" ")[1]?.toLowerCase()}@example.com`, phone: "", company: "" } });
      return v.parse(v.object({ customer: Customer }), await answer.json()).customer.id;
    }),
  );
  let placed = 0;
  const place = () => shop.place({ customerId: ids[placed++ % ids.length] ?? "", reference: `ref ${numberPrefix}` });
  const orders: Order[] = [];
  for (let i = 0; i < ORDERS; i++) {
    // One after the other: their numbers follow the order in which they are placed.
    // oxlint-disable-next-line no-await-in-loop
    orders.push(await place());
  }
  return { tenant, name, orders, place, own: [`${numberPrefix}00`, `ref ${numberPrefix}`, ...customers.flatMap((c) => [c, `${c.split(" ")[1]?.toLowerCase()}@`]), csr.email, csr.id, tenant.orgId] };
}

const belongings = () => ({ [north.tenant.slug]: north.own, [south.tenant.slug]: south.own });

async function switchTo(page: Page, side: Side): Promise<void> {
  await page.getByRole("button", { name: "switch the organization" }).click();
  await page.getByRole("menuitemcheckbox", { name: side.name }).click();
  await page.waitForURL(`**/o/${side.tenant.slug}/orders`);
}

/** The list of this organization, whole and live. */
async function showsOrdersOf(page: Page, side: Side): Promise<void> {
  const prefix = side.orders[0]?.number.slice(0, 2) ?? "";
  await expect.poll(() => numbers(page), { timeout: 30_000 }).toContainEqual(expect.stringMatching(new RegExp(`^${prefix}\\d{7}$`, "u")));
  await isLive(page);
}

/** A colleague places an order there; resolves when the page shows it, so that all that came before has been dealt with. */
async function hearsOf(page: Page, side: Side): Promise<void> {
  const { number } = await side.place();
  const pill = page.getByRole("button", { name: /^\d+ new$/u });
  await pill.or(page.getByRole("link", { name: number })).first().waitFor();
  if (await pill.isVisible()) await pill.click();
  await page.getByRole("link", { name: number, exact: true }).waitFor();
}

describe.each([
  ["while the old one's requests are given up", false],
  ["in a browser that carries each request to its end", true],
] as const)("a person of two organizations, %s", (_, stubborn) => {
  it("switches to and fro during slow answers, and nothing of the one stands at the other's address for even one mutation [S2.20, S2.40]", async () => {
    const { context, page, complaints } = await openPage(chrome, { url: north.tenant.stack.url, person: both });
    await watchBelongings(context, belongings());
    if (stubborn) await neverAborts(context);
    await page.goto(`/o/${north.tenant.slug}/orders`);
    await showsOrdersOf(page, north);
    const { born } = await watched(page);

    // The list and its counts are asked for, and answered only after the other organization is on screen.
    const lateList = await slowAnswers(page, north.tenant.slug);
    await page.getByRole("searchbox").fill("northwick");
    await expect.poll(lateList.held, { timeout: 30_000 }).toContainEqual(expect.stringContaining("northwick"));
    await switchTo(page, south);
    await showsOrdersOf(page, south);
    await lateList.release();
    await north.place();
    await hearsOf(page, south);
    expect(await numbers(page)).toEqual((await numbers(page)).filter((n) => n.startsWith("SQ")));
    expect(await page.getByRole("searchbox").inputValue()).toBe("");

    // An order with its history, the other way.
    const lateOrder = await slowAnswers(page, south.tenant.slug);
    await rows(page).first().getByRole("link").click();
    await expect.poll(lateOrder.held, { timeout: 30_000 }).toContainEqual(expect.stringContaining("/timeline"));
    await switchTo(page, north);
    await showsOrdersOf(page, north);
    await lateOrder.release();
    await south.place();
    await hearsOf(page, north);

    // To and fro without waiting for anything to arrive.
    const lateBoth = [await slowAnswers(page, north.tenant.slug), await slowAnswers(page, south.tenant.slug)];
    for (const side of [south, north, south, north, south]) await switchTo(page, side);
    await Promise.all(lateBoth.map((late) => late.release()));
    await showsOrdersOf(page, south);
    await north.place();
    await hearsOf(page, south);

    const after = await watched(page);
    expect(after.leaks, "what stood at an address where it does not belong").toEqual([]);
    expect(after.seen, "the watch must have seen both where they belong").toEqual([north.tenant.slug, south.tenant.slug].sort());
    expect(after.born, "nothing may have reloaded").toBe(born);
    expect(await page.title()).toContain(south.name);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

it("edits that are still under way, or wait their turn, when their author switches are saved, and show nowhere else [N3.41, S2.40]", async () => {
  const { context, page, complaints } = await openPage(chrome, { url: north.tenant.stack.url, person: both });
  await watchBelongings(context, belongings());
  await page.goto(`/o/${north.tenant.slug}/orders`);
  await showsOrdersOf(page, north);
  const [target] = north.orders;
  if (!target) throw new Error("no order");
  const gate = Promise.withResolvers<void>();
  const sent = Promise.withResolvers<void>();
  await page.route(`**/orders/${target.id}`, async (route) => {
    sent.resolve();
    await gate.promise;
    await route.continue();
  });
  await typeInto(cell(page, target.number, "reference"), "ref NQ on the way");
  await page.keyboard.press("Enter");
  await sent.promise;
  // The next one waits its turn behind it.
  await typeInto(cell(page, target.number, "tags"), "waiting");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await switchTo(page, south);
  await showsOrdersOf(page, south);
  gate.resolve();

  const saved = async () => v.parse(v.object({ order: v.object({ reference: v.string(), tags: v.array(v.string()) }) }), await (await both.call(`orders/${target.id}`)).json()).order;
  await expect.poll(saved, { timeout: 30_000 }).toEqual({ reference: "ref NQ on the way", tags: ["waiting"] });
  await hearsOf(page, south);
  expect((await watched(page)).leaks).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

it("two tabs of one browser work in two organizations side by side: each shows, hears and saves its own only [S2.2, S2.21, S2.41]", async () => {
  const { context, page: left, complaints } = await openPage(chrome, { url: north.tenant.stack.url, person: both });
  await watchBelongings(context, belongings());
  const right = await context.newPage();
  right.on("pageerror", (error) => complaints.push(error.message));
  await left.goto(`/o/${north.tenant.slug}/orders`);
  await right.goto(`/o/${south.tenant.slug}/orders`);
  await showsOrdersOf(left, north);
  await showsOrdersOf(right, south);

  const [northern, southern] = [await north.place(), await south.place()];
  await left.getByRole("link", { name: northern.number, exact: true }).or(left.getByRole("button", { name: /new$/u })).first().waitFor();
  await right.getByRole("link", { name: southern.number, exact: true }).or(right.getByRole("button", { name: /new$/u })).first().waitFor();

  // Each edits an order of its own; a colleague of each sees who it was.
  for (const [tab, side] of [[left, north], [right, south]] as const) {
    const target = side.orders.at(-1);
    if (!target) throw new Error("no order");
    const colleague = await openPage(chrome, { url: north.tenant.stack.url, person: side.tenant.people.csr2 });
    await colleague.page.goto(`/o/${side.tenant.slug}/orders`);
    await showsOrdersOf(colleague.page, side);
    await tab.goto(`/o/${side.tenant.slug}/orders/${target.id}`);
    await tab.getByLabel("Reference").fill(`ref ${target.number}`);
    await tab.keyboard.press("Control+s");
    await eventually(() => colleague.page.getByText(`ref ${target.number}`, { exact: true }).count(), 1);
    expect(await colleague.page.getByRole("list", { name: /here/iu }).getByRole("img", { name: /Bea Twofold/u }).count()).toBe(1);
    await colleague.context.close();
  }
  await left.goBack();
  await showsOrdersOf(left, north);
  await right.goBack();
  await showsOrdersOf(right, south);
  await right.reload();
  await showsOrdersOf(right, south);

  for (const [tab, side] of [[left, north], [right, south]] as const) {
    const { leaks, seen } = await watched(tab);
    expect(leaks).toEqual([]);
    expect(seen).toEqual([side.tenant.slug]);
  }
  expect(complaints).toEqual([]);
  await context.close();
});

describe("an edit that waits for an organization that is not on screen", () => {
  it("is in reach of its author when their membership was taken away there [N4.33]", async () => {
    const person = await north.tenant.addPerson("csr", "Cas Leaver");
    await north.tenant.control.batch([insertMember(south.tenant.orgId, person.id, "csr", Date.now())]);
    const { context, page } = await openPage(chrome, { url: north.tenant.stack.url, person });
    await page.goto(`/o/${north.tenant.slug}/orders`);
    await showsOrdersOf(page, north);
    const [number = ""] = await numbers(page);
    const saves = await holdSaves(context);
    await typeReference(page, number, "left behind");
    await waitingMark(page, number).waitFor();
    await switchTo(page, south);
    await showsOrdersOf(page, south);
    expect((await north.tenant.people.admin.call(`members/${person.id}`, { method: "DELETE" })).ok).toBe(true);
    await saves.release(page);
    await indicator(page).filter({ hasText: "Live · 1 edit not saved" }).waitFor();
    await (await openPanel(page)).getByText("left behind").waitFor();
    await context.close();
  });
});
