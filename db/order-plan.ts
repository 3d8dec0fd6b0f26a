import * as v from "valibot";
import type { OrderSort } from "../domain/order-sort.ts";
import type { SplitFilter } from "./order-filter.ts";

/** How many rows a sort may take that no index serves. */
export const BOUND = 10_000;
/** How many search hits are looked at, newest first. */
export const SEARCH_BOUND = 1_000;
/** More index ranges than this cost more to merge than to walk past what does not match. */
export const MERGE_MAX = 150;

/** What the counters say about a filter: read before the plan is chosen. */
export const Facts = v.object({
  seq: v.number(),
  time_zone: v.string(),
  /** Orders in all, and those that the facet conditions select. */
  everything: v.number(),
  hits: v.number(),
  /** Facets that match, by id unless they are more than `MERGE_MAX`. */
  ranges: v.number(),
  facet_ids: v.nullable(v.pipe(v.string(), v.parseJson(), v.array(v.number()))),
  /** Orders within the range of totals asked for, at most `BOUND + 1`. */
  totals: v.number(),
});
export type Facts = v.InferOutput<typeof Facts>;

/** How a window is found. Chosen by counters, since SQLite's own planner has no idea how rare a match is. */
export type Plan =
  /** Along the index of the sort, passing what does not match. */
  | { readonly kind: "walk"; readonly index: string }
  /** The newest of each facet's own range, merged. */
  | { readonly kind: "merge"; readonly facetIds: readonly number[] }
  /** All of few matches, sorted. */
  | { readonly kind: "collect" }
  /** A range of another index than the sort's, at most `BOUND` rows, sorted. */
  | { readonly kind: "range"; readonly index: string }
  /** The newest `BOUND` matches, sorted: the answer says so. */
  | { readonly kind: "bounded"; readonly index: string }
  | { readonly kind: "search"; readonly match: string };

const SORT_INDEX = { number: "orders_number", placed: "orders_placed", customer: "orders_customer", total: "orders_total", status: "orders_status" } as const;

/** A walk that is expected to pass more rows than this is slower than sorting what matches. */
const WALK_MAX = 20_000;

export interface PlanRequest {
  readonly split: SplitFilter;
  readonly sort: OrderSort;
  readonly match: string | null;
  readonly facts: Facts;
  readonly limit: number;
}

export function choosePlan({ split, sort, match, facts, limit }: PlanRequest): Plan {
  if (match !== null) return { kind: "search", match };
  const walk: Plan = { kind: "walk", index: SORT_INDEX[sort.field] };
  const has = (field: string) => split.row.some((c) => c.field === field);

  if (split.facet.length === 0) {
    if (has("agent")) return sort.field === "placed" && onlyOne(split) ? { ...walk, index: "orders_agent_placed" } : { kind: "bounded", index: "orders_agent_placed" };
    if (has("total") && sort.field !== "total" && facts.totals <= BOUND) return { kind: "range", index: "orders_total" };
    if (has("placed") && sort.field !== "placed") return { kind: "bounded", index: "orders_placed" };
    return walk;
  }
  const [only] = split.facet;
  if (split.facet.length === 1 && split.row.length === 0 && only?.field === "unpaid" && only.value && sort.field === "total") {
    return { kind: "walk", index: "orders_unpaid_total" };
  }
  const passed = ((limit + 1) * facts.everything) / Math.max(facts.hits, 1);
  if (sort.field === "placed") {
    if (facts.facet_ids) return { kind: "merge", facetIds: facts.facet_ids };
    return passed <= WALK_MAX ? walk : { kind: "collect" };
  }
  if (facts.hits <= BOUND) return { kind: "collect" };
  // Rows of a status lie together in the index of statuses: a walk might pass all the others first.
  if (sort.field === "status" || has("agent") || passed > WALK_MAX) return { kind: "bounded", index: "orders_placed" };
  return walk;
}

/** The agent's index is sorted by time for one agent only. */
function onlyOne(split: SplitFilter): boolean {
  return split.row.every((c) => c.field !== "agent" || (c.op === "in" && c.values.length === 1));
}
