import type { OrderSort } from "../domain/order-sort.ts";
import type { Day } from "../domain/zoned-day.ts";
import type { Statement } from "./database.ts";
import { emptyKey, isIndexedText, keySql, TEXT_COLUMNS } from "./order-key.ts";
import type { IndexedText } from "./order-key.ts";
import { daysSql, daySpan, facetSql, facetsSql, matchQuery, rowSql } from "./order-filter.ts";
import type { Sql, SplitFilter } from "./order-filter.ts";
import type { Lane } from "./order-lane.ts";
import { walkIndex } from "./order-plan.ts";
import type { Along, Limits, Plan } from "./order-plan.ts";
import { rankSql } from "./order-rank.ts";
import type { Ranks } from "./order-rank.ts";

/** A place between two rows of a sorted list. */
export interface Keyset {
  readonly key: string | number;
  readonly id: string;
  /** In a list of few values, the one that the place lies in; `key` is the time there. */
  readonly value?: string | number | null;
}

/** Everything that the SQL of a window is made of. */
export interface WindowQuery {
  readonly orgId: string;
  readonly split: SplitFilter;
  readonly sort: OrderSort;
  /** Of the sort's values, if it has few. */
  readonly ranks: Ranks | null;
  readonly at: Keyset | null;
  readonly backwards: boolean;
  /** Rows. */
  readonly limit: number;
  readonly today: Day;
  readonly timeZone: string;
  readonly limits: Limits;
}

/** The window: candidates in the order of the sort, and of those the rows that match. @param columns what is read of each, as one value */
export function windowStatement(q: WindowQuery, plan: Plan, columns: string): Statement {
  const filtered = "filtered" in plan && plan.filtered;
  const candidates = candidatesOf(q, plan, filtered ? ":scan" : ":limit");
  const match = filtered ? matchOf(q, plan) : TRUE;
  const hits = plan.kind === "search" || plan.kind === "newest" ? ", (SELECT count(*) FROM hit) AS hits" : "";
  const value = q.ranks ? `, o.${q.ranks.name} AS value` : "";
  return {
    sql: `WITH RECURSIVE ${candidates.sql} SELECT ${columns} AS row, o.id, m.k AS sort_key${value}${hits} FROM m CROSS JOIN orders o ON o.rid = m.rid WHERE o.org_id = :org AND ${match.sql} LIMIT :limit`,
    args: { ...candidates.args, ...match.args, limit: q.limit + 1, ...(filtered ? { scan: scanOf(plan, q.limits) } : {}) },
  };
}

/** One row if there were more candidates than a filtered window, a sort of the newest or a search looked at. */
export function beyondStatement(q: WindowQuery, plan: Plan): Statement {
  if (plan.kind === "search") {
    return { sql: "SELECT 1 FROM orders_search WHERE orders_search MATCH :match AND :org <> '' LIMIT 1 OFFSET :search", args: { match: matchQuery(q.split.text, q.orgId), search: q.limits.search } };
  }
  if (plan.kind === "newest") {
    const hit = newest(q, plan.along);
    const passed = plan.along.filtered ? "OR EXISTS (SELECT 1 FROM n LIMIT 1 OFFSET :scan - 1)" : "";
    return { sql: `WITH RECURSIVE ${hit.sql} SELECT 1 WHERE (SELECT count(*) FROM hit) >= :newest ${passed}`, args: hit.args };
  }
  const candidates = candidatesOf(q, plan, ":scan + 1");
  return { sql: `WITH RECURSIVE ${candidates.sql} SELECT 1 FROM m LIMIT 1 OFFSET :scan`, args: { ...candidates.args, scan: scanOf(plan, q.limits) } };
}

/** The last candidate of a filtered window that looked at as many as it may: a reading goes on behind it. */
export function passedStatement(q: WindowQuery, plan: Along, columns: string): Statement {
  const candidates = candidatesOf(q, plan, ":scan");
  const match = conditionsOf(q);
  return {
    sql: `WITH RECURSIVE ${candidates.sql} SELECT ${columns} AS row, o.id, p.k AS sort_key, (${match.sql}) IS TRUE AS hit FROM (SELECT rid, k FROM m LIMIT 1 OFFSET :scan - 1) p CROSS JOIN orders o ON o.rid = p.rid WHERE o.org_id = :org`,
    args: { ...candidates.args, ...match.args, scan: q.limits.scan },
  };
}

function scanOf(plan: Plan, limits: Limits): number {
  return "otherwise" in plan && plan.otherwise ? plan.otherwise.after : limits.scan;
}

const TRUE: Sql = { sql: "1", args: {} };

/** `m(rid, k, id)`: orders in the order of the sort from the cursor on, each range of a lane with its value. SQLite makes them one by one, as long as somebody asks. */
function candidatesOf(q: WindowQuery, plan: Plan, most: string, name = "m"): Sql {
  switch (plan.kind) {
    case "walk": {
      if (isIndexedText(q.sort.field)) return textWalk(q, q.sort.field, most, name);
      const within = beginning(q, "o");
      return {
        sql: `${name}(rid, k, id) AS (SELECT o.rid, ${keySql(q.sort, "o")}, o.id FROM orders o INDEXED BY ${walkIndex(q.sort.field)} WHERE o.org_id = :org AND o.deleted_at IS NULL AND ${within.sql} ${orderBy(q, "o")} LIMIT ${most})`,
        args: within.args,
      };
    }
    case "lane": return merged(q, plan.lane, most, name);
    case "collect": return sorted(q, plan.source.orders, conditionsOf(q));
    case "newest": {
      const hit = newest(q, plan.along);
      const found = sorted(q, HITS, TRUE);
      return { sql: `${hit.sql}, ${found.sql}`, args: { ...hit.args, ...found.args } };
    }
    case "days": return withinDays(q);
    case "search": {
      const found = sorted(q, HITS, conditionsOf(q));
      return {
        sql: `hit AS MATERIALIZED (SELECT rowid AS rid FROM orders_search WHERE orders_search MATCH :match ORDER BY rowid DESC LIMIT :search), ${found.sql}`,
        args: { ...found.args, match: matchQuery(q.split.text, q.orgId), search: q.limits.search },
      };
    }
  }
}

/** Along an index of texts: those that there are, and then (or before, from the end on) the orders without one. */
function textWalk(q: WindowQuery, field: IndexedText, most: string, name: string): Sql {
  const key = TEXT_COLUMNS[field];
  const empty = emptyKey(q.sort);
  const onward = descends(q) ? "<" : ">";
  const part = (k: string, within: string) =>
    `SELECT * FROM (SELECT o.rid, ${k}, o.id FROM orders o INDEXED BY ${walkIndex(field)} WHERE o.org_id = :org AND o.deleted_at IS NULL AND ${within} ORDER BY ${key} ${direction(q)}, o.id ${direction(q)} LIMIT ${most})`;
  const texts = part(key, `${key} > ''${q.at ? ` AND (${key}, o.id) ${onward} (:at_key, :at_id)` : ""}`);
  const behind = q.backwards ? `:at_key = ${empty} AND o.id ${onward} :at_id` : `(:at_key <> ${empty} OR o.id ${onward} :at_id)`;
  const others = part(empty, `${key} = ''${q.at ? ` AND ${behind}` : ""}`);
  return {
    sql: `${name}(rid, k, id) AS (${q.backwards ? others : texts} UNION ALL ${q.backwards ? texts : others} LIMIT ${most})`,
    args: q.at ? { at_key: q.at.key, at_id: q.at.id } : {},
  };
}

const HITS: Sql = { sql: "hit CROSS JOIN orders o ON o.rid = hit.rid WHERE 1", args: {} };

/**
 * The ranges of a lane, merged: SQLite's queue of a recursive query holds the next order of
 * each range, hands out the first of them, and takes in the one after it from the same range.
 */
function merged(q: WindowQuery, lane: Lane, most: string, name: string): Sql {
  const key = keySql(q.sort, "o");
  const keyN = keySql(q.sort, "n");
  const first = lane.ranked ? beginningOfRank(q, "n") : beginning(q, "n");
  const span = spanOf(q, "n");
  const rank = (alias: string) => (lane.ranked ? `, ${alias}.rank` : "");
  const next = (range: string, after: string) =>
    `CROSS JOIN ${lane.from("o")} ON ${lane.within("o", range)} AND (${key}, o.id) =
       (SELECT ${keyN}, n.id FROM ${lane.from("n")} WHERE ${lane.within("n", range)} AND ${after} ${orderBy(q, "n")} LIMIT 1)`;
  const onward = descends(q) ? "<" : ">";
  const order = `${lane.ranked ? `5 ${rankDirection(q)}, ` : ""}2 ${direction(q)}, 3 ${direction(q)}`;
  return {
    sql: `${name}(rid, k, id, range${lane.ranked ? ", rank" : ""}) AS (
      SELECT o.rid, ${key}, o.id, r.value${rank("r")} FROM (${lane.ranges.sql}) r ${next("r.value", first.sql)}
      UNION ALL
      SELECT o.rid, ${key}, o.id, p.range${rank("p")} FROM ${name} p ${next("p.range", `(${keyN}, n.id) ${onward} (p.k, p.id) AND ${span.sql}`)}
      ORDER BY ${order} LIMIT ${most})`,
    args: { ...lane.ranges.args, ...first.args, ...span.args },
  };
}

/** The newest matches, as many as may be sorted: `hit(rid)`. */
function newest(q: WindowQuery, along: Along): Sql {
  const byTime: WindowQuery = { ...q, sort: NEWEST, ranks: null, at: null, backwards: false };
  const candidates = candidatesOf(byTime, along, along.filtered ? ":scan" : ":newest", "n");
  const match = along.filtered ? matchOf(q, along, "n") : TRUE;
  return {
    sql: `${candidates.sql}, hit AS MATERIALIZED (SELECT o.rid FROM n CROSS JOIN orders o ON o.rid = n.rid WHERE o.org_id = :org AND ${match.sql} LIMIT :newest)`,
    args: { ...candidates.args, ...match.args, newest: q.limits.newest, ...(along.filtered ? { scan: scanOf(along, q.limits) } : {}) },
  };
}

const NEWEST: OrderSort = { field: "placed", dir: "desc" };

/**
 * Of the days that hold the next matches those are read that match, and sorted. One index has days,
 * facets, agents and totals: what does not match is passed there, without looking at the order.
 */
function withinDays(q: WindowQuery): Sql {
  const down = descends(q);
  const match = (alias: string) => {
    const facets = facetsSql(q.split.facet, alias);
    const row = rowSql(q.split.row, alias);
    const sql = `${alias}.org_id = :org AND ${alias}.deleted_at IS NULL AND ${row.sql} AND ${facets.sql}`;
    return { sql, args: { ...daySpan(q.split.days, q.today), ...facets.args, ...row.args } };
  };
  const place = placeOf(q, "o");
  const near = q.at ? "(SELECT placed_day FROM orders WHERE org_id = :org AND id = :at_id)" : down ? "'9999-99-99'" : "''";
  const far = `coalesce((SELECT day FROM d), ${near})`;
  // One bound at each end, for SQLite seeks to one of several and tests the others on every order; "~" comes after a day's own digits.
  const beyond = down ? `c.placed_day >= :from AND c.placed_day < min(${near}, :to || '~')` : `c.placed_day >= iif(${near} < :from, :from, ${near} || '~') AND c.placed_day <= :to`;
  const until = `o.placed_day >= max(:from, ${down ? far : near}) AND o.placed_day <= min(:to, ${down ? near : far})`;
  return {
    sql: `d(day) AS MATERIALIZED (SELECT ${down ? "min" : "max"}(day) FROM (SELECT c.placed_day AS day FROM orders c INDEXED BY orders_grouped WHERE ${match("c").sql} AND ${beyond} ORDER BY c.placed_day ${direction(q)} LIMIT :limit)),
      m(rid, k, id) AS (SELECT o.rid, ${keySql(q.sort, "o")}, o.id FROM orders o INDEXED BY orders_grouped WHERE ${match("o").sql} AND ${until} AND ${place.sql} ${orderBy(q, "o")} LIMIT :limit)`,
    args: { ...match("o").args, ...place.args },
  };
}

/** Some of these orders, filtered and sorted. @param from what stands behind FROM, with a WHERE to add to */
function sorted(q: WindowQuery, from: Sql, match: Sql): Sql {
  const place = placeOf(q, "o");
  const rank = q.ranks ? rankSql(q.ranks, "o") : TRUE;
  return {
    sql: `m(rid, k, id) AS (SELECT o.rid, ${keySql(q.sort, "o")}, o.id FROM ${from.sql} AND o.org_id = :org AND o.deleted_at IS ${q.split.deleted ? "NOT " : ""}NULL AND ${match.sql} AND ${place.sql} ${orderBy(q, "o", q.ranks ? rank.sql : null)} LIMIT :limit)`,
    args: { ...from.args, ...match.args, ...place.args, ...rank.args },
  };
}

/** The whole filter, asked of each row. */
function conditionsOf(q: WindowQuery): Sql {
  const facet = facetSql(q.split.facet, "o");
  const row = rowSql(q.split.row);
  const days = daysSql(q.split.days, "o.placed_at", q.today, q.timeZone);
  return { sql: [facet.sql, row.sql, days.sql].join(" AND "), args: { ...facet.args, ...row.args, ...days.args } };
}

/** The same of a candidate, which counts in one of its ranges only. */
function matchOf(q: WindowQuery, plan: Plan, name = "m"): Sql {
  const match = conditionsOf(q);
  const once = plan.kind === "lane" ? plan.lane.once?.("o", `${name}.range`) : undefined;
  return once ? { sql: `${match.sql} AND ${once.sql}`, args: { ...match.args, ...once.args } } : match;
}

/** From the cursor on, within what the filter says of the sort's own key. */
function beginning(q: WindowQuery, alias: string): Sql {
  const place = placeOf(q, alias);
  const span = spanOf(q, alias);
  return { sql: `${place.sql} AND ${span.sql}`, args: { ...place.args, ...span.args } };
}

/** The same within the range `r`: ranges before the cursor's are left out, those behind it begin where they begin. */
function beginningOfRank(q: WindowQuery, alias: string): Sql {
  const span = spanOf(q, alias);
  if (!q.at || !q.ranks) return span;
  const down = descends(q);
  const here = (mine: string, otherwise: string) => `iif(r.rank = :at_rank, ${mine}, ${otherwise})`;
  return {
    sql: `r.rank ${rankDirection(q) === "ASC" ? ">=" : "<="} :at_rank AND (${alias}.placed_at, ${alias}.id) ${down ? "<" : ">"} (${here(":at_key", down ? "9e15" : "-9e15")}, ${here(":at_id", "''")}) AND ${span.sql}`,
    args: { ...span.args, ...placeArgs(q.at, q.ranks) },
  };
}

function placeOf(q: WindowQuery, alias: string): Sql {
  if (!q.at) return TRUE;
  const behind = `(${keySql(q.sort, alias)}, ${alias}.id) ${descends(q) ? "<" : ">"} (:at_key, :at_id)`;
  if (!q.ranks) return { sql: behind, args: { at_key: q.at.key, at_id: q.at.id } };
  const rank = rankSql(q.ranks, alias);
  return { sql: `(${rank.sql} ${rankDirection(q) === "ASC" ? ">" : "<"} :at_rank OR (${rank.sql} = :at_rank AND ${behind}))`, args: { ...rank.args, ...placeArgs(q.at, q.ranks) } };
}

function placeArgs(at: Keyset, ranks: Ranks): Sql["args"] {
  return { at_key: at.key, at_id: at.id, at_rank: ranks.of.get(at.value ?? ranks.nothing ?? null) ?? ranks.last };
}

function spanOf(q: WindowQuery, alias: string): Sql {
  if (q.ranks || q.sort.field === "placed") return daysSql(q.split.days, `${alias}.placed_at`, q.today, q.timeZone);
  if (q.sort.field === "total") return rowSql(q.split.row.filter((c) => c.field === "total"), alias, "s");
  return TRUE;
}

/** Of keys; within a value of few, of time. */
function descends(q: WindowQuery): boolean {
  return (q.ranks !== null || q.sort.dir === "desc") !== q.backwards;
}

function direction(q: WindowQuery): string {
  return descends(q) ? "DESC" : "ASC";
}

function rankDirection(q: WindowQuery): "ASC" | "DESC" {
  return (q.sort.dir === "asc") !== q.backwards ? "ASC" : "DESC";
}

function orderBy(q: WindowQuery, alias: string, rank: string | null = null): string {
  return `ORDER BY ${rank === null ? "" : `${rank} ${rankDirection(q)}, `}${keySql(q.sort, alias)} ${direction(q)}, ${alias}.id ${direction(q)}`;
}
