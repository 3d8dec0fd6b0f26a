import * as v from "valibot";
import { InvoiceStatus } from "./invoice-status.ts";
import { OrderType } from "./order.ts";
import type { OrderRow } from "./order.ts";
import { Stage, STATUS_MARKS } from "./order-status.ts";
import type { OrderStatus } from "./order-status.ts";
import { PAYMENT_METHODS, PaymentStatus } from "./payment-status.ts";
import type { Permission } from "./role.ts";
import { asksForNothing, matchesSearch, searchTerms } from "./search-text.ts";
import type { SearchField, SearchTerms } from "./search-text.ts";
import { addDays } from "./zoned-day.ts";
import type { Day } from "./zoned-day.ts";

/**
 * The one filter language (L4): data that becomes SQL in `db/order-filter.ts` and
 * a predicate here, so that the server finds the rows and the open grid knows by
 * itself whether a changed row enters or leaves. All conditions must hold.
 */
const ids = v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.minLength(1), v.maxLength(100));
/** Ids that must, or must not, be the row's; `none` stands for "nobody". */
const oneOf = <const F extends string>(field: F) => v.object({ field: v.literal(field), op: v.picklist(["in", "not_in"]), values: ids });
/** The same of what has names of its own in the product. */
const known = <const F extends string, S extends v.GenericSchema>(field: F, value: S) => v.object({ field: v.literal(field), op: v.picklist(["in", "not_in"]), values: v.pipe(v.array(value), v.minLength(1)) });
const flag = <const F extends string>(field: F) => v.object({ field: v.literal(field), op: v.literal("is"), value: v.boolean() });
/** UTF-16 units: of more, who asks means something else. */
export const MAX_WORDS = 400;
/** Words that ask for nothing (none, signs, a lone letter) would find everything: a script that looks for an empty e-mail does not mean all orders. */
const words = <const F extends SearchField | "text">(field: F) =>
  v.object({ field: v.literal(field), op: v.literal("matches"), value: v.pipe(v.string(), v.maxLength(MAX_WORDS), v.check((value) => !asksForNothing(termsOf({ field, value })))) });
const CalendarDay = v.pipe(v.string(), v.check((day) => /^\d{4}-\d\d-\d\d$/u.test(day) && !Number.isNaN(Date.parse(day)) && addDays(day, 0) === day, "Use a day such as 2026-11-30."));
const amount = v.pipe(v.number(), v.safeInteger());
/** Both ends included; null leaves one open. Without ends it would narrow nothing, and one that ends before it begins would find nothing: neither is meant. */
const range = <const F extends string, S extends v.GenericSchema<unknown, Ordered>>(field: F, end: S) =>
  v.pipe(v.object({ field: v.literal(field), op: v.literal("between"), from: v.nullable(end), to: v.nullable(end) }), v.check(({ from, to }) => (from !== null || to !== null) && !isBackwards(from, to)));

export const Condition = v.variant("field", [
  oneOf("status"),
  oneOf("channel"),
  oneOf("csr"),
  oneOf("agent"),
  oneOf("microsite"),
  /** Any of these tags (`in`), each of them (`all`), or none of them. */
  v.object({ field: v.literal("tag"), op: v.picklist(["in", "all", "not_in"]), values: ids }),
  /** How the customer means to pay; `none` where nothing was said. */
  known("method", v.picklist([...PAYMENT_METHODS, "none"])),
  known("invoice", InvoiceStatus),
  known("stage", Stage),
  v.object({ field: v.literal("mark"), op: v.literal("in"), values: v.pipe(v.array(v.picklist(STATUS_MARKS)), v.minLength(1)) }),
  known("payment", PaymentStatus),
  known("type", OrderType),
  flag("unpaid"),
  flag("high_risk"),
  /** Without it, deleted orders belong to no view; with it, only they do. */
  flag("deleted"),
  /** Days in the organization's zone, both ends included; `today` and `yesterday` move with the clock. */
  v.object({ field: v.literal("placed"), op: v.literal("relative"), value: v.picklist(["today", "yesterday"]) }),
  range("placed", CalendarDay),
  /** Minor units. */
  range("total", amount),
  /** The fraud score; an order that nobody scored is in no range. */
  range("risk", v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))),
  /** Every word begins a word of the field; `text` looks in all searched fields. */
  words("text"),
  words("number"),
  words("name"),
  words("email"),
  words("phone"),
  words("reference"),
  words("postcode"),
  words("stock"),
]);
export type Condition = v.InferOutput<typeof Condition>;
export type Filter = readonly Condition[];

/** A condition that looks for words. */
export type WordCondition = Extract<Condition, { op: "matches" }>;

/** What such a condition looks for. */
export function termsOf({ field, value }: { readonly field: SearchField | "text"; readonly value: string }): SearchTerms {
  return searchTerms(value, field === "text" ? null : field);
}

/** What a filter means depends on the day and on the organization's statuses. */
export interface FilterContext {
  readonly today: Day;
  readonly statuses: readonly OrderStatus[];
}

/** True if the row belongs to the view. Deleted orders belong only to those that ask for them. */
export function matches(row: OrderRow, filter: Filter, context: FilterContext): boolean {
  return (row.deletedAt === null) === !showsDeleted(filter) && filter.every((c) => holds(row, c, context));
}

export function showsDeleted(filter: Filter): boolean {
  return filter.some((c) => c.field === "deleted" && c.value);
}

/** What one must be allowed to do to be shown such a list. */
export function permissionForFilter(filter: Filter): Permission {
  return showsDeleted(filter) ? "orders.restore" : "orders.read";
}

function holds(row: OrderRow, c: Condition, context: FilterContext): boolean {
  switch (c.field) {
    case "status": return listed(c, row.statusId);
    case "channel": return listed(c, row.channelId);
    case "csr": return listed(c, row.csrId ?? "none");
    case "agent": return listed(c, row.agentId ?? "none");
    case "microsite": return listed(c, row.micrositeId ?? "none");
    case "method": return listed(c, row.paymentMethod ?? "none");
    case "invoice": return listed(c, row.invoiceStatus);
    case "tag": return c.op === "all" ? c.values.every((tag) => row.tags.includes(tag)) : c.values.some((tag) => row.tags.includes(tag)) === (c.op === "in");
    case "stage": return listed(c, row.stage);
    case "payment": return listed(c, row.paymentStatus);
    case "type": return listed(c, row.orderType);
    case "mark": {
      const mark = context.statuses.find((s) => s.id === row.statusId)?.mark ?? null;
      return mark !== null && c.values.includes(mark);
    }
    case "unpaid": return isUnpaid(row) === c.value;
    case "high_risk": return row.highRisk === c.value;
    case "deleted": return (row.deletedAt !== null) === c.value;
    case "placed": {
      const [from, to] = dayRange(c, context.today);
      return (from === null || row.placedDay >= from) && (to === null || row.placedDay <= to);
    }
    case "total": return within(c, row.total);
    case "risk": return row.fraudScore !== null && within(c, row.fraudScore);
    case "text": return matchesSearch(row, c.value);
    case "number":
    case "name":
    case "email":
    case "phone":
    case "reference":
    case "postcode":
    case "stock": return matchesSearch(row, c.value, c.field);
  }
}

function listed(c: { readonly op: "in" | "not_in"; readonly values: readonly string[] }, value: string): boolean {
  return c.values.includes(value) === (c.op === "in");
}

type Ordered = string | number;

/** Whether a range ends before it begins: of numbers, or of days. */
export function isBackwards(from: Ordered | null, to: Ordered | null): boolean {
  return from !== null && to !== null && from > to;
}

function within(c: { readonly from: number | null; readonly to: number | null }, value: number): boolean {
  return (c.from === null || value >= c.from) && (c.to === null || value <= c.to);
}

/** Owes money and still could pay it (quick filter *Unpaid*). */
export function isUnpaid(row: Pick<OrderRow, "due" | "stage">): boolean {
  return row.due > 0 && row.stage !== "cancelled" && row.stage !== "failed";
}

export function dayRange(c: Extract<Condition, { field: "placed" }>, today: Day): [from: Day | null, to: Day | null] {
  if (c.op === "between") return [c.from, c.to];
  const day = c.value === "today" ? today : addDays(today, -1);
  return [day, day];
}
