import * as v from "valibot";
import { Customer } from "../../domain/customer.ts";
import { Address, OrderLine } from "../../domain/order.ts";
import { PaymentMethod } from "../../domain/payment-status.ts";

/**
 * What a person has typed into an order and not saved: for each field the value, what stood there when they began,
 * and the version that this was. So a colleague's save neither wipes it nor is overwritten by it unasked (N3).
 * Quantities and amounts are the text as typed, even if it is none yet.
 */
const typed = <const V extends v.GenericSchema, const B extends v.GenericSchema>(value: V, base: B) => v.optional(v.object({ value, base, since: v.number() }));
const id = v.nullable(v.string());

const Fields = v.object({
  csrId: typed(id, id),
  agentId: typed(id, id),
  micrositeId: typed(id, id),
  trackingNumber: typed(v.string(), v.string()),
  trackingUrl: typed(v.string(), v.string()),
  tags: typed(v.array(v.string()), v.array(v.string())),
  reference: typed(v.string(), v.string()),
  note: typed(v.string(), v.string()),
  paymentMethod: typed(v.nullable(PaymentMethod), v.nullable(PaymentMethod)),
  /** Text over minor units. */
  fee: typed(v.string(), v.number()),
  /** The one found, over the id of the one before. */
  customerId: typed(Customer, v.string()),
  /** Addresses are immutable: that another stands there shows in its id. */
  deliveryAddress: typed(Address, id),
  billingAddress: typed(Address, id),
});
type Fields = v.InferOutput<typeof Fields>;
export type FieldName = keyof Fields;
export type Typed<F extends FieldName> = NonNullable<Fields[F]>;
export type FieldValue<F extends FieldName> = Typed<F>["value"];

export const LineDraft = v.variant("op", [
  v.object({ op: v.literal("add"), stockCode: v.string(), description: v.string(), unitPrice: v.number(), quantity: v.string() }),
  /** `line` is how it stood when this was begun. */
  v.object({ op: v.literal("set"), quantity: v.string(), line: OrderLine, since: v.number() }),
  v.object({ op: v.literal("remove"), line: OrderLine, since: v.number() }),
]);
export type LineDraft = v.InferOutput<typeof LineDraft>;

export const OrderPageDraft = v.object({ fields: Fields, lines: v.record(v.string(), LineDraft) });
export type OrderPageDraft = v.InferOutput<typeof OrderPageDraft>;

export const NO_DRAFT: OrderPageDraft = { fields: {}, lines: {} };

export const FIELD_NAMES = ["customerId", "deliveryAddress", "billingAddress", "fee", "paymentMethod", "csrId", "agentId", "micrositeId", "trackingNumber", "trackingUrl", "tags", "reference", "note"] as const satisfies readonly FieldName[];

export function isEmpty(draft: OrderPageDraft): boolean {
  return Object.keys(draft.fields).length === 0 && Object.keys(draft.lines).length === 0;
}

/** `lines.<id>`, `lines.<id>.quantity` → the id. */
export function lineOf(key: string): string | null {
  const [root, lineId] = key.split(".");
  return root === "lines" && lineId !== undefined ? lineId : null;
}
