import * as v from "valibot";
import type { Filter } from "../domain/filter.ts";
import { DEFAULT_SORT } from "../domain/order-sort.ts";
import { dayOf } from "../domain/zoned-day.ts";
import type { FrozenItem } from "./bulk-chunk.ts";
import type { OrgDatabase } from "./database.ts";
import { daysSql, facetSql, matchQuery, rowSql, splitFilter } from "./order-filter.ts";
import { planOf, readHead } from "./order-list.ts";
import { LIMITS } from "./order-plan.ts";
import type { Limits } from "./order-plan.ts";
import { passedStatement, windowStatement } from "./order-window.ts";
import type { Keyset, WindowQuery } from "./order-window.ts";

export interface MatchingRequest {
  readonly filter: Filter;
  /** Where the reading before ended; null to begin. */
  readonly at: Keyset | null;
  /** Orders of one reading, at most. */
  readonly limit: number;
  /** UTC milliseconds. */
  readonly now: number;
}

export interface Matching {
  readonly items: readonly FrozenItem[];
  /** Null once all were read. */
  readonly at: Keyset | null;
}

/**
 * The next of all orders that match, whatever the filter (E8): what is frozen must be exact. Where no
 * index has what is asked for, a reading passes no more orders than a window of the list would, and
 * may find none of them; the one after it goes on behind.
 */
export async function listMatching(db: OrgDatabase, { filter, at, limit, now }: MatchingRequest, limits: Limits = LIMITS): Promise<Matching> {
  const { time_zone: timeZone } = await readHead(db);
  const query: WindowQuery = { orgId: db.orgId, split: splitFilter(filter), sort: DEFAULT_SORT, ranks: null, at, backwards: false, limit, today: dayOf(now, timeZone), timeZone, limits };
  if (query.split.text.length > 0) return searched(db, query);
  const wanted = await planOf(db, query);
  const plan = "otherwise" in wanted && wanted.otherwise ? wanted.otherwise.plan : wanted;
  const rows = (await db.query(windowStatement(query, plan, "o.version"))).map((row) => v.parse(Found, row));
  const items = rows.slice(0, limit).map(itemOf);
  const last = rows[limit - 1];
  if (rows.length > limit && last) return { items, at: { key: last.sort_key, id: last.id } };
  if (!("filtered" in plan) || !plan.filtered) return { items, at: null };
  const [row] = await db.query(passedStatement(query, plan, "o.version"));
  if (!row) return { items, at: null };
  const passed = v.parse(Passed, row);
  // An order that stands in several ranges counts in one, which may not have been reached.
  const isNew = passed.hit === 1 && !items.some(([id]) => id === passed.id);
  return { items: isNew ? [...items, itemOf(passed)] : items, at: { key: passed.sort_key, id: passed.id } };
}

const Found = v.object({ id: v.string(), row: v.number(), sort_key: v.union([v.number(), v.string()]) });
const Passed = v.object({ ...Found.entries, hit: v.number() });
const itemOf = ({ id, row }: v.InferOutput<typeof Found>): FrozenItem => [id, row];

/** Hits by rowid, which is how the search index holds them. */
async function searched(db: OrgDatabase, { orgId, split, at, limit, today, timeZone }: WindowQuery): Promise<Matching> {
  const facet = facetSql(split.facet, "o");
  const row = rowSql(split.row);
  const days = daysSql(split.days, "o.placed_at", today, timeZone);
  const rows = await db.query({
    sql: `SELECT hit.rid, o.id, o.version AS row, (o.org_id = :org AND o.deleted_at IS ${split.deleted ? "NOT " : ""}NULL AND ${facet.sql} AND ${row.sql} AND ${days.sql}) IS TRUE AS hit
      FROM (SELECT rowid AS rid FROM orders_search WHERE orders_search MATCH :match AND rowid < :before ORDER BY rowid DESC LIMIT :limit) hit CROSS JOIN orders o ON o.rid = hit.rid`,
    args: { ...facet.args, ...row.args, ...days.args, match: matchQuery(split.text, orgId), before: at?.key ?? Number.MAX_SAFE_INTEGER, limit },
  });
  const hits = rows.map((one) => v.parse(Hit, one));
  const last = hits.length === limit ? hits.at(-1) : undefined;
  return { items: hits.flatMap((one): FrozenItem[] => (one.hit === 1 ? [[one.id, one.row]] : [])), at: last ? { key: last.rid, id: "" } : null };
}

const Hit = v.object({ rid: v.number(), id: v.string(), row: v.number(), hit: v.number() });
