import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Filter } from "../../domain/filter.ts";
import type { OrderSort } from "../../domain/order-sort.ts";
import type { OrderRow } from "../../domain/order.ts";
import { applyRow, cursorOf, extendWindow, openWindow, trimWindow } from "../../domain/order-window.ts";
import type { OrderPage, Side } from "../../domain/order-window.ts";
import { Desk, LIMIT, ruleOf } from "./list-desk.ts";

const views: { filter: Filter; sort: OrderSort }[] = [
  { filter: [], sort: { field: "placed", dir: "desc" } },
  { filter: [{ field: "stage", op: "in", values: ["pending"] }], sort: { field: "total", dir: "asc" } },
  { filter: [{ field: "csr", op: "in", values: ["none"] }], sort: { field: "total", dir: "desc" } },
];

const edit = fc.record({
  total: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
  stage: fc.constantFrom("pending" as const, "cancelled" as const),
  csrId: fc.constantFrom(null, "usr_1"),
  deletedAt: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constant(5) }),
});
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("write" as const), n: fc.integer({ min: 0, max: 25 }), over: edit }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("hear" as const), upTo: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("ask" as const), side: fc.constantFrom("before" as const, "after" as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("answer" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("trim" as const), side: fc.constantFrom("before" as const, "after" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reopen" as const), end: fc.boolean() }) },
);

function defined(over: { total: number | undefined }): Partial<OrderRow> {
  const { total, ...rest } = over;
  return total === undefined ? rest : { ...rest, total };
}

describe("the stretch of the list that a grid holds", () => {
  it("shows what a fresh read of it would, however reads, changes and drops interleave [L6.1, N6.1]", () => {
    fc.assert(
      fc.property(fc.constantFrom(...views), fc.integer({ min: 0, max: 25 }), fc.array(step, { maxLength: 60 }), (view, orders, steps) => {
        const rule = ruleOf(view.filter, view.sort);
        const desk = new Desk(rule);
        for (let n = 0; n < orders; n++) desk.write(n, {});
        let window = openWindow(desk.page(null, "after"), rule);
        let heard = desk.log.length;
        let flying: { side: Side; page: OrderPage; since: number } | null = null;

        const hear = (upTo: number) => {
          for (const change of desk.log.slice(heard, heard + upTo)) window = applyRow(window, change, rule).window;
          heard = Math.min(desk.log.length, heard + upTo);
        };
        const answer = () => {
          if (flying) window = extendWindow(window, flying.side, flying.page, rule, desk.log.slice(flying.since, heard));
          flying = null;
        };
        for (const s of steps) {
          if (s.do === "write") desk.write(s.n, defined(s.over));
          if (s.do === "hear") hear(s.upTo);
          if (s.do === "answer") answer();
          if (s.do === "ask" && !flying) {
            const cursor = cursorOf(window, s.side);
            if (cursor !== null) flying = { side: s.side, page: desk.page(cursor, s.side), since: heard };
          }
          if (s.do === "trim" && !flying) window = trimWindow(window, s.side, LIMIT * 2, s.side === "before" ? window.rows.length - 1 : 0, rule);
          if (s.do === "reopen" && !flying) window = openWindow(desk.page(null, s.end ? "before" : "after"), rule, []);
        }
        answer();
        hear(desk.log.length);
        expect(window.rows).toEqual(desk.within(window));
      }),
      { numRuns: 2_000 },
    );
  });

  it("reaches the end and comes back to the beginning, while it holds a bounded number of rows [L6.2]", () => {
    const rule = ruleOf([], { field: "placed", dir: "asc" });
    const desk = new Desk(rule);
    for (let n = 0; n < 40; n++) desk.write(n, {});
    let window = openWindow(desk.page(null, "after"), rule);
    const seen = new Set<string>();
    const walk = (side: Side) => {
      for (let cursor = cursorOf(window, side); cursor !== null; cursor = cursorOf(window, side)) {
        window = extendWindow(window, side, desk.page(cursor, side), rule);
        const other = side === "after" ? "before" : "after";
        window = trimWindow(window, other, LIMIT * 3, side === "after" ? window.rows.length - 1 : 0, rule);
        for (const row of window.rows) seen.add(row.id);
        expect(window.rows.length).toBeLessThanOrEqual(LIMIT * 3);
      }
    };
    walk("after");
    expect(window.rows.at(-1)?.id).toBe("ord_39");
    expect(cursorOf(window, "before")).not.toBeNull();
    walk("before");
    expect(window.rows[0]?.id).toBe("ord_00");
    expect(seen.size).toBe(40);
  });

  it("never lets go of the row that is looked at [L6.2]", () => {
    const rule = ruleOf([], { field: "placed", dir: "asc" });
    const desk = new Desk(rule);
    for (let n = 0; n < 12; n++) desk.write(n, {});
    let window = openWindow(desk.page(null, "after"), rule);
    for (let i = 0; i < 2; i++) window = extendWindow(window, "after", desk.page(cursorOf(window, "after"), "after"), rule);
    expect(trimWindow(window, "before", LIMIT, 5, rule).rows[0]?.id).toBe("ord_04");
    expect(trimWindow(window, "after", LIMIT, 5, rule).rows.at(-1)?.id).toBe("ord_07");
  });

  it("never brings back, for a change that the read already held, a row that has left since [N6.1]", () => {
    const rule = ruleOf([{ field: "stage", op: "in", values: ["pending"] }], { field: "placed", dir: "asc" });
    const desk = new Desk(rule);
    desk.write(1, { stage: "pending" });
    desk.write(1, { stage: "cancelled" });
    const [entered] = desk.log;
    if (!entered) throw new Error("nothing was written");
    expect(applyRow(openWindow(desk.page(null, "after"), rule), entered, rule).effect).toBe("none");
  });

  it("ignores an older change than the row that it holds [N6.1]", () => {
    const rule = ruleOf([], { field: "placed", dir: "asc" });
    const desk = new Desk(rule);
    desk.write(1, { reference: "old" });
    desk.write(1, { reference: "new" });
    const window = openWindow({ ...desk.page(null, "after"), seq: 0 }, rule);
    const [old] = desk.log;
    if (!old) throw new Error("nothing was written");
    expect(applyRow(window, old, rule)).toEqual({ window, effect: "none" });
  });
});
