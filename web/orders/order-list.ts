import * as v from "valibot";
import { printView } from "../../domain/filter-url.ts";
import type { View } from "../../domain/filter-url.ts";
import { OrderRow } from "../../domain/order.ts";
import { api } from "../api.ts";
import type { ApiScope } from "../api.ts";

/** One window of the list. `count` is exact, or null where only reading all would tell. */
export const ListAnswer = v.object({
  rows: v.array(OrderRow),
  before: v.nullable(v.string()),
  after: v.nullable(v.string()),
  count: v.nullable(v.number()),
  bounded: v.boolean(),
  seq: v.number(),
});
export type ListAnswer = v.InferOutput<typeof ListAnswer>;

const CountsAnswer = v.object({ counts: v.record(v.string(), v.number()), seq: v.number() });

/** Where a window is read: from the first row, from the last, or on from a cursor. */
export type ReadFrom = { readonly end?: true } | { readonly after: string } | { readonly before: string };

/** Rows of one window: three screens, so that scrolling meets rows that are there already. */
export const WINDOW_ROWS = 100;

/** @throws ApiProblem */
export function readOrders(scope: ApiScope, view: View, from: ReadFrom, limit: number, signal: AbortSignal): Promise<ListAnswer> {
  const params = printView(view);
  params.set("limit", String(limit));
  if ("after" in from) params.set("after", from.after);
  else if ("before" in from) params.set("before", from.before);
  else if (from.end) params.set("end", "1");
  return api(scope, "GET", `/orders?${params}`, undefined, { schema: ListAnswer, signal });
}

/** The twelve numbers beside the quick filters. @throws ApiProblem */
export function readCounts(scope: ApiScope): Promise<v.InferOutput<typeof CountsAnswer>> {
  return api(scope, "GET", "/orders/counts", undefined, { schema: CountsAnswer });
}
