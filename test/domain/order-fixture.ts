import type { EditContext } from "../../domain/order-rule.ts";
import { recompute } from "../../domain/order-rule.ts";
import type { SortNames } from "../../domain/order-sort.ts";
import type { Order } from "../../domain/order.ts";
import { DEFAULT_STATUSES } from "../../domain/order-status.ts";
import { PERMISSIONS } from "../../domain/role.ts";

export const tax = { rate: 2000, inclusive: true };
export const statuses = DEFAULT_STATUSES.map((s, i) => ({ ...s, id: `sta_${i}`, position: i, active: true }));
export const statusId = (name: string): string => statuses.find((s) => s.name === name)?.id ?? "";

/** A complete order of two lines, as tests of rules need it. */
export function anOrder(over: Partial<Order> = {}): Order {
  const order: Order = {
    id: "ord_1", number: "BT0000042", version: 3, placedAt: 1_700_000_000_000, placedDay: "2023-11-14", orderType: "standard", channelId: "chn_1",
    customerId: "cus_1", customerName: "Ada Fenwick", customerEmail: "ada@example.com", customerPhone: "020 7946 0123", company: "Fenwick Ltd",
    statusId: statusId("Pending"), stage: "pending", paymentStatus: "pending", total: 0, paid: 0, due: 0, fraudScore: null, highRisk: false, reference: "",
    tags: [], csrId: null, agentId: null, sentAt: null, lineCount: 2, updatedAt: 0, deletedAt: null,
    micrositeId: null, paymentMethod: null, invoiceStatus: "none", trackingNumber: "", trackingUrl: "", postCode: "", noteStart: "", stockWords: "",
    lines: [
      { id: "lin_a", stockCode: "A", description: "Anchor", quantity: 2, unitPrice: 250, total: 500 },
      { id: "lin_b", stockCode: "B", description: "Buoy", quantity: 1, unitPrice: 999, total: 999 },
    ],
    subtotal: 0, discount: 0, fee: 0, tax: 0, refunded: 0, note: "", deliveryAddressId: null, deliveryAddress: null, billingAddressId: null, billingAddress: null, payments: [],
    ...over,
  };
  recompute(order, tax);
  return order;
}

export const context: EditContext & SortNames = {
  permissions: PERMISSIONS,
  statuses,
  channels: [{ id: "chn_1", name: "Web", kind: "web", active: true, position: 0 }],
  people: [{ id: "usr_1", name: "Grace Ito", initials: "GI", color: "teal", role: "csr", active: true }, { id: "usr_2", name: "Gone Person", initials: "GP", color: "rose", role: "csr", active: false }],
  microsites: [{ id: "mic_1", name: "Trade shop", active: true }, { id: "mic_2", name: "Closed shop", active: false }],
  agents: [{ id: "agt_1", name: "Harbour Couriers", active: true }],
  reasons: [{ id: "rsn_1", kind: "cancel", text: "Customer changed their mind", active: true }],
  tax,
  products: new Map([["C", { name: "Cleat", price: 300, active: true }]]),
  customer: null,
  now: 1_800_000_000_000,
};
