import * as v from "valibot";
import { Condition } from "./filter.ts";
import type { Filter } from "./filter.ts";
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
  readonly filter: Filter;
  readonly sort: OrderSort;
  /** What the list is grouped by; null for one list. */
  readonly group: GroupField | null;
  /** The shown columns in their order; null: everybody sees their own. */
  readonly columns: readonly ColumnId[] | null;
}

export const DEFAULT_VIEW: View = { quick: "all", filter: [], sort: DEFAULT_SORT, group: null, columns: null };

/** All conditions of a view. */
export function viewFilter(view: View): Filter {
  return [...(quickFilter(view.quick) ?? []), ...view.filter];
}

export function printSort({ field, dir }: OrderSort): string {
  return (dir === "desc" ? "-" : "") + field;
}

/** Which rows, and in which order: the query of the API. What only says how they look is left out. */
export function printList(view: Pick<View, "quick" | "filter" | "sort">): URLSearchParams {
  const params = new URLSearchParams();
  if (view.quick !== "all") params.set("quick", view.quick);
  for (const c of view.filter) params.append(c.field, printCondition(c));
  const sort = printSort(view.sort);
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

/** What an address says and a view cannot: a name that is none, one that stands there twice, a value that is not understood. */
export interface LeftOut {
  readonly why: "name" | "twice" | "value";
  readonly name: string;
  readonly value: string;
}

export interface ParsedView {
  readonly view: View;
  /** The page says so and shows the rest; what is kept or acted on is refused (`view-refusal.ts`). */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Reads an address that a person may have edited by hand: nonsense is named and left out, never fatal. Of a name that
 * stands there twice the first one holds.
 * @param others names that are not the view's, and none of its business
 */
export function parseView(params: URLSearchParams, others: readonly string[] = []): ParsedView {
  const leftOut: LeftOut[] = [];
  const filter: Condition[] = [];
  const found = new Map<string, string>();
  for (const [name, value] of params) {
    if (others.includes(name)) continue;
    if (!NAMES.has(name)) leftOut.push({ why: "name", name, value });
    else if (found.has(name)) leftOut.push({ why: "twice", name, value });
    else found.set(name, value);
  }
  /** @returns undefined, and says so, if it is not understood */
  const read = <S extends v.GenericSchema>(schema: S, name: string, raw: unknown): v.InferOutput<S> | undefined => {
    const parsed = v.safeParse(schema, raw);
    if (!parsed.success) leftOut.push({ why: "value", name, value: found.get(name) ?? "" });
    return parsed.success ? parsed.output : undefined;
  };
  for (const [name, value] of found) {
    const raw = rawCondition(name, value);
    const condition = raw === null ? undefined : read(Condition, name, raw);
    if (condition) filter.push(condition);
  }
  const sort = found.get("sort") ?? "-placed";
  return {
    view: {
      quick: read(Quick, "quick", found.get("quick") ?? "all") ?? "all",
      filter,
      sort: read(OrderSort, "sort", { field: sort.replace(/^-/u, ""), dir: sort.startsWith("-") ? "desc" : "asc" }) ?? DEFAULT_SORT,
      group: read(v.nullable(GroupField), "group", found.get("group") ?? null) ?? null,
      columns: parseColumns(found.get("columns"), leftOut),
    },
    leftOut,
  };
}

const Quick = v.pipe(v.string(), v.check((id) => quickFilter(id) !== null));

function parseColumns(text: string | undefined, leftOut: LeftOut[]): readonly ColumnId[] | null {
  if (text === undefined) return null;
  const columns: ColumnId[] = [];
  for (const value of text.split(",")) {
    const why = !isColumnId(value) ? "value" : columns.includes(value) ? "twice" : null;
    if (why) leftOut.push({ why, name: "columns", value });
    else if (isColumnId(value)) columns.push(value);
  }
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
