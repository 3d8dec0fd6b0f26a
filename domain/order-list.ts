import * as v from "valibot";
import { OrderRow } from "./order.ts";

/**
 * How much a window of the list looks at, before it says that there may be more: so many of the newest
 * hits of a search, so many of the newest matches where no index has the sort, and so many orders that
 * may not match.
 */
export const LOOKED_AT = { hits: 1_000, sorted: 5_000, passed: 50_000 } as const;

/** One window of a filtered and sorted list, as the API answers it. */
export const OrderList = v.object({
  rows: v.array(OrderRow),
  /** Cursors to the neighbouring windows; null at the ends. */
  before: v.nullable(v.string()),
  after: v.nullable(v.string()),
  /** Exact, or null where only reading all would tell. */
  count: v.nullable(v.number()),
  /** Not all matches were looked at (see the matrix in SPEC.md). */
  bounded: v.boolean(),
  /** The log's head when it was read. */
  seq: v.number(),
});
export type OrderList = v.InferOutput<typeof OrderList>;

/** Where a window is read: from the first row, from the last, or on from a cursor. */
export type ReadFrom = { readonly end?: true } | { readonly after: string } | { readonly before: string };

/** The numbers beside the quick filters, by their ids. */
export const OrderCounts = v.object({ counts: v.record(v.string(), v.number()), seq: v.number() });
export type OrderCounts = v.InferOutput<typeof OrderCounts>;
