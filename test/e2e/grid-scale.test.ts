import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBusyDesk } from "../bench/busy-desk.ts";
import type { BusyDesk } from "../bench/busy-desk.ts";
import { BENCH_ORG } from "../bench/fixture.ts";
import { longTasksBySecond, median, scrollOn } from "../bench/grid-watch.ts";
import { browser } from "../harness/browser.ts";
import { openPage } from "../web/browser-page.ts";
import { isLive } from "./order-desk.ts";

const ORDERS = 100_000;
const PER_SECOND = 500;
const WATCHED_MS = 7_000;

describe("a grid of a hundred thousand orders", () => {
  let desk: BusyDesk;
  let chrome: Browser;
  let page: Page;
  let context: BrowserContext;
  const frames = new Map<string, { count: number; bytes: number }>();
  let windows: number[] = [];

  beforeAll(async () => {
    [desk, chrome] = await Promise.all([openBusyDesk(ORDERS), browser()]);
    ({ page, context } = await openPage(chrome, { url: desk.stage.stack.url, person: desk.person }));
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => {
        const type = /^\{"type":"(\w+)"/u.exec(String(payload))?.[1] ?? "";
        const seen = frames.get(type) ?? { count: 0, bytes: 0 };
        frames.set(type, { count: seen.count + 1, bytes: seen.bytes + payload.length });
      });
    });
    page.on("request", (request) => {
      if (request.url().includes("/orders?")) windows.push(performance.now());
    });
    await page.goto(`/o/${BENCH_ORG.slug}/orders`);
    await page.locator('[data-row^="ord_"]').first().waitFor();
    await isLive(page);
  });
  afterAll(async () => {
    await context.close();
    await chrome.close();
    await desk.stage.stop();
  });

  it.each(["items", "ranges"] as const)("is scrolled without a long task in the median second while five hundred changes a second arrive, as %s [N7.21]", async (told) => {
    frames.clear();
    const seconds = await longTasksBySecond(page, async () => {
      const until = AbortSignal.timeout(WATCHED_MS);
      await Promise.all([desk.change(told, PER_SECOND, until), scrollOn(page, until)]);
    });
    expect(median(seconds)).toBe(0);
    expect(frames.get(told === "items" ? "changes" : "range")?.count).toBeGreaterThan(5);
  });

  it("hears of a job that changes half of them in a few small frames, and reads what is in sight again no more than once a second [N7.21, N7.22]", async () => {
    frames.clear();
    windows = [];
    const began = performance.now();
    const seconds = await longTasksBySecond(page, () => desk.job(ORDERS / 2));
    const took = (performance.now() - began) / 1_000;
    expect(median(seconds)).toBe(0);
    expect(frames.get("changes")).toBeUndefined();
    expect(frames.get("range")?.count).toBeLessThanOrEqual(ORDERS / 2 / 1_000);
    expect(frames.get("range")?.bytes).toBeLessThan(10_000);
    // What is in sight, a window before and one after it, and the count.
    expect(windows.length).toBeLessThanOrEqual(4 * (took + 1));
    // The rows are as the job left them.
    await expect.poll(() => page.locator('[data-row^="ord_"] [data-col="reference"]').allTextContents(), { timeout: 10_000 }).toSatisfy((texts: string[]) => texts.every((text) => text === "job"));
  });
});
