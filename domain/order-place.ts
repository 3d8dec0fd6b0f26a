import { csrRefusal } from "./csr.ts";
import type { Customer } from "./customer.ts";
import { newId } from "./ids.ts";
import type { Agent, Channel, Microsite, Organization, Person } from "./organization.ts";
import type { OrderDraft } from "./order-create.ts";
import { recompute } from "./order-rule.ts";
import { MAX_TOTAL } from "./order.ts";
import type { Order } from "./order.ts";
import type { OrderStatus } from "./order-status.ts";
import { invalid } from "./invalid.ts";
import { problem } from "./problem.ts";
import type { FieldError, Problem } from "./problem.ts";
import type { Product } from "./product.ts";
import { may } from "./role.ts";
import type { Permission } from "./role.ts";
import { dayOf } from "./zoned-day.ts";
import { shortened } from "./quote.ts";

export interface PlaceContext {
  readonly organization: Organization;
  readonly permissions: readonly Permission[];
  readonly statuses: readonly OrderStatus[];
  readonly channels: readonly Channel[];
  readonly microsites: readonly Microsite[];
  readonly people: readonly Person[];
  readonly agents: readonly Agent[];
  readonly products: ReadonlyMap<string, Product>;
  readonly customer: Customer | null;
  /** UTC milliseconds. */
  readonly now: number;
}

export type PlaceResult = { readonly ok: true; readonly order: Order } | { readonly ok: false; readonly problem: Problem };

/** The rule of *Place order* (C1–C4). The number is empty: the committing batch allocates it. */
export function placeOrder(draft: OrderDraft, context: PlaceContext): PlaceResult {
  if (!may(context.permissions, "orders.create")) return { ok: false, problem: problem("forbidden", "Your role does not allow placing orders. Ask an Admin of your organization.") };
  if (draft.lines.some((l) => l.unitPrice !== undefined) && !may(context.permissions, "prices.override")) {
    return { ok: false, problem: problem("forbidden", "Your role does not allow changing prices. Ask an Admin of your organization.") };
  }
  const errors: FieldError[] = [];
  const { customer } = context;
  if (!customer) errors.push({ field: "customerId", message: "This customer does not exist. Search again or create one." });
  const status = context.statuses.find((s) => s.stage === "incomplete" && s.active);
  if (!status) errors.push({ field: "statusId", message: "Your organization has no active status in the stage Incomplete. Ask an Admin to add one." });
  const channel = draft.channelId === undefined ? context.channels.find((c) => c.kind === "phone" && c.active) : context.channels.find((c) => c.id === draft.channelId && c.active);
  if (!channel) errors.push({ field: "channelId", message: "This channel does not exist. Choose another." });
  if (draft.micrositeId !== null && !context.microsites.some((m) => m.id === draft.micrositeId && m.active)) errors.push({ field: "micrositeId", message: "This microsite is not in use. Choose another." });
  const csrRefused = draft.csrId === null ? null : csrRefusal(draft.csrId, context.people);
  if (csrRefused !== null) errors.push({ field: "csrId", message: csrRefused });
  if (draft.agentId !== null && !context.agents.some((a) => a.id === draft.agentId && a.active)) errors.push({ field: "agentId", message: "This delivery agent is not in use. Choose another." });
  const lines = draft.lines.map((line, i) => {
    const product = context.products.get(line.stockCode);
    if (!product?.active) errors.push({ field: `lines.${i}.stockCode`, message: `No product has the stock code ${shortened(line.stockCode)}. Check the code or search by name.` });
    const unitPrice = line.unitPrice ?? product?.price ?? 0;
    return { id: newId("lin", context.now), stockCode: line.stockCode, description: product?.name ?? "", quantity: line.quantity, unitPrice, total: line.quantity * unitPrice };
  });
  if (!customer || !status || !channel || errors.length > 0) return { ok: false, problem: invalid(errors) };

  const address = draft.deliveryAddress ?? customer.address;
  const order: Order = {
    id: newId("ord", context.now),
    number: "",
    version: 1,
    placedAt: context.now,
    placedDay: dayOf(context.now, context.organization.timeZone),
    orderType: draft.orderType,
    channelId: channel.id,
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
    fraudScore: null,
    highRisk: false,
    reference: draft.reference,
    tags: draft.tags,
    csrId: draft.csrId,
    agentId: draft.agentId,
    sentAt: null,
    lineCount: lines.length,
    updatedAt: context.now,
    deletedAt: null,
    micrositeId: draft.micrositeId,
    paymentMethod: draft.paymentMethod,
    invoiceStatus: "none",
    trackingNumber: "",
    trackingUrl: "",
    postCode: "",
    noteStart: "",
    stockWords: "",
    lines,
    subtotal: 0,
    discount: 0,
    fee: draft.fee,
    tax: 0,
    refunded: 0,
    note: draft.note,
    deliveryAddressId: address ? newId("adr", context.now) : null,
    deliveryAddress: address,
    billingAddressId: customer.address ? newId("adr", context.now) : null,
    billingAddress: customer.address,
    payments: [],
  };
  recompute(order, { rate: context.organization.taxRate, inclusive: context.organization.taxInclusive });
  if (order.total > MAX_TOTAL) return { ok: false, problem: invalid([{ field: "lines", message: "The total is too large. Check quantities and prices." }]) };
  return { ok: true, order };
}
