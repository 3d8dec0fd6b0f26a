import { expect, it } from "vitest";
import { fieldsOf, withField } from "../../../web/imports/check/mapping-edit.ts";
import { groupProblems, rangesText } from "../../../web/imports/check/group-problems.ts";
import { bytesText } from "../../../web/imports/jobs/job-words.ts";

it("a column that gets a field takes it from the column that had it, and loses its own [X1.41]", () => {
  const mapping = { order: 0, date: 1, customerName: 2, billingName: 2 };
  expect(fieldsOf(mapping, 2)).toEqual(["customerName", "billingName"]);
  expect(withField(mapping, 2, "date")).toEqual({ order: 0, date: 2 });
  expect(withField(mapping, 0, null)).toEqual({ date: 1, customerName: 2, billingName: 2 });
});

it("a reason of many rows is said once, with the rows as ranges [X1.41]", () => {
  const reason = "Row 3 of the same order cannot be imported, and an order goes in whole or not at all.";
  const problems = [1, 2, 4, 5, 6, 9].map((row) => ({ row, reason })).toSpliced(2, 0, { row: 3, reason: "Quantity: “lots” is not a number." });
  expect(groupProblems(problems).map((group) => [rangesText(group.rows), group.reason])).toEqual([["1–2, 4–6, 9", reason], ["3", "Quantity: “lots” is not a number."]]);
});

it.each([[0, "0 bytes"], [999, "999 bytes"], [1_000, "1 kB"], [27_400, "27 kB"], [8_388_608, "8.4 MB"], [5_368_709_120, "5.4 GB"]])("%i bytes are told as %s [X1.42]", (bytes, text) => {
  expect(bytesText(bytes, "en-GB")).toBe(text);
});
