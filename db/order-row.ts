import * as v from "valibot";
import { NOTE_START, OrderRow } from "../domain/order.ts";

export const NAMES = [
  "id", "number", "version", "placed_at", "placed_day", "order_type", "channel_id", "customer_id", "customer_name", "customer_email", "customer_phone", "company",
  "status_id", "stage", "payment_status", "total", "paid", "due", "fraud_score", "high_risk", "reference", "tags", "csr_id", "agent_id", "sent_at", "line_count", "updated_at", "deleted_at",
  "microsite_id", "payment_method", "invoice_status", "tracking_number", "tracking_url", "post_code", "search_stock",
] as const;

export const NOTE = `substr(o.note, 1, ${NOTE_START})`;

/** The columns of a list row; `orderRowFields` names them. */
export const ORDER_ROW_COLUMNS = [...NAMES.map((name) => `o.${name}`), `${NOTE} AS note_start`].join(", ");

/** The same as one JSON array, for `orderRowOf`: of a window of fifty rows the protocol wraps fifty values and not fourteen hundred. */
export const ORDER_ROW_JSON = `json_array(${[...NAMES.map((name) => `o.${name}`), NOTE].join(", ")})`;

const Tags = v.array(v.string());

/** Unchecked shape of a list row; callers that hand it on parse it with their own schema. */
export function orderRowFields(row: Record<string, unknown>): Record<string, unknown> {
  return {
    id: row["id"],
    number: row["number"],
    version: row["version"],
    placedAt: row["placed_at"],
    placedDay: row["placed_day"],
    orderType: row["order_type"],
    channelId: row["channel_id"],
    customerId: row["customer_id"],
    customerName: row["customer_name"],
    customerEmail: row["customer_email"],
    customerPhone: row["customer_phone"],
    company: row["company"],
    statusId: row["status_id"],
    stage: row["stage"],
    paymentStatus: row["payment_status"],
    total: row["total"],
    paid: row["paid"],
    due: row["due"],
    fraudScore: row["fraud_score"],
    highRisk: row["high_risk"] === 1,
    reference: row["reference"],
    tags: v.parse(Tags, JSON.parse(v.parse(v.string(), row["tags"]))),
    csrId: row["csr_id"] === "" ? null : row["csr_id"],
    agentId: row["agent_id"] === "" ? null : row["agent_id"],
    sentAt: row["sent_at"],
    lineCount: row["line_count"],
    updatedAt: row["updated_at"],
    deletedAt: row["deleted_at"],
    micrositeId: row["microsite_id"] === "" ? null : row["microsite_id"],
    paymentMethod: row["payment_method"],
    invoiceStatus: row["invoice_status"],
    trackingNumber: row["tracking_number"],
    trackingUrl: row["tracking_url"],
    postCode: row["post_code"],
    noteStart: row["note_start"],
    stockWords: row["search_stock"],
  };
}

/** The same of all that an order has but its lines, payments and addresses. */
export function orderHeadFields(row: Record<string, unknown>): Record<string, unknown> {
  return {
    ...orderRowFields(row),
    subtotal: row["subtotal"],
    discount: row["discount"],
    fee: row["fee"],
    tax: row["tax"],
    refunded: row["refunded"],
    note: row["note"],
    deliveryAddressId: row["delivery_address_id"],
    billingAddressId: row["billing_address_id"],
  };
}

const Values = v.pipe(v.string(), v.parseJson(), v.array(v.unknown()));

/** @param json as `ORDER_ROW_JSON` made it */
export function orderRowOf(json: unknown): OrderRow {
  const values = v.parse(Values, json);
  return v.parse(OrderRow, orderRowFields(Object.fromEntries([...NAMES, "note_start"].map((name, i) => [name, values[i]]))));
}
