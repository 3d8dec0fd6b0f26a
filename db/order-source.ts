import * as v from "valibot";
import type { Filter } from "../domain/filter.ts";
import { daySpan, facetsSize, rowSql } from "./order-filter.ts";
import type { Sql, SplitFilter } from "./order-filter.ts";
import { dimensionOf, facetLane, laneOf } from "./order-lane.ts";
import type { Dimension, Lane } from "./order-lane.ts";
import type { Day } from "../domain/zoned-day.ts";
import type { Statement } from "./database.ts";

/** A set of orders that a filter is in, found by one index: all of a small one are read. */
export interface Source {
  readonly name: Dimension | "facets" | "days" | "totals";
  /** What stands behind FROM: orders `o`, and a WHERE to add to. */
  readonly orders: Sql;
  /** How many they are: exact where counters know, else `most + 1` at most. */
  readonly size: Sql;
}

/** Those that a filter has. @param today for days @param most orders of a set that no counter knows are counted so far */
export function sourcesOf(split: SplitFilter, today: Day, most: number): Source[] {
  const sources: Source[] = [];
  if (split.facet.length > 0 || split.deleted) {
    const lane = facetLane(split.facet, split.deleted);
    sources.push({ name: "facets", orders: ordersOf(lane), size: facetsSize(split.facet, split.deleted, "z") });
  }
  // All other indexes leave deleted orders out.
  if (split.deleted) return sources;
  // Without a day these are all orders there are.
  sources.push({ name: "days", orders: { sql: "orders o INDEXED BY orders_placed WHERE 1", args: {} }, size: { sql: "SELECT coalesce(sum(orders), 0) FROM day_count WHERE org_id = :org AND day BETWEEN :from AND :to", args: { ...daySpan(split.days, today) } } });
  const totals = split.row.filter((c) => c.field === "total");
  if (totals.length > 0) {
    const range = rowSql(totals, "o", "t");
    sources.push({ name: "totals", orders: { sql: "orders o INDEXED BY orders_total WHERE 1", args: {} }, size: { sql: `SELECT count(*) FROM (SELECT 1 FROM orders o INDEXED BY orders_total WHERE o.org_id = :org AND o.deleted_at IS NULL AND ${range.sql} LIMIT :most + 1)`, args: { ...range.args, most } } });
  }
  for (const [dimension, conditions] of askedOf(split)) {
    const lane = laneOf(dimension, conditions, "placed", `${dimension}${sources.length}`);
    if (!lane) continue;
    sources.push({ name: dimension, orders: ordersOf(lane), size: { sql: `SELECT count(*) FROM (SELECT 1 FROM (${lane.ranges.sql}) r CROSS JOIN ${lane.from("o")} ON ${lane.within("o", "r.value")} LIMIT :most + 1)`, args: { ...lane.ranges.args, most } } });
  }
  return sources;
}

/** What is asked of the row, by what it asks about; of tags that must all be there each by itself, for the rarest tells most. */
function askedOf(split: SplitFilter): (readonly [dimension: Dimension, conditions: Filter])[] {
  const all = split.row.flatMap((c) => (c.field === "tag" && c.op === "all" ? [c] : []));
  const others = split.row.filter((c) => !all.some((one) => one === c));
  const dimensions = [...new Set(others.flatMap((c) => dimensionOf(c) ?? []))];
  const each: (readonly [Dimension, Filter])[] = dimensions.map((dimension) => [dimension, others.filter((c) => dimensionOf(c) === dimension)]);
  for (const c of all) for (const tag of c.values) each.push(["tag", [{ ...c, values: [tag] }]]);
  return each;
}

function ordersOf(lane: Lane): Sql {
  const once = lane.once?.("o", "r.value");
  // A lane that is no index of the orders themselves names them by `rid`.
  const found = lane.from("n").startsWith("orders ") ? `${lane.from("o")} ON ${lane.within("o", "r.value")}` : `${lane.from("n")} ON ${lane.within("n", "r.value")} CROSS JOIN orders o ON o.rid = n.rid`;
  return { sql: `(${lane.ranges.sql}) r CROSS JOIN ${found} WHERE ${once?.sql ?? "1"}`, args: { ...lane.ranges.args, ...once?.args } };
}

const Facts = v.object({ everything: v.number(), sizes: v.pipe(v.string(), v.parseJson(), v.array(v.number())) });
export type Facts = v.InferOutput<typeof Facts>;

/** How many orders there are, and how large the sets: asked only where the plan depends on it. */
export function factsStatement(sources: readonly Source[]): Statement {
  return {
    sql: `SELECT (SELECT coalesce(sum(orders), 0) FROM day_count WHERE org_id = :org) AS everything, json_array(${sources.map((s) => `(${s.size.sql})`).join(", ")}) AS sizes`,
    args: Object.fromEntries(sources.flatMap((s) => Object.entries(s.size.args))),
  };
}

export function factsOf(rows: readonly Record<string, unknown>[]): Facts {
  return v.parse(Facts, rows[0]);
}
