import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import * as v from "valibot";
import { loadLookups } from "../../../db/lookups.ts";
import { formatMoney } from "../../../domain/money.ts";
import { OrderRow } from "../../../domain/order.ts";
import type { Tenant, TestPerson } from "../../harness/tenant.ts";
import { openPage } from "../../web/browser-page.ts";
import { equal } from "./digest.ts";
import type { GridRecord } from "./history.ts";

const COLUMNS = ["number", "status", "total", "reference"] as const;
const PATIENCE_MS = 20_000;
const Answer = v.object({ rows: v.array(OrderRow) });

/** Somebody who looks at the list in a real browser while everything happens, and touches nothing. */
export class GridWitness {
  readonly #page: Page;
  readonly #who: string;
  readonly #tenant: Tenant;
  readonly #query: string;

  private constructor(page: Page, who: string, tenant: Tenant, query: string) {
    this.#page = page;
    this.#who = who;
    this.#tenant = tenant;
    this.#query = query;
  }

  static async open(chrome: Browser, tenant: Tenant, person: TestPerson, query: string): Promise<GridWitness> {
    const { page } = await openPage(chrome, { url: tenant.stack.url, person });
    page.setDefaultTimeout(30_000);
    await page.goto(`/o/${tenant.slug}/orders${query}`);
    await page.locator('[data-row^="ord_"]').first().waitFor();
    return new GridWitness(page, `${person.name} at ${query || "all"}`, tenant, query);
  }

  /** What it shows once it has come to rest; what it should show is what the list answers. */
  async record(): Promise<GridRecord> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      // New orders above wait until they are asked for.
      const fresh = this.#page.getByRole("button", { name: /^(?:\d+ new|Newer orders)$/u });
      if ((await fresh.count()) > 0) await fresh.first().click({ timeout: 1_000 }).catch(() => undefined);
      await this.#toTop();
      const shown = await this.#shown();
      const stored = (await this.#stored()).slice(0, shown.length);
      if ((shown.length > 0 && equal(shown, stored)) || Date.now() > deadline) return { who: this.#who, shown, stored };
      await sleep(250);
    }
  }

  /** What came above the rows in sight was made up for by scrolling. */
  #toTop(): Promise<void> {
    return this.#page.evaluate(() => {
      for (let box = document.querySelector('[data-row^="ord_"]')?.parentElement; box; box = box.parentElement) box.scrollTop = 0;
    });
  }

  /** From the first row on, as far as they stand one below the other: a row that has the focus is drawn also where it is out of sight. */
  #shown(): Promise<Record<string, string>[]> {
    return this.#page.evaluate(
      (columns) => {
        const drawn = [...document.querySelectorAll<HTMLElement>('[data-row^="ord_"]')].map((row) => ({ row, top: row.getBoundingClientRect().top })).sort((a, b) => a.top - b.top);
        const apart = drawn.findIndex(({ top }, i) => i > 0 && top - (drawn[i - 1]?.top ?? top) > (drawn[i - 1]?.row.offsetHeight ?? 0) + 1);
        return drawn.slice(0, apart === -1 ? drawn.length : apart).map(({ row }) =>
          Object.fromEntries(columns.map((c) => [c, row.querySelector(`[data-col="${c}"] [title], [data-col="${c}"]:not(:has([title]))`)?.textContent?.trim() ?? ""])),
        );
      },
      [...COLUMNS],
    );
  }

  async #stored(): Promise<Record<string, string>[]> {
    const { organization, statuses } = await loadLookups(this.#tenant.db);
    const answer = await this.#tenant.people.viewer.call(`orders${this.#query}${this.#query === "" ? "?" : "&"}limit=100`);
    const { rows } = v.parse(Answer, await answer.json());
    return rows.map((row) => ({
      number: row.number,
      status: statuses.find((s) => s.id === row.statusId)?.name ?? "",
      total: formatMoney(row.total, organization.currency, organization.locale),
      reference: row.reference,
    }));
  }
}
