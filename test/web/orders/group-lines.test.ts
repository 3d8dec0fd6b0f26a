import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OrderGroup } from "../../../domain/group.ts";
import { dayName } from "../../../web/orders/groups/day-name.ts";
import { keyOfLine, layOut, spanAt } from "../../../web/orders/groups/group-lines.ts";
import type { Inside } from "../../../web/orders/groups/group-lines.ts";
import { headingKey, headingLine, isRow } from "../../../web/orders/lines.ts";

const group = (key: string, orders: number): [string, OrderGroup] => [key, { key, orders, total: 0 }];

describe("the lines of a grouped list", () => {
  it("are headings, and under the open ones their orders, or as many places as orders are still read [L5.42]", () => {
    const inside: Record<string, Inside> = { b: { rows: ["ord_1", "ord_2"], waiting: 0, note: true }, c: { rows: [], waiting: 2, note: false } };
    const { lines, spans, size } = layOut(["a", "b", "c"], new Map([group("a", 7), group("b", 500), group("c", 2)]), (key) => inside[key] ?? null);
    expect(lines).toEqual(["group:a", "group:b", "ord_1", "ord_2", "note:b", "group:c", "wait:c:0", "wait:c:1"]);
    expect(spans).toEqual([{ key: "a", from: 0, to: 0, place: 0 }, { key: "b", from: 1, to: 4, place: 1 }, { key: "c", from: 5, to: 7, place: 502 }]);
    expect(size).toBe(505);
  });

  it("tell of which group they are, whatever its key [L5.42]", () => {
    for (const key of ["sta_01", "2026-11-21", "none", "a:b"]) {
      expect([headingLine(key), `wait:${key}:12`, `note:${key}`].map(keyOfLine)).toEqual([key, key, key]);
      expect(headingKey(headingLine(key))).toBe(key);
      expect(isRow(headingLine(key))).toBe(false);
    }
    expect([keyOfLine("ord_01"), headingKey("ord_01"), isRow("ord_01")]).toEqual([null, null, true]);
  });

  it("are found in the one group that they stand in [L5.42]", () => {
    fc.assert(fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }), (sizes) => {
      const keys = sizes.map((_, i) => `k${i}`);
      const { lines, spans } = layOut(keys, new Map(), (key) => ({ rows: Array.from({ length: sizes[Number(key.slice(1))] ?? 0 }, (_, i) => `ord_${key}_${i}`), waiting: 0, note: false }));
      lines.forEach((line, at) => expect(spanAt(spans, at)?.key).toBe(keyOfLine(line) ?? line.split("_")[1]));
      expect(spanAt(spans, lines.length)).toBeUndefined();
      expect(spanAt(spans, -1)).toBeUndefined();
    }));
  });
});

describe("the name of a day", () => {
  it("is today, yesterday or its date, with the year only if it is another [L5.38]", () => {
    expect(dayName("2026-11-21", "2026-11-21", "en-GB")).toBe("Today, Saturday 21 November");
    expect(dayName("2026-11-20", "2026-11-21", "en-GB")).toBe("Yesterday, Friday 20 November");
    expect(dayName("2025-12-31", "2026-01-01", "en-GB")).toBe("Yesterday, Wednesday, 31 December 2025");
  });
});
