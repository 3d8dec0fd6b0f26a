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

/** The twelve numbers beside the quick filters (L2), from counters kept on write. */
export async function readQuickCounts(db: OrgDatabase, timeZone: string, now: number): Promise<QuickCounts> {
  const today = dayOf(now, timeZone);
  const args: Record<string, InValue> = { today, yesterday: addDays(today, -1) };
  const sums = QUICK_FILTERS.map((q, i) => {
    if (q.id === "today" || q.id === "yesterday") return `(SELECT coalesce(sum(orders), 0) FROM day_count WHERE org_id = :org AND day = :${q.id}) AS ${q.id}`;
    const hit = facetSql(q.filter, "f", `q${i}_`);
    Object.assign(args, hit.args);
    return `coalesce(sum(f.orders) FILTER (WHERE ${hit.sql}), 0) AS "${q.id}"`;
  });
  const [row] = await db.query({ sql: `SELECT (SELECT seq FROM head WHERE org_id = :org) AS seq, ${sums.join(", ")} FROM facet f WHERE f.org_id = :org AND f.deleted = 0`, args });
  const of = (id: QuickFilterId) => v.parse(Count, row?.[id]);
  const counts = {
    all: of("all"), today: of("today"), yesterday: of("yesterday"), unfulfilled: of("unfulfilled"), unpaid: of("unpaid"), awaiting_approval: of("awaiting_approval"), high_risk: of("high_risk"),
    preorders: of("preorders"), awaiting_feedback: of("awaiting_feedback"), returned_from_warehouse: of("returned_from_warehouse"), on_hold: of("on_hold"), exchange_on_hold: of("exchange_on_hold"),
  } satisfies Record<QuickFilterId, number>;
  return { counts, seq: v.parse(Count, row?.["seq"] ?? 0) };
}
