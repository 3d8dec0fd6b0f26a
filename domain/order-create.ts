import * as v from "valibot";
import { Amount, Quantity } from "./order-edit.ts";
import { Address, MAX_LINES, MAX_TAGS, MAX_TEXT, OrderType } from "./order.ts";
import { PaymentMethod } from "./payment-status.ts";
import { requiredText, text } from "./text.ts";

export const DraftLine = v.object({ stockCode: requiredText(MAX_TEXT.stockCode), quantity: Quantity, unitPrice: v.optional(Amount) });

/** What a CSR (or script) sends to place an order (C1–C4). The channel is Phone unless named. */
export const OrderDraft = v.strictObject({
  customerId: v.string(),
  lines: v.pipe(v.array(DraftLine), v.minLength(1, "Add at least one product."), v.maxLength(MAX_LINES, `Use at most ${MAX_LINES} lines.`)),
  fee: v.optional(Amount, 0),
  paymentMethod: v.optional(v.nullable(PaymentMethod), null),
  csrId: v.optional(v.nullable(v.string()), null),
  agentId: v.optional(v.nullable(v.string()), null),
  channelId: v.optional(v.string()),
  orderType: v.optional(OrderType, "standard"),
  deliveryAddress: v.optional(v.nullable(Address), null),
  reference: v.optional(text(MAX_TEXT.reference), ""),
  note: v.optional(text(MAX_TEXT.note), ""),
  tags: v.optional(v.pipe(v.array(requiredText(MAX_TEXT.tag)), v.maxLength(MAX_TAGS)), []),
});
export type OrderDraft = v.InferOutput<typeof OrderDraft>;
