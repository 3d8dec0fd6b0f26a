import { isUnpaid } from "../../../domain/filter.ts";
import type { OrderRow } from "../../../domain/order.ts";
import type { Count, FinalState, Violation } from "./history.ts";

/** The columns by which orders are counted, as one text. */
export function facetKeyOf(row: Readonly<Record<"statusId" | "stage" | "paymentStatus" | "channelId" | "orderType", string>> & { readonly deleted: boolean; readonly unpaid: boolean; readonly highRisk: boolean; readonly csrId: string }): string {
  return [row.deleted, row.statusId, row.stage, row.paymentStatus, row.unpaid, row.channelId, row.csrId, row.orderType, row.highRisk].join(" ");
}

/** Counters equal the fold of the log: of each order's last row, counted again. */
export function checkCounters({ log, facets, days, searchedWrong }: FinalState): Violation[] {
  const rows = new Map<string, OrderRow>();
  for (const { entityId, row } of log) if (row) rows.set(entityId, row);
  const counted = { facets: new Map<string, Count>(), days: new Map<string, Count>() };
  for (const row of rows.values()) {
    add(counted.facets, facetKeyOf({ ...row, deleted: row.deletedAt !== null, unpaid: isUnpaid(row), csrId: row.csrId ?? "" }), row.total);
    if (row.deletedAt === null) add(counted.days, row.placedDay, row.total);
  }
  return [...searchedWrong.map((detail): Violation => ({ kind: "search index differs", detail })), ...differences("facet", facets, counted.facets), ...differences("day", days, counted.days)];
}

function add(counts: Map<string, Count>, key: string, total: number): void {
  const before = counts.get(key) ?? { orders: 0, total: 0 };
  counts.set(key, { orders: before.orders + 1, total: before.total + total });
}

function differences(what: string, kept: ReadonlyMap<string, Count>, counted: ReadonlyMap<string, Count>): Violation[] {
  const none: Count = { orders: 0, total: 0 };
  return [...new Set([...kept.keys(), ...counted.keys()])].flatMap((key): Violation[] => {
    const [is, should] = [kept.get(key) ?? none, counted.get(key) ?? none];
    return is.orders === should.orders && is.total === should.total ? [] : [{ kind: "counter differs", detail: `${what} ${key}: kept ${JSON.stringify(is)}, counted ${JSON.stringify(should)}` }];
  });
}
