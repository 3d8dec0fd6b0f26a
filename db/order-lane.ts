import type { InValue } from "@libsql/client/web";
import { INVOICE_STATUSES } from "../domain/invoice-status.ts";
import type { Condition, Filter } from "../domain/filter.ts";
import { ORDER_TYPES } from "../domain/order.ts";
import type { OrderSort } from "../domain/order-sort.ts";
import { PAYMENT_METHODS, PAYMENT_STATUSES } from "../domain/payment-status.ts";
import { COUNTED_FACETS, allows, facetSql, listOf, listed, orNobody } from "./order-filter.ts";
import type { Sql } from "./order-filter.ts";

/**
 * Ranges of an index that together hold the orders that some conditions select,
 * each range in the order of the sort: the list is their merge, and costs one seek
 * for a range and one for a row, however many orders there are.
 */
export interface Lane {
  /** What stands behind FROM for an alias: it has `rid`, `id` and the sort's key. */
  readonly from: (alias: string) => string;
  /** Yields `value`, one row for each range, and no value twice; with `rank`, ranges stand one after another by it. */
  readonly ranges: Sql;
  readonly ranked: boolean;
  /** Puts the orders of an alias into the range of a value. */
  readonly within: (alias: string, value: string) => string;
  /** The ranges hold nothing that the conditions do not select. */
  readonly exact: boolean;
  /** An order may stand in several ranges: true in only one of those. Null where that cannot be. */
  readonly once: ((order: string, value: string) => Sql) | null;
}

/** What a condition asks about; several conditions may ask about the same. */
export type Dimension = "status" | "csr" | "channel" | "agent" | "payment" | "type" | "unpaid" | "high_risk" | "microsite" | "method" | "invoice" | "tag" | "risk";

export function dimensionOf(c: Condition): Dimension | null {
  switch (c.field) {
    case "stage":
    case "mark": return "status";
    case "status":
    case "csr":
    case "channel":
    case "agent":
    case "payment":
    case "type":
    case "unpaid":
    case "high_risk":
    case "microsite":
    case "method":
    case "invoice":
    case "tag":
    case "risk": return c.field;
    default: return null;
  }
}

/** The lane of conditions that all ask about one dimension, sorted by time (and of what is unpaid by total); null if no index holds them. @param prefix keeps argument names of several lanes in one statement apart */
export function laneOf(dimension: Dimension, conditions: Filter, sort: OrderSort["field"] = "placed", prefix = ""): Lane | null {
  if (sort === "total" && dimension === "unpaid" && isAll(conditions, true)) return lane("orders_unpaid_total", null, ONE, "unpaid = 1");
  if (sort !== "placed") return null;
  switch (dimension) {
    case "status": return lane("orders_status_placed", "status_id", statusRanges(conditions, prefix));
    case "csr": return lane("orders_csr_placed", "csr_id", idRanges(conditions, "SELECT DISTINCT csr_id AS value FROM facet WHERE org_id = :org AND deleted = 0", prefix));
    case "channel": return lane("orders_channel_placed", "channel_id", idRanges(conditions, "SELECT id AS value FROM channel WHERE org_id = :org", prefix));
    case "agent": return lane("orders_agent_placed", "agent_id", idRanges(conditions, "SELECT id AS value FROM agent WHERE org_id = :org UNION ALL SELECT ''", prefix));
    case "microsite": return lane("orders_microsite_placed", "microsite_id", idRanges(conditions, "SELECT id AS value FROM microsite WHERE org_id = :org UNION ALL SELECT ''", prefix));
    case "method": return lane("orders_method_placed", "payment_method", knownRanges([...PAYMENT_METHODS, "none"].filter(allowedBy(conditions)).map((value) => (value === "none" ? null : value)), prefix));
    case "invoice": return lane("orders_invoice_placed", "invoice_status", knownRanges(INVOICE_STATUSES.filter(allowedBy(conditions)), prefix));
    case "risk": return lane("orders_score_placed", "fraud_score", knownRanges(scoresIn(conditions), prefix));
    case "tag": return tagLane(conditions, prefix);
    case "payment": return uncommonLane("orders_payment_placed", "payment_status", PAYMENT_STATUSES.filter(allowedBy(conditions)), "paid", prefix);
    case "type": return uncommonLane("orders_type_placed", "order_type", ORDER_TYPES.filter(allowedBy(conditions)), "standard", prefix);
    case "unpaid": return isAll(conditions, true) ? lane("orders_unpaid_placed", null, ONE, "unpaid = 1") : null;
    case "high_risk": return isAll(conditions, true) ? lane("orders_risk_placed", null, ONE, "high_risk = 1") : null;
  }
}

/** One range for each facet that the conditions select: serves any of them together, sorted by time. @param rank of a facet `f`, by which its range stands before those of others */
export function facetLane(conditions: Filter, deleted: boolean, rank: Sql | null = null): Lane {
  const hit = facetSql(conditions, "f", "l");
  return {
    ...whole,
    from: (alias) => `orders ${alias} INDEXED BY orders_facet_placed`,
    ranges: {
      sql: `SELECT f.id AS value${rank ? `, ${rank.sql} AS rank` : ""} FROM ${COUNTED_FACETS} WHERE f.org_id = :org AND f.deleted = ${deleted ? 1 : 0} AND n.orders > 0 AND ${hit.sql}`,
      args: { ...rank?.args, ...hit.args },
    },
    ranked: rank !== null,
    within: (alias, value) => `${alias}.facet_id = ${value}`,
  };
}

const whole = { ranked: false, exact: true, once: null } as const;
const ONE: Sql = { sql: "SELECT 1 AS value", args: {} };

/** The orders of an index by the values of its column. @param only what the partial index holds, in its words: else SQLite would not use it */
export function lane(index: string, column: string | null, ranges: Sql, only?: string): Lane {
  const within = (alias: string, value: string) =>
    [`${alias}.org_id = :org`, ...(column ? [`${alias}.${column} IS ${value}`] : []), `${alias}.deleted_at IS NULL`, ...(only ? [`${alias}.${only}`] : [])].join(" AND ");
  return { ...whole, from: (alias) => `orders ${alias} INDEXED BY ${index}`, ranges, within };
}

/** Along the index of tags, which holds only those of orders that are not deleted. */
function tagLane(conditions: Filter, prefix: string): Lane | null {
  const lists = conditions.flatMap((c) => (c.field === "tag" && c.op !== "not_in" ? [c] : []));
  // Of one that must be there any order stands in its range once.
  const [chosen] = lists.toSorted((a, b) => (a.op === "all" ? 1 : a.values.length) - (b.op === "all" ? 1 : b.values.length));
  if (!chosen) return null;
  const tags = [...new Set(chosen.op === "all" ? chosen.values.slice(0, 1) : chosen.values)].toSorted();
  const ranges: Sql = { sql: `SELECT value FROM json_each(:${prefix}tags)`, args: { [`${prefix}tags`]: JSON.stringify(tags) } };
  return {
    from: (alias) => `order_tag ${alias}`,
    ranges,
    ranked: false,
    within: (alias, value) => `${alias}.org_id = :org AND ${alias}.tag = ${value}`,
    exact: conditions.length === 1 && tags.length === 1 && (chosen.op === "in" || chosen.values.length === 1),
    once: tags.length === 1 ? null : (order, value) => ({ sql: `NOT EXISTS (SELECT 1 FROM json_each(${order}.tags) t WHERE t.value < ${value} AND t.value IN (${ranges.sql}))`, args: ranges.args }),
  };
}

/** Of a column with a value that nearly all orders have, which its index leaves out. */
function uncommonLane(index: string, column: string, values: readonly string[], common: string, prefix: string): Lane | null {
  return values.includes(common) ? null : lane(index, column, knownRanges(values, prefix), `${column} <> '${common}'`);
}

function knownRanges(values: readonly (string | number | null)[], prefix: string): Sql {
  return { sql: `SELECT value FROM json_each(:${prefix}lane)`, args: { [`${prefix}lane`]: JSON.stringify(values) } };
}

function allowedBy(conditions: Filter): (value: string) => boolean {
  return (value) => conditions.every((c) => allows(listOf(c), value));
}

function scoresIn(conditions: Filter): number[] {
  const ends = conditions.flatMap((c) => (c.field === "risk" ? [c] : []));
  const from = Math.max(0, ...ends.map((c) => c.from ?? 0));
  const to = Math.min(100, ...ends.map((c) => c.to ?? 100));
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
}

function statusRanges(conditions: Filter, prefix: string): Sql {
  const args: Record<string, InValue> = {};
  const terms = conditions.map((c, i) => listed(listOf(c), c.field === "status" ? "id" : c.field, `${prefix}l${i}`, args));
  return { sql: `SELECT id AS value FROM order_status WHERE org_id = :org AND ${terms.map((t) => `(${t})`).join(" AND ")}`, args };
}

/** @param every yields all values that occur, for conditions that only exclude */
function idRanges(conditions: Filter, every: string, prefix: string): Sql {
  const args: Record<string, InValue> = {};
  const lists = conditions.map((c) => orNobody(listOf(c)));
  const first = lists.find((c) => c.op === "in");
  if (first) args[`${prefix}lane`] = JSON.stringify([...new Set(first.values)]);
  const terms = lists.filter((c) => c !== first).map((c, i) => `(${listed(c, "value", `${prefix}l${i}`, args)})`);
  return { sql: `SELECT value FROM (${first ? `SELECT value FROM json_each(:${prefix}lane)` : every}) WHERE ${terms.length > 0 ? terms.join(" AND ") : "1"}`, args };
}

function isAll(conditions: Filter, value: boolean): boolean {
  return conditions.every((c) => "value" in c && c.value === value);
}
