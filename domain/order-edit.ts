import * as v from "valibot";
import { AddressText } from "./address.ts";
import { MAX_LINES, MAX_QUANTITY, MAX_TAGS, MAX_TEXT, MAX_UNIT_PRICE } from "./order.ts";
import { PaymentMethod } from "./payment-status.ts";
import { IdText, LinkText, requiredText, text } from "./text.ts";

export const Quantity = v.pipe(
  v.number("Send a number."),
  v.integer("Use a whole number."),
  v.minValue(1, "Use at least 1."),
  v.maxValue(MAX_QUANTITY, `Use at most ${MAX_QUANTITY}.`),
);
export const Amount = v.pipe(
  v.number("Send a number."),
  v.integer("Use whole minor units (pence, cents)."),
  v.minValue(0, "Use 0 or more."),
  v.maxValue(MAX_UNIT_PRICE, "The amount is too large."),
);

export const Tags = v.pipe(
  v.array(requiredText(MAX_TEXT.tag)),
  v.maxLength(MAX_TAGS, `Use at most ${MAX_TAGS} tags.`),
  v.check((tags) => new Set(tags).size === tags.length, "A tag appears twice."),
);

/** One change to the lines. Adding names the new line's id, so that a retry adds it once. */
export const LineEdit = v.variant("op", [
  v.strictObject({ op: v.literal("add"), id: v.pipe(v.string(), v.regex(/^lin_[0-9a-z]{26}$/u, "Use an id of the form lin_….")), stockCode: requiredText(MAX_TEXT.stockCode), quantity: Quantity, unitPrice: v.optional(Amount) }),
  v.strictObject({ op: v.literal("set"), id: IdText, quantity: v.optional(Quantity), unitPrice: v.optional(Amount) }),
  v.strictObject({ op: v.literal("remove"), id: IdText }),
]);
export type LineEdit = v.InferOutput<typeof LineEdit>;

/** The fields that a save may change: only those that it names. */
export const OrderEdit = v.strictObject({
  statusId: v.optional(IdText),
  /** Said with a change of status; kept in the timeline. */
  comment: v.optional(text(MAX_TEXT.comment)),
  /** Asked for when cancelling or putting on hold. */
  reasonId: v.optional(IdText),
  csrId: v.optional(v.nullable(IdText)),
  agentId: v.optional(v.nullable(IdText)),
  micrositeId: v.optional(v.nullable(IdText)),
  /** Only from the stage *ready to dispatch* on. */
  trackingNumber: v.optional(text(MAX_TEXT.trackingNumber)),
  /** A web address, or empty. */
  trackingUrl: v.optional(LinkText(MAX_TEXT.trackingUrl)),
  tags: v.optional(Tags),
  reference: v.optional(text(MAX_TEXT.reference)),
  note: v.optional(text(MAX_TEXT.note)),
  customerId: v.optional(IdText),
  deliveryAddress: v.optional(AddressText),
  billingAddress: v.optional(AddressText),
  fee: v.optional(Amount),
  paymentMethod: v.optional(v.nullable(PaymentMethod)),
  /** True sends for fulfilment; there is no way back by edit. */
  send: v.optional(v.literal(true)),
  /** True deletes, false restores; by itself. */
  deleted: v.optional(v.boolean("Send true or false.")),
  lines: v.optional(v.pipe(v.array(LineEdit), v.maxLength(MAX_LINES))),
});
export type OrderEdit = v.InferOutput<typeof OrderEdit>;

/** The part of an edit that needs nothing of what hangs on an order. */
export type HeadEdit = Pick<OrderEdit, "statusId" | "comment" | "reasonId" | "csrId" | "agentId" | "micrositeId" | "trackingNumber" | "trackingUrl" | "tags" | "reference" | "note" | "send" | "deleted">;
