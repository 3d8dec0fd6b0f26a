import type { InValue } from "@libsql/client/web";
import { isUnpaid } from "../domain/filter.ts";
import { customerSortKey } from "../domain/order-sort.ts";
import type { Address, Order, OrderHead, OrderLine } from "../domain/order.ts";
import { fieldTokens } from "../domain/search-text.ts";
import type { SearchField } from "../domain/search-text.ts";
import type { Write } from "./commit.ts";

/** Every column of an order that a rule decides, by name; derived ones (search, sort, facet) are made here and nowhere else. */
export function orderColumns(order: Order): Record<string, InValue> {
  const search = (field: SearchField) => fieldTokens(order, field).join(" ");
  return {
    version: order.version,
    placed_at: order.placedAt,
    placed_day: order.placedDay,
    customer_id: order.customerId,
    customer_name: order.customerName,
    customer_email: order.customerEmail,
    customer_phone: order.customerPhone,
    company: order.company,
    customer_sort: customerSortKey(order.customerName),
    subtotal: order.subtotal,
    discount: order.discount,
    fee: order.fee,
    tax: order.tax,
    total: order.total,
    paid: order.paid,
    refunded: order.refunded,
    due: order.due,
    fraud_score: order.fraudScore,
    reference: order.reference,
    microsite_id: order.micrositeId ?? "",
    invoice_status: order.invoiceStatus,
    tracking_number: order.trackingNumber,
    tracking_url: order.trackingUrl,
    payment_method: order.paymentMethod,
    note: order.note,
    delivery_address_id: order.deliveryAddressId,
    billing_address_id: order.billingAddressId,
    post_code: order.postCode,
    line_count: order.lineCount,
    search_name: search("name"),
    search_email: search("email"),
    search_phone: search("phone"),
    search_reference: search("reference"),
    search_post: search("postcode"),
    search_stock: search("stock"),
    updated_at: order.updatedAt,
    // Nothing reads it, but every row has it: dropping a column writes all orders anew, and the version that still runs while a new one migrates names it.
    status_position: 0,
    ...actColumns(order),
  };
}

/** Of those, the ones that an act on many orders at once may change, and all that a facet is made of. */
export function actColumns(order: OrderHead): Record<string, InValue> {
  return {
    status_id: order.statusId,
    stage: order.stage,
    unpaid: isUnpaid(order) ? 1 : 0,
    tags: JSON.stringify(order.tags),
    csr_id: order.csrId ?? "",
    agent_id: order.agentId ?? "",
    payment_status: order.paymentStatus,
    channel_id: order.channelId,
    order_type: order.orderType,
    high_risk: order.highRisk ? 1 : 0,
    sent_at: order.sentAt,
    deleted_at: order.deletedAt,
  };
}

/** What a facet is made of: equal for orders that no facet filter can tell apart. */
export const FACET_COLUMNS = ["status_id", "stage", "payment_status", "unpaid", "channel_id", "csr_id", "order_type", "high_risk"] as const;

/** Expects the order's columns as named arguments. */
const ENSURE_FACET = `INSERT OR IGNORE INTO facet (org_id, deleted, ${FACET_COLUMNS.join(", ")}) VALUES (:org, :deleted_at IS NOT NULL, ${FACET_COLUMNS.map((c) => `:${c}`).join(", ")})`;
const FACET_ID = `(SELECT id FROM facet WHERE org_id = :org AND deleted = (:deleted_at IS NOT NULL) AND ${FACET_COLUMNS.map((c) => `${c} = :${c}`).join(" AND ")})`;

function facetArgs(columns: Record<string, InValue>): Record<string, InValue> {
  return Object.fromEntries(["deleted_at", ...FACET_COLUMNS].map((c) => [c, columns[c] ?? null]));
}

/** Writes of a changed order: only columns that differ, guarded by the version that the rule saw. */
export function updateOrderWrites(before: Order, after: Order): Write[] {
  const was = orderColumns(before);
  const columns = orderColumns(after);
  const changed = Object.keys(columns).filter((c) => columns[c] !== was[c]);
  const args: Record<string, InValue> = { id: after.id, read_version: before.version };
  for (const c of changed) args[c] = columns[c] ?? null;
  const writes: Write[] = [];
  const movesFacet = changed.some((c) => c === "deleted_at" || FACET_COLUMNS.some((f) => f === c));
  const sets = changed.map((c) => `${c} = :${c}`);
  if (movesFacet) {
    writes.push({ sql: ENSURE_FACET, args: facetArgs(columns) });
    sets.push(`facet_id = ${FACET_ID}`);
    Object.assign(args, facetArgs(columns));
  }
  writes.push({ sql: `UPDATE orders SET ${sets.join(", ")} WHERE org_id = :org AND id = :id AND version = :read_version`, args, guarded: true });
  writes.push(...addressWrites(before, after), ...lineWrites(before.id, before.lines, after.lines));
  return writes;
}

/** Writes of a new order, whose number the batch allocates. */
export function insertOrderWrites(order: Order, numberPrefix: string): Write[] {
  const columns = orderColumns(order);
  const names = Object.keys(columns);
  return [
    { sql: "UPDATE head SET order_number = order_number + 1 WHERE org_id = :org", guarded: true },
    { sql: ENSURE_FACET, args: facetArgs(columns) },
    {
      sql: `INSERT INTO orders (org_id, id, number, facet_id, ${names.join(", ")})
            VALUES (:org, :id, (SELECT printf('%s%07d', :prefix, order_number) FROM head WHERE org_id = :org), ${FACET_ID}, ${names.map((n) => `:${n}`).join(", ")})`,
      args: { ...columns, id: order.id, prefix: numberPrefix },
    },
    ...addressWrites(null, order),
    ...lineWrites(order.id, [], order.lines),
  ];
}

function addressWrites(before: Order | null, after: Order): Write[] {
  const writes: Write[] = [];
  if (after.deliveryAddress && after.deliveryAddressId && after.deliveryAddressId !== before?.deliveryAddressId) writes.push(insertAddress(after.deliveryAddressId, after.deliveryAddress));
  if (after.billingAddress && after.billingAddressId && after.billingAddressId !== before?.billingAddressId && after.billingAddressId !== after.deliveryAddressId) {
    writes.push(insertAddress(after.billingAddressId, after.billingAddress));
  }
  return writes;
}

export function insertAddress(id: string, address: Address): Write {
  return {
    sql: `INSERT OR IGNORE INTO address (org_id, id, name, company, line1, line2, city, region, post_code, country, phone)
          VALUES (:org, :id, :name, :company, :line1, :line2, :city, :region, :postCode, :country, :phone)`,
    args: { id, ...address },
  };
}

function lineWrites(orderId: string, before: readonly OrderLine[], after: readonly OrderLine[]): Write[] {
  const was = new Map(before.map((l, i) => [l.id, { line: l, position: i }]));
  const upserts = after.flatMap((line, position) => {
    const old = was.get(line.id);
    was.delete(line.id);
    return old && old.position === position && JSON.stringify(old.line) === JSON.stringify(line) ? [] : [{ ...line, position }];
  });
  const writes: Write[] = [];
  if (was.size > 0) {
    writes.push({ sql: "DELETE FROM order_line WHERE org_id = :org AND order_id = :order AND id IN (SELECT value FROM json_each(:ids))", args: { order: orderId, ids: JSON.stringify([...was.keys()]) } });
  }
  if (upserts.length > 0) {
    writes.push({
      sql: `INSERT INTO order_line (org_id, order_id, id, position, stock_code, description, quantity, unit_price, total)
            SELECT :org, :order, value->>'id', value->>'position', value->>'stockCode', value->>'description', value->>'quantity', value->>'unitPrice', value->>'total'
            FROM json_each(:lines) WHERE true
            ON CONFLICT (org_id, order_id, id) DO UPDATE SET position = excluded.position, quantity = excluded.quantity, unit_price = excluded.unit_price, total = excluded.total`,
      args: { order: orderId, lines: JSON.stringify(upserts) },
    });
  }
  return writes;
}
