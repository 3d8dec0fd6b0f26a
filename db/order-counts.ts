import * as v from "valibot";
import type { InValue } from "@libsql/client/web";
import { QUICK_FILTERS } from "../domain/quick-filter.ts";
import type { QuickFilterId } from "../domain/quick-filter.ts";
import { addDays, dayOf } from "../domain/zoned-day.ts";
import type { OrgDatabase } from "./database.ts";
import { facetSql } from "./order-filter.ts";

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
  const sums = facets.map((q, i) => {
    const hit = facetSql(q.filter, "f", `q${i}_`);
    Object.assign(args, hit.args);
    return `coalesce(sum(f.orders) FILTER (WHERE ${hit.sql}), 0) AS "${q.id}"`;
  });
  const [row] = await db.query({
    sql: `SELECT (SELECT seq FROM head WHERE org_id = :org) AS seq, (SELECT time_zone FROM organization WHERE org_id = :org) AS time_zone,
            (SELECT json_group_object(day, orders) FROM day_count WHERE org_id = :org AND day >= :earliest) AS days, ${sums.join(", ")}
          FROM facet f WHERE f.org_id = :org AND f.deleted = 0`,
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
