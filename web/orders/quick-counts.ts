import type { Change } from "../../domain/change.ts";
import { QUICK_FILTERS } from "../../domain/quick-filter.ts";
import type { OrderRow } from "../../domain/order.ts";
import { belongsTo } from "./view-rule.ts";
import type { Setting } from "./view-rule.ts";

/** By id of the quick filter. */
export type Counts = Readonly<Record<string, number>>;

/** The row as it was before a change, as far as the log tells: personal values are not in it. */
export function rowBefore(change: Change): OrderRow | null {
  const { row, patch, kind } = change;
  if (!row || kind === "order.created" || kind === "order.imported") return null;
  const before: Record<string, unknown> = { ...row };
  for (const [field, [old]] of Object.entries(patch)) if (field in row) before[field] = old;
  return { ...row, ...before };
}

/** By how much a change moves the number of orders that a filter counts: -1, 0 or 1. */
export function countDifference(change: Change, belongs: (row: OrderRow) => boolean): number {
  const before = rowBefore(change);
  return Number(change.row !== null && belongs(change.row)) - Number(before !== null && belongs(before));
}

/** The numbers after a change, at once; the server's own are read a moment later. */
export function adjustCounts(counts: Counts, change: Change, setting: Setting): Counts {
  if (!change.row) return counts;
  const next = { ...counts };
  for (const quick of QUICK_FILTERS) next[quick.id] = (next[quick.id] ?? 0) + countDifference(change, belongsTo(quick.filter, setting));
  return next;
}
