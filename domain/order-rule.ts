import * as v from "valibot";
import type { ChangeKind } from "./change.ts";
import { csrRefusal } from "./csr.ts";
import { newId } from "./ids.ts";
import type { Agent, Microsite, Person, Reason } from "./organization.ts";
import { MAX_LINES, MAX_TOTAL, NOTE_START, OrderHead } from "./order.ts";
import type { Order, OrderLine } from "./order.ts";
import { amountDue, paymentStatus } from "./payment-status.ts";
import { isTracked, LOCKING_STAGES } from "./order-status.ts";
import type { OrderStatus, Stage } from "./order-status.ts";
import { orderTotals } from "./money.ts";
import type { TaxRule } from "./money.ts";
import { invalid } from "./invalid.ts";
import { problem } from "./problem.ts";
import type { FieldError, Problem } from "./problem.ts";
import { may } from "./role.ts";
import type { Permission } from "./role.ts";
import { OrderEdit } from "./order-edit.ts";
import type { HeadEdit, LineEdit } from "./order-edit.ts";
import { same } from "./same.ts";
import { stockWords } from "./search-text.ts";
import { shortened } from "./quote.ts";
import { firstCharacters } from "./text.ts";

/** What the rule needs to know beyond the order, for edits that need only its head. */
export interface HeadContext {
  readonly permissions: readonly Permission[];
  readonly statuses: readonly OrderStatus[];
  readonly microsites: readonly Microsite[];
  readonly people: readonly Person[];
  readonly agents: readonly Agent[];
  readonly reasons: readonly Reason[];
  /** UTC milliseconds. */
  readonly now: number;
}

/** The same for every edit, read by the caller together with the order. */
export interface EditContext extends HeadContext {
  readonly tax: TaxRule;
  /** Products by stock code, for the lines that are added. */
  readonly products: ReadonlyMap<string, { name: string; price: number; active: boolean }>;
  /** The customer that `customerId` names, if it exists in this organization. */
  readonly customer: { id: string; name: string; email: string; phone: string; company: string } | null;
}

/** Old and new value by field; lines as `lines.<id>` (added, removed) or `lines.<id>.quantity`. */
export type Patch = Record<string, readonly [old: unknown, now: unknown]>;

/** `order` has the version after it: the same where nothing was changed or said. */
export type EditResult<Head extends OrderHead = Order> =
  | { readonly ok: true; readonly order: Head; readonly patch: Patch }
  | { readonly ok: false; readonly problem: Problem };

/** What the warehouse and the price rest on: closed once the order is sent for fulfilment (E5). */
export const LOCKED_FIELDS = ["lines", "fee", "customerId", "deliveryAddress"] as const;
const LOCKED_NAME: Record<(typeof LOCKED_FIELDS)[number], string> = { lines: "lines", fee: "delivery fee", customerId: "customer", deliveryAddress: "delivery address" };

const EDIT_FIELDS = v.keyof(OrderEdit).options;

/** Who hands the parcel over knows its number: also who sends orders fills these in. */
export const PARCEL_FIELDS = ["trackingNumber", "trackingUrl"] as const;
const PARCEL: readonly Permission[] = ["orders.edit", "orders.fulfil"];
const PLAIN: readonly Permission[] = ["orders.edit"];
const NEEDS: { readonly [K in keyof OrderEdit]?: readonly Permission[] } = { statusId: ["orders.status"], send: ["orders.fulfil"], trackingNumber: PARCEL, trackingUrl: PARCEL };

/** The permissions of which changing a field needs one. */
function permissionsFor(edit: OrderEdit, field: keyof OrderEdit): readonly Permission[] {
  if (field === "deleted") return [edit.deleted === true ? "orders.delete" : "orders.restore"];
  return NEEDS[field] ?? PLAIN;
}

const EDITING: readonly Permission[] = ["orders.edit", "orders.status", "orders.fulfil"];
/** Why tracking cannot be entered yet (E7). */
export const NOT_TRACKED = "Tracking can be entered once the order is ready to dispatch. Change its status first.";

/** Nothing leaves the house for these. */
const NEVER_SENT: readonly Stage[] = ["cancelled", "failed", "returned"];

/** The rule of every change to an order (E2–E5, E9): pure, so that the browser previews with what the server decides by. */
export function editOrder(order: Order, edit: OrderEdit, context: EditContext): EditResult {
  const refused = refusal(order, edit, context) ?? priceRefusal(edit, context);
  if (refused) return { ok: false, problem: refused };

  const errors: FieldError[] = [];
  const next: Order = { ...order };
  changeHead(order, next, edit, context, errors);
  if (edit.customerId !== undefined && edit.customerId !== order.customerId) {
    if (context.customer?.id !== edit.customerId) errors.push({ field: "customerId", message: "This customer does not exist. Search again." });
    else {
      next.customerId = context.customer.id;
      next.customerName = context.customer.name;
      next.customerEmail = context.customer.email;
      next.customerPhone = context.customer.phone;
      next.company = context.customer.company;
    }
  }
  if (edit.deliveryAddress !== undefined && !same(edit.deliveryAddress, order.deliveryAddress)) {
    next.deliveryAddress = edit.deliveryAddress;
    next.deliveryAddressId = newId("adr", context.now);
    next.postCode = edit.deliveryAddress.postCode;
  }
  if (edit.billingAddress !== undefined && !same(edit.billingAddress, order.billingAddress)) {
    next.billingAddress = edit.billingAddress;
    next.billingAddressId = newId("adr", context.now);
  }
  if (edit.fee !== undefined) next.fee = edit.fee;
  if (edit.paymentMethod !== undefined) next.paymentMethod = edit.paymentMethod;
  if (edit.lines !== undefined) next.lines = editLines(order.lines, edit.lines, context, errors);
  // What touches no price leaves the money as it is: an edit of thousands at once reads no lines.
  if (edit.lines !== undefined || edit.fee !== undefined) {
    recompute(next, context.tax);
    if (next.total < 0) errors.push({ field: "lines", message: "The discount of this order would be more than it costs. Keep lines worth at least the discount." });
    if (next.total > MAX_TOTAL) errors.push({ field: "lines", message: "The total is too large. Check quantities and prices." });
  }
  return settled(order, next, edit, context, errors);
}

/** The same rule for edits that need nothing of what hangs on an order: its lines, payments and addresses. */
export function editHead(order: OrderHead, edit: HeadEdit, context: HeadContext): EditResult<OrderHead> {
  const refused = refusal(order, edit, context);
  if (refused) return { ok: false, problem: refused };
  const errors: FieldError[] = [];
  const next: OrderHead = { ...order };
  changeHead(order, next, edit, context, errors);
  return settled(order, next, edit, context, errors);
}

/** @param next changed in place */
function changeHead(order: OrderHead, next: OrderHead, edit: HeadEdit, context: HeadContext, errors: FieldError[]): void {
  if (edit.statusId !== undefined && edit.statusId !== order.statusId) setStatus(next, edit, context, errors);
  if (edit.send === true && NEVER_SENT.includes(next.stage)) errors.push({ field: "statusId", message: "An order cannot be ended and sent for fulfilment at once. Choose one." });
  if (edit.csrId !== undefined) {
    const refused = edit.csrId === null || edit.csrId === order.csrId ? null : csrRefusal(edit.csrId, context.people);
    if (refused !== null) errors.push({ field: "csrId", message: refused });
    next.csrId = edit.csrId;
  }
  if (edit.agentId !== undefined) {
    if (edit.agentId !== null && edit.agentId !== order.agentId && !context.agents.some((a) => a.id === edit.agentId && a.active)) {
      errors.push({ field: "agentId", message: "This delivery agent is not in use any more. Choose another." });
    }
    next.agentId = edit.agentId;
  }
  if (edit.micrositeId !== undefined) {
    if (edit.micrositeId !== null && edit.micrositeId !== order.micrositeId && !context.microsites.some((m) => m.id === edit.micrositeId && m.active)) {
      errors.push({ field: "micrositeId", message: "This microsite is not in use any more. Choose another." });
    }
    next.micrositeId = edit.micrositeId;
  }
  for (const field of PARCEL_FIELDS) {
    if (edit[field] === undefined || edit[field] === order[field]) continue;
    // Either stage will do, so that one save may reach it and an undo may leave it again.
    if (!isTracked(order.stage) && !isTracked(next.stage)) errors.push({ field, message: NOT_TRACKED });
    next[field] = edit[field];
  }
  if (edit.tags !== undefined) next.tags = edit.tags;
  if (edit.reference !== undefined) next.reference = edit.reference;
  if (edit.note !== undefined) {
    next.note = edit.note;
    next.noteStart = noteStart(edit.note);
  }
  if (edit.deleted !== undefined) next.deletedAt = edit.deleted ? context.now : null;
  if (next.sentAt === null && (edit.send === true || (next.stage !== order.stage && LOCKING_STAGES.includes(next.stage)))) next.sentAt = context.now;
}

/** Version and patch of what was changed, unless something was wrong with it. */
function settled<Head extends OrderHead>(order: Head, next: Head, edit: OrderEdit, context: HeadContext, errors: readonly FieldError[]): EditResult<Head> {
  if (errors.length > 0) return { ok: false, problem: invalid(errors) };
  const patch = patchOf(order, next);
  const said = Boolean(edit.comment?.trim()) || context.reasons.some((r) => r.id === edit.reasonId);
  if (Object.keys(patch).length === 0 && !said) return { ok: true, order, patch };
  next.version = order.version + 1;
  next.updatedAt = context.now;
  return { ok: true, order: next, patch };
}

/** Whole-edit reasons to say no: deleted, not allowed, locked. */
function refusal(order: OrderHead, edit: OrderEdit, context: HeadContext): Problem | null {
  if (order.deletedAt !== null && edit.deleted === undefined) return problem("refused", `Order ${order.number} was deleted. Ask a SuperAdmin to restore it first.`);
  const fields = EDIT_FIELDS.filter((field) => edit[field] !== undefined && field !== "comment" && field !== "reasonId");
  // One that names no field changes nothing, but its key is recorded: that too is not for who may only read.
  const allowed = fields.length === 0 ? EDITING.some((p) => may(context.permissions, p)) : fields.every((field) => permissionsFor(edit, field).some((p) => may(context.permissions, p)));
  if (!allowed) return problem("forbidden", "Your role does not allow this change. Ask an Admin of your organization.");
  if (edit.deleted !== undefined) {
    if (fields.length > 1) return problem("refused", "Delete or restore an order by itself, without another change.");
    if (edit.deleted && order.deletedAt !== null) return problem("refused", `Order ${order.number} was deleted already.`);
    if (!edit.deleted && order.deletedAt === null) return problem("refused", `Order ${order.number} is not deleted.`);
  }
  if (order.sentAt !== null) {
    const locked = LOCKED_FIELDS.filter((f) => edit[f] !== undefined);
    if (locked.length > 0) {
      return problem("refused", `Order ${order.number} was sent for fulfilment, which locks ${locked.map((f) => LOCKED_NAME[f]).join(", ")}. Notes, tags, CSR and agent stay open.`);
    }
    if (edit.send) return problem("refused", `Order ${order.number} was already sent for fulfilment.`);
  }
  if (edit.send && order.lineCount === 0 && edit.lines === undefined) return problem("refused", "Add a line before sending the order for fulfilment.");
  if (edit.send && NEVER_SENT.includes(order.stage)) {
    return problem("refused", `Order ${order.number} is ${order.stage}. Change its status before sending it for fulfilment.`);
  }
  return null;
}

function priceRefusal(edit: OrderEdit, context: EditContext): Problem | null {
  if (!edit.lines?.some((l) => namesPrice(l, context)) || may(context.permissions, "prices.override")) return null;
  return problem("forbidden", "Your role does not allow changing prices. Ask an Admin of your organization.");
}

/** The list price is nobody's override: taking a removed line back names it. */
function namesPrice(line: LineEdit, context: EditContext): boolean {
  if (line.op === "remove" || line.unitPrice === undefined) return false;
  return line.op === "set" || line.unitPrice !== context.products.get(line.stockCode)?.price;
}

function setStatus(next: OrderHead, edit: HeadEdit, context: HeadContext, errors: FieldError[]): void {
  const status = context.statuses.find((s) => s.id === edit.statusId);
  if (!status) {
    errors.push({ field: "statusId", message: "This status does not exist. Choose another." });
    return;
  }
  if (!status.active) errors.push({ field: "statusId", message: `The status ${status.name} is retired. Choose another.` });
  if (status.stage === "cancelled") {
    const reason = context.reasons.find((r) => r.id === edit.reasonId && r.kind === "cancel" && r.active);
    if (!reason) errors.push({ field: "reasonId", message: "Choose a reason for cancelling." });
  }
  next.statusId = status.id;
  next.stage = status.stage;
}

function editLines(lines: readonly OrderLine[], edits: readonly LineEdit[], context: EditContext, errors: FieldError[]): OrderLine[] {
  let result = [...lines];
  edits.forEach((edit, i) => {
    const at = result.findIndex((l) => l.id === edit.id);
    const line = result[at];
    if (edit.op === "add") {
      const product = context.products.get(edit.stockCode);
      if (!product?.active) errors.push({ field: `lines.${i}.stockCode`, message: `No product has the stock code ${shortened(edit.stockCode)}. Check the code or search by name.` });
      // Also one that this very save removes: its row and its history are of another product.
      else if (line || lines.some((l) => l.id === edit.id)) errors.push({ field: `lines.${i}.id`, message: "A line with this id exists already." });
      else result.push(priced({ id: edit.id, stockCode: edit.stockCode, description: product.name, quantity: edit.quantity, unitPrice: edit.unitPrice ?? product.price, total: 0 }));
    } else if (!line) {
      errors.push({ field: `lines.${i}.id`, message: "This line is not there any more. Read the order again." });
    } else if (edit.op === "remove") {
      result = result.filter((l) => l.id !== edit.id);
    } else {
      result[at] = priced({ ...line, quantity: edit.quantity ?? line.quantity, unitPrice: edit.unitPrice ?? line.unitPrice });
    }
  });
  if (result.length > MAX_LINES) errors.push({ field: "lines", message: `Use at most ${MAX_LINES} lines.` });
  if (result.length === 0) errors.push({ field: "lines", message: "An order needs a line. Cancel the order instead of removing the last one." });
  return result;
}

function priced(line: OrderLine): OrderLine {
  return { ...line, total: line.quantity * line.unitPrice };
}

function noteStart(note: string): string {
  return firstCharacters(note, NOTE_START);
}

/** Everything that follows from lines, fee, payments, note and delivery address; mutates the draft that `editOrder` owns. */
export function recompute(order: Order, tax: TaxRule): void {
  const totals = orderTotals(order.lines, order.discount, order.fee, tax);
  const authorized = sum(order.payments.filter((p) => p.status === "authorized"));
  const declined = order.payments.at(-1)?.status === "declined";
  order.subtotal = totals.subtotal;
  order.tax = totals.tax;
  order.total = totals.total;
  order.lineCount = order.lines.length;
  order.paymentStatus = paymentStatus({ total: order.total, paid: order.paid, refunded: order.refunded, authorized, declined });
  order.due = amountDue(order);
  order.postCode = order.deliveryAddress?.postCode ?? "";
  order.noteStart = noteStart(order.note);
  order.stockWords = stockWords(order.lines.map((line) => line.stockCode));
}

function sum(payments: Order["payments"]): number {
  return payments.reduce((total, p) => total + p.amount, 0);
}

/** Fields that the log keeps by reference or derives, and so never lists as changed. */
const NOT_IN_PATCH: ReadonlySet<string> = new Set(["version", "updatedAt", "customerName", "customerEmail", "customerPhone", "company", "postCode", "noteStart", "stockWords", "lineCount"]);
const LOGGED_FIELDS = v.keyof(OrderHead).options.filter((key) => !NOT_IN_PATCH.has(key));

/** What differs between two states of an order, field by field and line by line. */
export function patchOf(before: OrderHead & { readonly lines?: readonly OrderLine[] }, after: OrderHead & { readonly lines?: readonly OrderLine[] }): Patch {
  const patch: Record<string, readonly [unknown, unknown]> = {};
  for (const key of LOGGED_FIELDS) {
    if (!same(before[key], after[key])) patch[key] = [before[key], after[key]];
  }
  const was = new Map((before.lines ?? []).map((l) => [l.id, l]));
  for (const line of after.lines ?? []) {
    const old = was.get(line.id);
    was.delete(line.id);
    if (!old) patch[`lines.${line.id}`] = [null, line];
    else {
      if (old.quantity !== line.quantity) patch[`lines.${line.id}.quantity`] = [old.quantity, line.quantity];
      if (old.unitPrice !== line.unitPrice) patch[`lines.${line.id}.unitPrice`] = [old.unitPrice, line.unitPrice];
    }
  }
  for (const line of was.values()) patch[`lines.${line.id}`] = [line, null];
  return patch;
}

/** What the log calls a change of these fields. */
export function kindOfPatch(patch: Patch): ChangeKind {
  if (patch["deletedAt"]) return patch["deletedAt"][1] === null ? "order.restored" : "order.deleted";
  if ("statusId" in patch) return "order.status_changed";
  if ("sentAt" in patch) return "order.sent_for_fulfilment";
  return Object.keys(patch).some((k) => k.startsWith("lines.")) ? "order.lines_changed" : "order.edited";
}

/** What stands beside a change in the log: the reason and the comment that were given. */
export function spoken(edit: Pick<HeadEdit, "comment" | "reasonId">, context: Pick<HeadContext, "reasons">): string {
  const reason = context.reasons.find((r) => r.id === edit.reasonId)?.text ?? "";
  return [reason, edit.comment ?? ""].filter(Boolean).join(" · ");
}
