import { setTimeout as sleep } from "node:timers/promises";
import { browser } from "../harness/browser.ts";
import { openPage } from "../web/browser-page.ts";
import { openBusyDesk } from "./busy-desk.ts";
import { BENCH_ORG } from "./fixture.ts";
import { longTasksBySecond, median, memoryOfPage, noteLongTasks, scrollOn, takeLongTasks } from "./grid-watch.ts";
import type { Memory } from "./grid-watch.ts";

const ORDERS = 100_000;
const PER_SECOND = 500;
const MINUTE_MS = 60_000;
/** Of each half minute, what is traced: all of it would be gigabytes. */
const SAMPLE_MS = 10_000;

/** A page that is scrolled while hundreds of changes a second arrive, as rows and as ranges by turns: its long tasks, and what it holds on to after each minute. */
export async function benchGrid(minutes: number): Promise<Record<string, unknown>> {
  const desk = await openBusyDesk(ORDERS);
  const chrome = await browser();
  try {
    const { page, complaints } = await openPage(chrome, { url: desk.stage.stack.url, person: desk.person });
    await page.goto(`/o/${BENCH_ORG.slug}/orders`);
    await page.locator('[data-row^="ord_"]').first().waitFor();
    await noteLongTasks(page);
    const memory: Memory[] = [await memoryOfPage(page)];
    let changes = 0;
    const seconds: number[] = [];
    const worked: number[] = [];
    for (let minute = 1; minute <= minutes; minute++) {
      for (const told of ["items", "ranges"] as const) {
        const until = AbortSignal.timeout(MINUTE_MS / 2);
        const [made] = await Promise.all([
          desk.change(told, PER_SECOND, until),
          scrollOn(page, until),
          longTasksBySecond(page, () => sleep(SAMPLE_MS)).then((sample) => worked.push(...sample)),
        ]);
        changes += made;
      }
      seconds.push(...(await takeLongTasks(page, MINUTE_MS)));
      // What fades or is read again has its time; then nothing but what is held stays.
      await sleep(4_000);
      const now = await memoryOfPage(page);
      memory.push(now);
      console.log(`minute ${minute}: ${now.heap} MB, ${now.nodes} nodes, ${now.listeners} listeners`);
    }
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
    return {
      bench: "grid", orders: ORDERS, changes_per_s: Math.round((changes * 1_000) / (minutes * MINUTE_MS)), minutes,
      // By the time that the page worked, in samples; and as it was felt, held up by what else the machine did.
      long_tasks_median_s: median(worked.sort((a, b) => a - b)), seconds_with_long_tasks: worked.filter((n) => n > 0).length, seconds_sampled: worked.length,
      felt_median_s: median(seconds.sort((a, b) => a - b)), memory,
    };
  } finally {
    await chrome.close();
    await desk.stage.stop();
  }
}
