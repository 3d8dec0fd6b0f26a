import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matches } from "../../domain/filter.ts";
import { groupCondition, groupKey, groupOrder, moveBetween } from "../../domain/group.ts";
import type { OrderGroup } from "../../domain/group.ts";
import { GROUP_FIELDS } from "../../domain/group-field.ts";
import { listRow } from "../../db/order.ts";
import { ORDER_TYPES } from "../../domain/order.ts";
import type { OrderRow } from "../../domain/order.ts";
import { PAYMENT_STATUSES } from "../../domain/payment-status.ts";
import { anOrder, statuses } from "./order-fixture.ts";

const row: fc.Arbitrary<OrderRow> = fc
  .record({
    id: fc.constantFrom("ord_1", "ord_2", "ord_3"),
    status: fc.constantFrom(...statuses),
    channelId: fc.constantFrom("chn_1", "chn_2"),
    csrId: fc.constantFrom(null, "usr_1", "usr_2"),
    agentId: fc.constantFrom(null, "agt_1"),
    placedDay: fc.constantFrom("2026-11-20", "2026-11-21"),
    paymentStatus: fc.constantFrom(...PAYMENT_STATUSES),
    orderType: fc.constantFrom(...ORDER_TYPES),
    total: fc.integer({ min: -5_000, max: 100_000 }),
  })
  .map(({ status, ...fields }) => ({ ...listRow(anOrder()), ...fields, statusId: status.id, stage: status.stage }));
const field = fc.constantFrom(...GROUP_FIELDS);
const context = { today: "2026-11-21", statuses };

function added(rows: Iterable<OrderRow>, by: (typeof GROUP_FIELDS)[number]): ReadonlyMap<string, OrderGroup> {
  let groups: ReadonlyMap<string, OrderGroup> = new Map();
  for (const one of rows) groups = moveBetween(groups, by, null, one);
  return groups;
}

describe("groups of a list", () => {
  it("hold exactly the orders that the condition of their key selects [L5.31]", () => {
    fc.assert(fc.property(row, row, field, (a, b, by) => {
      expect(matches(a, [groupCondition(by, groupKey(a, by))], context)).toBe(true);
      expect(matches(b, [groupCondition(by, groupKey(a, by))], context)).toBe(groupKey(a, by) === groupKey(b, by));
    }));
  });

  it("follow changes to the numbers that adding up all orders anew gives; an empty group is none [L5.32]", () => {
    fc.assert(fc.property(fc.array(fc.tuple(row, fc.boolean()), { maxLength: 30 }), field, (steps, by) => {
      const orders = new Map<string, OrderRow>();
      let groups: ReadonlyMap<string, OrderGroup> = new Map();
      for (const [after, stays] of steps) {
        groups = moveBetween(groups, by, orders.get(after.id) ?? null, stays ? after : null);
        if (stays) orders.set(after.id, after);
        else orders.delete(after.id);
      }
      const byKey = (all: ReadonlyMap<string, OrderGroup>) => [...all.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
      expect(byKey(groups)).toEqual(byKey(added(orders.values(), by)));
    }));
  });

  it("stand as the organization ordered its statuses, by name, the newest day first, and nobody's last [L5.33]", () => {
    const names = {
      statuses: statuses.toReversed(),
      channels: [{ id: "chn_1", name: "Shop" }, { id: "chn_2", name: "E-mail" }],
      people: [{ id: "usr_1", name: "Zoe" }, { id: "usr_2", name: "Åsa" }, { id: "usr_3", name: "Bo" }],
      agents: [{ id: "agt_1", name: "Own fleet" }],
    };
    const sorted = (by: (typeof GROUP_FIELDS)[number], keys: string[]) => keys.toSorted(groupOrder(by, names));
    expect(sorted("status", ["sta_5", "sta_gone", "sta_0", "sta_12"])).toEqual(["sta_0", "sta_5", "sta_12", "sta_gone"]);
    expect(sorted("channel", ["chn_1", "chn_2"])).toEqual(["chn_2", "chn_1"]);
    expect(sorted("csr", ["none", "usr_gone", "usr_1", "usr_3", "usr_2"])).toEqual(["usr_2", "usr_3", "usr_1", "usr_gone", "none"]);
    expect(sorted("agent", ["none", "agt_1"])).toEqual(["agt_1", "none"]);
    expect(sorted("day", ["2025-12-31", "2026-11-21", "2026-01-02"])).toEqual(["2026-11-21", "2026-01-02", "2025-12-31"]);
    expect(sorted("payment", ["refunded", "paid", "pending"])).toEqual(["pending", "paid", "refunded"]);
    expect(sorted("type", ["b2b", "standard"])).toEqual(["standard", "b2b"]);
  });
});
