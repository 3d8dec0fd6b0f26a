import fc from "fast-check";
import * as v from "valibot";
import { expect, it } from "vitest";
import { DENSITIES, NO_PREFERENCES, Preferences, PreferencesEdit, fieldsOf, withPreferences } from "../../domain/preference.ts";
import { COLUMN_IDS } from "../../domain/order-column.ts";

const id = fc.constantFrom(...COLUMN_IDS);
const edit: fc.Arbitrary<PreferencesEdit> = fc.record(
  {
    columns: fc.option(fc.uniqueArray(id, { minLength: 1 })),
    widths: fc.dictionary(id, fc.option(fc.integer({ min: 40, max: 1_200 }))),
    density: fc.option(fc.constantFrom(...DENSITIES)),
    starred: fc.option(fc.uniqueArray(fc.constantFrom("viw_1", "viw_2"))),
  },
  { requiredKeys: [] },
);

it("edits of different fields come to the same in either order, and of one field the last one holds [L1.21]", () => {
  fc.assert(fc.property(edit, edit, (first, second) => {
    const apply = (...edits: PreferencesEdit[]) => edits.reduce<Preferences>((now, one) => withPreferences(now, fieldsOf(one)), NO_PREFERENCES);
    const later = new Set(fieldsOf(second).map((f) => f.field));
    const apart = fieldsOf(first).filter((f) => !later.has(f.field));
    expect(apply(first, second)).toEqual(withPreferences(apply(second), apart));
    expect(v.is(Preferences, apply(first, second))).toBe(true);
    expect(v.is(PreferencesEdit, first)).toBe(true);
  }));
});

it("what cannot be read is as if it were not chosen [L1.22]", () => {
  const stored = [{ field: "columns", value: "all" }, { field: "width.total", value: 1 }, { field: "width.status", value: 200 }, { field: "width.<b>", value: 200 }, { field: "density", value: "tiny" }, { field: "starred", value: [7] }, { field: "of_a_newer_version", value: 1 }];
  expect(withPreferences(NO_PREFERENCES, stored)).toEqual({ ...NO_PREFERENCES, widths: { status: 200 } });
});
