import { recompute } from "../order-rule.ts";
import { newId } from "../ids.ts";
import type { Organization } from "../organization.ts";
import { MAX_LINES, MAX_TOTAL } from "../order.ts";
import type { Address, Order, OrderLine, OrderPayment } from "../order.ts";
import { LOCKING_STAGES } from "../order-status.ts";
import type { OrderStatus } from "../order-status.ts";
import { PAYMENT_STATUS_NAME } from "../payment-status.ts";
import { dayOf } from "../zoned-day.ts";
import { no, ok } from "./amount.ts";
import type { Parsed } from "./amount.ts";
import type { Draft, DraftLine } from "./draft.ts";
import { fingerprint } from "./hash.ts";

/** A customer as the order copies it. */
export interface OrderCustomer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly company: string;
}

/** What an import decides for all orders of its file that say nothing themselves. */
export interface ImportDefaults {
  readonly organization: Organization;
  readonly status: OrderStatus;
  readonly channelId: string;
  /** UTC milliseconds of the step. */
  readonly now: number;
}

/**
 * The whole order that a draft stands for, totals and payment status derived by the
 * same functions as everywhere. Its number is empty unless the file's number is one
 * of the organization's own.
 */
export function buildOrder(draft: Draft, customer: OrderCustomer, number: string, defaults: ImportDefaults): Parsed<Order> {
  const { organization, now } = defaults;
  const status = draft.status ?? defaults.status;
  const order: Order = {
    id: newId("ord", now),
    number,
    version: 1,
    placedAt: draft.placedAt,
    placedDay: dayOf(draft.placedAt, organization.timeZone),
    orderType: draft.orderType,
    channelId: draft.channelId ?? defaults.channelId,
    customerId: customer.id,
    customerName: customer.name,
    customerEmail: customer.email,
    customerPhone: customer.phone,
    company: customer.company,
    statusId: status.id,
    stage: status.stage,
    paymentStatus: "pending",
    total: 0,
    paid: 0,
    due: 0,
    fraudScore: draft.fraudScore,
    highRisk: draft.fraudScore !== null && draft.fraudScore >= organization.riskThreshold,
    // What a customer on the phone reads out: the number that the other system printed.
    reference: draft.reference || (number === "" ? draft.externalId : ""),
    tags: [...draft.tags],
    csrId: draft.csrId,
    agentId: draft.agentId,
    sentAt: LOCKING_STAGES.includes(status.stage) ? now : null,
    lineCount: draft.lines.length,
    updatedAt: now,
    deletedAt: null,
    micrositeId: draft.micrositeId,
    paymentMethod: draft.paymentMethod,
    invoiceStatus: "none",
    trackingNumber: draft.trackingNumber,
    trackingUrl: draft.trackingUrl,
    postCode: "",
    noteStart: "",
    stockWords: "",
    lines: draft.lines.map((line) => orderLine(line, now)),
    subtotal: 0,
    discount: draft.discount,
    fee: draft.fee,
    tax: 0,
    refunded: 0,
    note: draft.note,
    deliveryAddressId: draft.delivery && addressId(customer.id, draft.delivery),
    deliveryAddress: draft.delivery,
    billingAddressId: draft.billing && addressId(customer.id, draft.billing),
    billingAddress: draft.billing,
    payments: [],
  };
  recompute(order, taxOf(organization));
  if (order.total < 0) return no("Discount of the order: it is more than the order costs.");
  if (order.total > MAX_TOTAL) return no("The order's total is too large. Check quantities and prices.");
  return settle(order, draft, organization);
}

/**
 * The order with more lines of the same file, which stood apart from the first ones.
 * Only for an order that nobody touched since; what was paid in full stays paid in full.
 */
export function extendOrder(order: Order, draft: Draft, defaults: ImportDefaults): Parsed<Order> {
  if (order.lines.length + draft.lines.length > MAX_LINES) return no(`An order can have at most ${MAX_LINES} lines.`);
  const tax = taxOf(defaults.organization);
  const next: Order = {
    ...order,
    updatedAt: defaults.now,
    fee: order.fee + draft.lineFees,
    lines: [...order.lines, ...draft.lines.map((line) => orderLine(line, defaults.now))],
    payments: [...order.payments],
  };
  recompute(next, tax);
  if (next.total > MAX_TOTAL) return no("The order's total is too large. Check quantities and prices.");
  const inFull = order.refunded === 0 && order.paid === order.total && (order.paid > 0 || draft.paymentStatus === "paid");
  if (inFull && next.total > order.total) {
    next.payments.push(imported(next.total - order.total, "paid", order.placedAt));
    next.paid = next.total;
    recompute(next, tax);
  }
  return disagreesWith(next, draft) ?? ok(next);
}

function orderLine(line: DraftLine, now: number): OrderLine {
  return { id: newId("lin", now), ...line, total: line.quantity * line.unitPrice };
}

function taxOf(organization: Organization): { rate: number; inclusive: boolean } {
  return { rate: organization.taxRate, inclusive: organization.taxInclusive };
}

/** Records the payments that the file speaks of, so that money and payment status never disagree. */
function settle(order: Order, draft: Draft, organization: Organization): Parsed<Order> {
  const said = draft.paymentStatus;
  const paid = draft.paidAmount ?? (said === "paid" || said === "refunded" || said === "partly_refunded" ? order.total : 0);
  const refunded = draft.refundedAmount ?? (said === "refunded" ? paid : 0);
  if (refunded > paid) return no("Amount refunded: it is more than was paid.");
  if (paid > 0) order.payments.push(imported(paid, "paid", order.placedAt));
  else if (order.total > 0 && (said === "authorized" || said === "declined")) order.payments.push(imported(order.total, said, order.placedAt));
  order.paid = paid;
  order.refunded = refunded;
  recompute(order, taxOf(organization));
  return disagreesWith(order, draft) ?? ok(order);
}

function disagreesWith(order: Order, { paymentStatus: said }: Draft): { readonly ok: false; readonly reason: string } | null {
  // An order that costs nothing is always paid, whatever a shop calls it.
  if (said === null || order.total === 0 || order.paymentStatus === said) return null;
  return no(`Payment status: the file says ${PAYMENT_STATUS_NAME[said]}, but the amounts make it ${PAYMENT_STATUS_NAME[order.paymentStatus]}. Give the amounts paid and refunded.`);
}

function imported(amount: number, status: OrderPayment["status"], at: number): OrderPayment {
  return { id: newId("pay", at), method: "imported", amount, status, at };
}

/** The same for the same address of the same customer, so that a thousand orders share one row. */
export function addressId(customerId: string, address: Address): string {
  return `adr_${fingerprint(JSON.stringify([customerId, ...Object.values(address)])).padStart(26, "0")}`;
}
