import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderRow } from "../../../domain/order.ts";
import { FREE, NO_NEWS, NOTHING_SHOWN, settle } from "../../../web/orders/shown-rows.ts";
import type { Guard, News, Shown } from "../../../web/orders/shown-rows.ts";
import { anOrder } from "../../domain/order-fixture.ts";

const rule = { compare: (a: OrderRow, b: OrderRow) => a.total - b.total || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) };

function row(id: string, total: number): OrderRow {
  return { ...anOrder(), id, total };
}
function sorted(...rows: OrderRow[]): OrderRow[] {
  return rows.sort(rule.compare);
}
function ids(shown: Shown): string {
  return shown.rows.map((r) => r.row.id + (r.mark === "left" ? "-" : r.mark === "moved" ? "~" : "")).join(" ");
}
function open(...rows: OrderRow[]): Shown {
  return settle(NOTHING_SHOWN, sorted(...rows), NO_NEWS, FREE, rule);
}
function news(entered: string[], ...changed: OrderRow[]): News {
  return { entered: new Set(entered), changed: new Map(changed.map((r) => [r.id, r])) };
}
function holding(id: string, over: Partial<Guard> = {}): Guard {
  return { ...FREE, holds: (other) => other === id, ...over };
}

const a = row("a", 1);
const b = row("b", 2);
const c = row("c", 3);

describe("what stands on the screen", () => {
  it("leaves rows that nothing happened to the same objects, so that only the others are drawn [N7.23]", () => {
    const before = open(a, b, c);
    const after = settle(before, [a, { ...b, reference: "new" }, c], NO_NEWS, FREE, rule);
    expect(after.rows.map((r, i) => r === before.rows[i])).toEqual([true, false, true]);
  });

  it("keeps a row that left the view while somebody points at it, with its new values, and lets it go afterwards [N6.2]", () => {
    const gone = { ...b, reference: "new" };
    const kept = settle(open(a, b, c), [a, c], news([], gone), holding("b"), rule);
    expect(ids(kept)).toBe("a b- c");
    expect(kept.rows[1]?.row.reference).toBe("new");
    expect(ids(settle(kept, [a, c], NO_NEWS, FREE, rule))).toBe("a c");
  });

  it("keeps a row where it stood while it is held, and moves it afterwards [N6.2]", () => {
    const moved = row("b", 9);
    const kept = settle(open(a, b, c), sorted(a, moved, c), news([], moved), holding("b"), rule);
    expect(ids(kept)).toBe("a b~ c");
    expect(kept.rows[1]?.row.total).toBe(9);
    expect(ids(settle(kept, sorted(a, moved, c), NO_NEWS, FREE, rule))).toBe("a c b");
  });

  it("does not mark a held row whose neighbours stay the same [N6.2]", () => {
    const patched = row("b", 2.5);
    expect(ids(settle(open(a, b, c), sorted(a, patched, c), news([], patched), holding("b"), rule))).toBe("a b c");
  });

  it("lets new rows wait above the first one until they are asked for [N6.3]", () => {
    const top = row("n", 0);
    const waiting = settle(open(a, b), sorted(top, a, b), news(["n"], top), FREE, rule);
    expect([ids(waiting), [...waiting.fresh]]).toEqual(["a b", ["n"]]);
    const again = settle(waiting, sorted(top, a, b), NO_NEWS, FREE, rule);
    expect([...again.fresh]).toEqual(["n"]);
    expect(ids(settle({ ...again, fresh: new Set() }, sorted(top, a, b), NO_NEWS, FREE, rule))).toBe("n a b");
  });

  it("inserts new rows between and below the others, and into an empty list, at once [N6.3]", () => {
    const middle = row("m", 1.5);
    expect(ids(settle(open(a, b), sorted(a, middle, b), news(["m"], middle), FREE, rule))).toBe("a m b");
    expect(ids(settle(NOTHING_SHOWN, [a], news(["a"], a), FREE, rule))).toBe("a");
  });

  it("shows rows that were read, not heard of, at once, above as well [L6.1]", () => {
    expect(ids(settle(open(b, c), sorted(a, b, c), NO_NEWS, FREE, rule))).toBe("a b c");
  });

  it("holds back whatever above the pointer scrolling cannot make up for, until the pointer leaves [N6.2]", () => {
    const middle = row("m", 1.5);
    const guard = holding("c", { anchor: "c", canShift: () => false });
    const left = settle(open(a, b, c), [b, c], news([], a), guard, rule);
    expect(ids(left)).toBe("a- b c");
    const entered = settle(left, sorted(middle, b, c), news(["m"], middle), guard, rule);
    expect(ids(entered)).toBe("a- b c");
    expect(ids(settle(entered, sorted(middle, b, c), NO_NEWS, FREE, rule))).toBe("m b c");
  });

  it("never moves the row under the pointer, whatever comes, and shows the truth once everything is let go [N6.2]", () => {
    const change = fc.record({ id: fc.integer({ min: 0, max: 12 }), total: fc.integer({ min: 0, max: 30 }), gone: fc.boolean(), pointer: fc.option(fc.integer({ min: 0, max: 8 })), scrolls: fc.boolean() });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 10 }), fc.array(change, { maxLength: 30 }), (totals, changes) => {
        let truth = sorted(...totals.map((total, i) => row(`r${i}`, total)));
        let shown = open(...truth);
        for (const { id, total, gone, pointer, scrolls } of changes) {
          const now = row(`r${id}`, total);
          const was = truth.some((r) => r.id === now.id);
          truth = sorted(...truth.filter((r) => r.id !== now.id), ...(gone ? [] : [now]));
          const anchor = shown.rows[pointer ?? -1]?.row.id ?? null;
          const guard: Guard = { holds: (other) => other === anchor, anchor, canShift: () => scrolls };
          const before = shown.rows.findIndex((r) => r.row.id === anchor);
          shown = settle(shown, truth, news(was || gone ? [] : [now.id], now), guard, rule);
          const after = shown.rows.findIndex((r) => r.row.id === anchor);
          if (anchor !== null) expect(after).toBeGreaterThanOrEqual(0);
          if (anchor !== null && !scrolls) expect(after).toBe(before);
          expect(new Set(shown.rows.map((r) => r.row.id)).size).toBe(shown.rows.length);
        }
        const released = settle({ ...shown, fresh: new Set() }, truth, NO_NEWS, FREE, rule);
        expect(released).toEqual({ rows: truth.map((r) => ({ row: r, mark: null })), held: new Map(), fresh: new Set() });
      }),
      { numRuns: 2_000 },
    );
  });
});
