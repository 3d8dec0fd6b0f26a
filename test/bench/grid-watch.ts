import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import * as v from "valibot";

const TOO_LONG_MS = 50;

const Task = v.object({ name: v.string(), pid: v.number(), tid: v.number(), ts: v.number(), dur: v.number(), tdur: v.number() });
const MainThread = v.object({ name: v.literal("thread_name"), pid: v.number(), tid: v.number(), args: v.object({ name: v.literal("CrRendererMain") }) });
const Trace = v.object({ traceEvents: v.array(v.unknown()) });

/** Tasks of more than 50 ms on the page's main thread in each second of this work, the calmest second first. */
export async function longTasksBySecond(page: Page, work: () => Promise<unknown>): Promise<number[]> {
  let took = 0;
  const tasks = await longTasks(page, async () => {
    const began = performance.now();
    await work();
    took = performance.now() - began;
  });
  const seconds = Array.from({ length: Math.floor(took / 1_000) }, () => 0);
  for (const at of tasks) {
    const second = Math.floor(at / 1_000);
    if (second in seconds) seconds[second] = (seconds[second] ?? 0) + 1;
  }
  return seconds.sort((a, b) => a - b);
}

/**
 * When each of them began, in milliseconds since the first task. Counted by the time that they worked: where others
 * use the cores as well, a short task may be held up in the middle for any time, which no page can help.
 */
export async function longTasks(page: Page, work: () => Promise<unknown>): Promise<number[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error("a page of a browser");
  await browser.startTracing(page, { categories: ["toplevel"] });
  await work();
  const { traceEvents } = v.parse(Trace, JSON.parse((await browser.stopTracing()).toString()));
  const tasks = tasksOfPage(traceEvents);
  return tasks.filter(({ tdur }) => tdur > TOO_LONG_MS * 1_000).map(({ ts }) => (ts - (tasks[0]?.ts ?? 0)) / 1_000);
}

/** In the order of time. Other pages of the browser, if there are any, do next to nothing. */
function tasksOfPage(events: readonly unknown[]): v.InferOutput<typeof Task>[] {
  const threads = events.filter((e) => v.is(MainThread, e));
  const tasks = events.filter((e) => v.is(Task, e)).filter((task) => task.name === "ThreadControllerImpl::RunTask");
  const byThread = threads.map(({ pid, tid }) => tasks.filter((task) => task.pid === pid && task.tid === tid));
  const [busiest = []] = byThread.sort((a, b) => b.length - a.length);
  if (busiest.length === 0) throw new Error("the trace tells of no task");
  return busiest.sort((a, b) => a.ts - b.ts);
}

declare global {
  interface Window {
    longTasks: { readonly at: number; readonly ms: number }[];
  }
}

/** From now on the page notes its tasks of more than 50 ms by itself, for a run that is too long to trace. */
export async function noteLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) window.longTasks.push({ at: startTime, ms: duration });
    }).observe({ type: "longtask" });
  });
}

/** How many it noted in each second of the time since it was asked last, however long it worked at them or was held up. */
export function takeLongTasks(page: Page, ms: number): Promise<number[]> {
  return page.evaluate((span) => {
    const from = performance.now() - span;
    const seconds = Array.from({ length: Math.floor(span / 1_000) }, () => 0);
    for (const { at } of window.longTasks.splice(0)) {
      const second = Math.floor((at - from) / 1_000);
      if (second in seconds) seconds[second] = (seconds[second] ?? 0) + 1;
    }
    return seconds;
  }, ms);
}

/** Of a sorted list. */
export function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Turns the wheel over the rows without a pause: down for a while, up again, for as long as the signal lets it. */
export async function scrollOn(page: Page, until: AbortSignal): Promise<void> {
  await page.mouse.move(700, 500);
  for (let turn = 0; !until.aborted; turn++) {
    await page.mouse.wheel(0, turn % 400 < 220 ? 160 : -160);
    await sleep(16);
  }
}

export interface Memory {
  /** Megabytes of JavaScript objects that are still reachable. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** What the page holds on to: measured after everything else was collected. */
export async function memoryOfPage(page: Page): Promise<Memory> {
  const session = await page.context().newCDPSession(page);
  try {
    await session.send("Performance.enable");
    // Twice: what the first one finalizes, the second one frees.
    await session.send("HeapProfiler.collectGarbage");
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = v.parse(Metrics, await session.send("Performance.getMetrics"));
    const of = (name: string) => metrics.find((m) => m.name === name)?.value ?? Number.NaN;
    return { heap: Math.round(of("JSHeapUsedSize") / 10_000) / 100, nodes: of("Nodes"), listeners: of("JSEventListeners") };
  } finally {
    await session.detach();
  }
}

const Metrics = v.object({ metrics: v.array(v.object({ name: v.string(), value: v.number() })) });
