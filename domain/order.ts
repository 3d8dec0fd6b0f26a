import * as v from "valibot";
import { InvoiceStatus } from "./invoice-status.ts";
import { Stage } from "./order-status.ts";
import { PaymentMethod, PaymentStatus } from "./payment-status.ts";

export const ORDER_TYPES = ["standard", "preorder", "exchange", "replacement", "b2b"] as const;
export const OrderType = v.picklist(ORDER_TYPES);
export type OrderType = v.InferOutput<typeof OrderType>;

export const ORDER_TYPE_NAME: Record<OrderType, string> = {
  standard: "Standard",
  preorder: "Pre-order",
  exchange: "Exchange",
  replacement: "Replacement",
  b2b: "B2B",
};

/** Limits have names, so that forms, routes and imports refuse at the same place. */
export const MAX_QUANTITY = 1_000_000;
/** Minor units. Ten thousand lines at both limits still fit a safe integer's 2^53. */
export const MAX_UNIT_PRICE = 100_000_000;
export const MAX_TOTAL = 1_000_000_000_000;
export const MAX_LINES = 2_000;
export const MAX_TAGS = 20;
export const MAX_TEXT = { name: 200, email: 254, phone: 40, reference: 100, tag: 40, note: 4_000, comment: 1_000, address: 200, description: 300, stockCode: 60, trackingNumber: 100, trackingUrl: 500 } as const;

const Minor = v.pipe(v.number(), v.safeInteger());
const Millis = v.pipe(v.number(), v.safeInteger());

export const OrderLine = v.object({
  id: v.string(),
  stockCode: v.string(),
  description: v.string(),
  quantity: v.pipe(v.number(), v.integer()),
  unitPrice: Minor,
  /** quantity × unitPrice */
  total: Minor,
});
export type OrderLine = v.InferOutput<typeof OrderLine>;

/** As much of a note as a cell can show. */
export const NOTE_START = 120;

/** Whether there may be more of a note than a row has of it. */
export function isNoteCut(noteStart: string): boolean {
  return [...noteStart].length >= NOTE_START;
}

/** The order as the list shows it: flat, and enough to decide every filter of `filter.ts`. Amounts in minor units, times in UTC ms. */
export const OrderRow = v.object({
  id: v.string(),
  number: v.string(),
  /** Rises by one with every change; what a save is based on. */
  version: v.number(),
  placedAt: Millis,
  /** `YYYY-MM-DD` in the organization's zone. */
  placedDay: v.string(),
  orderType: OrderType,
  channelId: v.string(),
  customerId: v.string(),
  customerName: v.string(),
  customerEmail: v.string(),
  customerPhone: v.string(),
  company: v.string(),
  statusId: v.string(),
  stage: Stage,
  paymentStatus: PaymentStatus,
  total: Minor,
  paid: Minor,
  due: Minor,
  /** 0 to 100, or null when nobody scored it. */
  fraudScore: v.nullable(v.number()),
  highRisk: v.boolean(),
  reference: v.string(),
  tags: v.array(v.string()),
  csrId: v.nullable(v.string()),
  agentId: v.nullable(v.string()),
  /** When it was sent for fulfilment, which locks it; null before. */
  sentAt: v.nullable(Millis),
  lineCount: v.number(),
  updatedAt: Millis,
  deletedAt: v.nullable(Millis),
  // Entries of the log are never rewritten: older ones know nothing of what follows.
  micrositeId: v.optional(v.nullable(v.string()), null),
  /** How the customer means to pay. */
  paymentMethod: v.optional(v.nullable(PaymentMethod), null),
  invoiceStatus: v.optional(InvoiceStatus, "none"),
  trackingNumber: v.optional(v.string(), ""),
  trackingUrl: v.optional(v.string(), ""),
  /** Of the delivery address. */
  postCode: v.optional(v.string(), ""),
  /** The note's first `NOTE_START` characters. */
  noteStart: v.optional(v.string(), ""),
  /** The words of its stock codes as search has them, each once. */
  stockWords: v.optional(v.string(), ""),
});
export type OrderRow = v.InferOutput<typeof OrderRow>;

/** Immutable once written: an order that changes its address points to a new one. */
export const Address = v.object({
  name: v.string(),
  company: v.string(),
  line1: v.string(),
  line2: v.string(),
  city: v.string(),
  region: v.string(),
  postCode: v.string(),
  /** ISO 3166-1 alpha-2, or the country's name as imported. */
  country: v.string(),
  phone: v.string(),
});
export type Address = v.InferOutput<typeof Address>;

export const EMPTY_ADDRESS: Address = { name: "", company: "", line1: "", line2: "", city: "", region: "", postCode: "", country: "", phone: "" };

export const OrderPayment = v.object({
  id: v.string(),
  method: PaymentMethod,
  amount: Minor,
  status: v.picklist(["pending", "authorized", "paid", "declined"]),
  at: Millis,
});
export type OrderPayment = v.InferOutput<typeof OrderPayment>;

/** Everything about one order. */
export const Order = v.object({
  ...OrderRow.entries,
  lines: v.array(OrderLine),
  subtotal: Minor,
  discount: Minor,
  fee: Minor,
  tax: Minor,
  refunded: Minor,
  note: v.string(),
  /** Addresses are immutable rows; the log names them by id, so that erasing a person blanks the history too. */
  deliveryAddressId: v.nullable(v.string()),
  deliveryAddress: v.nullable(Address),
  billingAddressId: v.nullable(v.string()),
  billingAddress: v.nullable(Address),
  payments: v.array(OrderPayment),
});
export type Order = v.InferOutput<typeof Order>;

/** An order without what hangs on it: enough for what is done to thousands of orders at once. */
export const OrderHead = v.omit(Order, ["lines", "payments", "deliveryAddress", "billingAddress"]);
export type OrderHead = v.InferOutput<typeof OrderHead>;
