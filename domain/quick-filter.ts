import type { Filter } from "./filter.ts";
import { UNFULFILLED_STAGES } from "./order-status.ts";

/** The twelve that a desk lives by (L2); each is one filter of the one language. */
export const QUICK_FILTERS = [
  { id: "all", name: "All", filter: [] },
  { id: "today", name: "Today's", filter: [{ field: "placed", op: "relative", value: "today" }] },
  { id: "yesterday", name: "Yesterday's", filter: [{ field: "placed", op: "relative", value: "yesterday" }] },
  { id: "unfulfilled", name: "Unfulfilled", filter: [{ field: "stage", op: "in", values: [...UNFULFILLED_STAGES] }] },
  { id: "unpaid", name: "Unpaid", filter: [{ field: "unpaid", op: "is", value: true }] },
  { id: "awaiting_approval", name: "Awaiting Approval", filter: [{ field: "stage", op: "in", values: ["awaiting_approval"] }] },
  { id: "high_risk", name: "High Risk", filter: [{ field: "high_risk", op: "is", value: true }] },
  { id: "preorders", name: "Pre-Orders", filter: [{ field: "type", op: "in", values: ["preorder"] }, { field: "stage", op: "not_in", values: ["dispatched", "delivered", "failed", "cancelled", "returned"] }] },
  { id: "awaiting_feedback", name: "Awaiting Customer Feedback", filter: [{ field: "mark", op: "in", values: ["awaiting_customer_feedback"] }] },
  { id: "returned_from_warehouse", name: "Returned from Warehouse", filter: [{ field: "mark", op: "in", values: ["returned_from_warehouse"] }] },
  { id: "on_hold", name: "On Hold", filter: [{ field: "stage", op: "in", values: ["on_hold"] }] },
  { id: "exchange_on_hold", name: "Exchange on Hold", filter: [{ field: "mark", op: "in", values: ["exchange_on_hold"] }] },
] as const satisfies readonly { id: string; name: string; filter: Filter }[];

export type QuickFilterId = (typeof QUICK_FILTERS)[number]["id"];

export function quickFilter(id: string): Filter | null {
  return QUICK_FILTERS.find((q) => q.id === id)?.filter ?? null;
}
