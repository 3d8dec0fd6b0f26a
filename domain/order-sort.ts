import * as v from "valibot";
import type { OrderRow } from "./order.ts";
import type { OrderStatus } from "./order-status.ts";
import { cut } from "./text.ts";

export const SORT_FIELDS = ["number", "placed", "customer", "total", "status"] as const;
export const OrderSort = v.object({ field: v.picklist(SORT_FIELDS), dir: v.picklist(["asc", "desc"]) });
export type OrderSort = v.InferOutput<typeof OrderSort>;
export const DEFAULT_SORT: OrderSort = { field: "placed", dir: "desc" };

/** Fits an index: folded, and short enough to be a key. */
export function customerSortKey(name: string): string {
  return cut(name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim(), 80);
}

/** Statuses sort as the organization ordered them. */
export function sortKey(row: OrderRow, sort: OrderSort, statuses: readonly OrderStatus[]): string | number {
  switch (sort.field) {
    case "number": return row.number;
    case "placed": return row.placedAt;
    case "customer": return customerSortKey(row.customerName);
    case "total": return row.total;
    case "status": return statuses.find((s) => s.id === row.statusId)?.position ?? 0;
  }
}

/** The same order as the database's `ORDER BY key, id`, ties included: ids break them, in the sort's direction. */
export function compareRows(a: OrderRow, b: OrderRow, sort: OrderSort, statuses: readonly OrderStatus[]): number {
  const x = sortKey(a, sort, statuses);
  const y = sortKey(b, sort, statuses);
  const by = x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  return sort.dir === "asc" ? by : -by;
}
