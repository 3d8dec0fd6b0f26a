import fc from "fast-check";
import { expect, it } from "vitest";
import { COLUMN_IDS, arranged, movedColumn, withColumn, withoutColumn } from "../../domain/order-column.ts";

const id = fc.constantFrom(...COLUMN_IDS);
const shown = fc.uniqueArray(id).map(arranged);
const other = id.filter((one) => one !== "number");

it("the number stays first, whatever is shown, hidden or moved, and no column stands twice [L1.23]", () => {
  fc.assert(fc.property(shown, id, fc.integer({ min: -3, max: 40 }), (columns, one, to) => {
    for (const next of [arranged([...columns, ...columns]), withColumn(columns, one), withoutColumn(columns, one), movedColumn(columns, one, to)]) {
      expect(next[0]).toBe("number");
      expect(new Set(next).size).toBe(next.length);
    }
  }));
});

it("a column that is shown again stands where it usually does, and nothing else moves [L1.23]", () => {
  expect(withColumn(["number", "customer", "total"], "status")).toEqual(["number", "customer", "status", "total"]);
  expect(withColumn(["number", "total", "customer"], "status")).toEqual(["number", "total", "customer", "status"]);
  expect(withColumn(["number"], "risk")).toEqual(["number", "risk"]);
  fc.assert(fc.property(shown, other, (columns, one) => {
    expect(withoutColumn(withColumn(columns, one), one)).toEqual(withoutColumn(columns, one));
  }));
});

it("a moved column stands at its new place among the others, which keep their order [L1.23]", () => {
  expect(movedColumn(["number", "placed", "customer", "total"], "total", 1)).toEqual(["number", "total", "placed", "customer"]);
  expect(movedColumn(["number", "placed", "customer"], "placed", 99)).toEqual(["number", "customer", "placed"]);
  fc.assert(fc.property(shown, other, fc.integer({ min: 1, max: 40 }), (columns, one, to) => {
    const next = movedColumn(columns, one, to);
    expect(withoutColumn(next, one)).toEqual(withoutColumn(columns, one));
    expect(next.indexOf(one)).toBe(Math.min(to, columns.filter((c) => c !== one).length));
  }));
});
