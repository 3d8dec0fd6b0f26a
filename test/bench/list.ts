import * as v from "valibot";
import { listViews, MORE_VIEWS, withCursor } from "./list-views.ts";
import type { BenchView } from "./list-views.ts";
import { driveFor, memoryOf, round, Samples } from "./measure.ts";
import { openStage, verify } from "./stage.ts";
import type { Stage } from "./stage.ts";

const SIZES = [10_000, 100_000, 1_000_000] as const;
const CONCURRENCY = 16;
const ROUNDS = 3;
const ROUND_MS = 1_500;

const Answer = v.object({ rows: v.array(v.object({ id: v.string() })), count: v.nullable(v.number()), bounded: v.boolean() });

/** Named views at three sizes, in turns, so that what else the machine does meets them all alike. */
export async function benchList(sizes: readonly number[] = SIZES): Promise<Record<string, unknown>> {
  const stages: { orders: number; stage: Stage; views: BenchView[] }[] = [];
  try {
    for (const orders of sizes) {
      const stage = await openStage(orders, { writes: false, connections: CONCURRENCY });
      stages.push({ orders, stage, views: await Promise.all(listViews(stage, orders).map((view) => withCursor(stage, view, orders))) });
    }
    const results = [];
    for (const [i, { name }] of (stages[0]?.views ?? []).entries()) results.push(await benchView(name, stages.flatMap(({ orders, stage, views }) => (views[i] ? [{ orders, stage, view: views[i] }] : []))));
    const named = results.filter((r) => !MORE_VIEWS.has(r.name)).toSorted((a, b) => b.ratio - a.ratio);
    const [worst] = named;
    const memory = Object.fromEntries(stages.map(({ orders, stage }) => [orders, Math.round(memoryOf(stage.stack.pids().worker) + memoryOf(stage.stack.pids().sqld))]));
    return { bench: "list", p50_ms: worst?.sizes.at(-1)?.p50_ms, floor_p50_ms: worst?.sizes[0]?.p50_ms, ratio: worst?.ratio, worst: worst?.name, ratio_of_more_views: Math.max(...results.filter((r) => MORE_VIEWS.has(r.name)).map((r) => r.ratio)), concurrency: CONCURRENCY, memory_mb: memory, views: results };
  } finally {
    for (const { stage } of stages) await stage.stop();
  }
}

async function benchView(name: string, places: readonly { orders: number; stage: Stage; view: BenchView }[]) {
  const measured = places.map((place) => ({ ...place, samples: new Samples() }));
  for (const { stage, view } of measured) await driveFor(new Samples(), CONCURRENCY, ROUND_MS / 3, async () => void (await stage.call(view.path)));
  for (let i = 0; i < ROUNDS; i++) {
    for (const { stage, view, samples } of measured) await driveFor(samples, CONCURRENCY, ROUND_MS, async () => void (await stage.call(view.path)));
  }
  const sizes = [];
  for (const { orders, stage, view, samples } of measured) {
    const answer = v.parse(Answer, JSON.parse((await stage.call(view.path)).text));
    const truth = await view.truth();
    verify(`${name} at ${orders}`, answer.rows.map((r) => r.id), truth.ids);
    if (answer.count !== null && view.name !== "deep") verify(`count of ${name} at ${orders}`, answer.count, truth.count);
    sizes.push({ orders, matches: truth.count, p50_ms: round(samples.percentile(50)), p99_ms: round(samples.percentile(99)), per_s: Math.round(samples.perSecond) });
  }
  const ratio = round((sizes.at(-1)?.p50_ms ?? Number.NaN) / (sizes[0]?.p50_ms ?? Number.NaN));
  console.log(`${name.padEnd(28)} ${sizes.map((s) => `${s.orders}: ${s.p50_ms} / ${s.p99_ms} ms, ${s.per_s}/s (${s.matches} match)`).join("   ")}   ratio ${ratio}`);
  return { name, ratio, sizes };
}
