import * as v from "valibot";
import type { InValue } from "@libsql/client/web";
import type { Filter } from "../domain/filter.ts";
import { QUICK_FILTERS } from "../domain/quick-filter.ts";
import type { QuickFilterId } from "../domain/quick-filter.ts";
import { addDays, dayOf } from "../domain/zoned-day.ts";
import type { OrgDatabase } from "./database.ts";
import { COUNTED_FACETS, facetSql } from "./order-filter.ts";
import { dimensionOf } from "./order-lane.ts";

export interface QuickCounts {
  readonly counts: Record<QuickFilterId, number>;
  /** The log's head that the counts belong to. */
  readonly seq: number;
}

const Count = v.number();

const Days = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.number()));

/** The twelve numbers beside the quick filters (L2), from counters kept on write. @param now UTC milliseconds */
export async function readQuickCounts(db: OrgDatabase, now: number): Promise<QuickCounts> {
  // Which day it is depends on the organization's zone, read in the same query: so all days that it can be come along.
  const args: Record<string, InValue> = { earliest: addDays(dayOf(now, "UTC"), -2) };
  const facets = QUICK_FILTERS.filter((q) => q.id !== "today" && q.id !== "yesterday");
  // Facets are added up by status first, along their index: thousands of them, but a dozen statuses to ask the rest of.
  const parts: string[] = [];
  const sums = facets.map((q, i) => {
    const filter: Filter = q.filter;
    const status = facetSql(filter.filter((c) => dimensionOf(c) === "status"), "s", `s${i}_`);
    const rest = facetSql(filter.filter((c) => dimensionOf(c) !== "status"), "f", `r${i}_`);
    Object.assign(args, status.args, rest.args);
    parts.push(`sum(n.orders) FILTER (WHERE ${rest.sql}) AS part_${q.id}`);
    return `coalesce(sum(s.part_${q.id}) FILTER (WHERE ${status.sql}), 0) AS "${q.id}"`;
  });
  const [row] = await db.query({
    sql: `SELECT (SELECT seq FROM head WHERE org_id = :org) AS seq, (SELECT time_zone FROM organization WHERE org_id = :org) AS time_zone,
            (SELECT json_group_object(day, orders) FROM day_count WHERE org_id = :org AND day >= :earliest) AS days, ${sums.join(", ")}
          FROM (SELECT f.status_id, ${parts.join(", ")} FROM ${COUNTED_FACETS} WHERE f.org_id = :org AND f.deleted = 0 GROUP BY f.status_id) s`,
    args,
  });
  const today = dayOf(now, v.parse(v.string(), row?.["time_zone"]));
  const days = v.parse(Days, row?.["days"]);
  const of = (id: QuickFilterId) => v.parse(Count, row?.[id]);
  const counts = {
    all: of("all"), today: days[today] ?? 0, yesterday: days[addDays(today, -1)] ?? 0, unfulfilled: of("unfulfilled"), unpaid: of("unpaid"), awaiting_approval: of("awaiting_approval"), high_risk: of("high_risk"),
    preorders: of("preorders"), awaiting_feedback: of("awaiting_feedback"), returned_from_warehouse: of("returned_from_warehouse"), on_hold: of("on_hold"), exchange_on_hold: of("exchange_on_hold"),
  } satisfies Record<QuickFilterId, number>;
  return { counts, seq: v.parse(Count, row?.["seq"] ?? 0) };
}
