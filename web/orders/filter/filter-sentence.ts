import type { Condition } from "../../../domain/filter.ts";
import { DEFAULT_SORT } from "../../../domain/order-sort.ts";
import { viewFilter } from "../../../domain/filter-url.ts";
import type { View } from "../../../domain/filter-url.ts";
import { INVOICE_STATUS_NAME } from "../../../domain/invoice-status.ts";
import type { Lookups } from "../../../domain/lookups.ts";
import { ORDER_TYPE_NAME } from "../../../domain/order.ts";
import { PAYMENT_METHOD_NAME, PAYMENT_STATUS_NAME } from "../../../domain/payment-status.ts";
import { columnById } from "../columns.ts";
import { conditionWords } from "./filter-words.ts";

/** A part of the sentence: before the word “orders”, right behind it, or after a comma. */
interface Part {
  readonly at: "before" | "of" | "then";
  readonly text: string;
}

/** The view as one sentence, to be read or read aloud (L4): “Unpaid orders of Web, tagged gift and urgent, placed from 1 to 21 November 2026”. */
export function filterSentence(view: View, lookups: Lookups): string {
  const parts = viewFilter(view).map((c) => partOf(c, lookups));
  const of = (at: Part["at"]) => parts.filter((p) => p.at === at).map((p) => p.text);
  const before = of("before").join(", ").toLowerCase();
  const start = before === "" ? "All orders" : `${before.charAt(0).toUpperCase()}${before.slice(1)} orders`;
  const named = parts.length === 0 ? start : start.replace(/^All orders$/u, "Orders");
  const { field, dir } = view.sort;
  const plain = field === DEFAULT_SORT.field && dir === DEFAULT_SORT.dir;
  const sorted = plain ? [] : [`sorted by ${columnById(field)?.spoken ?? field}${dir === "desc" ? ", backwards" : ""}`];
  return [[named, ...of("of")].join(" "), ...of("then"), ...sorted].join(", ");
}

function partOf(c: Condition, lookups: Lookups): Part {
  const then = (text: string): Part => ({ at: "then", text });
  switch (c.field) {
    case "status": return then(`${not(c)}in ${one(c.values, lookups.statuses, "status")}`);
    case "stage": return then(`${c.op === "in" ? "at" : "not at"} the stage ${either(c.values.map(spaced))}`);
    case "mark": return then(`marked ${either(c.values.map(spaced))}`);
    case "channel": return c.op === "in" ? { at: "of", text: `of ${one(c.values, lookups.channels, "channel", "")}` } : then(`not of ${one(c.values, lookups.channels, "channel", "")}`);
    case "microsite": return then(`${c.op === "in" ? "from" : "not from"} ${either([...(c.values.includes("none") ? ["no microsite"] : []), ...withoutNone(c.values, (ids) => one(ids, lookups.microsites, "microsite"))])}`);
    case "csr": return then(whose(c, "CSR", lookups.people));
    case "agent": return then(whose(c, "delivery agent", lookups.agents));
    case "payment": return then(`payment ${not(c)}${either(c.values.map((v) => PAYMENT_STATUS_NAME[v].toLowerCase()))}`);
    case "method": return then(`${c.op === "in" ? "paid" : "not paid"} by ${either(c.values.map((v) => (v === "none" ? "nothing chosen yet" : PAYMENT_METHOD_NAME[v])))}`);
    case "invoice": return then(`invoice ${not(c)}${either(c.values.map((v) => INVOICE_STATUS_NAME[v].toLowerCase()))}`);
    case "type": return then(`of the type ${not(c)}${either(c.values.map((v) => ORDER_TYPE_NAME[v]))}`);
    case "tag": return then({ in: `tagged ${either(c.values)}`, all: `tagged ${both(c.values)}`, not_in: `not tagged ${either(c.values)}` }[c.op]);
    case "unpaid": return { at: "before", text: c.value ? "Unpaid" : "Settled" };
    case "high_risk": return { at: "before", text: c.value ? "High-risk" : "Low-risk" };
    case "deleted": return { at: "before", text: c.value ? "Deleted" : "Kept" };
    case "placed": return then(`placed ${conditionWords(c, lookups).value}`);
    case "total": return then(`a total ${openRange(conditionWords(c, lookups).value)}`);
    case "risk": return then(`a fraud score ${openRange(conditionWords(c, lookups).value)}`);
    case "text": return then(`matching “${c.value}”`);
    default: return then(`${conditionWords(c, lookups).label.toLowerCase()} like “${c.value}”`);
  }
}

const spaced = (word: string) => word.replaceAll("_", " ");
const either = (words: readonly string[]) => new Intl.ListFormat("en-GB", { type: "disjunction" }).format(words);
const both = (words: readonly string[]) => new Intl.ListFormat("en-GB", { type: "conjunction" }).format(words);
const not = (c: { readonly op: "in" | "not_in" }) => (c.op === "in" ? "" : "not ");

type Named = readonly { readonly id: string; readonly name: string }[];

/** “the status Pending or On Hold”; of what is gone the name is not known: “a status that is gone”. @param before the names */
function one(ids: readonly string[], all: Named, kind: string, before = `the ${kind} `): string {
  const known = ids.flatMap((id) => all.find((it) => it.id === id)?.name ?? []);
  if (known.length === 0) return `a ${kind} that is gone`;
  return `${before}${either(known.length < ids.length ? [...known, "one that is gone"] : known)}`;
}

function withoutNone(ids: readonly string[], words: (ids: readonly string[]) => string): string[] {
  const named = ids.filter((id) => id !== "none");
  return named.length === 0 ? [] : [words(named)];
}

function whose(c: { readonly op: "in" | "not_in"; readonly values: readonly string[] }, role: string, all: Named): string {
  const [named] = withoutNone(c.values, (ids) => one(ids, all, role));
  const nobody = c.values.includes("none");
  if (named === undefined) return c.op === "in" ? `without a ${role}` : `with a ${role}`;
  if (c.op === "in") return `of ${named}${nobody ? ", or without one" : ""}`;
  return nobody ? `with a ${role}, and not ${named}` : `not of ${named}`;
}

/** “from £10.00” as it is; “£10.00 to £20.00” and “£10.00” need a word before them. */
function openRange(text: string): string {
  return /^(?:from|up to|any) ?/u.test(text) ? text : `of ${text}`;
}
