import * as v from "valibot";
import { INVOICE_STATUSES } from "./invoice-status.ts";
import type { Lookups } from "./lookups.ts";
import { ORDER_TYPES } from "./order.ts";
import type { OrderRow } from "./order.ts";
import { PAYMENT_METHODS, PAYMENT_STATUSES } from "./payment-status.ts";
import { fieldTokens } from "./search-text.ts";
import { cut } from "./text.ts";

/** Of few values: the list goes value by value, and within one from the newest on. */
export const RANKED_SORTS = ["status", "channel", "type", "payment", "csr", "agent", "risk", "microsite", "method", "invoice"] as const;
export type RankedSort = (typeof RANKED_SORTS)[number];

/** No index has these: of many matches the newest are sorted. */
const TEXT_SORTS = ["phone", "postcode", "tags", "tracking", "note"] as const;
type TextSort = (typeof TEXT_SORTS)[number];

export const SORT_FIELDS = ["number", "placed", "customer", "total", "paid", "email", "company", "reference", ...TEXT_SORTS, ...RANKED_SORTS] as const;
export const OrderSort = v.object({ field: v.picklist(SORT_FIELDS), dir: v.picklist(["asc", "desc"]) });
export type OrderSort = v.InferOutput<typeof OrderSort>;
export const DEFAULT_SORT: OrderSort = { field: "placed", dir: "desc" };

/** What the ranks of an organization's own values follow from. */
export type SortNames = Pick<Lookups, "statuses" | "channels" | "people" | "agents" | "microsites">;

export function isRanked(field: OrderSort["field"]): field is RankedSort {
  return RANKED_SORTS.some((ranked) => ranked === field);
}

export function isTextSort(field: OrderSort["field"]): field is TextSort {
  return TEXT_SORTS.some((text) => text === field);
}

const NAMED: ReadonlySet<string> = new Set<RankedSort>(["status", "channel", "csr", "agent", "microsite"]);

/** Sorted by what the organization itself has given names. */
export function isNamed(field: OrderSort["field"]): boolean {
  return NAMED.has(field);
}

/** Fits an index: folded, and short enough to be a key. */
export function customerSortKey(name: string): string {
  return cut(name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim(), 80);
}

const SCORES = Array.from({ length: 101 }, (_, score) => score);

/** The values of a column of few values in their order; nothing (nobody, no score) comes last either way and is not among them. Statuses stand as the organization ordered them, names by the alphabet. */
export function rankedValues(field: RankedSort, names: SortNames): readonly (string | number)[] {
  switch (field) {
    case "status": return names.statuses.toSorted((a, b) => a.position - b.position || compareText(a.id, b.id)).map((s) => s.id);
    case "channel": return byName(names.channels);
    case "csr": return byName(names.people);
    case "agent": return byName(names.agents);
    case "microsite": return byName(names.microsites);
    case "type": return ORDER_TYPES;
    case "payment": return PAYMENT_STATUSES;
    case "method": return PAYMENT_METHODS;
    case "invoice": return INVOICE_STATUSES;
    case "risk": return SCORES;
  }
}

function byName(all: readonly { readonly id: string; readonly name: string }[]): string[] {
  return all.toSorted((a, b) => compareText(customerSortKey(a.name), customerSortKey(b.name)) || compareText(a.id, b.id)).map((one) => one.id);
}

function rankedValue(row: OrderRow, field: RankedSort): string | number | null {
  switch (field) {
    case "status": return row.statusId;
    case "channel": return row.channelId;
    case "csr": return row.csrId;
    case "agent": return row.agentId;
    case "microsite": return row.micrositeId;
    case "type": return row.orderType;
    case "payment": return row.paymentStatus;
    case "method": return row.paymentMethod;
    case "invoice": return row.invoiceStatus;
    case "risk": return row.fraudScore;
  }
}

/** What rows are compared by, made once for each row. */
export function sortKeys(sort: OrderSort, names: SortNames): (row: OrderRow) => string | number {
  const { field, dir } = sort;
  if (isRanked(field)) {
    const ranks = new Map(rankedValues(field, names).map((value, rank) => [value, rank]));
    const last = dir === "asc" ? Infinity : -Infinity;
    return (row) => ranks.get(rankedValue(row, field) ?? "") ?? last;
  }
  // An empty cell comes last either way.
  const end = dir === "asc" ? "\u{10ffff}" : "";
  return (row) => {
    switch (field) {
      case "number": return row.number;
      case "placed": return row.placedAt;
      case "customer": return customerSortKey(row.customerName);
      case "total": return row.total;
      case "paid": return row.paid;
      default: return textKey(row, field) || end;
    }
  };
}

function textKey(row: OrderRow, field: TextSort | "email" | "company" | "reference"): string {
  switch (field) {
    case "email":
    case "phone":
    case "postcode":
    case "reference": return fieldTokens(row, field).join(" ");
    case "company": return asciiLower(row.company);
    case "tags": return row.tags.length === 0 ? "" : asciiLower(JSON.stringify(row.tags));
    case "tracking": return asciiLower(row.trackingNumber);
    case "note": return asciiLower(row.noteStart);
  }
}

/** As SQLite's `lower`. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/gu, (letters) => letters.toLowerCase());
}

/** As SQLite compares texts: by code points, which UTF-16 units beyond the surrogates are not. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    return inCodePointOrder(x) - inCodePointOrder(y);
  }
  return a.length - b.length;
}

function inCodePointOrder(unit: number): number {
  return unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

export function compareKeys(a: string | number, b: string | number): number {
  return typeof a === "string" && typeof b === "string" ? compareText(a, b) : a < b ? -1 : a > b ? 1 : 0;
}

/** The database's order, ties included. @param keys as `sortKeys` made them for this sort */
export function compareRows(a: OrderRow, b: OrderRow, sort: OrderSort, keys: (row: OrderRow) => string | number): number {
  const sign = sort.dir === "asc" ? 1 : -1;
  const by = compareKeys(keys(a), keys(b));
  if (by !== 0) return sign * by;
  if (isRanked(sort.field)) return b.placedAt - a.placedAt || compareText(b.id, a.id);
  return sign * compareText(a.id, b.id);
}
