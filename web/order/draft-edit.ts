import * as v from "valibot";
import { same } from "../../domain/same.ts";
import type { LineEdit, OrderEdit } from "../../domain/order-edit.ts";
import type { EditContext } from "../../domain/order-rule.ts";
import { MAX_TAGS, MAX_TEXT } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import type { FieldConflict, Problem } from "../../domain/problem.ts";
import { LinkText, text } from "../../domain/text.ts";
import { readQuantity } from "./amount-text.ts";
import type { Read } from "./amount-text.ts";
import { isLocked } from "./lock.ts";
import { dropField } from "./draft-steps.ts";
import { FIELD_NAMES, lineOf } from "./order-draft.ts";
import type { OrderPageDraft } from "./order-draft.ts";

export interface DraftEdit {
  /** What can be saved of the draft: without what is locked or not well typed. */
  readonly edit: OrderEdit;
  /** The version that each of its fields was begun at; new lines have none. */
  readonly since: ReadonlyMap<string, number>;
  /** The part of the draft that the edit is made of. */
  readonly part: OrderPageDraft;
  /** By field, `lines.<id>` for a line. */
  readonly errors: Readonly<Record<string, string>>;
  /** Drafted, but locked since: kept to read and copy, never sent. */
  readonly locked: readonly string[];
}

/** The save that a draft means, or what keeps it from being one. */
export function editOf(draft: OrderPageDraft, order: Order, readFee: (text: string) => Read<number>): DraftEdit {
  const edit: OrderEdit = {};
  const errors: Record<string, string> = {};
  const locked: string[] = [];
  const since = new Map<string, number>();
  const { fields } = draft;

  for (const field of FIELD_NAMES) {
    const mine = fields[field];
    if (mine === undefined) continue;
    if (isLocked(order, field)) locked.push(field);
    else since.set(field, mine.since);
  }
  const open = <T>(field: string, value: T | undefined): value is T => value !== undefined && !locked.includes(field);

  if (open("csrId", fields.csrId)) edit.csrId = fields.csrId.value;
  if (open("agentId", fields.agentId)) edit.agentId = fields.agentId.value;
  if (open("micrositeId", fields.micrositeId)) edit.micrositeId = fields.micrositeId.value;
  if (open("trackingNumber", fields.trackingNumber)) edit.trackingNumber = checked(text(MAX_TEXT.trackingNumber), fields.trackingNumber.value, "trackingNumber", errors);
  if (open("trackingUrl", fields.trackingUrl)) edit.trackingUrl = checked(LinkText(MAX_TEXT.trackingUrl), fields.trackingUrl.value.trim(), "trackingUrl", errors);
  if (open("tags", fields.tags)) edit.tags = checked(v.pipe(v.array(text(MAX_TEXT.tag)), v.maxLength(MAX_TAGS, `Use at most ${MAX_TAGS} tags.`)), fields.tags.value, "tags", errors);
  if (open("reference", fields.reference)) edit.reference = checked(text(MAX_TEXT.reference), fields.reference.value, "reference", errors);
  if (open("note", fields.note)) edit.note = checked(text(MAX_TEXT.note), fields.note.value, "note", errors);
  if (open("paymentMethod", fields.paymentMethod)) edit.paymentMethod = fields.paymentMethod.value;
  if (open("customerId", fields.customerId)) edit.customerId = fields.customerId.value.id;
  if (open("deliveryAddress", fields.deliveryAddress)) edit.deliveryAddress = fields.deliveryAddress.value;
  if (open("billingAddress", fields.billingAddress)) edit.billingAddress = fields.billingAddress.value;
  if (open("fee", fields.fee)) {
    const fee = readFee(fields.fee.value);
    if (fee.ok) edit.fee = fee.value;
    else errors["fee"] = fee.error;
  }

  const lines = linesOf(draft, order, errors, locked, since);
  if (lines.length > 0) edit.lines = lines;
  return { edit, since, part: partOf(draft, (key) => !locked.includes(key) && errors[key] === undefined), errors, locked };
}

function partOf(draft: OrderPageDraft, has: (key: string) => boolean): OrderPageDraft {
  const without = FIELD_NAMES.filter((field) => !has(field)).reduce(dropField, draft);
  return { ...without, lines: Object.fromEntries(Object.entries(draft.lines).filter(([id]) => has(`lines.${id}`))) };
}

/** The version that a save is based on: where the oldest of its fields was begun, for the server compares from there. */
export function baseVersion(edit: DraftEdit, order: Order): number {
  return Math.min(order.version, ...edit.since.values());
}

function linesOf(draft: OrderPageDraft, order: Order, errors: Record<string, string>, locked: string[], since: Map<string, number>): LineEdit[] {
  const edits: LineEdit[] = [];
  for (const [lineId, line] of Object.entries(draft.lines)) {
    const key = `lines.${lineId}`;
    if (isLocked(order, "lines")) {
      locked.push(key);
      continue;
    }
    if (line.op !== "add") since.set(key, line.since);
    if (line.op === "remove") edits.push({ op: "remove", id: lineId });
    else {
      const quantity = readQuantity(line.quantity);
      if (!quantity.ok) errors[key] = quantity.error;
      else if (line.op === "set") edits.push({ op: "set", id: lineId, quantity: quantity.value });
      else edits.push({ op: "add", id: lineId, stockCode: line.stockCode, quantity: quantity.value });
    }
  }
  return edits;
}

function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown, field: string, errors: Record<string, string>): T | undefined {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  errors[field] = result.issues[0]?.message ?? "Check this field.";
  return undefined;
}

/** The products and the customer that a draft brings with it, so that the rule runs in the browser as it will on the server. */
export function draftContext(draft: OrderPageDraft): Pick<EditContext, "products" | "customer"> {
  const added = Object.values(draft.lines).flatMap((line) => (line.op === "add" ? [line] : []));
  return {
    products: new Map(added.map((line) => [line.stockCode, { name: line.description, price: line.unitPrice, active: true }])),
    customer: draft.fields.customerId?.value ?? null,
  };
}

/**
 * The part of an edit that the rule can preview (E3): edits of lines that a colleague removed meanwhile stand
 * aside, for the page asks about them at their place.
 */
export function previewable(order: Order, edit: OrderEdit): OrderEdit {
  const there = new Set(order.lines.map((line) => line.id));
  const { lines = [], ...rest } = edit;
  const known = lines.filter((line) => line.op === "add" || there.has(line.id));
  return known.length > 0 ? { ...rest, lines: known } : rest;
}

/** Errors of the rule by the page's fields: `lines.3.quantity` of an edit is the line that its fourth entry names. */
export function errorsByField(problem: Problem, edit: OrderEdit): Record<string, string> {
  return Object.fromEntries(
    (problem.errors ?? []).map(({ field, message }) => {
      const [root, index] = field.split(".");
      const line = root === "lines" && index !== undefined ? edit.lines?.[Number(index)] : undefined;
      return [line ? `lines.${line.id}` : (root ?? field), message];
    }),
  );
}

/** Conflicts that the person did not decide yet: one whose colleague's value the draft replaces knowingly is decided. */
export function undecided(conflicts: readonly FieldConflict[], draft: OrderPageDraft): FieldConflict[] {
  return conflicts.filter((conflict) => {
    const lineId = lineOf(conflict.field);
    if (lineId !== null) {
      const line = draft.lines[lineId];
      return line !== undefined && line.op !== "add" && conflict.theirs !== line.line.quantity && conflict.theirs !== line.line.unitPrice;
    }
    const field = FIELD_NAMES.find((name) => name === conflict.field);
    const mine = field && draft.fields[field];
    return mine !== undefined && !same(mine.base, conflict.theirs);
  });
}
