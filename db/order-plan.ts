import * as v from "valibot";
import type { Condition } from "../domain/filter.ts";
import type { OrderSort } from "../domain/order-sort.ts";
import { allows } from "./order-filter.ts";
import type { SplitFilter } from "./order-filter.ts";
import { dimensionOf, facetLane, laneOf } from "./order-lane.ts";
import type { Dimension, Lane } from "./order-lane.ts";

/** How much a window may look at. Tests make them small, to reach every plan with few orders. */
export interface Limits {
  /** So few matches are all read and sorted. */
  readonly few: number;
  /** So many orders are passed at most in search of matches that no counter knows of; then the answer says `bounded`. */
  readonly scan: number;
  /** So many are passed first when that is likely to be enough. */
  readonly glance: number;
  /** So many hits of a search are looked at, newest first. */
  readonly search: number;
}

export const LIMITS: Limits = { few: 5_000, scan: 50_000, glance: 2_000, search: 1_000 };

/**
 * How a window is found: never by SQLite's own guess, which has no idea how rare a
 * match is. What each costs is in the matrix of SPEC.md.
 */
export type Plan =
  /** Along the index of the sort. `glance`: only so far; what it does not find there, `otherwise` will. */
  | { readonly kind: "walk"; readonly filtered: boolean; readonly otherwise?: Plan }
  /** A merge of index ranges. */
  | { readonly kind: "lane"; readonly lane: Lane; readonly filtered: boolean }
  /** All of few candidates, sorted. */
  | { readonly kind: "collect"; readonly from: "facets" | "agents" | "totals" | "days" }
  /** The newest hits of the search index, sorted. */
  | { readonly kind: "search" };

/** What counters say about a filter: asked only where the plan depends on it. Numbers of orders, those of `agents` and `totals` at most `few + 1`. */
export const Facts = v.object({ everything: v.number(), facets: v.number(), agents: v.number(), totals: v.number(), days: v.number() });
export type Facts = v.InferOutput<typeof Facts>;

/** The plan that needs no counters: an index holds what matches in the order of the sort. Null if only counters can tell. */
export function directPlan(split: SplitFilter, sort: OrderSort["field"]): Plan | null {
  if (split.text.length > 0) return { kind: "search" };
  const beside = split.row.filter((c) => dimensionOf(c) === null && !(c.field === "total" && sort === "total"));
  if (beside.length > 0 || (split.days.length > 0 && sort !== "placed")) return null;
  const [dimension, ...others] = dimensionsOf(split);
  if (dimension === undefined) return { kind: "walk", filtered: false };
  if (others.length === 0) {
    const lane = laneOf(dimension, [...split.facet, ...split.row.filter((c) => c.field === "agent")], sort);
    // Two statuses may share a position, so the lane of positions may hold more than was asked for.
    if (lane) return { kind: "lane", lane, filtered: sort === "status" };
  }
  if (sort !== "placed" || split.row.length > 0) return null;
  const facets: Plan = { kind: "lane", lane: facetLane(split.facet), filtered: false };
  return split.facet.every(isCommon) ? { kind: "walk", filtered: true, otherwise: facets } : facets;
}

/**
 * Reads all of the smallest set of candidates if it is small; else goes along the sort and passes what does not match.
 * @param limit rows of a window
 */
export function plannedBy(facts: Facts, split: SplitFilter, sort: OrderSort["field"], limit: number, limits: Limits): Plan {
  const sets = [
    ...(split.facet.length > 0 ? [{ from: "facets" as const, size: facts.facets }] : []),
    ...(split.days.length > 0 ? [{ from: "days" as const, size: facts.days }] : []),
    ...(split.row.some((c) => c.field === "agent") ? [{ from: "agents" as const, size: facts.agents }] : []),
    ...(split.row.some((c) => c.field === "total") ? [{ from: "totals" as const, size: facts.totals }] : []),
  ].sort((a, b) => a.size - b.size);
  const [smallest] = sets;
  if (smallest && smallest.size <= limits.few) {
    const collect: Plan = { kind: "collect", from: smallest.from };
    // If matches lie evenly along the sort, a page of them is found among so many orders.
    const passed = (limit * facts.everything) / Math.max(smallest.size, 1);
    return 2 * passed < Math.min(smallest.size, limits.glance) ? { kind: "walk", filtered: true, otherwise: collect } : collect;
  }
  if (sort !== "placed" || split.facet.length === 0 || split.facet.every(isCommon)) return { kind: "walk", filtered: true };
  const [dimension, ...others] = dimensionsOf({ ...split, row: [] });
  const lane = dimension && others.length === 0 ? laneOf(dimension, split.facet, sort) : null;
  return { kind: "lane", lane: lane ?? facetLane(split.facet), filtered: true };
}

function dimensionsOf(split: SplitFilter): Dimension[] {
  return [...new Set([...split.facet, ...split.row].flatMap((c) => dimensionOf(c) ?? []))];
}

/** True of most orders, as far as one can tell without counting. */
function isCommon(c: Condition): boolean {
  switch (c.field) {
    case "unpaid":
    case "high_risk": return !c.value;
    case "payment": return allows(c, "paid");
    case "type": return allows(c, "standard");
    default: return false;
  }
}
