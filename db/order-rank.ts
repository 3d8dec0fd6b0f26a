import type { Condition, Filter } from "../domain/filter.ts";
import { isRanked, rankedValues } from "../domain/order-sort.ts";
import type { OrderSort, RankedSort, SortNames } from "../domain/order-sort.ts";
import { allows, listOf } from "./order-filter.ts";
import type { Sql } from "./order-filter.ts";
import { facetLane, lane } from "./order-lane.ts";
import type { Lane } from "./order-lane.ts";

interface RankedColumn {
  readonly name: string;
  /** Sorted by it and time; null if it leaves a common value out. */
  readonly index: string | null;
  /** What stands there for nothing; undefined where there is always something. */
  readonly nothing: "" | null | undefined;
  readonly inFacets: boolean;
}

const COLUMN: Record<RankedSort, RankedColumn> = {
  status: { name: "status_id", index: "orders_status_placed", nothing: undefined, inFacets: true },
  channel: { name: "channel_id", index: "orders_channel_placed", nothing: undefined, inFacets: true },
  csr: { name: "csr_id", index: "orders_csr_placed", nothing: "", inFacets: true },
  payment: { name: "payment_status", index: null, nothing: undefined, inFacets: true },
  type: { name: "order_type", index: null, nothing: undefined, inFacets: true },
  agent: { name: "agent_id", index: "orders_agent_placed", nothing: "", inFacets: false },
  microsite: { name: "microsite_id", index: "orders_microsite_placed", nothing: "", inFacets: false },
  method: { name: "payment_method", index: "orders_method_placed", nothing: null, inFacets: false },
  invoice: { name: "invoice_status", index: "orders_invoice_placed", nothing: undefined, inFacets: false },
  risk: { name: "fraud_score", index: "orders_score_placed", nothing: null, inFacets: false },
};

/** The values of a column of few values with their ranks, as `sortKeys` has them but for whole numbers. */
export interface Ranks extends RankedColumn {
  readonly field: RankedSort;
  readonly of: ReadonlyMap<string | number | null, number>;
  /** Of what is not among them. */
  readonly last: number;
}

/** Null if the sort is by a column of many values. */
export function ranksOf({ field, dir }: OrderSort, names: SortNames): Ranks | null {
  if (!isRanked(field)) return null;
  const values = rankedValues(field, names);
  const last = dir === "asc" ? values.length : -1;
  const column = COLUMN[field];
  const of = new Map<string | number | null, number>(values.map((value, rank) => [value, rank]));
  if (column.nothing !== undefined) of.set(column.nothing, last);
  return { ...column, field, of, last };
}

/** The rank of an order, or of a facet. */
export function rankSql({ name, of, last }: Ranks, alias: string): Sql {
  // The letter, because digits alone would be taken for a place in a list.
  const rankOf = Object.fromEntries([...of].flatMap(([value, rank]) => (value === null || value === "" ? [] : [[`v${value}`, rank]])));
  return { sql: `coalesce(:rank_of ->> ('v' || ${alias}.${name}), ${last})`, args: { rank_of: JSON.stringify(rankOf) } };
}

/** Orders value by value; null if no index holds them so. @param conditions that ask about this very column: the others of its values are left out */
export function rankLane({ index, name, of }: Ranks, conditions: Filter): Lane | null {
  if (index === null) return null;
  const wanted = [...of].filter(([value]) => conditions.every((c) => admits(c, value)));
  const ranges: Sql = { sql: "SELECT e.value->>0 AS value, e.value->>1 AS rank FROM json_each(:ranges) e", args: { ranges: JSON.stringify(wanted) } };
  return { ...lane(index, name, ranges), ranked: true };
}

function admits(c: Condition, value: string | number | null): boolean {
  if (c.field === "risk") return typeof value === "number" && (c.from === null || value >= c.from) && (c.to === null || value <= c.to);
  return allows(listOf(c), value === null || value === "" ? "none" : String(value));
}

/** The orders of some facets value by value; null if facets do not know the column. */
export function rankedFacetLane(ranks: Ranks, conditions: Filter, deleted: boolean): Lane | null {
  return ranks.inFacets ? facetLane(conditions, deleted, rankSql(ranks, "f")) : null;
}
