import type { InValue } from "@libsql/client/web";
import type { Condition, Filter } from "../domain/filter.ts";
import { ORDER_TYPES } from "../domain/order.ts";
import type { OrderSort } from "../domain/order-sort.ts";
import { PAYMENT_STATUSES } from "../domain/payment-status.ts";
import { allows, facetSql, listed, listOf, orNobody } from "./order-filter.ts";
import type { Sql } from "./order-filter.ts";

/**
 * Ranges of an index that together hold exactly the orders that some conditions
 * select, each range in the order of the sort: the list is their merge, and costs
 * one seek for a range and one for a row, however many orders there are.
 */
export interface Lane {
  readonly index: string;
  /** Yields `value`, one row for each range; no value twice. */
  readonly ranges: Sql;
  /** Puts the orders of an alias into the range of a value. */
  readonly within: (alias: string, value: string) => string;
}

/** What a condition asks about; several conditions may ask about the same. */
export type Dimension = "status" | "csr" | "channel" | "agent" | "payment" | "type" | "unpaid" | "high_risk";

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
    case "high_risk": return c.field;
    default: return null;
  }
}

/** The lane of conditions that all ask about one dimension; null if no index holds them in this sort. */
export function laneOf(dimension: Dimension, conditions: Filter, sort: OrderSort["field"]): Lane | null {
  if (sort === "status" && dimension === "status") return lane("orders_status", "status_position", statusRanges(conditions, "DISTINCT position"));
  if (sort === "total" && dimension === "unpaid" && isAll(conditions, true)) return lane("orders_unpaid_total", null, ONE, "unpaid = 1");
  if (sort !== "placed") return null;
  switch (dimension) {
    case "status": return lane("orders_status_placed", "status_id", statusRanges(conditions, "id"));
    case "csr": return lane("orders_csr_placed", "csr_id", idRanges(conditions, "SELECT DISTINCT csr_id AS value FROM facet WHERE org_id = :org AND deleted = 0"));
    case "channel": return lane("orders_channel_placed", "channel_id", idRanges(conditions, "SELECT id AS value FROM channel WHERE org_id = :org"));
    case "agent": return lane("orders_agent_placed", "agent_id", idRanges(conditions, "SELECT id AS value FROM agent WHERE org_id = :org UNION ALL SELECT ''"));
    case "payment": return knownLane("orders_payment_placed", "payment_status", conditions, PAYMENT_STATUSES, "paid");
    case "type": return knownLane("orders_type_placed", "order_type", conditions, ORDER_TYPES, "standard");
    case "unpaid": return isAll(conditions, true) ? lane("orders_unpaid_placed", null, ONE, "unpaid = 1") : null;
    case "high_risk": return isAll(conditions, true) ? lane("orders_risk_placed", null, ONE, "high_risk = 1") : null;
  }
}

/** One range for each facet that the conditions select: serves any of them together, sorted by time. */
export function facetLane(conditions: Filter): Lane {
  const hit = facetSql(conditions, "f", "l");
  return {
    index: "orders_facet_placed",
    ranges: { sql: `SELECT f.id AS value FROM facet f INDEXED BY facet_counted WHERE f.org_id = :org AND f.deleted = 0 AND f.orders > 0 AND ${hit.sql}`, args: hit.args },
    within: (alias, value) => `${alias}.facet_id = ${value}`,
  };
}

const ONE: Sql = { sql: "SELECT 1 AS value", args: {} };

/** @param only what the partial index holds, in its words: else SQLite would not use it */
function lane(index: string, column: string | null, ranges: Sql, only?: string): Lane {
  const within = (alias: string, value: string) =>
    [`${alias}.org_id = :org`, ...(column ? [`${alias}.${column} = ${value}`] : []), `${alias}.deleted_at IS NULL`, ...(only ? [`${alias}.${only}`] : [])].join(" AND ");
  return { index, ranges, within };
}

function knownLane(index: string, column: string, conditions: Filter, known: readonly string[], common: string): Lane | null {
  const values = known.filter((value) => conditions.every((c) => allows(listOf(c), value)));
  if (values.includes(common)) return null;
  return lane(index, column, { sql: "SELECT value FROM json_each(:lane)", args: { lane: JSON.stringify(values) } }, `${column} <> '${common}'`);
}

function statusRanges(conditions: Filter, column: string): Sql {
  const args: Record<string, InValue> = {};
  const terms = conditions.map((c, i) => listed(listOf(c), c.field === "status" ? "id" : c.field, `l${i}`, args));
  return { sql: `SELECT ${column} AS value FROM order_status WHERE org_id = :org AND ${terms.map((t) => `(${t})`).join(" AND ")}`, args };
}

/** @param every yields all values that occur, for conditions that only exclude */
function idRanges(conditions: Filter, every: string): Sql {
  const args: Record<string, InValue> = {};
  const lists = conditions.map((c) => orNobody(listOf(c)));
  const first = lists.find((c) => c.op === "in");
  if (first) args["lane"] = JSON.stringify([...new Set(first.values)]);
  const terms = lists.filter((c) => c !== first).map((c, i) => `(${listed(c, "value", `l${i}`, args)})`);
  return { sql: `SELECT value FROM (${first ? "SELECT value FROM json_each(:lane)" : every}) WHERE ${terms.length > 0 ? terms.join(" AND ") : "1"}`, args };
}

function isAll(conditions: Filter, value: boolean): boolean {
  return conditions.every((c) => "value" in c && c.value === value);
}
