import type { InValue } from "@libsql/client/web";
import { dayRange, showsDeleted, termsOf } from "../domain/filter.ts";
import type { Condition, Filter, WordCondition } from "../domain/filter.ts";
import { asksForNothing, SEARCH_FIELDS } from "../domain/search-text.ts";
import { addDays, startOfDay } from "../domain/zoned-day.ts";
import type { Day } from "../domain/zoned-day.ts";
import { matchTerms, ownRows } from "./search-match.ts";

/** A piece of SQL with the values of its named arguments. */
export interface Sql {
  readonly sql: string;
  readonly args: Readonly<Record<string, InValue>>;
}

const FACET_FIELDS = new Set<Condition["field"]>(["status", "channel", "csr", "stage", "payment", "type", "mark", "unpaid", "high_risk"]);
const ROW_FIELDS = new Set<Condition["field"]>(["agent", "microsite", "method", "invoice", "tag", "risk", "total"]);

/**
 * The filter language by what can answer it: counters (facets), the index on time,
 * the search index, or only the order itself.
 */
export interface SplitFilter {
  readonly facet: Filter;
  readonly days: Filter;
  readonly text: readonly WordCondition[];
  readonly row: Filter;
  /** Only deleted orders; else only the others. */
  readonly deleted: boolean;
}

export function splitFilter(filter: Filter): SplitFilter {
  const deleted = showsDeleted(filter);
  return {
    facet: filter.filter((c) => FACET_FIELDS.has(c.field)),
    days: filter.filter((c) => c.field === "placed"),
    // A text without any word that is long enough to look for asks for nothing yet.
    text: filter.filter((c) => c.op === "matches").filter((c) => !asksForNothing(termsOf(c))),
    // What contradicts the rest of the filter is left to the row, which nothing can satisfy then.
    row: filter.filter((c) => ROW_FIELDS.has(c.field) || (c.field === "deleted" && c.value !== deleted)),
    deleted,
  };
}

/** Facets `f` with their numbers `n`, along an index that holds all that a filter asks of them. */
export const COUNTED_FACETS = "facet f INDEXED BY facet_key CROSS JOIN facet_count n ON n.facet_id = f.id";

/** How many orders some facets have together. @param prefix as of `facetSql` */
export function facetsSize(conditions: Filter, deleted: boolean, prefix?: string): Sql {
  const hit = facetSql(conditions, "f", prefix);
  return { sql: `SELECT coalesce(sum(n.orders), 0) AS n FROM ${COUNTED_FACETS} WHERE f.org_id = :org AND f.deleted = ${deleted ? 1 : 0} AND ${hit.sql}`, args: hit.args };
}

/**
 * Conditions that facets know.
 * @param alias of a facet or of an order: both have those columns
 * @param prefix keeps argument names of several filters in one statement apart
 */
export function facetSql(conditions: Filter, alias: string, prefix = "f"): Sql {
  const args: Record<string, InValue> = {};
  return all(conditions.map((c, i) => facetTerm(c, alias, `${prefix}${i}`, args)), args);
}

function facetTerm(c: Condition, alias: string, arg: string, args: Record<string, InValue>): string {
  switch (c.field) {
    case "status": return listed(c, `${alias}.status_id`, arg, args);
    case "channel": return listed(c, `${alias}.channel_id`, arg, args);
    case "csr": return listed(orNobody(c), `${alias}.csr_id`, arg, args);
    case "payment": return listed(c, `${alias}.payment_status`, arg, args);
    case "type": return listed(c, `${alias}.order_type`, arg, args);
    // As statuses, which the index on facets begins with.
    case "stage": return `${alias}.status_id IN (SELECT id FROM order_status WHERE org_id = :org AND ${listed(c, "stage", arg, args)})`;
    case "mark": return `${alias}.status_id IN (SELECT id FROM order_status WHERE org_id = :org AND ${listed(c, "mark", arg, args)})`;
    case "unpaid": return `${alias}.unpaid = ${c.value ? 1 : 0}`;
    case "high_risk": return `${alias}.high_risk = ${c.value ? 1 : 0}`;
    default: throw new TypeError(`${c.field} is no facet`);
  }
}

/** The facets that some conditions select, looked up in a list that is made once. */
export function facetsSql(conditions: Filter, alias = "o"): Sql {
  if (conditions.length === 0) return { sql: "1", args: {} };
  const hit = facetSql(conditions, "f");
  // The plus keeps SQLite on the index of days: it would go facet by facet instead.
  return { sql: `+${alias}.facet_id IN (SELECT f.id FROM facet f WHERE f.org_id = :org AND f.deleted = 0 AND ${hit.sql})`, args: hit.args };
}

/** What `orders_grouped` holds besides days and facets. */
const COVERED: ReadonlySet<Condition["field"]> = new Set(["agent", "total"]);

/** Whether that index alone can tell what matches. */
export function isCovered({ text, row, deleted }: SplitFilter): boolean {
  return text.length === 0 && !deleted && row.every((c) => COVERED.has(c.field));
}

/** Conditions that only the order itself can answer. @param prefix as above */
export function rowSql(conditions: Filter, alias = "o", prefix = "r"): Sql {
  const args: Record<string, InValue> = {};
  return all(conditions.map((c, i) => rowTerm(c, alias, `${prefix}${i}`, args)), args);
}

function rowTerm(c: Condition, alias: string, arg: string, args: Record<string, InValue>): string {
  switch (c.field) {
    case "agent": return listed(orNobody(c), `${alias}.agent_id`, arg, args);
    case "microsite": return listed(orNobody(c), `${alias}.microsite_id`, arg, args);
    case "method": return listed(c, `coalesce(${alias}.payment_method, 'none')`, arg, args);
    case "invoice": return listed(c, `${alias}.invoice_status`, arg, args);
    case "total": return between(`${alias}.total`, c.from, c.to, arg, args);
    case "risk": return between(`${alias}.fraud_score`, c.from, c.to, arg, args);
    case "deleted": return `${alias}.deleted_at IS ${c.value ? "NOT " : ""}NULL`;
    case "tag": {
      const wanted = [...new Set(c.values)];
      args[arg] = JSON.stringify(wanted);
      const there = `FROM json_each(${alias}.tags) t WHERE t.value IN (SELECT value FROM json_each(:${arg}))`;
      // An order has a tag once.
      if (c.op === "all") return `(SELECT count(*) ${there}) = ${wanted.length}`;
      return `${c.op === "in" ? "" : "NOT "}EXISTS (SELECT 1 ${there})`;
    }
    default: throw new TypeError(`${c.field} is not asked of the row`);
  }
}

/** Days as a span of `column`, which holds UTC milliseconds: so the index on time serves them. */
export function daysSql(conditions: Filter, column: string, today: Day, timeZone: string): Sql {
  const args: Record<string, InValue> = {};
  const terms = conditions.flatMap((c, i) => {
    if (c.field !== "placed") return [];
    const [from, to] = dayRange(c, today);
    return between(column, from === null ? null : startOfDay(from, timeZone), to === null ? null : startOfDay(addDays(to, 1), timeZone) - 1, `d${i}`, args);
  });
  return all(terms, args);
}

/** The same days as texts, as counters have them; both ends included. */
export function daySpan(conditions: Filter, today: Day): { from: Day; to: Day } {
  const ranges = conditions.map((c) => (c.field === "placed" ? dayRange(c, today) : [null, null]));
  const froms = ranges.flatMap(([from]) => (from === null ? [] : [from]));
  const tos = ranges.flatMap(([, to]) => (to === null ? [] : [to]));
  return { from: froms.sort().at(-1) ?? "0000-00-00", to: tos.sort()[0] ?? "9999-99-99" };
}

/** The FTS5 query of the text conditions, bound to one organization by its token. */
export function matchQuery(conditions: readonly WordCondition[], orgId: string): string {
  const clauses = conditions.flatMap((c) => matchTerms(termsOf(c), c.field === "text" ? SEARCH_FIELDS : [c.field]) ?? []);
  return [ownRows(orgId), ...clauses].join(" AND ");
}

export interface Listed {
  readonly op: "in" | "not_in";
  readonly values: readonly string[];
}

export function listOf(c: Condition): Listed {
  if (!("values" in c) || c.field === "tag") throw new TypeError(`${c.field} lists no values of a column`);
  return c;
}

export function allows(c: Listed, value: string): boolean {
  return c.values.includes(value) === (c.op === "in");
}

/** "In" or "not in" a list that travels as one argument. */
export function listed(c: Listed, column: string, arg: string, args: Record<string, InValue>): string {
  const [only] = c.values;
  if (c.values.length === 1 && only !== undefined) {
    args[arg] = only;
    return `${column} ${c.op === "in" ? "=" : "<>"} :${arg}`;
  }
  args[arg] = JSON.stringify(c.values);
  return `${column} ${c.op === "in" ? "IN" : "NOT IN"} (SELECT value FROM json_each(:${arg}))`;
}

/** `none` in a filter is the empty string in the database, which itself is nobody's id. */
export function orNobody(c: Listed): Listed {
  return { op: c.op, values: c.values.map((x) => (x === "none" ? "" : x === "" ? "none" : x)) };
}

/** One end at least: a range without any is no condition. */
function between(column: string, from: number | null, to: number | null, arg: string, args: Record<string, InValue>): string {
  const terms: string[] = [];
  if (from !== null) {
    terms.push(`${column} >= :${arg}from`);
    args[`${arg}from`] = from;
  }
  if (to !== null) {
    terms.push(`${column} <= :${arg}to`);
    args[`${arg}to`] = to;
  }
  return terms.join(" AND ");
}

function all(terms: readonly string[], args: Record<string, InValue>): Sql {
  return { sql: terms.length > 0 ? terms.map((t) => `(${t})`).join(" AND ") : "1", args };
}
