import * as v from "valibot";
import { Customer } from "../../domain/customer.ts";
import { newId } from "../../domain/ids.ts";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { Order, OrderLine } from "../../domain/order.ts";
import { same } from "../../domain/same.ts";
import { FIELD_NAMES, lineOf } from "./order-draft.ts";
import type { FieldName, FieldValue, LineDraft, OrderPageDraft, Typed } from "./order-draft.ts";

const AT: { readonly [F in FieldName]: (order: Order) => Typed<F>["base"] } = {
  csrId: (o) => o.csrId,
  agentId: (o) => o.agentId,
  micrositeId: (o) => o.micrositeId,
  trackingNumber: (o) => o.trackingNumber,
  trackingUrl: (o) => o.trackingUrl,
  tags: (o) => o.tags,
  reference: (o) => o.reference,
  note: (o) => o.note,
  paymentMethod: (o) => o.paymentMethod,
  fee: (o) => o.fee,
  customerId: (o) => o.customerId,
  deliveryAddress: (o) => o.deliveryAddressId,
  billingAddress: (o) => o.billingAddressId,
};

/** Reads a fee that was typed, to see whether it says what stands there. */
export type ReadFee = (text: string) => number | null;

function says(order: Order, field: FieldName, value: unknown, readFee: ReadFee): boolean {
  switch (field) {
    case "fee":
      return typeof value === "string" && readFee(value) === order.fee;
    case "customerId":
      return v.is(Customer, value) && value.id === order.customerId;
    case "deliveryAddress":
    case "billingAddress":
      return same(value, order[field]);
    default:
      return same(value, AT[field](order));
  }
}

export function setField<F extends FieldName>(draft: OrderPageDraft, order: Order, field: F, value: FieldValue<F>, readFee: ReadFee): OrderPageDraft {
  if (says(order, field, value, readFee)) return dropField(draft, field);
  const before = draft.fields[field];
  const begun = before ?? { base: AT[field](order), since: order.version };
  return { ...draft, fields: { ...draft.fields, [field]: { value, base: begun.base, since: begun.since } } };
}

export function dropField(draft: OrderPageDraft, field: FieldName): OrderPageDraft {
  const { [field]: _, ...fields } = draft.fields;
  return { ...draft, fields };
}

export function setLine(draft: OrderPageDraft, lineId: string, line: LineDraft): OrderPageDraft {
  return { ...draft, lines: { ...draft.lines, [lineId]: line } };
}

export function dropLine(draft: OrderPageDraft, lineId: string): OrderPageDraft {
  const { [lineId]: _, ...lines } = draft.lines;
  return { ...draft, lines };
}

/** A quantity typed on a line of the order, or on one that is being added. */
export function setQuantity(draft: OrderPageDraft, order: Order, lineId: string, quantity: string): OrderPageDraft {
  const before = draft.lines[lineId];
  if (before?.op === "add") return setLine(draft, lineId, { ...before, quantity });
  const line = order.lines.find((one) => one.id === lineId);
  if (line && quantity.trim() === String(line.quantity)) return dropLine(draft, lineId);
  if (before?.op === "set") return setLine(draft, lineId, { ...before, quantity });
  return line ? setLine(draft, lineId, { op: "set", quantity, line, since: order.version }) : draft;
}

export function removeLine(draft: OrderPageDraft, order: Order, lineId: string): OrderPageDraft {
  if (draft.lines[lineId]?.op === "add") return dropLine(draft, lineId);
  const line = order.lines.find((one) => one.id === lineId);
  return line ? setLine(draft, lineId, { op: "remove", line, since: order.version }) : dropLine(draft, lineId);
}

/** Lets go of what the order says by now: saved by oneself, or by a colleague with the same value. */
export function settle(draft: OrderPageDraft, order: Order, readFee: ReadFee): OrderPageDraft {
  let next = draft;
  for (const field of FIELD_NAMES) {
    const mine = draft.fields[field];
    if (mine && says(order, field, mine.value, readFee)) next = dropField(next, field);
  }
  const now = new Map(order.lines.map((line) => [line.id, line]));
  for (const [lineId, line] of Object.entries(draft.lines)) {
    const there = now.get(lineId);
    const done =
      (line.op === "add" && there !== undefined) || (line.op === "remove" && there === undefined) || (line.op === "set" && there !== undefined && line.quantity.trim() === String(there.quantity));
    if (done) next = dropLine(next, lineId);
  }
  return next;
}

/** Without a part of it that goes another way now. */
export function withoutPart(draft: OrderPageDraft, part: OrderPageDraft): OrderPageDraft {
  const fields = FIELD_NAMES.filter((field) => part.fields[field] !== undefined).reduce(dropField, draft);
  return Object.keys(part.lines).reduce(dropLine, fields);
}

/** With what was sent and came back; what was typed since stays. */
export function givenBack(draft: OrderPageDraft, back: OrderPageDraft | null): OrderPageDraft {
  return { fields: { ...back?.fields, ...draft.fields }, lines: { ...back?.lines, ...draft.lines } };
}

/** After a save of one's own: what was typed on in the same fields while it was under way is based on what was saved. */
export function afterOwnSave(draft: OrderPageDraft, edit: OrderEdit, saved: Order): OrderPageDraft {
  const fields = FIELD_NAMES.filter((field) => edit[field] !== undefined && draft.fields[field] !== undefined);
  // A line that a colleague removed by then is asked about like any other.
  const lines = (edit.lines ?? []).map((line) => line.id).filter((lineId) => draft.lines[lineId] !== undefined && saved.lines.some((line) => line.id === lineId));
  return [...fields, ...lines.map((lineId) => `lines.${lineId}`)].reduce((now, key) => rebase(now, saved, key), draft);
}

/** “Keep mine”: what the colleague saved becomes what this draft replaces knowingly. */
export function rebase(draft: OrderPageDraft, order: Order, key: string): OrderPageDraft {
  const field = FIELD_NAMES.find((name) => name === key);
  if (field) {
    const now = draft.fields[field];
    return now ? { ...draft, fields: { ...draft.fields, [field]: { value: now.value, base: AT[field](order), since: order.version } } } : draft;
  }
  const lineId = lineOf(key);
  const line = lineId === null ? undefined : draft.lines[lineId];
  if (lineId === null || line === undefined || line.op === "add") return draft;
  const there = order.lines.find((one) => one.id === lineId);
  if (there) return setLine(draft, lineId, { ...line, line: there, since: order.version });
  // Wanted although a colleague removed it: it comes as a new line of the same product.
  const { stockCode, description, unitPrice } = line.line;
  const without = dropLine(draft, lineId);
  return line.op === "remove" ? without : setLine(without, newId("lin"), { op: "add", stockCode, description, unitPrice, quantity: line.quantity });
}

/** “Take theirs”. */
export function letGo(draft: OrderPageDraft, key: string): OrderPageDraft {
  const field = FIELD_NAMES.find((name) => name === key);
  const lineId = lineOf(key);
  return field ? dropField(draft, field) : lineId === null ? draft : dropLine(draft, lineId);
}

/** Drafted fields (`lines.<id>` for a line) under which the order changed since they were begun. */
export function changedMeanwhile(draft: OrderPageDraft, order: Order): string[] {
  const fields = FIELD_NAMES.filter((field) => {
    const mine = draft.fields[field];
    return mine !== undefined && !same(mine.base, AT[field](order));
  });
  const now = new Map(order.lines.map((line) => [line.id, line]));
  const lines = Object.entries(draft.lines).filter(([lineId, line]) => line.op !== "add" && isChanged(line, now.get(lineId)));
  return [...fields, ...lines.map(([lineId]) => `lines.${lineId}`)];
}

function isChanged(draft: Extract<LineDraft, { line: OrderLine }>, now: OrderLine | undefined): boolean {
  if (!now) return draft.op === "set";
  return now.quantity !== draft.line.quantity || (draft.op === "remove" && now.unitPrice !== draft.line.unitPrice);
}
