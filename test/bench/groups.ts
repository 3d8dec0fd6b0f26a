import * as v from "valibot";
import type { Condition, Filter } from "../../domain/filter.ts";
import { DEFAULT_VIEW, printView } from "../../domain/filter-url.ts";
import { groupCondition, OrderGroups } from "../../domain/group.ts";
import { GROUP_FIELDS } from "../../domain/group-field.ts";
import type { GroupField } from "../../domain/group-field.ts";
import { dayOf } from "../../domain/zoned-day.ts";
import { driveFor, round, Samples } from "./measure.ts";
import { LAST_ORDER_AT } from "./random-orders.ts";
import { BENCH_ORG } from "./fixture.ts";
import { openStage, verify } from "./stage.ts";
import type { Stage } from "./stage.ts";

const SIZES = [10_000, 1_000_000] as const;
const CONCURRENCY = 2;
const VIEW_MS = 800;

interface GroupedView {
  readonly name: string;
  readonly filter: Filter;
  /** The same in SQL that knows nothing of counters. */
  readonly where: string;
}

interface Measured {
  readonly orders: number;
  readonly groups_ms: number;
  readonly rows_ms: number;
  readonly bounded: boolean;
}

/** Groups over HTTP: their numbers, and the first rows of the largest of them, by each field, unfiltered and by filters of each kind of plan. */
export async function benchGroups(sizes: readonly number[] = SIZES): Promise<Record<string, unknown>> {
  const stages: { orders: number; stage: Stage }[] = [];
  try {
    for (const orders of sizes) stages.push({ orders, stage: await openStage(orders, { writes: false, connections: CONCURRENCY }) });
    const results: { name: string; ratio: number; sizes: Measured[] }[] = [];
    for (const [i, { name }] of (stages[0] ? viewsOf(stages[0].stage) : []).entries()) {
      const truths = new Map<Stage, unknown>();
      for (const field of GROUP_FIELDS) {
        const measured: Measured[] = [];
        for (const { orders, stage } of stages) {
          const view = viewsOf(stage)[i];
          if (!view) continue;
          const truth = truths.get(stage) ?? (await truthOf(stage, view));
          truths.set(stage, truth);
          measured.push({ orders, ...(await measure(stage, view, field, truth)) });
        }
        const ratio = round((measured.at(-1)?.groups_ms ?? Number.NaN) / (measured[0]?.groups_ms ?? Number.NaN));
        console.log(`${name.padEnd(26)} by ${field.padEnd(8)} ${measured.map((m) => `${m.orders}: ${m.groups_ms} ms, its rows ${m.rows_ms} ms${m.bounded ? ", bounded" : ""}`).join("   ")}   ratio ${ratio}`);
        results.push({ name: `${name} by ${field}`, ratio, sizes: measured });
      }
    }
    const last = (r: { sizes: readonly Measured[] }) => r.sizes.at(-1)?.groups_ms ?? 0;
    const worst = results.toSorted((a, b) => last(b) - last(a))[0];
    const rows = Math.max(...results.map((r) => r.sizes.at(-1)?.rows_ms ?? 0));
    return { bench: "groups", p50_ms: worst?.sizes.at(-1)?.groups_ms, floor_p50_ms: worst?.sizes[0]?.groups_ms, ratio: worst?.ratio, worst: worst?.name, worst_rows_ms: rows, concurrency: CONCURRENCY, views: results };
  } finally {
    for (const { stage } of stages) await stage.stop();
  }
}

function viewsOf({ lookups }: Stage): GroupedView[] {
  const idOf = (all: readonly { id: string; name: string }[], name: string) => all.find((one) => one.name === name)?.id ?? "";
  const one = (field: "status" | "csr" | "agent" | "microsite", column: string, id: string): [Condition, string] => [{ field, op: "in", values: [id] }, `${column} = '${id}'`];
  const status = one("status", "status_id", idOf(lookups.statuses, "Dispatched"));
  const csr = one("csr", "csr_id", idOf(lookups.people, "Ada Abbott"));
  const agent = one("agent", "agent_id", idOf(lookups.agents, "Own fleet"));
  const microsite = one("microsite", "microsite_id", idOf(lookups.microsites, "Outlet"));
  const from = dayOf(LAST_ORDER_AT - 30 * 86_400_000, BENCH_ORG.timeZone);
  const days: [Condition, string] = [{ field: "placed", op: "between", from, to: null }, `placed_day >= '${from}'`];
  const totals: [Condition, string] = [{ field: "total", op: "between", from: 1_000, to: 5_000 }, "total BETWEEN 1000 AND 5000"];
  const view = (name: string, ...parts: [Condition, string][]): GroupedView => ({ name, filter: parts.map(([c]) => c), where: ["1", ...parts.map(([, sql]) => sql)].join(" AND ") });
  return [view("all"), view("one CSR and status", csr, status), view("one agent and status", agent, status), view("the last 30 days", days), view("one CSR, a range of totals", csr, totals), view("one microsite", microsite)];
}

async function measure(stage: Stage, { filter }: GroupedView, field: GroupField, truth: unknown): Promise<Omit<Measured, "orders">> {
  const path = `orders/groups?${printView({ ...DEFAULT_VIEW, filter, group: field })}`;
  const answer = v.parse(OrderGroups, JSON.parse((await stage.call(path)).text));
  const sum = (of: "orders" | "total") => answer.groups.reduce((all, group) => all + group[of], 0);
  if (!answer.bounded) verify(path, { orders: sum("orders"), total: sum("total") }, truth);
  const largest = answer.groups.toSorted((a, b) => b.orders - a.orders)[0];
  const rows = `orders?${printView({ ...DEFAULT_VIEW, filter: [...filter.filter((c) => c.field !== groupCondition(field, largest?.key ?? "").field), ...(largest ? [groupCondition(field, largest.key)] : [])] })}&limit=50`;
  return { groups_ms: await p50(stage, path), rows_ms: await p50(stage, rows), bounded: answer.bounded };
}

async function p50(stage: Stage, path: string): Promise<number> {
  const samples = new Samples();
  await stage.call(path);
  await driveFor(samples, CONCURRENCY, VIEW_MS, async () => void (await stage.call(path)));
  return round(samples.percentile(50));
}

async function truthOf(stage: Stage, { where }: GroupedView): Promise<unknown> {
  const [row] = await stage.db.query({ sql: `SELECT count(*) AS orders, coalesce(sum(total), 0) AS total FROM orders NOT INDEXED WHERE org_id = :org AND deleted_at IS NULL AND ${where}` });
  return { orders: row?.["orders"], total: row?.["total"] };
}
