import * as v from "valibot";
import { Customer } from "../../domain/customer.ts";
import { newId } from "../../domain/ids.ts";
import { orderTotals } from "../../domain/money.ts";
import type { TaxRule, Totals } from "../../domain/money.ts";
import { OrderDraft } from "../../domain/order-create.ts";
import { Address, MAX_TOTAL } from "../../domain/order.ts";
import { PaymentMethod } from "../../domain/payment-status.ts";
import type { Problem } from "../../domain/problem.ts";
import type { Product } from "../../domain/product.ts";
import { readQuantity } from "../order/amount-text.ts";
import type { Read } from "../order/amount-text.ts";

export const NewLine = v.object({
  /** Of this draft only; the server gives the line its own. */
  id: v.string(),
  stockCode: v.string(),
  name: v.string(),
  /** Minor units, as the catalogue had it. */
  price: v.number(),
  /** As typed. */
  quantity: v.string(),
});
export type NewLine = v.InferOutput<typeof NewLine>;

/** An order that is being taken on the phone, as typed. It is kept in the browser until it is placed (C5). */
export const NewOrderDraft = v.object({
  /** The Idempotency-Key of this one order, from its first letter on: however often it is sent, it is placed once. */
  key: v.string(),
  customer: v.nullable(Customer),
  lines: v.array(NewLine),
  fee: v.string(),
  paymentMethod: v.nullable(PaymentMethod),
  csrId: v.nullable(v.string()),
  agentId: v.nullable(v.string()),
  micrositeId: v.optional(v.nullable(v.string()), null),
  /** Null: the customer's own. */
  address: v.nullable(Address),
  reference: v.string(),
  note: v.string(),
  /** What was sent under the key without an answer: it may be placed already. */
  sent: v.nullable(OrderDraft),
});
export type NewOrderDraft = v.InferOutput<typeof NewOrderDraft>;

export function emptyDraft(key: string, csrId: string | null): NewOrderDraft {
  return { key, customer: null, lines: [], fee: "", paymentMethod: null, csrId, agentId: null, micrositeId: null, address: null, reference: "", note: "", sent: null };
}

/** Nothing in it that anybody would miss. */
export function isBlank(draft: NewOrderDraft): boolean {
  return draft.customer === null && draft.lines.length === 0 && draft.address === null && [draft.fee, draft.reference, draft.note].every((text) => text.trim() === "");
}

export function addProduct(draft: NewOrderDraft, product: Product): { readonly draft: NewOrderDraft; /** The line to type a quantity into. */ readonly lineId: string } {
  const there = draft.lines.find((line) => line.stockCode === product.stockCode);
  if (there) return { draft, lineId: there.id };
  const id = newId("lin");
  return { draft: { ...draft, lines: [...draft.lines, { id, stockCode: product.stockCode, name: product.name, price: product.price, quantity: "1" }] }, lineId: id };
}

export function setLineQuantity(draft: NewOrderDraft, lineId: string, quantity: string): NewOrderDraft {
  return { ...draft, lines: draft.lines.map((line) => (line.id === lineId ? { ...line, quantity } : line)) };
}

export function withoutLine(draft: NewOrderDraft, lineId: string): NewOrderDraft {
  return { ...draft, lines: draft.lines.filter((line) => line.id !== lineId) };
}

/** Live totals by the function that the server stores them by (D2.2); a line whose quantity is none yet counts as nothing. */
export function totalsOf(draft: NewOrderDraft, tax: TaxRule, readFee: (text: string) => Read<number>): Totals {
  const fee = readFee(draft.fee);
  const lines = draft.lines.map((line) => {
    const quantity = readQuantity(line.quantity);
    return { quantity: quantity.ok ? quantity.value : 0, unitPrice: line.price };
  });
  return orderTotals(lines, 0, fee.ok ? fee.value : 0, tax);
}

export type Wanted =
  | { readonly ok: true; readonly order: OrderDraft }
  /** By field; `lines.<id>` for a line. */
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/** The order that a draft means, or what keeps it from being one, at the fields. */
export function wantedOf(draft: NewOrderDraft, tax: TaxRule, readFee: (text: string) => Read<number>): Wanted {
  const errors: Record<string, string> = {};
  if (draft.customer === null) errors["customerId"] = "Choose a customer, or create one.";
  if (draft.lines.length === 0) errors["lines"] = "Add at least one product.";
  const fee = readFee(draft.fee);
  if (!fee.ok) errors["fee"] = fee.error;
  const lines = draft.lines.map((line) => {
    const quantity = readQuantity(line.quantity);
    if (!quantity.ok) errors[`lines.${line.id}`] = quantity.error;
    return { stockCode: line.stockCode, quantity: quantity.ok ? quantity.value : 1 };
  });
  if (totalsOf(draft, tax, readFee).total > MAX_TOTAL) errors["lines"] = "The total is too large. Check quantities and prices.";
  const { paymentMethod, csrId, agentId, micrositeId, reference, note } = draft;
  const parsed = v.safeParse(OrderDraft, { customerId: draft.customer?.id ?? "", lines, fee: fee.ok ? fee.value : 0, paymentMethod, csrId, agentId, micrositeId, deliveryAddress: draft.address, reference, note });
  for (const issue of parsed.issues ?? []) errors[fieldOf(v.getDotPath(issue) ?? "", draft)] ??= issue.message;
  return parsed.success && Object.keys(errors).length === 0 ? { ok: true, order: parsed.output } : { ok: false, errors };
}

/** What the server refused, at the fields of the draft. */
export function refusedFields(problem: Problem, draft: NewOrderDraft): Record<string, string> {
  return Object.fromEntries((problem.errors ?? []).map(({ field, message }) => [fieldOf(field, draft), message]));
}

/** `lines.3.stockCode` → `lines.<id>` of the fourth line. */
function fieldOf(path: string, draft: NewOrderDraft): string {
  const [root = path, index] = path.split(".");
  const line = root === "lines" && index !== undefined ? draft.lines[Number(index)] : undefined;
  return line ? `lines.${line.id}` : root;
}
