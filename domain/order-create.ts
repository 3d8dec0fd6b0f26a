import * as v from "valibot";
import { AddressText } from "./address.ts";
import { Amount, Quantity, Tags } from "./order-edit.ts";
import { MAX_LINES, MAX_TEXT, OrderType } from "./order.ts";
import { PaymentMethod } from "./payment-status.ts";
import { IdText, requiredText, text } from "./text.ts";

export const DraftLine = v.strictObject({ stockCode: requiredText(MAX_TEXT.stockCode), quantity: Quantity, unitPrice: v.optional(Amount) });

/** What a CSR (or script) sends to place an order (C1–C4). The channel is Phone unless named. */
export const OrderDraft = v.strictObject({
  customerId: IdText,
  lines: v.pipe(v.array(DraftLine), v.minLength(1, "Add at least one product."), v.maxLength(MAX_LINES, `Use at most ${MAX_LINES} lines.`)),
  fee: v.optional(Amount, 0),
  paymentMethod: v.optional(v.nullable(PaymentMethod), null),
  csrId: v.optional(v.nullable(IdText), null),
  agentId: v.optional(v.nullable(IdText), null),
  channelId: v.optional(IdText),
  micrositeId: v.optional(v.nullable(IdText), null),
  orderType: v.optional(OrderType, "standard"),
  deliveryAddress: v.optional(v.nullable(AddressText), null),
  reference: v.optional(text(MAX_TEXT.reference), ""),
  note: v.optional(text(MAX_TEXT.note), ""),
  tags: v.optional(Tags, []),
});
export type OrderDraft = v.InferOutput<typeof OrderDraft>;
