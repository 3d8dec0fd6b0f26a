import type { InValue } from "@libsql/client/web";
import { dayRange } from "../domain/filter.ts";
import type { Condition, Filter } from "../domain/filter.ts";
import { queryTokens } from "../domain/search-text.ts";
import { addDays, zonedTime } from "../domain/zoned-day.ts";
import type { Day } from "../domain/zoned-day.ts";

/**
 * The SQL of the filter language. Conditions that facets know (`alias` may be the
 * facet or the order: both have those columns) are apart from those that only a
 * row can answer, because the former decide the plan and the exact count.
 */
export interface Sql {
  readonly sql: string;
  readonly args: Readonly<Record<string, InValue>>;
}

const FACET_FIELDS = new Set<Condition["field"]>(["status", "channel", "csr", "stage", "payment", "type", "mark", "unpaid", "high_risk"]);
const TEXT_FIELDS = new Set<Condition["field"]>(["text", "number", "name", "email", "reference"]);

export interface SplitFilter {
  readonly facet: Filter;
  readonly row: Filter;
  readonly text: Filter;
}

export function splitFilter(filter: Filter): SplitFilter {
  return {
    facet: filter.filter((c) => FACET_FIELDS.has(c.field)),
    row: filter.filter((c) => !FACET_FIELDS.has(c.field) && !TEXT_FIELDS.has(c.field)),
    text: filter.filter((c) => TEXT_FIELDS.has(c.field)),
  };
}

/** @param prefix keeps argument names of several filters in one statement apart */
export function facetSql(conditions: Filter, alias: string, prefix = "f"): Sql {
  const args: Record<string, InValue> = {};
  const terms = conditions.map((c, i) => facetTerm(c, alias, `${prefix}${i}`, args));
  return { sql: terms.length > 0 ? terms.join(" AND ") : "1", args };
}

function facetTerm(c: Condition, alias: string, arg: string, args: Record<string, InValue>): string {
  switch (c.field) {
    case "status": return listed(c, `${alias}.status_id`, arg, args);
    case "channel": return listed(c, `${alias}.channel_id`, arg, args);
    case "csr": return listed(orNobody(c), `${alias}.csr_id`, arg, args);
    case "stage": return listed(c, `${alias}.stage`, arg, args);
    case "payment": return listed(c, `${alias}.payment_status`, arg, args);
    case "type": return listed(c, `${alias}.order_type`, arg, args);
    case "mark":
      args[arg] = JSON.stringify(c.values);
      return `${alias}.status_id IN (SELECT id FROM order_status WHERE org_id = :org AND mark IN (SELECT value FROM json_each(:${arg})))`;
    case "unpaid": return `${alias}.unpaid = ${c.value ? 1 : 0}`;
    case "high_risk": return `${alias}.high_risk = ${c.value ? 1 : 0}`;
    default: throw new TypeError(`${c.field} is no facet`);
  }
}

type Listed = { readonly op: "in" | "not_in"; readonly values: readonly string[] };

function listed(c: Listed, column: string, arg: string, args: Record<string, InValue>): string {
  const [only] = c.values;
  if (c.values.length === 1 && only !== undefined) {
    args[arg] = only;
    return `${column} ${c.op === "in" ? "=" : "<>"} :${arg}`;
  }
  args[arg] = JSON.stringify(c.values);
  return `${column} ${c.op === "in" ? "IN" : "NOT IN"} (SELECT value FROM json_each(:${arg}))`;
}

/** `none` in a filter is the empty string in the database. */
function orNobody(c: Listed): Listed {
  return { op: c.op, values: c.values.map((x) => (x === "none" ? "" : x)) };
}

/** Conditions on the order itself; days become times, so that the index on time serves them. */
export function rowSql(conditions: Filter, today: Day, timeZone: string): Sql {
  const args: Record<string, InValue> = {};
  const terms: string[] = [];
  conditions.forEach((c, i) => {
    if (c.field === "agent") terms.push(listed(orNobody(c), "o.agent_id", `r${i}`, args));
    if (c.field === "total") between("o.total", c.from, c.to === null ? null : c.to + 1, `r${i}`, terms, args);
    if (c.field === "placed") {
      const [from, to] = dayRange(c, today);
      between("o.placed_at", from === null ? null : startOf(from, timeZone), to === null ? null : startOf(addDays(to, 1), timeZone), `r${i}`, terms, args);
    }
  });
  return { sql: terms.length > 0 ? terms.join(" AND ") : "1", args };
}

function between(column: string, from: number | null, end: number | null, arg: string, terms: string[], args: Record<string, InValue>): void {
  if (from !== null) {
    terms.push(`${column} >= :${arg}from`);
    args[`${arg}from`] = from;
  }
  if (end !== null) {
    terms.push(`${column} < :${arg}end`);
    args[`${arg}end`] = end;
  }
}

function startOf(day: Day, timeZone: string): number {
  const [y = 1970, m = 1, d = 1] = day.split("-").map(Number);
  return zonedTime(y, m, d, 0, 0, 0, timeZone);
}

/** The FTS5 query of the text conditions, bound to one organization by its token; null if no word is long enough to look for. */
export function matchQuery(conditions: Filter, orgId: string): string | null {
  const terms: string[] = [];
  for (const c of conditions) {
    if (!("value" in c) || typeof c.value !== "string" || c.field === "placed") continue;
    const column = c.field === "text" ? "{number name email phone reference}" : c.field;
    for (const token of queryTokens(c.value)) terms.push(`${column} : "${token}" *`);
  }
  return terms.length > 0 ? [`org : "${orgId.replaceAll("_", "")}"`, ...terms].join(" AND ") : null;
}
