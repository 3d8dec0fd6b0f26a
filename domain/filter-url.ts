import * as v from "valibot";
import { Condition, Filter } from "./filter.ts";
import type { Filter as FilterType } from "./filter.ts";
import { GroupField } from "./group-field.ts";
import { isColumnId } from "./order-column.ts";
import type { ColumnId } from "./order-column.ts";
import { DEFAULT_SORT, OrderSort } from "./order-sort.ts";
import { quickFilter } from "./quick-filter.ts";

/**
 * The view in the address (L4), and the query string of the API: the same text.
 *
 *     ?quick=unpaid&status=sta_a,sta_b&csr=!usr_a&total=1000..&placed=2026-11-01..2026-11-21&placed=today&tag=all:gift,urgent&text=smith&sort=-total&group=status&columns=number,placed,total
 *
 * One parameter a condition: `a,b` any of, `!a,b` none of, `all:a,b` each of, `x..y` from to, `true`/`false`, words.
 */
const LISTS = ["status", "channel", "csr", "agent", "stage", "mark", "payment", "type", "microsite", "method", "invoice", "tag"] as const;
const FLAGS = ["unpaid", "high_risk", "deleted"] as const;
const RANGES = ["placed", "total", "risk"] as const;
const WORDS = ["text", "number", "name", "email", "phone", "reference", "postcode", "stock"] as const;
/** Before the values of a list: neither stands in a value that was printed. */
const MARKS = { in: "", not_in: "!", all: "all:" } as const;

export interface View {
  /** Id of a quick filter; its conditions come on top of `filter`. */
  readonly quick: string;
  readonly filter: FilterType;
  readonly sort: OrderSort;
  /** What the list is grouped by; null for one list. */
  readonly group: GroupField | null;
  /** The shown columns in their order; null: everybody sees their own. */
  readonly columns: readonly ColumnId[] | null;
}

export const DEFAULT_VIEW: View = { quick: "all", filter: [], sort: DEFAULT_SORT, group: null, columns: null };

/** All conditions of a view. */
export function viewFilter(view: View): FilterType {
  return [...(quickFilter(view.quick) ?? []), ...view.filter];
}

/** Which rows, and in which order: the query of the API. What only says how they look is left out. */
export function printList(view: Pick<View, "quick" | "filter" | "sort">): URLSearchParams {
  const params = new URLSearchParams();
  if (view.quick !== "all") params.set("quick", view.quick);
  for (const c of view.filter) params.append(c.field, printCondition(c));
  const sort = (view.sort.dir === "desc" ? "-" : "") + view.sort.field;
  if (sort !== "-placed") params.set("sort", sort);
  return params;
}

export function printView(view: View): URLSearchParams {
  const params = printList(view);
  if (view.group !== null) params.set("group", view.group);
  if (view.columns) params.set("columns", view.columns.join(","));
  return params;
}

function printCondition(c: Condition): string {
  if ("values" in c) return MARKS[c.op] + c.values.map((value) => encodeURIComponent(value).replaceAll("!", "%21")).join(",");
  if (c.op === "between") return `${c.from ?? ""}..${c.to ?? ""}`;
  return String(c.value);
}

const NAMES: ReadonlySet<string> = new Set([...LISTS, ...FLAGS, ...RANGES, ...WORDS, "quick", "sort", "group", "columns"]);

/**
 * Reads a query that is kept or acted on, as sentences: there, a name that was mistyped or stands twice must not
 * quietly mean more orders than were asked for.
 */
export function strictProblems(params: URLSearchParams): string[] {
  const names = [...params.keys()];
  const unknown = [...new Set(names.filter((name) => !NAMES.has(name)))].map((name) => `“${shortened(name)}” is no filter. Take it out, or correct it.`);
  const twice = [...new Set(names.filter((name, i) => NAMES.has(name) && names.indexOf(name) !== i))].map((name) => `“${name}” stands there twice. Keep one of them.`);
  return [...unknown, ...twice, ...parseView(params).problems];
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

export interface ParsedView {
  readonly view: View;
  /** What could not be understood, as sentences; the rest of the view stands. */
  readonly problems: readonly string[];
}

/** Reads an address that a person may have edited by hand: nonsense is named and left out, never fatal. Unknown parameters are the caller's. */
export function parseView(params: URLSearchParams): ParsedView {
  const problems: string[] = [];
  const filter: Condition[] = [];
  for (const [field, value] of params) {
    const raw = rawCondition(field, value);
    if (raw === null) continue;
    const parsed = v.safeParse(Condition, raw);
    if (parsed.success) filter.push(parsed.output);
    else problems.push(`The filter “${field}=${value}” was left out: it is not understood.`);
  }
  const quick = params.get("quick") ?? "all";
  if (quickFilter(quick) === null) problems.push(`There is no quick filter “${quick}”; all orders are shown.`);
  const sortText = params.get("sort") ?? "-placed";
  const sort = v.safeParse(OrderSort, { field: sortText.replace(/^-/u, ""), dir: sortText.startsWith("-") ? "desc" : "asc" });
  if (!sort.success) problems.push(`Orders cannot be sorted by “${sortText}”; the newest come first.`);
  const groupText = params.get("group");
  const group = v.safeParse(v.nullable(GroupField), groupText);
  if (!group.success) problems.push(`Orders cannot be grouped by “${groupText}”; they are shown as one list.`);
  const all = v.safeParse(Filter, filter);
  if (!all.success) problems.push("Too many filters; only the first 30 are used.");
  const columns = parseColumns(params.get("columns"), problems);
  return {
    view: { quick: quickFilter(quick) === null ? "all" : quick, filter: filter.slice(0, 30), sort: sort.success ? sort.output : DEFAULT_SORT, group: group.success ? group.output : null, columns },
    problems,
  };
}

function parseColumns(text: string | null, problems: string[]): readonly ColumnId[] | null {
  if (text === null) return null;
  const names = [...new Set(text.split(",").filter(Boolean))];
  const unknown = names.filter((name) => !isColumnId(name));
  if (unknown.length > 0) problems.push(`There ${unknown.length === 1 ? "is no column" : "are no columns"} ${unknown.map((name) => `“${name}”`).join(", ")}; the others are shown.`);
  const columns = names.filter(isColumnId);
  return columns.length > 0 ? columns : null;
}

function rawCondition(field: string, value: string): object | null {
  if (LISTS.some((f) => f === field)) {
    const op = value.startsWith(MARKS.not_in) ? "not_in" : value.startsWith(MARKS.all) ? "all" : "in";
    return { field, op, values: value.slice(MARKS[op].length).split(",").filter(Boolean).map(decode) };
  }
  if (FLAGS.some((f) => f === field)) return { field, op: "is", value: value === "true" ? true : value === "false" ? false : value };
  if (WORDS.some((f) => f === field)) return { field, op: "matches", value };
  if (field === "placed" && !value.includes("..")) return { field, op: "relative", value };
  if (RANGES.some((f) => f === field)) {
    const [from = "", to, ...more] = value.split("..");
    // Written otherwise than it is printed, it might be understood otherwise than it was meant.
    if (to === undefined || more.length > 0) return { field };
    const end = (s: string) => (s === "" ? null : field !== "placed" && /^-?\d+$/u.test(s) ? Number(s) : s);
    return { field, op: "between", from: end(from), to: end(to) };
  }
  return null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone % typed into the address is itself
  }
}
