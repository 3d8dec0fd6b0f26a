import type { OrderSort } from "../domain/order-sort.ts";
import type { Day } from "../domain/zoned-day.ts";
import type { Statement } from "./database.ts";
import { daysSql, facetSql, matchQuery, rowSql } from "./order-filter.ts";
import type { Sql, SplitFilter } from "./order-filter.ts";
import type { Lane } from "./order-lane.ts";
import { facetLane, laneOf } from "./order-lane.ts";
import type { Limits, Plan } from "./order-plan.ts";

/** A place between two rows of a sorted list. */
export interface Keyset {
  readonly key: string | number;
  readonly id: string;
}

/** Everything that the SQL of a window is made of. */
export interface WindowQuery {
  readonly orgId: string;
  readonly split: SplitFilter;
  readonly sort: OrderSort;
  readonly at: Keyset | null;
  readonly backwards: boolean;
  /** Rows. */
  readonly limit: number;
  readonly today: Day;
  readonly timeZone: string;
  readonly limits: Limits;
}

const KEY = { number: "number", placed: "placed_at", customer: "customer_sort", total: "total", status: "status_position" } as const;
const SORT_INDEX = { number: "orders_number", placed: "orders_placed", customer: "orders_customer", total: "orders_total", status: "orders_status" } as const;

/** The window: candidates in the order of the sort, and of those the rows that match. @param columns what is read of each, as one value */
export function windowStatement(q: WindowQuery, plan: Plan, columns: string): Statement {
  const filtered = "filtered" in plan && plan.filtered;
  const candidates = candidatesOf(q, plan, filtered ? ":scan" : ":limit");
  const match = filtered ? conditionsOf(q) : TRUE;
  const hits = plan.kind === "search" ? ", (SELECT count(*) FROM hit) AS hits" : "";
  return {
    sql: `${candidates.sql} SELECT ${columns} AS row, o.id, m.k AS sort_key${hits} FROM m CROSS JOIN orders o ON o.rid = m.rid WHERE o.org_id = :org AND ${match.sql} LIMIT :limit`,
    args: { ...candidates.args, ...match.args, limit: q.limit + 1, ...(filtered ? { scan: scanOf(plan, q.limits) } : {}) },
  };
}

/** One row if there were more candidates than a filtered window, or a search, looked at. */
export function beyondStatement(q: WindowQuery, plan: Plan): Statement {
  if (plan.kind === "search") {
    return { sql: "SELECT 1 FROM orders_search WHERE orders_search MATCH :match AND :org <> '' LIMIT 1 OFFSET :search", args: { match: matchQuery(q.split.text, q.orgId), search: q.limits.search } };
  }
  const candidates = candidatesOf(q, plan, ":scan + 1");
  const scan = scanOf(plan, q.limits);
  return { sql: `${candidates.sql} SELECT 1 FROM m LIMIT 1 OFFSET :scan`, args: { ...candidates.args, scan } };
}

function scanOf(plan: Plan, limits: Limits): number {
  return plan.kind === "walk" && plan.otherwise ? limits.glance : limits.scan;
}

const TRUE: Sql = { sql: "1", args: {} };

/** `WITH m(rid, k, id)`: orders in the order of the sort from the cursor on. SQLite makes them one by one, as long as somebody asks. */
function candidatesOf(q: WindowQuery, plan: Plan, most: string): Sql {
  switch (plan.kind) {
    case "walk": {
      const within = beginning(q, "o");
      return {
        sql: `WITH m(rid, k, id) AS (SELECT o.rid, ${keyOf(q, "o")}, o.id FROM orders o INDEXED BY ${SORT_INDEX[q.sort.field]} WHERE o.org_id = :org AND o.deleted_at IS NULL AND ${within.sql} ${orderBy(q, "o")} LIMIT ${most})`,
        args: within.args,
      };
    }
    case "lane": return merged(q, plan.lane, most);
    case "collect": return collected(q, plan.from);
    case "search": {
      const match = conditionsOf(q);
      const place = placeOf(q, "o");
      return {
        sql: `WITH hit AS MATERIALIZED (SELECT rowid AS rid FROM orders_search WHERE orders_search MATCH :match ORDER BY rowid DESC LIMIT :search),
          m(rid, k, id) AS (SELECT o.rid, ${keyOf(q, "o")}, o.id FROM hit CROSS JOIN orders o ON o.rid = hit.rid WHERE o.org_id = :org AND o.deleted_at IS NULL AND ${match.sql} AND ${place.sql} ${orderBy(q, "o")} LIMIT :limit)`,
        args: { ...match.args, ...place.args, match: matchQuery(q.split.text, q.orgId), search: q.limits.search },
      };
    }
  }
}

/**
 * The ranges of a lane, merged: SQLite's queue of a recursive query holds the next order of
 * each range, hands out the first of them, and takes in the one after it from the same range.
 */
function merged(q: WindowQuery, lane: Lane, most: string): Sql {
  const key = KEY[q.sort.field];
  const first = beginning(q, "n");
  const span = spanOf(q, "n");
  const next = (range: string, after: string) =>
    `CROSS JOIN orders o INDEXED BY ${lane.index} ON ${lane.within("o", range)} AND (o.${key}, o.id) =
       (SELECT n.${key}, n.id FROM orders n INDEXED BY ${lane.index} WHERE ${lane.within("n", range)} AND ${after} ${orderBy(q, "n")} LIMIT 1)`;
  return {
    sql: `WITH RECURSIVE m(rid, k, id, range) AS (
      SELECT o.rid, o.${key}, o.id, r.value FROM (${lane.ranges.sql}) r ${next("r.value", first.sql)}
      UNION ALL
      SELECT o.rid, o.${key}, o.id, m.range FROM m ${next("m.range", `(n.${key}, n.id) ${isDescending(q) ? "<" : ">"} (m.k, m.id) AND ${span.sql}`)}
      ORDER BY 2 ${direction(q)}, 3 ${direction(q)} LIMIT ${most})`,
    args: { ...lane.ranges.args, ...first.args, ...span.args },
  };
}

/** All candidates of one small set, filtered and sorted. */
function collected(q: WindowQuery, from: "facets" | "agents" | "totals" | "days"): Sql {
  const match = conditionsOf(q);
  const place = placeOf(q, "o");
  const source = sourceOf(q, from);
  return {
    sql: `WITH m(rid, k, id) AS (SELECT o.rid, ${keyOf(q, "o")}, o.id FROM ${source.sql} AND o.org_id = :org AND o.deleted_at IS NULL AND ${match.sql} AND ${place.sql} ${orderBy(q, "o")} LIMIT :limit)`,
    args: { ...source.args, ...match.args, ...place.args },
  };
}

function sourceOf(q: WindowQuery, from: "facets" | "agents" | "totals" | "days"): Sql {
  const lane = from === "facets" ? facetLane(q.split.facet) : from === "agents" ? laneOf("agent", q.split.row.filter((c) => c.field === "agent"), "placed") : null;
  if (lane) return { sql: `(${lane.ranges.sql}) r CROSS JOIN orders o INDEXED BY ${lane.index} WHERE ${lane.within("o", "r.value")}`, args: lane.ranges.args };
  return { sql: `orders o INDEXED BY ${from === "totals" ? "orders_total" : "orders_placed"} WHERE 1`, args: {} };
}

/** The whole filter, asked of each row. */
function conditionsOf(q: WindowQuery): Sql {
  const facet = facetSql(q.split.facet, "o");
  const row = rowSql(q.split.row);
  const days = daysSql(q.split.days, "o.placed_at", q.today, q.timeZone);
  return { sql: [facet.sql, row.sql, days.sql].join(" AND "), args: { ...facet.args, ...row.args, ...days.args } };
}

/** From the cursor on, within what the filter says of the sort's own key. */
function beginning(q: WindowQuery, alias: string): Sql {
  const place = placeOf(q, alias);
  const span = spanOf(q, alias);
  return { sql: `${place.sql} AND ${span.sql}`, args: { ...place.args, ...span.args } };
}

function placeOf(q: WindowQuery, alias: string): Sql {
  if (!q.at) return TRUE;
  return { sql: `(${keyOf(q, alias)}, ${alias}.id) ${isDescending(q) ? "<" : ">"} (:at_key, :at_id)`, args: { at_key: q.at.key, at_id: q.at.id } };
}

function spanOf(q: WindowQuery, alias: string): Sql {
  if (q.sort.field === "placed") return daysSql(q.split.days, `${alias}.placed_at`, q.today, q.timeZone);
  if (q.sort.field === "total") return rowSql(q.split.row.filter((c) => c.field === "total"), alias, "s");
  return TRUE;
}

function keyOf(q: WindowQuery, alias: string): string {
  return `${alias}.${KEY[q.sort.field]}`;
}

function isDescending(q: WindowQuery): boolean {
  return (q.sort.dir === "desc") !== q.backwards;
}

function direction(q: WindowQuery): string {
  return isDescending(q) ? "DESC" : "ASC";
}

function orderBy(q: WindowQuery, alias: string): string {
  return `ORDER BY ${keyOf(q, alias)} ${direction(q)}, ${alias}.id ${direction(q)}`;
}
