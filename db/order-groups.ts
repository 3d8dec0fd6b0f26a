import * as v from "valibot";
import type { Filter } from "../domain/filter.ts";
import { NOBODY, OrderGroup } from "../domain/group.ts";
import type { OrderGroups } from "../domain/group.ts";
import type { GroupField } from "../domain/group-field.ts";
import { dayOf } from "../domain/zoned-day.ts";
import type { Day } from "../domain/zoned-day.ts";
import type { OrgDatabase, Statement } from "./database.ts";
import { COUNTED_FACETS, daySpan, facetSql, facetsSql, isCovered, matchQuery, rowSql, splitFilter } from "./order-filter.ts";
import type { Sql, SplitFilter } from "./order-filter.ts";
import { LIMITS } from "./order-plan.ts";

/** How much adding up may look at. Tests make it small. */
export interface GroupLimits {
  /** Orders of an index that holds all that is asked of them: some 0.2 µs each. */
  readonly covered: number;
  /** Orders that must be read themselves: some 5 µs each. */
  readonly read: number;
  /** Hits of a search, as the list has it. */
  readonly search: number;
}

export const GROUP_LIMITS: GroupLimits = { covered: LIMITS.covered, read: 50_000, search: 1_000 };

export interface GroupRequest {
  readonly filter: Filter;
  readonly field: GroupField;
  /** UTC milliseconds. */
  readonly now: number;
}

/** How groups are added up; what each costs is in the matrix of SPEC.md. */
export type GroupPlan =
  /** From the counters of days. */
  | "days"
  /** From the counters of facets. */
  | "facets"
  /** From the counters of facets by agent. */
  | "agents"
  /** Along an index that holds days, facets, agents and totals. */
  | "index"
  /** From the newest hits of a search. */
  | "search"
  /** From the deleted orders, which no other index or counter of these knows. */
  | "deleted";

/** The groups of a list with their numbers and sums (L5), exact unless `bounded`. */
export async function readGroups(db: OrgDatabase, request: GroupRequest, limits: GroupLimits = GROUP_LIMITS): Promise<OrderGroups & { readonly plan: GroupPlan }> {
  const split = splitFilter(request.filter);
  const zone = split.days.length > 0 ? v.parse(Zone, (await db.query(ZONE))[0]).time_zone : "UTC";
  const plan = planOf(split, request.field);
  const [heads = [], rows = []] = await db.queryAll([HEAD, statementOf(plan, { field: request.field, split, orgId: db.orgId, today: dayOf(request.now, zone), limits })]);
  const found = v.parse(Found, rows);
  return {
    groups: found.flatMap(({ key, orders, total }) => (orders > 0 && key !== null ? [{ key: key === "" ? NOBODY : key, orders, total }] : [])),
    bounded: found.some((row) => row.bounded === 1),
    seq: v.parse(Head, heads[0] ?? { seq: 0 }).seq,
    plan,
  };
}

const Zone = v.object({ time_zone: v.string() });
const ZONE: Statement = { sql: "SELECT time_zone FROM organization WHERE org_id = :org" };
const Head = v.object({ seq: v.number() });
const HEAD: Statement = { sql: "SELECT seq FROM head WHERE org_id = :org" };
/** A row without a key only says that the others are not all. */
const Found = v.array(v.object({ key: v.nullable(v.string()), orders: OrderGroup.entries.orders, total: OrderGroup.entries.total, bounded: v.number() }));

export function planOf(split: SplitFilter, field: GroupField): GroupPlan {
  if (split.text.length > 0) return "search";
  if (split.deleted) return "deleted";
  if (field === "day" && split.facet.length === 0 && split.row.length === 0) return "days";
  if (field === "day" || split.days.length > 0 || split.row.some((c) => c.field !== "agent")) return "index";
  return field === "agent" || split.row.length > 0 ? "agents" : "facets";
}

interface GroupQuery {
  readonly field: GroupField;
  readonly split: SplitFilter;
  readonly orgId: string;
  readonly today: Day;
  readonly limits: GroupLimits;
}

const COLUMN = { status: "status_id", channel: "channel_id", csr: "csr_id", agent: "agent_id", day: "placed_day", payment: "payment_status", type: "order_type" } as const satisfies Record<GroupField, string>;

function statementOf(plan: GroupPlan, q: GroupQuery): Statement {
  switch (plan) {
    case "days": return { sql: "SELECT day AS key, orders, total, 0 AS bounded FROM day_count WHERE org_id = :org AND day BETWEEN :from AND :to", args: daySpan(q.split.days, q.today) };
    case "facets": {
      const hit = facetSql(q.split.facet, "f");
      return { sql: `SELECT f.${COLUMN[q.field]} AS key, sum(n.orders) AS orders, sum(n.total) AS total, 0 AS bounded FROM ${COUNTED_FACETS} WHERE f.org_id = :org AND f.deleted = 0 AND ${hit.sql} GROUP BY 1`, args: hit.args };
    }
    case "agents": {
      const hit = facetSql(q.split.facet, "f");
      const agents = rowSql(q.split.row, "a");
      return {
        sql: `SELECT ${q.field === "agent" ? "a" : "f"}.${COLUMN[q.field]} AS key, sum(a.orders) AS orders, sum(a.total) AS total, 0 AS bounded
          FROM facet_agent a CROSS JOIN facet f ON f.id = a.facet_id WHERE a.org_id = :org AND ${agents.sql} AND f.org_id = :org AND f.deleted = 0 AND ${hit.sql} GROUP BY 1`,
        args: { ...hit.args, ...agents.args },
      };
    }
    case "index": return fromIndex(q);
    case "search": return fromSearch(q);
    case "deleted": return fromDeleted(q);
  }
}

/**
 * Along the index, so that orders of one day and facet come together and are added up
 * without sorting a million of them; what is left to sort is a fifth of that.
 */
function fromIndex(q: GroupQuery): Statement {
  const within = withinDays(q, isCovered(q.split) ? q.limits.covered : q.limits.read);
  const row = rowSql(q.split.row);
  const facets = facetsSql(q.split.facet);
  const part = (columns: string) => `SELECT ${columns}, count(*) AS orders, sum(o.total) AS total FROM orders o INDEXED BY orders_grouped WHERE ${within.sql} AND ${row.sql} AND ${facets.sql} GROUP BY ${columns}`;
  const inner = () => {
    if (q.field === "day") return `SELECT placed_day AS key, orders, total FROM (${part("o.placed_day")})`;
    if (q.field === "agent") return `SELECT agent_id AS key, sum(orders) AS orders, sum(total) AS total FROM (${part("o.placed_day, o.facet_id, o.agent_id")}) GROUP BY 1`;
    const byFacet = `SELECT facet_id, sum(orders) AS orders, sum(total) AS total FROM (${part("o.placed_day, o.facet_id")}) GROUP BY facet_id`;
    return `SELECT f.${COLUMN[q.field]} AS key, sum(p.orders) AS orders, sum(p.total) AS total FROM (${byFacet}) p CROSS JOIN facet f ON f.id = p.facet_id GROUP BY 1`;
  };
  return { sql: `SELECT key, orders, total, 0 AS bounded FROM (${inner()}) ${within.beyond}`, args: { ...within.args, ...row.args, ...facets.args } };
}

/** The same hits that the list shows. */
function fromSearch(q: GroupQuery): Statement {
  const row = rowSql(q.split.row);
  const facet = facetSql(q.split.facet, "o");
  return {
    sql: `WITH hit AS MATERIALIZED (SELECT rowid AS rid FROM orders_search WHERE orders_search MATCH :match ORDER BY rowid DESC LIMIT :search)
      SELECT o.${COLUMN[q.field]} AS key, count(*) AS orders, sum(o.total) AS total, 0 AS bounded FROM hit CROSS JOIN orders o ON o.rid = hit.rid
        WHERE o.org_id = :org AND o.deleted_at IS ${q.split.deleted ? "NOT " : ""}NULL AND o.placed_day BETWEEN :from AND :to AND ${facet.sql} AND ${row.sql} GROUP BY 1
      UNION ALL SELECT NULL, 0, 0, 1 WHERE (SELECT count(*) FROM hit) = :search`,
    args: { ...daySpan(q.split.days, q.today), ...row.args, ...facet.args, match: matchQuery(q.split.text, q.orgId), search: q.limits.search },
  };
}

function fromDeleted(q: GroupQuery): Statement {
  const row = rowSql(q.split.row);
  const facet = facetSql(q.split.facet, "f");
  return {
    sql: `WITH hit AS MATERIALIZED (SELECT o.rid FROM facet f CROSS JOIN orders o INDEXED BY orders_facet_placed ON o.facet_id = f.id
        WHERE f.org_id = :org AND f.deleted = 1 AND ${facet.sql} AND o.placed_day BETWEEN :from AND :to AND ${row.sql} LIMIT :read)
      SELECT o.${COLUMN[q.field]} AS key, count(*) AS orders, sum(o.total) AS total, 0 AS bounded FROM hit CROSS JOIN orders o ON o.rid = hit.rid WHERE o.org_id = :org GROUP BY 1
      UNION ALL SELECT NULL, 0, 0, 1 WHERE (SELECT count(*) FROM hit) = :read`,
    args: { ...daySpan(q.split.days, q.today), ...row.args, ...facet.args, read: q.limits.read },
  };
}

interface Within extends Sql {
  /** One more row if there are older days than those that may be looked at. */
  readonly beyond: string;
}

/** As many of the newest days as hold no more than so many orders, which their counters know. */
function withinDays(q: GroupQuery, most: number): Within {
  const last = "(SELECT day FROM (SELECT day, sum(orders) OVER (ORDER BY day DESC) AS so_far FROM day_count WHERE org_id = :org AND day BETWEEN :from AND :to) WHERE so_far > :most ORDER BY day DESC LIMIT 1)";
  return {
    // One bound, for SQLite seeks to one of several; "~" comes after a day's own digits.
    sql: `o.org_id = :org AND o.deleted_at IS NULL AND o.placed_day >= max(:from, coalesce(${last} || '~', '')) AND o.placed_day <= :to`,
    beyond: `UNION ALL SELECT NULL, 0, 0, 1 WHERE ${last} IS NOT NULL`,
    args: { ...daySpan(q.split.days, q.today), most },
  };
}
