import * as v from "valibot";
import { OrderRow } from "../domain/order.ts";

/** The columns of a list row; `orderRowOf` makes the row of them. */
export const ORDER_ROW_COLUMNS = `o.id, o.number, o.version, o.placed_at, o.placed_day, o.order_type, o.channel_id, o.customer_id, o.customer_name,
  o.customer_email, o.customer_phone, o.company, o.status_id, o.stage, o.payment_status, o.total, o.paid, o.due, o.fraud_score, o.high_risk,
  o.reference, o.tags, o.csr_id, o.agent_id, o.sent_at, o.line_count, o.updated_at, o.deleted_at`;

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
  };
}

export function orderRowOf(row: Record<string, unknown>): OrderRow {
  return v.parse(OrderRow, orderRowFields(row));
}
