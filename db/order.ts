import * as v from "valibot";
import { Order, OrderRow } from "../domain/order.ts";
import type { Order as OrderType } from "../domain/order.ts";
import { addressJson } from "./address.ts";
import type { OrgDatabase, Statement } from "./database.ts";
import { ORDER_ROW_COLUMNS, orderHeadFields } from "./order-row.ts";

const ORDER_BY_ID = `SELECT ${ORDER_ROW_COLUMNS}, o.subtotal, o.discount, o.fee, o.tax, o.refunded, o.note, o.delivery_address_id, o.billing_address_id,
  (SELECT json_group_array(json_object('id', l.id, 'stockCode', l.stock_code, 'description', l.description, 'quantity', l.quantity, 'unitPrice', l.unit_price, 'total', l.total))
     FROM (SELECT * FROM order_line WHERE org_id = o.org_id AND order_id = o.id ORDER BY position) l) AS lines,
  (SELECT json_group_array(json_object('id', p.id, 'method', p.method, 'amount', p.amount, 'status', p.status, 'at', p.at))
     FROM (SELECT * FROM payment WHERE org_id = o.org_id AND order_id = o.id ORDER BY at, id) p) AS payments,
  (SELECT ${addressJson("d")} FROM address d WHERE d.org_id = o.org_id AND d.id = o.delivery_address_id) AS delivery_address,
  (SELECT ${addressJson("b")} FROM address b WHERE b.org_id = o.org_id AND b.id = o.billing_address_id) AS billing_address
FROM orders o WHERE o.org_id = :org AND o.id = :id`;

/** The read of one whole order, for a batch with other reads; its rows go to `orderOf`. */
export function orderById(id: string): Statement {
  return { sql: ORDER_BY_ID, args: { id } };
}

export async function loadOrder(db: OrgDatabase, id: string): Promise<OrderType | null> {
  return orderOf(await db.query(orderById(id)));
}

export function orderOf(rows: readonly Record<string, unknown>[]): OrderType | null {
  const row = rows[0];
  if (!row) return null;
  return v.parse(Order, {
    ...orderHeadFields(row),
    lines: json(row["lines"]),
    deliveryAddress: json(row["delivery_address"]),
    billingAddress: json(row["billing_address"]),
    payments: json(row["payments"]),
  });
}

function json(value: unknown): unknown {
  return typeof value === "string" ? JSON.parse(value) : null;
}

const ROW_KEYS = [
  "id", "number", "version", "placedAt", "placedDay", "orderType", "channelId", "customerId", "statusId", "stage", "paymentStatus", "total", "paid", "due",
  "fraudScore", "highRisk", "reference", "tags", "csrId", "agentId", "sentAt", "lineCount", "updatedAt", "deletedAt", "micrositeId", "paymentMethod", "invoiceStatus", "trackingNumber", "trackingUrl",
] as const satisfies readonly (keyof OrderRow)[];

/** The list row as the change log keeps it: without personal values. */
export function loggedRow(order: OrderRow): object {
  return Object.fromEntries(ROW_KEYS.map((key) => [key, order[key]]));
}

/** The list row as the list and the socket show it. */
export function listRow(order: OrderType): OrderRow {
  return v.parse(OrderRow, order); // objects of valibot drop what they do not name
}
