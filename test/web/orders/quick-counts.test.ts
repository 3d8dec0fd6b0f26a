import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Change } from "../../../domain/change.ts";
import { matches } from "../../../domain/filter.ts";
import { QUICK_FILTERS } from "../../../domain/quick-filter.ts";
import { ORDER_TYPES } from "../../../domain/order.ts";
import type { OrderRow } from "../../../domain/order.ts";
import { addDays, dayOf } from "../../../domain/zoned-day.ts";
import { adjustCounts } from "../../../web/orders/quick-counts.ts";
import type { Counts } from "../../../web/orders/quick-counts.ts";
import { anOrder, context, statuses } from "../../domain/order-fixture.ts";

const setting = { names: context, timeZone: "Europe/London" };
const today = dayOf(Date.now(), setting.timeZone);

function counted(rows: readonly OrderRow[]): Counts {
  return Object.fromEntries(QUICK_FILTERS.map((q) => [q.id, rows.filter((r) => matches(r, q.filter, { today, statuses })).length]));
}

/** As the log tells of it: what differs, old and new. */
function changeOf(before: OrderRow | null, row: OrderRow): Change {
  const fields = before === null ? [] : (["statusId", "stage", "due", "highRisk", "orderType", "placedDay", "deletedAt"] as const).filter((f) => before[f] !== row[f]);
  return {
    seq: 1, kind: before === null ? "order.created" : "order.edited", entity: "order", entityId: row.id, version: row.version, comment: "", at: 0, row,
    patch: Object.fromEntries(fields.map((f) => [f, [before?.[f], row[f]]])),
    actor: { kind: "user", id: "usr_1", name: "Grace Ito" }, cause: { kind: "request", id: "k" },
  };
}

const state = fc.record({ id: fc.integer({ min: 0, max: 9 }), status: fc.constantFrom(...statuses), due: fc.constantFrom(0, 500), highRisk: fc.boolean(), orderType: fc.constantFrom(...ORDER_TYPES), placedDay: fc.constantFrom(today, addDays(today, -1), "2026-01-01"), deletedAt: fc.constantFrom(null, null, null, 5) });

describe("the numbers beside the quick filters", () => {
  it("after a change are those that a recount finds [L2.12]", () => {
    fc.assert(
      fc.property(fc.array(state, { maxLength: 30 }), (states) => {
        const rows = new Map<string, OrderRow>();
        let counts = counted([]);
        for (const { id, status, ...rest } of states) {
          const before = rows.get(`ord_${id}`) ?? null;
          const row: OrderRow = { ...anOrder(), id: `ord_${id}`, version: (before?.version ?? 0) + 1, statusId: status.id, stage: status.stage, ...rest };
          rows.set(row.id, row);
          counts = adjustCounts(counts, changeOf(before, row), setting);
        }
        expect(counts).toEqual(counted([...rows.values()]));
      }),
      { numRuns: 500 },
    );
  });
});
