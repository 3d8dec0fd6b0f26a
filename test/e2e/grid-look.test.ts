import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { browser } from "../harness/browser.ts";
import { openPage } from "../web/browser-page.ts";
import { newGridDesk, rows } from "./grid-desk.ts";
import type { GridDesk } from "./grid-desk.ts";
import { isLive } from "./order-desk.ts";

let desk: GridDesk;
let chrome: Browser;

beforeAll(async () => {
  chrome = await browser();
  desk = await newGridDesk(chrome, 60);
  await desk.place([
    { statusId: desk.status("Awaiting Customer Feedback"), tags: ["gift", "fragile", "third-visit"], placedAt: Date.UTC(2010, 11, 22, 14, 30), total: 250_000_000_000, fee: 250_000_000_000 },
    { statusId: desk.status("Awaiting Customer Feedback"), tags: ["gift", "fragile", "third-visit"], total: 250_000_000_000, fee: 250_000_000_000 },
  ]);
});
afterAll(() => chrome.close());

const scroller = '[role="grid"]';

describe("the list as one sees it", () => {
  it("counts a short result that the server did not count [L6.86]", async () => {
    const { page, context } = await openPage(chrome, { url: desk.tenant.stack.url, person: desk.tenant.people.csr });
    const Answer = v.looseObject({ count: v.nullable(v.number()) });
    await page.route(/\/orders\?.*limit=100/u, async (route) => route.fulfill({ json: { ...v.parse(Answer, await (await route.fetch()).json()), count: null } }));
    await page.goto(`/o/${desk.tenant.slug}/orders?text=buyer12`);
    await isLive(page);
    await rows(page).first().waitFor();
    await page.getByText("1 order", { exact: true }).waitFor();
    expect(await page.locator(scroller).getAttribute("aria-rowcount")).toBe("2");
    await context.close();
  });
});
