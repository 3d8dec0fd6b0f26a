import * as v from "valibot";
import type { Filter } from "../domain/filter.ts";
import type { OrderRow } from "../domain/order.ts";
import { isNamed } from "../domain/order-sort.ts";
import type { OrderSort } from "../domain/order-sort.ts";
import { dayOf } from "../domain/zoned-day.ts";
import type { OrgDatabase, Statement } from "./database.ts";
import { forgetLookups, knownLookups } from "./lookups.ts";
import { daySpan, facetsSize, splitFilter } from "./order-filter.ts";
import { directPlan, LIMITS, mostRead, plannedBy } from "./order-plan.ts";
import type { Limits, Plan, Planned } from "./order-plan.ts";
import { ranksOf } from "./order-rank.ts";
import { ORDER_ROW_JSON, orderRowOf } from "./order-row.ts";
import { factsOf, factsStatement, sourcesOf } from "./order-source.ts";
import { beyondStatement, windowStatement } from "./order-window.ts";
import type { Keyset, WindowQuery } from "./order-window.ts";

export type { Keyset } from "./order-window.ts";

export interface ListRequest {
  readonly filter: Filter;
  readonly sort: OrderSort;
  /** Rows after this place, or before it; from the start (or, with `backwards`, from the end) without one. */
  readonly at: Keyset | null;
  readonly backwards: boolean;
  readonly limit: number;
  /** UTC milliseconds. */
  readonly now: number;
}

export interface OrderWindow {
  /** In the order of the sort, whichever way they were read. */
  readonly rows: { readonly row: OrderRow; readonly at: Keyset }[];
  /** More in the direction that was read. */
  readonly more: boolean;
  /** Exactly how many match; null where only reading them all would tell. */
  readonly count: number | null;
  /** More may match than could be looked at (see the matrix in SPEC.md): a narrower filter shows the rest. */
  readonly bounded: boolean;
  /** The log's head when the window was read: later changes are not in it for sure. */
  readonly seq: number;
  /** How it was found, for tests and benchmarks. */
  readonly plan: Plan["kind"];
}

/** Time zones seen by this isolate, by organization: a guess to begin with, checked by each window. */
const zones = new Map<string, string>();

/** One window of the list (L2, L4, L6), at a cost that does not grow with the number of orders: one round trip if an index serves filter and sort, else two. */
export async function listOrders(db: OrgDatabase, request: ListRequest, limits: Limits = LIMITS): Promise<OrderWindow> {
  const split = splitFilter(request.filter);
  const zone = zones.get(db.orgId) ?? (split.days.length > 0 ? (await readHead(db)).time_zone : "UTC");
  const names = isNamed(request.sort.field) ? await knownLookups(db) : null;
  const query: WindowQuery = { ...request, orgId: db.orgId, split, ranks: ranksOf(request.sort, names?.lookups ?? NO_NAMES), timeZone: zone, today: dayOf(request.now, zone), limits };
  const plan = await planOf(db, query);
  const count = countStatement(query);
  const [heads = [], found = [], counted = []] = await db.queryAll([HEAD, windowStatement(query, plan, ORDER_ROW_JSON), ...(count ? [count] : [])]);

  const head = v.parse(Head, heads[0] ?? NO_HEAD);
  zones.set(db.orgId, head.time_zone);
  if (split.days.length > 0 && head.time_zone !== zone) return listOrders(db, request, limits); // it moved, and the days with it
  if (names && names.version !== head.lookups) {
    forgetLookups(db, names); // something was renamed, and stands elsewhere now
    return listOrders(db, request, limits);
  }
  const { rows, bounded } = await complete(db, query, plan, found);
  const window = rows.slice(0, request.limit).map((r) => ({ row: orderRowOf(r["row"]), at: v.parse(Place, { key: r["sort_key"], id: r["id"], ...(query.ranks ? { value: r["value"] } : {}) }) }));
  if (request.backwards) window.reverse();
  return { rows: window, more: rows.length > request.limit || (bounded && window.length > 0), count: count ? v.parse(v.number(), counted[0]?.["n"]) : null, bounded, seq: head.seq, plan: plan.kind };
}

const Key = v.union([v.string(), v.number()]);
const Place = v.object({ key: Key, id: v.string(), value: v.exactOptional(v.nullable(Key)) });
const NO_NAMES = { statuses: [], channels: [], people: [], agents: [], microsites: [] };
const Head = v.object({ seq: v.number(), time_zone: v.string(), lookups: v.number() });
const HEAD: Statement = { sql: "SELECT h.seq, h.lookups, o.time_zone FROM head h JOIN organization o ON o.org_id = h.org_id WHERE h.org_id = :org" };
const NO_HEAD = { seq: 0, time_zone: "UTC", lookups: 0 };

export async function readHead(db: OrgDatabase): Promise<v.InferOutput<typeof Head>> {
  return v.parse(Head, (await db.query(HEAD))[0] ?? NO_HEAD);
}

/** How large sets are is asked only where the plan depends on it. */
export async function planOf(db: OrgDatabase, { split, sort, ranks, limit, limits, today }: WindowQuery): Promise<Plan> {
  const wanted: Planned = { split, field: sort.field, ranks, limit };
  const direct = directPlan(wanted, limits);
  if (direct) return direct;
  const sources = sourcesOf(split, today, mostRead(sort.field, limits));
  const { everything, sizes } = factsOf(await db.query(factsStatement(sources)));
  return plannedBy(sources.map((source, i) => [source, sizes[i] ?? 0]), everything, wanted, limits);
}

type Rows = readonly Record<string, unknown>[];

/** A window that passed orders in search of matches may have given up before it was full. */
async function complete(db: OrgDatabase, query: WindowQuery, plan: Plan, found: Rows): Promise<{ rows: Rows; bounded: boolean }> {
  if (plan.kind === "search" && found[0]) return { rows: found, bounded: found[0]["hits"] === query.limits.search };
  if (plan.kind === "newest" && found[0] && (found[0]["hits"] === query.limits.newest || !plan.along.filtered)) return { rows: found, bounded: found[0]["hits"] === query.limits.newest };
  if (plan.kind === "collect" || plan.kind === "days" || (plan.kind !== "newest" && found.length > query.limit) || ("filtered" in plan && !plan.filtered)) return { rows: found, bounded: false };
  if ("otherwise" in plan && plan.otherwise) return { rows: await db.query(windowStatement(query, plan.otherwise.plan, ORDER_ROW_JSON)), bounded: false };
  const beyond = await db.query(beyondStatement(query, plan));
  return { rows: found, bounded: beyond.length > 0 };
}

/** How many match, from counters alone; null where they cannot tell. */
function countStatement({ split, today }: WindowQuery): Statement | null {
  if (split.text.length > 0 || split.row.length > 0) return null;
  if (split.facet.length === 0 && !split.deleted) return { sql: "SELECT coalesce(sum(orders), 0) AS n FROM day_count WHERE org_id = :org AND day BETWEEN :from AND :to", args: daySpan(split.days, today) };
  if (split.days.length > 0) return null;
  return facetsSize(split.facet, split.deleted);
}
