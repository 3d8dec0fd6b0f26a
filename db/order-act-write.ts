import type { InValue } from "@libsql/client/web";
import type { OrderHead } from "../domain/order.ts";
import type { Write } from "./commit.ts";
import { insertRows } from "./insert-rows.ts";
import { actColumns, FACET_COLUMNS } from "./order-write.ts";

/** One order as it was read, and as the act leaves it. */
export interface Acted {
  readonly before: OrderHead;
  readonly after: OrderHead;
}

/**
 * Writes of an act on many orders: one statement for all that get the same values, which nearly all
 * do, however many they are. That each is as it was read is guarded by the caller, for all at once.
 * @param at UTC milliseconds
 */
export function actWrites(acted: readonly Acted[], at: number): Write[] {
  const groups = new Map<string, { set: Record<string, InValue>; ids: string[] }>();
  const facets = new Map<string, InValue[]>();
  for (const { before, after } of acted) {
    const was = actColumns(before);
    const now = actColumns(after);
    const set = Object.fromEntries(Object.entries(now).filter(([column, value]) => value !== was[column]));
    const name = JSON.stringify(set);
    const group = groups.get(name) ?? { set, ids: [] };
    group.ids.push(after.id);
    groups.set(name, group);
    if (movesFacet(set)) {
      const facet = [after.deletedAt === null ? 0 : 1, ...FACET_COLUMNS.map((column) => now[column] ?? null)];
      facets.set(JSON.stringify(facet), facet);
    }
  }
  return [...insertRows("facet", ["deleted", ...FACET_COLUMNS], [...facets.values()], { orIgnore: true }), ...[...groups.values()].map(({ set, ids }) => groupWrite(set, ids, at))];
}

function movesFacet(set: Readonly<Record<string, InValue>>): boolean {
  return "deleted_at" in set || FACET_COLUMNS.some((column) => column in set);
}

function groupWrite(set: Readonly<Record<string, InValue>>, ids: readonly string[], at: number): Write {
  const columns = Object.keys(set);
  const sets = ["version = version + 1", "updated_at = :at", ...columns.map((column) => `${column} = :${column}`)];
  if (movesFacet(set)) {
    // A facet's other columns are the order's own: one statement serves orders of any facet.
    const of = (column: string) => (column in set ? `:${column}` : `orders.${column}`);
    const deleted = "deleted_at" in set ? ":deleted_at IS NOT NULL" : "orders.deleted_at IS NOT NULL";
    sets.push(`facet_id = (SELECT f.id FROM facet f WHERE f.org_id = :org AND f.deleted = (${deleted}) AND ${FACET_COLUMNS.map((column) => `f.${column} = ${of(column)}`).join(" AND ")})`);
  }
  // Not FROM json_each, which read all orders for each of the ids.
  return { sql: `UPDATE orders SET ${sets.join(", ")} WHERE org_id = :org AND id IN (SELECT value FROM json_each(:ids))`, args: { ...set, at, ids: JSON.stringify(ids) } };
}
