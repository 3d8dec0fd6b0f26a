import type { Browser, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import * as v from "valibot";
import { commit } from "../../db/commit.ts";
import { loadLookups } from "../../db/lookups.ts";
import { insertOrderWrites } from "../../db/order-write.ts";
import { loggedRow } from "../../db/order.ts";
import { newId } from "../../domain/ids.ts";
import { orderNumber } from "../../domain/organization.ts";
import type { OrderEdit } from "../../domain/order-edit.ts";
import { OrderRow } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { dayOf } from "../../domain/zoned-day.ts";
import { anOrder } from "../domain/order-fixture.ts";
import { newTenant } from "../harness/tenant.ts";
import type { Tenant, TestPerson } from "../harness/tenant.ts";
import { openPage } from "../web/browser-page.ts";
import type { PageOptions, TestPage } from "../web/browser-page.ts";
import { isLive } from "./order-desk.ts";

export interface GridDesk {
  readonly tenant: Tenant;
  readonly chrome: Browser;
  /** Id of a status by its name. */
  readonly status: (name: string) => string;
  /** Places orders, the newest last. */
  readonly place: (orders: readonly Partial<Order>[]) => Promise<readonly Order[]>;
}

const FIRST = ["Ada", "Bea", "Cem", "Dee", "Eli", "Fay", "Gil", "Hal", "Ida", "Jon"];
const LAST = ["Abbott", "Brandt", "Castle", "Duarte", "Eriksen", "Fontaine", "Grieg", "Hollis", "Ivers", "Jansen"];
const STATUSES = ["Pending", "Approved", "Processing", "Ready To Dispatch", "Dispatched", "Delivered", "Awaiting Approval", "Incomplete"];
const MINUTE = 60_000;

/** An organization with as many orders, ten minutes apart, written the way the product writes them. */
export async function newGridDesk(chrome: Browser, orders: number): Promise<GridDesk> {
  const tenant = await newTenant();
  const lookups = await loadLookups(tenant.db);
  const found = (name: string) => {
    const status = lookups.statuses.find((s) => s.name === name);
    if (!status) throw new Error(`no status ${name}`);
    return status;
  };
  let placed = 0;

  async function place(wanted: readonly Partial<Order>[]): Promise<readonly Order[]> {
    const all = wanted.map((over, i): Order => {
      const n = ++placed;
      const placedAt = over.placedAt ?? Date.now() - (wanted.length - i) * 10 * MINUTE;
      const status = over.statusId === undefined ? found(STATUSES[n % STATUSES.length] ?? "Pending") : (lookups.statuses.find((s) => s.id === over.statusId) ?? found("Pending"));
      return anOrder({
        id: newId("ord", placedAt),
        number: orderNumber("TT", n),
        version: 1,
        placedDay: dayOf(placedAt, "Europe/London"),
        customerName: `${FIRST[n % 10]} ${LAST[Math.floor(n / 10) % 10]}`,
        customerEmail: `buyer${n}@example.com`,
        channelId: lookups.channels[n % lookups.channels.length]?.id ?? "",
        fee: (n % 97) * 100,
        csrId: n % 3 === 0 ? tenant.people.csr.id : null,
        tags: n % 9 === 0 ? ["gift"] : [],
        ...over,
        placedAt,
        statusId: status.id,
        stage: status.stage,
      });
    });
    for (let from = 0; from < all.length; from += 20) {
      const some = all.slice(from, from + 20);
      // One after the other: the numbers are allocated in this order.
      // oxlint-disable-next-line no-await-in-loop
      await commit(tenant.db, {
        key: newId("key"),
        fingerprint: "place",
        actor: { kind: "system", id: "test", name: "Test" },
        cause: { kind: "request", id: "place" },
        at: Date.now(),
        writes: some.flatMap((o) => insertOrderWrites(o, "TT")),
        changes: some.map((o) => ({ kind: "order.created", entity: "order", entityId: o.id, version: 1, patch: {}, row: loggedRow(o), comment: "" })),
        result: {},
      });
    }
    return all;
  }

  await place(Array.from({ length: orders }, () => ({})));
  return { tenant, chrome, status: (name) => found(name).id, place };
}

/** Opens the list as a person, and waits until its rows are drawn and live. */
export async function openGrid(desk: GridDesk, person: TestPerson, query = "", options: Partial<PageOptions> = {}): Promise<TestPage> {
  const opened = await openPage(desk.chrome, { url: desk.tenant.stack.url, person, ...options });
  await opened.page.goto(`/o/${desk.tenant.slug}/orders${query}`);
  await isLive(opened.page);
  await rows(opened.page).first().waitFor();
  return opened;
}

export function rows(page: Page): Locator {
  return page.locator('[role="row"][data-row^="ord_"]');
}
export function rowOf(page: Page, number: string): Locator {
  return rows(page).filter({ hasText: number });
}
export function cell(page: Page, number: string, column: string): Locator {
  return rowOf(page, number).locator(`[data-col="${column}"]`);
}

/** Order numbers in sight, from above. */
export async function numbers(page: Page): Promise<string[]> {
  return page.locator('[data-row^="ord_"] [data-col="number"] a').allTextContents();
}

const Answer = v.object({ rows: v.array(OrderRow), count: v.nullable(v.number()) });

/** What the API lists for the same address. */
export async function listed(desk: GridDesk, query = "", limit = 200): Promise<v.InferOutput<typeof Answer>> {
  const answer = await desk.tenant.people.csr.call(`orders${query}${query === "" ? "?" : "&"}limit=${limit}`);
  return v.parse(Answer, await answer.json());
}

export async function rowByNumber(desk: GridDesk, number: string): Promise<OrderRow> {
  const { rows: found } = await listed(desk, `?number=${number}`);
  const row = found.find((r) => r.number === number);
  if (!row) throw new Error(`no order ${number}`);
  return row;
}

/** A colleague saves by the API. */
export async function edit(desk: GridDesk, person: TestPerson, number: string, change: OrderEdit): Promise<void> {
  const { id, version } = await rowByNumber(desk, number);
  const answer = await person.call(`orders/${id}`, { method: "PATCH", body: { version, edit: change } });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Where the keyboard is: order number and column. */
export function standsOn(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement?.closest("[data-col]");
    const row = at?.closest("[data-row]");
    return `${row?.querySelector('[data-col="number"] a')?.textContent ?? row?.getAttribute("data-row") ?? "nowhere"} ${at?.getAttribute("data-col") ?? ""}`;
  });
}

/** Puts the keyboard on a cell without touching the mouse. */
export async function goTo(page: Page, row: number, column: string): Promise<void> {
  await page.getByRole("searchbox").focus();
  await page.keyboard.press("ArrowDown");
  for (let i = 0; i < row; i++) await page.keyboard.press("ArrowDown");
  for (let i = 0; i < 20 && !(await standsOn(page)).endsWith(` ${column}`); i++) await page.keyboard.press("ArrowRight");
}

/** Pixels of a row's upper edge from that of the window. */
export async function topOf(page: Page, number: string): Promise<number | undefined> {
  return (await rowOf(page, number).boundingBox())?.y;
}

export async function eventually<T>(read: () => Promise<T> | T, expected: T): Promise<void> {
  await expect.poll(read, { timeout: 10_000, interval: 50 }).toEqual(expected);
}
