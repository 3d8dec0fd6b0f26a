import { describe, expect, it } from "vitest";
import { matches, permissionForFilter } from "../../domain/filter.ts";
import type { Condition } from "../../domain/filter.ts";
import type { OrderRow } from "../../domain/order.ts";
import { anOrder, statuses, statusId } from "./order-fixture.ts";

const context = { today: "2023-11-14", statuses };
const holds = (row: OrderRow, ...filter: Condition[]) => matches(row, filter, context);
const find = (field: "text" | "number", value: string): Condition => ({ field, op: "matches", value });

describe("a view", () => {
  it("holds no deleted order, and nobody's orders are found as nobody's [L4.21]", () => {
    expect(holds(anOrder())).toBe(true);
    expect(holds(anOrder({ deletedAt: 1 }))).toBe(false);
    const unassigned: Condition = { field: "csr", op: "in", values: ["none"] };
    expect(holds(anOrder({ csrId: null }), unassigned)).toBe(true);
    expect(holds(anOrder({ csrId: "usr_1" }), unassigned)).toBe(false);
    expect(holds(anOrder({ csrId: "usr_1" }), { ...unassigned, op: "not_in" })).toBe(true);
  });

  it("knows any, all and none of some tags [L3.21]", () => {
    const order = anOrder({ tags: ["gift", "urgent"] });
    const tags = (op: "in" | "all" | "not_in", ...values: string[]): Condition => ({ field: "tag", op, values });
    expect([tags("in", "gift", "vip"), tags("all", "gift", "urgent"), tags("not_in", "vip")].map((c) => holds(order, c))).toEqual([true, true, true]);
    expect([tags("in", "vip"), tags("all", "gift", "vip"), tags("not_in", "gift", "vip"), tags("in", "Gift")].map((c) => holds(order, c))).toEqual([false, false, false, false]);
  });

  it("shows deleted orders alone, and only where they are asked for [L3.22]", () => {
    const deleted = (value: boolean): Condition => ({ field: "deleted", op: "is", value });
    const [gone, here] = [anOrder({ deletedAt: 1 }), anOrder()];
    expect([holds(gone, deleted(true)), holds(here, deleted(true))]).toEqual([true, false]);
    expect([holds(gone, deleted(false)), holds(here, deleted(false))]).toEqual([false, true]);
    expect([permissionForFilter([deleted(true)]), permissionForFilter([deleted(false)])]).toEqual(["orders.restore", "orders.read"]);
  });

  it("has an order in a range of fraud scores only if somebody scored it [L3.20]", () => {
    const score: Condition = { field: "risk", op: "between", from: null, to: 50 };
    expect([null, 0, 50, 51].map((fraudScore) => holds(anOrder({ fraudScore }), score))).toEqual([false, true, true, false]);
  });

  it("takes a lone digit for a whole number, and more of them for its beginning [L3.4]", () => {
    const [four, forty] = [anOrder({ number: "BT0000004" }), anOrder({ number: "BT0000042", reference: "" })];
    expect([holds(four, find("number", "4")), holds(forty, find("number", "4"))]).toEqual([true, false]);
    expect([holds(four, find("number", "42")), holds(forty, find("number", "42"))]).toEqual([false, true]);
    expect(holds(anOrder({ number: "BT0000420" }), find("text", "42"))).toBe(true);
  });

  it("calls an order unpaid while it is owed and can still be paid, and knows today [L2.20]", () => {
    const unpaid: Condition = { field: "unpaid", op: "is", value: true };
    expect(holds(anOrder(), unpaid)).toBe(true);
    expect(holds(anOrder({ paid: 10_000 }), unpaid)).toBe(false);
    expect(holds(anOrder({ stage: "cancelled", statusId: statusId("Cancelled") }), unpaid)).toBe(false);
    expect(holds(anOrder(), { field: "placed", op: "relative", value: "today" })).toBe(true);
    expect(holds(anOrder(), { field: "placed", op: "relative", value: "yesterday" })).toBe(false);
  });
});
