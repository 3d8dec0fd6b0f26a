import * as v from "valibot";
import type { InValue } from "@libsql/client/web";
import { dayRange } from "../domain/filter.ts";
import type { Filter } from "../domain/filter.ts";
import type { OrderRow } from "../domain/order.ts";
import type { OrderSort } from "../domain/order-sort.ts";
import { dayOf } from "../domain/zoned-day.ts";
import type { OrgDatabase } from "./database.ts";
import { facetSql, matchQuery, rowSql, splitFilter } from "./order-filter.ts";
import type { Sql, SplitFilter } from "./order-filter.ts";
import { BOUND, choosePlan, Facts, MERGE_MAX, SEARCH_BOUND } from "./order-plan.ts";
import type { Plan } from "./order-plan.ts";
import { ORDER_ROW_COLUMNS, orderRowOf } from "./order-row.ts";

/** A place between two rows of a sorted list. */
export interface Keyset {
  readonly key: string | number;
  readonly id: string;
}

export interface ListRequest {
  readonly filter: Filter;
  readonly sort: OrderSort;
  /** Rows after this place, or before it; from the start (or, with `backwards`, from the end) without one. */
  readonly at: Keyset | null;
  readonly backwards: boolean;
  readonly limit: number;
  /** UTC milliseconds. */
  readonly now: number;
}

export interface OrderWindow {
  /** In the order of the sort, whichever way they were read. */
  readonly rows: { readonly row: OrderRow; readonly at: Keyset }[];
  /** More in the direction that was read. */
  readonly more: boolean;
  /** Exactly how many match; null where only reading them all would tell. */
  readonly count: number | null;
  /** Only the newest `BOUND` matches were sorted (see the matrix in SPEC.md). */
  readonly bounded: boolean;
  /** The log's head when the window was read: later changes are not in it for sure. */
  readonly seq: number;
}

const KEY_COLUMN = { number: "o.number", placed: "o.placed_at", customer: "o.customer_sort", total: "o.total", status: "o.status_position" } as const;

/** One window of the list (L2, L4, L6): two round trips, none of which grows with the number of orders. */
export async function listOrders(db: OrgDatabase, request: ListRequest): Promise<OrderWindow> {
  const split = splitFilter(request.filter);
  const facts = await readFacts(db, split);
  const row = rowSql(split.row, dayOf(request.now, facts.time_zone), facts.time_zone);
  const match = matchQuery(split.text, db.orgId);
  if (split.text.length > 0 && match === null) return { rows: [], more: false, count: 0, bounded: false, seq: facts.seq };

  const plan = choosePlan({ split, sort: request.sort, match, facts, limit: request.limit });
  const days = onlyDays(split);
  const [found = [], counted = []] = await db.queryAll([windowStatement(request, split, plan, row), ...(days ? [dayCountStatement(split, request.now, facts.time_zone)] : [])]);

  const rows = found.slice(0, request.limit).map((r) => ({ row: orderRowOf(r), at: { key: v.parse(v.union([v.string(), v.number()]), r["sort_key"]), id: v.parse(v.string(), r["id"]) } }));
  if (request.backwards) rows.reverse();
  const bounded = plan.kind === "bounded" || (plan.kind === "search" && found[0]?.["candidates"] === SEARCH_BOUND);
  const count = days ? v.parse(v.number(), counted[0]?.["n"]) : split.row.length === 0 && split.text.length === 0 ? facts.hits : null;
  return { rows, more: found.length > request.limit, count, bounded, seq: facts.seq };
}

/** What the plan rests on: counters only, so it costs the same at any number of orders. */
async function readFacts(db: OrgDatabase, split: SplitFilter): Promise<Facts> {
  const hit = facetSql(split.facet, "f");
  const total = split.row.find((c) => c.field === "total");
  const totals = total ? `(SELECT count(*) FROM (SELECT 1 FROM orders o INDEXED BY orders_total WHERE o.org_id = :org AND o.deleted_at IS NULL AND o.total >= :from AND o.total <= :to LIMIT ${BOUND + 1}))` : "0";
  const [facts] = await db.query({
    sql: `SELECT h.seq, o.time_zone, coalesce(sum(f.orders), 0) AS everything, coalesce(sum(f.orders) FILTER (WHERE ${hit.sql}), 0) AS hits, count(f.id) FILTER (WHERE ${hit.sql}) AS ranges,
            iif(count(f.id) FILTER (WHERE ${hit.sql}) <= ${MERGE_MAX}, json_group_array(f.id) FILTER (WHERE f.id IS NOT NULL AND ${hit.sql}), NULL) AS facet_ids, ${totals} AS totals
          FROM head h JOIN organization o ON o.org_id = h.org_id LEFT JOIN facet f ON f.org_id = h.org_id AND f.deleted = 0 AND f.orders > 0
          WHERE h.org_id = :org GROUP BY h.org_id`,
    args: { ...hit.args, ...(total ? { from: total.from ?? Number.MIN_SAFE_INTEGER, to: total.to ?? Number.MAX_SAFE_INTEGER } : {}) },
  });
  return v.parse(Facts, facts);
}

function onlyDays(split: SplitFilter): boolean {
  return split.facet.length === 0 && split.text.length === 0 && split.row.length === 1 && split.row[0]?.field === "placed";
}

function dayCountStatement(split: SplitFilter, now: number, timeZone: string): { sql: string; args: Record<string, InValue> } {
  const [condition] = split.row;
  const [from, to] = condition?.field === "placed" ? dayRange(condition, dayOf(now, timeZone)) : [null, null];
  return { sql: "SELECT coalesce(sum(orders), 0) AS n FROM day_count WHERE org_id = :org AND day >= :from AND day <= :to", args: { from: from ?? "", to: to ?? "9999-99-99" } };
}

function windowStatement(request: ListRequest, split: SplitFilter, plan: Plan, row: Sql): { sql: string; args: Record<string, InValue> } {
  const key = KEY_COLUMN[request.sort.field];
  const descending = (request.sort.dir === "desc") !== request.backwards;
  const direction = descending ? "DESC" : "ASC";
  const place = request.at ? `(${key}, o.id) ${descending ? "<" : ">"} (:at_key, :at_id)` : "1";
  const order = `ORDER BY ${key} ${direction}, o.id ${direction} LIMIT :limit`;
  const facet = facetSql(split.facet, "o");
  const args: Record<string, InValue> = { ...row.args, limit: request.limit + 1, ...(request.at ? { at_key: request.at.key, at_id: request.at.id } : {}) };
  const columns = `${ORDER_ROW_COLUMNS}, ${key} AS sort_key`;

  switch (plan.kind) {
    case "walk":
      return { sql: `SELECT ${columns} FROM orders o INDEXED BY ${plan.index} WHERE o.org_id = :org AND o.deleted_at IS NULL AND ${facet.sql} AND ${row.sql} AND ${place} ${order}`, args: { ...args, ...facet.args } };
    case "merge": {
      const ranges = plan.facetIds.map((id) => `SELECT * FROM (SELECT o.rid, o.placed_at, o.id FROM orders o INDEXED BY orders_facet_placed WHERE o.facet_id = ${id} AND ${row.sql} AND ${place} ${order})`);
      return { sql: `SELECT ${columns} FROM (${ranges.join(" UNION ALL ")}) m CROSS JOIN orders o ON o.rid = m.rid AND o.org_id = :org ${order.replaceAll("o.", "m.")}`, args };
    }
    case "collect":
      return { sql: `SELECT ${columns} FROM facet f CROSS JOIN orders o INDEXED BY orders_facet_placed ON o.facet_id = f.id WHERE f.org_id = :org AND f.deleted = 0 AND f.orders > 0 AND ${facetSql(split.facet, "f").sql} AND ${row.sql} AND ${place} ${order}`, args: { ...args, ...facet.args } };
    case "range":
      return { sql: `SELECT ${columns} FROM orders o INDEXED BY ${plan.index} WHERE o.org_id = :org AND o.deleted_at IS NULL AND ${facet.sql} AND ${row.sql} AND ${place} ORDER BY +${key} ${direction}, o.id ${direction} LIMIT :limit`, args: { ...args, ...facet.args } };
    case "bounded":
      return { sql: `SELECT ${columns} FROM (SELECT o.rid FROM orders o INDEXED BY ${plan.index} WHERE o.org_id = :org AND o.deleted_at IS NULL AND ${facet.sql} AND ${row.sql} ORDER BY o.placed_at DESC, o.id DESC LIMIT ${BOUND}) m CROSS JOIN orders o ON o.rid = m.rid WHERE ${place} ${order}`, args: { ...args, ...facet.args } };
    case "search":
      return {
        sql: `WITH hit AS MATERIALIZED (SELECT rowid AS rid FROM orders_search WHERE orders_search MATCH :match ORDER BY rowid DESC LIMIT ${SEARCH_BOUND})
          SELECT ${columns}, (SELECT count(*) FROM hit) AS candidates FROM hit CROSS JOIN orders o ON o.rid = hit.rid WHERE o.org_id = :org AND o.deleted_at IS NULL AND ${facet.sql} AND ${row.sql} AND ${place} ${order}`,
        args: { ...args, ...facet.args, match: plan.match },
      };
  }
}
