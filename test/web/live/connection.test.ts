import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { longTasks } from "../../bench/grid-watch.ts";
import { browser } from "../../harness/browser.ts";
import { newShop } from "../../harness/orders.ts";
import { openDesk, openStack, seqs } from "../../worker/room/room-harness.ts";
import { openPage } from "../browser-page.ts";
import { becomes, hears, livePage, openLive } from "./live-browser.ts";

describe("the page's connection", () => {
  let stack: Awaited<ReturnType<typeof openStack>>;
  let chrome: Browser;
  beforeAll(async () => {
    [stack, chrome] = await Promise.all([openStack(), browser()]);
  });
  afterAll(async () => {
    await chrome.close();
    await stack[Symbol.asyncDispose]();
  });

  it("hears what a colleague does, and shows who is here and what they do [N1.1, N2.2]", async () => {
    const desk = await openDesk(stack);
    const { page, context } = await livePage(chrome, desk.tenant, desk.tenant.people.csr);
    await openLive(page, desk.tenant.slug);
    await becomes(page, "live");
    const colleague = await desk.listen(desk.tenant.people.csr2);
    colleague.send({ type: "presence", doing: { orderId: "ord_1", field: "note", mode: "editing" } });
    await page.waitForFunction(() => window.told.live.people()[0]?.doing.mode === "editing");
    expect(await page.evaluate(() => window.told.live.people().map((p) => p.name))).toEqual([desk.tenant.people.csr2.name]);
    await page.evaluate(() => {
      for (let i = 0; i < 50; i++) window.told.live.setDoing({ orderId: `ord_${i}`, field: null, mode: "viewing" });
    });
    const seen = () => [...colleague.people.values()].find((p) => p.personId === desk.tenant.people.csr.id)?.doing.orderId;
    await colleague.until(() => seen() === "ord_49", "the last thing done");
    expect(colleague.frames.filter((f) => f.type === "presence").length).toBeLessThan(10);
    await newShop(desk.tenant);
    expect(await hears(page, 1)).toEqual([1]);
    expect(await page.evaluate(() => window.told.statuses.map((s) => s.kind))).toEqual(["connecting", "live"]);
    await context.close();
    await colleague.until(() => colleague.people.size === 1, "the page to leave");
    desk.close();
  });

  it("is made by the organization's page itself, under the page's own content policy [N1.1]", async () => {
    const desk = await openDesk(stack);
    const { page, context } = await openPage(chrome, { url: stack.url, person: desk.tenant.people.csr });
    await page.goto(`/o/${desk.tenant.slug}/orders`);
    await page.getByRole("status").filter({ hasText: /^Live$/u }).first().waitFor({ timeout: 20_000 });
    const colleague = await desk.listen(desk.tenant.people.csr2);
    expect([...colleague.people.values()].some((p) => p.personId === desk.tenant.people.csr.id)).toBe(true);
    await context.close();
    desk.close();
  });

  it("says since when it is lost, comes back by itself, and has missed nothing [N4.1, N5.13]", async () => {
    const desk = await openDesk(stack);
    const { page, context } = await livePage(chrome, desk.tenant, desk.tenant.people.csr);
    await openLive(page, desk.tenant.slug);
    await becomes(page, "live");
    const shop = await newShop(desk.tenant);
    await hears(page, 1);
    const before = Date.now();
    await stack.killWorker();
    await becomes(page, "reconnecting");
    const since = await page.evaluate(() => {
      const last = window.told.statuses.at(-1);
      return last && "since" in last ? last.since : 0;
    });
    expect(Math.abs(since - before)).toBeLessThan(5_000);
    expect(await page.evaluate(() => window.told.live.people())).toEqual([]);
    await sleep(1_500);
    await stack.restartWorker();
    for (let i = 0; i < 3; i++) await shop.place();
    await becomes(page, "live", 20_000);
    expect(await hears(page, 4)).toEqual(seqs(1, 4));
    const kinds = await page.evaluate(() => window.told.statuses.map((s) => ("since" in s ? s.since : s.kind)));
    expect(new Set(kinds.filter((k) => typeof k === "number")).size).toBe(1);
    await context.close();
    desk.close();
  });

  it("knows when the browser is offline, and is back as soon as it is not [N4.1]", async () => {
    const desk = await openDesk(stack);
    const { page, context } = await livePage(chrome, desk.tenant, desk.tenant.people.csr);
    await openLive(page, desk.tenant.slug);
    await becomes(page, "live");
    await context.setOffline(true);
    await becomes(page, "offline");
    await newShop(desk.tenant);
    await sleep(1_000);
    expect(await page.evaluate(() => window.told.changes.length)).toBe(0);
    await context.setOffline(false);
    await becomes(page, "live", 3_000);
    expect(await hears(page, 1)).toEqual([1]);
    await context.close();
    desk.close();
  });

  it("ends when the member is removed, and when the session ended while it was away [N9.1, N9.5]", async () => {
    const desk = await openDesk(stack);
    const [removed, expired] = [await desk.tenant.addPerson("csr"), await desk.tenant.addPerson("csr")];
    const [one, two] = [await livePage(chrome, desk.tenant, removed), await livePage(chrome, desk.tenant, expired)];
    await Promise.all([one, two].map(async ({ page }) => {
      await openLive(page, desk.tenant.slug);
      await becomes(page, "live");
    }));
    expect((await desk.tenant.people.superadmin.call(`members/${removed.id}`, { method: "DELETE" })).status).toBe(204);
    await becomes(one.page, "revoked");
    await stack.killWorker();
    await becomes(two.page, "reconnecting");
    await desk.tenant.control.query("DELETE FROM auth_session WHERE id = :id", { id: expired.sessionId });
    await stack.restartWorker();
    await becomes(two.page, "revoked", 20_000);
    expect(await one.page.evaluate(() => window.told.statuses.length)).toBe(3);
    await Promise.all([one, two].map(({ context }) => context.close()));
    desk.close();
  });

  it("hears the log from the moment at which a window was read, before or while the socket opened [N1.4]", async () => {
    const desk = await openDesk(stack);
    for (let i = 0; i < 10; i++) await desk.commit(1);
    const { page, context } = await livePage(chrome, desk.tenant, desk.tenant.people.csr);
    await page.evaluate((slug) => {
      window.openLive(slug).live.since(7);
    }, desk.tenant.slug);
    expect(await hears(page, 3)).toEqual([8, 9, 10]);
    expect(await page.evaluate(() => window.told.live.since(8)?.map((c) => c.seq))).toEqual([9, 10]);
    expect(await page.evaluate(() => window.told.live.since(6))).toBeNull();
    await page.evaluate(() => window.told.dispose());

    // The answer comes between hello and welcome: the hello said nothing of it.
    await page.evaluate((slug) => {
      let said = false;
      window.WebSocket = class extends WebSocket {
        override send(data: string): void {
          super.send(data);
          if (!said) window.told.live.since(5);
          said = true;
        }
      };
      window.openLive(slug);
    }, desk.tenant.slug);
    expect(await hears(page, 5)).toEqual([6, 7, 8, 9, 10]);
    await desk.room.publish(await desk.commit(1));
    expect(await hears(page, 6)).toEqual([6, 7, 8, 9, 10, 11]);
    await context.close();
    desk.close();
  });

  it("tells a lone change at once, those that follow closely together, and none of them after an answer that they were laid over [N1.4, N1.5]", async () => {
    const desk = await openDesk(stack);
    const { page, context } = await livePage(chrome, desk.tenant, desk.tenant.people.csr);
    await openLive(page, desk.tenant.slug);
    await becomes(page, "live");
    await desk.room.publish(await desk.commit(1));
    await hears(page, 1);

    const all = await desk.commit(300);
    const items = "items" in all ? all.items : [];
    const began = performance.now();
    await Promise.all(items.map((item) => desk.room.publish({ from: item.seq, to: item.seq, items: [item] })));
    expect(await hears(page, 301)).toEqual(seqs(1, 301));
    const turns = (performance.now() - began) / 50;
    const batches = await page.evaluate(() => window.told.batches);
    expect(batches[0]).toBe(1);
    expect(Math.max(...batches)).toBeLessThanOrEqual(200);
    // And one more whenever they would be too many for one.
    expect(batches.length).toBeLessThan(turns + 5);

    const told = page.evaluate(
      () =>
        new Promise<{ laid: number[]; after: number[] }>((resolve) => {
          const before = window.told.changes.length;
          const look = () => {
            const laid = window.told.live.since(301)?.map((c) => c.seq) ?? [];
            if (laid.length < 5) setTimeout(look);
            else resolve({ laid, after: window.told.changes.slice(before).map((c) => c.seq) });
          };
          look();
        }),
    );
    for (let i = 0; i < 5; i++) await desk.room.publish(await desk.commit(1));
    expect(await told).toEqual({ laid: seqs(302, 306), after: seqs(302, 306) });
    await context.close();
    desk.close();
  });

  it("reads again at most once a second while a job goes on, and takes hundreds of changes without a long task [N1.3, N7.1]", async () => {
    const desk = await openDesk(stack);
    const { page, context } = await livePage(chrome, desk.tenant, desk.tenant.people.csr);
    await openLive(page, desk.tenant.slug);
    await becomes(page, "live");
    const cause = { kind: "import" as const, id: "job_1" };
    const started = performance.now();
    for (let i = 0; i < 40; i++) {
      await desk.room.publish(await desk.commit(5, cause));
      await sleep(50);
    }
    const seconds = (performance.now() - started) / 1_000;
    await page.waitForFunction(() => window.told.ranges.length > 1);
    await sleep(1_200);
    const ranges = await page.evaluate(() => window.told.ranges);
    expect(ranges.length).toBeLessThanOrEqual(Math.ceil(seconds) + 2);
    expect(new Set(ranges.flat())).toEqual(new Set(["job_1"]));

    const long = await longTasks(page, async () => {
      for (let i = 0; i < 4; i++) await desk.room.publish(await desk.commit(500));
      expect(await hears(page, 2_000)).toEqual(seqs(201, 2_200));
    });
    expect(long.length).toBeLessThanOrEqual(1);
    await context.close();
    desk.close();
  });
});
