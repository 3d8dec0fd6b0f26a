import type { Change } from "../../../domain/change.ts";
import { EMPTY_ADDRESS } from "../../../domain/order.ts";
import type { Order, OrderLine, OrderRow } from "../../../domain/order.ts";
import { recompute } from "../../../domain/order-rule.ts";
import type { Patch } from "../../../domain/order-rule.ts";
import { DEFAULT_STATUSES } from "../../../domain/order-status.ts";
import type { Names } from "../../../web/order/names.ts";

export const TAX = { rate: 2000, inclusive: true };

export const names: Names = {
  organization: { id: "org_1", slug: "tools", name: "Tools", currency: "GBP", locale: "en-GB", timeZone: "Europe/London", numberPrefix: "BT", taxRate: TAX.rate, taxInclusive: true, riskThreshold: 70 },
  statuses: DEFAULT_STATUSES.map((status, position) => ({ ...status, id: `sta_${status.name}`, position, active: true })),
  channels: [{ id: "chn_phone", name: "Phone", kind: "phone", active: true, position: 0 }],
  people: [
    { id: "ada", name: "Ada Marsh", initials: "AM", color: "teal", role: "csr", active: true },
    { id: "bo", name: "Bo Lindqvist", initials: "BL", color: "violet", role: "csr", active: true },
  ],
  microsites: [{ id: "mic_1", name: "Trade shop", active: true }],
  agents: [{ id: "agt_1", name: "Fast Freight", active: true }],
  reasons: [{ id: "rsn_1", kind: "cancel", text: "Changed their mind", active: true }],
};

export function line(id: string, quantity: number, unitPrice: number): OrderLine {
  return { id, stockCode: id.toUpperCase(), description: `Product ${id}`, quantity, unitPrice, total: quantity * unitPrice };
}

export function order(changes: Partial<Order> = {}): Order {
  const made: Order = {
    id: "ord_1", number: "BT0000042", version: 5, placedAt: 1_764_000_000_000, placedDay: "2025-11-24", orderType: "standard", channelId: "chn_phone",
    customerId: "cus_1", customerName: "Mia Hart", customerEmail: "mia@example.com", customerPhone: "020", company: "", statusId: "sta_Pending", stage: "pending",
    paymentStatus: "pending", total: 0, paid: 0, due: 0, fraudScore: null, highRisk: false, reference: "PO-1", tags: ["gift"], csrId: "ada", agentId: null,
    sentAt: null, lineCount: 0, updatedAt: 1_764_000_000_000, deletedAt: null, lines: [line("l1", 2, 500), line("l2", 1, 1250)], subtotal: 0, discount: 0, fee: 300, tax: 0,
    refunded: 0, paymentMethod: "card", note: "", micrositeId: null, invoiceStatus: "none", trackingNumber: "", trackingUrl: "", postCode: "", noteStart: "", stockWords: "", deliveryAddressId: "adr_1", deliveryAddress: { ...EMPTY_ADDRESS, line1: "1 High St" }, billingAddressId: null, billingAddress: null, payments: [],
    ...changes,
  };
  recompute(made, TAX);
  return made;
}

/** A change as the log has it: the patch, and the row after it. */
export function change(after: Order, patch: Patch, more: Partial<Change> = {}): Change {
  const { lines: _l, subtotal: _s, discount: _d, fee: _f, tax: _t, refunded: _r, note: _n, deliveryAddressId: _a, deliveryAddress: _b, billingAddressId: _c, billingAddress: _e, payments: _p, ...rest } = after;
  const row: OrderRow = rest;
  return {
    seq: 10, kind: "order.edited", entity: "order", entityId: after.id, version: after.version, row, comment: "", at: 1_764_000_100_000,
    patch: Object.fromEntries(Object.entries(patch).map(([key, [old, now]]) => [key, [old, now]])),
    actor: { kind: "user", id: "bo", name: "Bo Lindqvist" }, cause: { kind: "request", id: "k" }, ...more,
  };
}
