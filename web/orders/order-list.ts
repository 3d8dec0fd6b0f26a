import * as v from "valibot";
import { printList } from "../../domain/filter-url.ts";
import type { View } from "../../domain/filter-url.ts";
import { OrderCounts, OrderList } from "../../domain/order-list.ts";
import type { ReadFrom } from "../../domain/order-list.ts";
import { OrderRow } from "../../domain/order.ts";
import { api } from "../api.ts";
import type { ApiScope } from "../api.ts";

/** Rows of one window: three screens, so that scrolling meets rows that are there already. */
export const WINDOW_ROWS = 100;

/** @throws ApiProblem */
export function readOrders(scope: ApiScope, view: View, from: ReadFrom, limit: number, signal: AbortSignal): Promise<OrderList> {
  const params = printList(view);
  params.set("limit", String(limit));
  if ("after" in from) params.set("after", from.after);
  else if ("before" in from) params.set("before", from.before);
  else if (from.end) params.set("end", "1");
  return api(scope, "GET", `/orders?${params}`, undefined, { schema: OrderList, signal });
}

const OrderAnswer = v.object({ order: OrderRow });

/** One order as the list shows it, whether or not it is in a list. @throws ApiProblem */
export async function readRow(scope: ApiScope, id: string, signal: AbortSignal): Promise<OrderRow> {
  const { order } = await api(scope, "GET", `/orders/${encodeURIComponent(id)}`, undefined, { schema: OrderAnswer, signal });
  return order;
}

const NoteAnswer = v.object({ order: v.object({ note: v.string() }) });

/** The whole of a note, of which a row has only the beginning. @throws ApiProblem */
export async function readNote(scope: ApiScope, id: string): Promise<string> {
  const { order } = await api(scope, "GET", `/orders/${encodeURIComponent(id)}`, undefined, { schema: NoteAnswer });
  return order.note;
}

/** The twelve numbers beside the quick filters. @throws ApiProblem */
export function readCounts(scope: ApiScope): Promise<OrderCounts> {
  return api(scope, "GET", "/orders/counts", undefined, { schema: OrderCounts });
}
