import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_VIEW } from "../../../domain/filter-url.ts";
import type { View } from "../../../domain/filter-url.ts";
import { compareRows, SORT_FIELDS, sortKeys } from "../../../domain/order-sort.ts";
import type { OrderRow } from "../../../domain/order.ts";
import { conditionWords } from "../../../web/orders/filter/filter-words.ts";
import { valuesOf, withDays, withoutCondition, withValues, withWords, wordsOf } from "../../../web/orders/filter/view-edit.ts";
import { ruleOf } from "../../../web/orders/view-rule.ts";
import { anOrder, context, statuses } from "../../domain/order-fixture.ts";

const lookups = {
  organization: { id: "org_1", slug: "t", name: "T", currency: "GBP", locale: "en-GB", timeZone: "Europe/London", numberPrefix: "TT", taxRate: 2000, taxInclusive: true, riskThreshold: 70 },
  statuses, channels: [], people: [...context.people], microsites: [], agents: [...context.agents], reasons: [...context.reasons],
};

describe("a view that one changes", () => {
  it("has one condition a field: the next one takes the place of the last, and nothing chosen is no condition [L4.12]", () => {
    const one = withValues(DEFAULT_VIEW, { field: "csr", op: "not_in", values: ["usr_1"] });
    const two = withValues(one, { field: "csr", op: "in", values: ["usr_2"] });
    expect(valuesOf(two, "csr")).toEqual(["usr_2"]);
    expect(two.filter).toHaveLength(1);
    expect(withValues(two, { field: "csr", op: "in", values: [] }).filter).toEqual([]);
    const [condition] = two.filter;
    if (!condition) throw new Error("there is one");
    expect(withoutCondition(two, condition).filter).toEqual([]);
    expect(withDays(withDays(DEFAULT_VIEW, "2026-01-02", undefined), undefined, undefined).filter).toEqual([]);
  });

  it("takes words that are too short to look for as none, so that the list does not go empty while one begins to type [L3.10]", () => {
    expect(wordsOf(withWords(DEFAULT_VIEW, "text", "sm"), "text")).toBe("sm");
    expect(withWords(withWords(DEFAULT_VIEW, "text", "sm"), "text", "s").filter).toEqual([]);
  });

  it("is read out in words that have no id in them, even if what it names is gone [L4.12]", () => {
    expect(conditionWords({ field: "status", op: "not_in", values: [statuses[1]?.id ?? "", "sta_gone"] }, lookups)).toEqual({ label: "Status not", value: "Pending, one that is gone" });
    expect(conditionWords({ field: "csr", op: "in", values: ["none", "usr_1"] }, lookups)).toEqual({ label: "CSR", value: "Nobody, Grace Ito" });
    expect(conditionWords({ field: "placed", op: "between", from: "2026-11-01", to: null }, lookups)).toEqual({ label: "Placed", value: "from 1 Nov 2026" });
    expect(conditionWords({ field: "total", op: "between", from: 1000, to: 2000 }, lookups)).toEqual({ label: "Total", value: "£10.00 to £20.00" });
  });
});

describe("the grid's own order of rows", () => {
  it("is that of the database, whatever the sort [L6.4]", () => {
    const row = fc.record({ id: fc.stringMatching(/^ord_[a-c]{2}$/u), number: fc.constantFrom("TT1", "TT2"), placedAt: fc.integer({ min: 0, max: 3 }), customerName: fc.constantFrom("Åsa", "asa", "Zoe", ""), total: fc.integer({ min: -2, max: 2 }), statusId: fc.constantFrom(...statuses.map((s) => s.id)) });
    fc.assert(
      fc.property(fc.constantFrom(...SORT_FIELDS), fc.constantFrom("asc" as const, "desc" as const), row, row, (field, dir, a, b) => {
        const view: View = { ...DEFAULT_VIEW, sort: { field, dir } };
        const [x, y]: OrderRow[] = [{ ...anOrder(), ...a }, { ...anOrder(), ...b }];
        if (!x || !y) throw new Error("two rows");
        expect(Math.sign(ruleOf(view, () => ({ names: lookups, timeZone: "UTC" })).compare(x, y))).toBe(Math.sign(compareRows(x, y, view.sort, sortKeys(view.sort, lookups))));
      }),
    );
  });
});
