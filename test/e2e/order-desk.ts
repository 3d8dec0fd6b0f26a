import type { Browser, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import * as v from "valibot";
import { Change } from "../../domain/change.ts";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { Order } from "../../domain/order.ts";
import { OrderAnswer, SavedAnswer } from "../harness/orders.ts";
import type { Shop } from "../harness/orders.ts";
import type { Tenant, TestPerson } from "../harness/tenant.ts";
import { openPage } from "../web/browser-page.ts";
import type { PageOptions, TestPage } from "../web/browser-page.ts";

/** A desk at which people work: an organization with products and a customer, and one browser. */
export interface Desk {
  readonly tenant: Tenant;
  readonly shop: Shop;
  readonly chrome: Browser;
}

/** Opens `/o/:org` + path as a person in a browser of their own. The caller closes the context. */
export async function open(desk: Desk, person: TestPerson, path: string, options: Partial<PageOptions> = {}): Promise<TestPage> {
  const opened = await openPage(desk.chrome, { url: desk.tenant.stack.url, person, ...options });
  opened.page.setDefaultTimeout(15_000);
  await opened.page.goto(`/o/${desk.tenant.slug}${path}`);
  return opened;
}

/** Opens an order and waits until it is drawn and live. */
export async function openOrder(desk: Desk, person: TestPerson, order: Pick<Order, "id" | "number">, options: Partial<PageOptions> = {}): Promise<TestPage> {
  const opened = await open(desk, person, `/orders/${order.id}`, options);
  await opened.page.getByRole("heading", { level: 1, name: order.number }).waitFor();
  await isLive(opened.page);
  await opened.page.getByRole("list", { name: "Timeline" }).getByRole("listitem").first().waitFor();
  return opened;
}

/** Waits until the frame says that the page hears of everything. */
export async function isLive(page: Page): Promise<void> {
  await page.locator("[data-color=green]", { hasText: "Live" }).first().waitFor({ state: "attached" });
}

export async function readOrder(desk: Desk, id: string): Promise<Order> {
  const answer = await desk.tenant.people.csr.call(`orders/${id}`);
  return v.parse(OrderAnswer, await answer.json()).order;
}

export async function readTimeline(desk: Desk, id: string): Promise<readonly Change[]> {
  const answer = await desk.tenant.people.csr.call(`orders/${id}/timeline`);
  return v.parse(v.object({ items: v.array(Change) }), await answer.json()).items;
}

/** A colleague saves by the API, from the version that stands. */
export async function save(desk: Desk, person: TestPerson, id: string, edit: OrderEdit): Promise<Order> {
  const { version } = await readOrder(desk, id);
  const answer = await person.call(`orders/${id}`, { method: "PATCH", body: { version, edit } });
  return v.parse(SavedAnswer, await answer.json()).order;
}

export function quantityOf(page: Page, name: string): Locator {
  return page.getByLabel(`Quantity of ${name}`);
}

export function textbox(page: Page, name: string): Locator {
  return page.getByRole("textbox", { name });
}

export function saveBar(page: Page): Locator {
  // Not by its role, which a modal dialog over the page takes away.
  return page.locator('section[aria-label="Unsaved changes"]');
}

export async function focusedLabel(page: Page): Promise<string> {
  return page.evaluate(() => {
    const active = document.activeElement;
    return active?.getAttribute("aria-label") ?? (active instanceof HTMLInputElement ? (active.labels?.[0]?.textContent ?? "") : "");
  });
}

/** Waits for what a page shows a moment later. */
export async function eventually<T>(read: () => Promise<T>, expected: T): Promise<void> {
  await expect.poll(read, { timeout: 10_000, interval: 50 }).toEqual(expected);
}
