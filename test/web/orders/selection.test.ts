import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extendSelection, NO_SELECTION, selectAll, selectRange, toggleRow } from "../../../web/orders/selection.ts";

const order = ["a", "b", "c", "d", "e", "f"];
const ids = (s: { ids: ReadonlySet<string> }) => [...s.ids].toSorted().join("");

describe("choosing rows", () => {
  it("toggles one, and Shift chooses all between it and the next [L7.21]", () => {
    const one = toggleRow(NO_SELECTION, "b");
    expect(ids(selectRange(one, "e", order))).toBe("bcde");
    expect(ids(selectRange(selectRange(one, "e", order), "a", order))).toBe("abcde");
    expect(ids(toggleRow(one, "b"))).toBe("");
    expect(ids(selectAll(one, order))).toBe("abcdef");
  });

  it("Shift with arrows chooses exactly what lies between the first and the last row, whichever way one goes [L7.21]", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.array(fc.constantFrom(1, -1), { minLength: 1, maxLength: 20 }), (start, steps) => {
        let at = start;
        let selection = NO_SELECTION;
        for (const step of steps) {
          const to = Math.max(0, Math.min(5, at + step));
          selection = extendSelection(selection, order[at] ?? "", order[to] ?? "", order);
          at = to;
        }
        expect(ids(selection)).toBe(order.slice(Math.min(start, at), Math.max(start, at) + 1).join(""));
      }),
    );
  });
});
