import type { Condition, Filter } from "../domain/filter.ts";
import { LOOKED_AT } from "../domain/order-list.ts";
import type { OrderSort } from "../domain/order-sort.ts";
import { allows, isCovered } from "./order-filter.ts";
import type { SplitFilter } from "./order-filter.ts";
import { dimensionOf, facetLane, laneOf } from "./order-lane.ts";
import type { Dimension, Lane } from "./order-lane.ts";
import { rankedFacetLane, rankLane } from "./order-rank.ts";
import type { Ranks } from "./order-rank.ts";
import type { Source } from "./order-source.ts";

/** How much a window may look at. Tests make them small, to reach every plan with few orders. */
export interface Limits {
  /** By date, so few candidates are all read and sorted; of more, the newest matches are found faster. */
  readonly few: number;
  /** By anything else, so many: some 2.5 µs each. */
  readonly many: number;
  /** Of more, so many of the newest are, where no index has the sort. */
  readonly newest: number;
  /** So many orders are passed at most in search of matches that no counter knows of; then the answer says `bounded`. */
  readonly scan: number;
  /** So many of an index that holds all that is asked of them: some 0.2 µs each. */
  readonly covered: number;
  /** So many are passed first when that is likely to be enough. */
  readonly glance: number;
  /** So many hits of a search are looked at, newest first. */
  readonly search: number;
}

export const LIMITS: Limits = { few: 5_000, many: 50_000, newest: LOOKED_AT.sorted, scan: LOOKED_AT.passed, covered: 3_000_000, glance: 2_000, search: LOOKED_AT.hits };

/** Goes along an index; what `after` orders do not show, another plan finds. */
export type Along = {
  readonly filtered: boolean;
  readonly otherwise?: { readonly after: number; readonly plan: Plan };
} & (
  /** Along the index of the sort. */
  | { readonly kind: "walk" }
  /** A merge of index ranges. */
  | { readonly kind: "lane"; readonly lane: Lane }
);

/**
 * How a window is found: never by SQLite's own guess, which has no idea how rare a
 * match is. What each costs is in the matrix of SPEC.md.
 */
export type Plan =
  | Along
  /** All of few candidates, sorted. */
  | { readonly kind: "collect"; readonly source: Source }
  /** The newest matches, sorted. */
  | { readonly kind: "newest"; readonly along: Along }
  /** The days that hold the next matches, as the index of groups tells, sorted. */
  | { readonly kind: "days" }
  /** The newest hits of the search index, sorted. */
  | { readonly kind: "search" };

/** What is planned for: the sort, and the ranks of its values if it has few. */
export interface Planned {
  readonly split: SplitFilter;
  readonly field: OrderSort["field"];
  readonly ranks: Ranks | null;
  /** Rows of a window. */
  readonly limit: number;
}

/** Of these an index holds all orders in their order. */
const SORT_INDEX = { number: "orders_number", placed: "orders_placed", customer: "orders_customer", total: "orders_total", paid: "orders_paid", email: "orders_email", reference: "orders_reference", company: "orders_company" } as const;

function isIndexed(field: OrderSort["field"]): field is keyof typeof SORT_INDEX {
  return Object.hasOwn(SORT_INDEX, field);
}

export function walkIndex(field: OrderSort["field"]): string {
  if (!isIndexed(field)) throw new TypeError(`No index holds orders by ${field}`);
  return SORT_INDEX[field];
}

/** The plan that needs no counters: an index holds what matches in the order of the sort. Null if only counters can tell. */
export function directPlan({ split, field, ranks }: Planned, { glance }: Limits): Plan | null {
  if (split.text.length > 0) return { kind: "search" };
  const beside = split.row.filter((c) => dimensionOf(c) === null && !(c.field === "total" && field === "total"));
  if (beside.length > 0) return null;
  if (ranks) return rankedPlan(split, ranks);
  if (!isIndexed(field) || (split.days.length > 0 && field !== "placed")) return null;
  if (split.deleted) return field === "placed" && split.row.length === 0 ? facets(split) : null;
  const [dimension, ...others] = dimensionsOf(split);
  if (dimension === undefined) return { kind: "walk", filtered: false };
  if (others.length === 0) {
    const lane = laneOf(dimension, [...split.facet, ...split.row.filter((c) => dimensionOf(c) !== null)], field);
    if (lane?.exact) return { kind: "lane", lane, filtered: false };
  }
  if (field !== "placed" || split.row.length > 0) return null;
  return split.facet.every(isCommon) ? { kind: "walk", filtered: true, otherwise: { after: glance, plan: facets(split) } } : facets(split);
}

function facets(split: SplitFilter): Plan & Along {
  return { kind: "lane", lane: facetLane(split.facet, split.deleted), filtered: split.row.length > 0 };
}

function rankedPlan(split: SplitFilter, ranks: Ranks): Plan | null {
  const own = aboutRanks(split, ranks);
  if (own.length < split.row.length) return null;
  const plain = split.facet.length === 0 && !split.deleted ? rankLane(ranks, own) : null;
  const lane = plain ?? (own.length === 0 ? rankedFacetLane(ranks, split.facet, split.deleted) : null);
  return lane && { kind: "lane", lane, filtered: false };
}

/** Of the row's conditions those that ask about the column of the sort. */
function aboutRanks(split: SplitFilter, ranks: Ranks): Filter {
  return split.row.filter((c) => dimensionOf(c) === ranks.field);
}

/** Of a set of candidates so many at most are worth to be counted, and read whole. */
export function mostRead(field: OrderSort["field"], limits: Limits): number {
  return field === "placed" ? limits.few : limits.many;
}

/** What one order costs that is passed along an index, in orders of a set that is read whole. */
const PASSED = 3;

/**
 * Reads all of the smallest set of candidates if it is small enough; else goes along the sort and passes what does not
 * match. Where matches are likely to lie thick enough along it, that is tried first, at no more than the other's cost.
 * @param sources of candidates with how many orders they hold, counted as far as `mostRead`
 * @param everything orders that are not deleted
 */
export function plannedBy(sources: readonly (readonly [source: Source, size: number])[], everything: number, wanted: Planned, limits: Limits): Plan {
  const { split, field, limit } = wanted;
  const along = pastOthers(wanted, everything, limits);
  const most = mostRead(field, limits);
  const [smallest] = sources.toSorted(([, a], [, b]) => a - b);
  if (!smallest || smallest[1] > most) return along;
  const collect: Plan = { kind: "collect", source: smallest[0] };
  if ((along.kind !== "walk" && along.kind !== "lane") || split.deleted) return collect;
  // As if no condition had to do with another, or with the sort. A set that was not counted to its end may be all of them.
  const shares = sources.map(([{ name }, size]) => (size > most || (name === "totals" && field === "total") ? 1 : size / Math.max(everything, 1)));
  const after = Math.ceil((2 * limit) / shares.reduce((all, share) => all * share, 1));
  return after * PASSED < smallest[1] ? { ...along, otherwise: { after, plan: collect } } : collect;
}

/** Along the sort if an index has it, or along time, past what does not match. */
function pastOthers({ split, field, ranks }: Planned, everything: number, limits: Limits): Plan {
  if (ranks) {
    const lane = rankedFacetLane(ranks, split.facet, split.deleted) ?? (split.deleted ? null : rankLane(ranks, aboutRanks(split, ranks)));
    if (lane) return { kind: "lane", lane, filtered: true };
  }
  if (field === "placed") return isCovered(split) && everything <= limits.covered ? { kind: "days" } : alongTime(split);
  return isIndexed(field) && !split.deleted ? { kind: "walk", filtered: true } : { kind: "newest", along: alongTime(split) };
}

/** From the newest on, past what does not match. */
function alongTime(split: SplitFilter): Along {
  if (split.deleted) return facets(split);
  const filtered = split.facet.length + split.row.length > 0;
  const [dimension, ...others] = dimensionsOf({ ...split, row: [] });
  if (dimension === undefined || split.facet.every(isCommon)) {
    // Of one's own index at least those that it holds are not passed in vain.
    const lane = dimensionsOf({ ...split, facet: [] }).flatMap((d) => laneOf(d, split.row.filter((c) => dimensionOf(c) === d)) ?? [])[0];
    return lane ? { kind: "lane", lane, filtered: true } : { kind: "walk", filtered };
  }
  const lane = others.length === 0 ? laneOf(dimension, split.facet) : null;
  return { kind: "lane", lane: lane ?? facetLane(split.facet, false), filtered };
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
