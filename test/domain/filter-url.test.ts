import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBackwards } from "../../domain/filter.ts";
import type { Condition } from "../../domain/filter.ts";
import { DEFAULT_VIEW, parseView, printList, printView } from "../../domain/filter-url.ts";
import { GROUP_FIELDS } from "../../domain/group-field.ts";
import { COLUMN_IDS } from "../../domain/order-column.ts";
import { INVOICE_STATUSES } from "../../domain/invoice-status.ts";
import { SORT_FIELDS } from "../../domain/order-sort.ts";
import { STAGES } from "../../domain/order-status.ts";
import { QUICK_FILTERS } from "../../domain/quick-filter.ts";
import { viewErrors } from "../../domain/view-refusal.ts";

const op = fc.constantFrom("in" as const, "not_in" as const);
const id = fc.string({ minLength: 1, maxLength: 20, unit: "grapheme" }).filter((s) => s.isWellFormed());
const day = fc.date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
/** With something to look for in each field. */
const words = id.map((s) => `01 ${s}`);
/** Of a range that something can be in. */
const ends = <T extends string | number>(end: fc.Arbitrary<T>) => fc.record({ from: fc.option(end), to: fc.option(end) }).filter(({ from, to }) => (from !== null || to !== null) && !isBackwards(from, to));
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constantFrom("status" as const, "channel" as const, "csr" as const, "agent" as const, "microsite" as const), op, values: fc.array(id, { minLength: 1, maxLength: 4 }) }),
  fc.record({ field: fc.constant("stage" as const), op, values: fc.subarray([...STAGES], { minLength: 1 }) }),
  fc.record({ field: fc.constantFrom("unpaid" as const, "high_risk" as const), op: fc.constant("is" as const), value: fc.boolean() }),
  ends(day).map((range) => ({ field: "placed" as const, op: "between" as const, ...range })),
  fc.record({ field: fc.constant("placed" as const), op: fc.constant("relative" as const), value: fc.constantFrom("today" as const, "yesterday" as const) }),
  fc.record({ field: fc.constantFrom("total" as const, "risk" as const), op: fc.constant("between" as const), range: ends(fc.integer({ min: 0, max: 100 })) }).map(({ range, ...of }) => ({ ...of, ...range })),
  fc.record({ field: fc.constant("tag" as const), op: fc.constantFrom("in" as const, "all" as const, "not_in" as const), values: fc.array(fc.oneof(id, fc.constantFrom("!x", "all:x", "a,b", "all:", "!")), { minLength: 1, maxLength: 4 }) }),
  fc.record({ field: fc.constant("method" as const), op, values: fc.subarray(["card" as const, "bacs" as const, "none" as const], { minLength: 1 }) }),
  fc.record({ field: fc.constant("invoice" as const), op, values: fc.subarray([...INVOICE_STATUSES], { minLength: 1 }) }),
  fc.record({ field: fc.constant("deleted" as const), op: fc.constant("is" as const), value: fc.boolean() }),
  fc.record({ field: fc.constantFrom("phone" as const, "postcode" as const, "stock" as const), op: fc.constant("matches" as const), value: words }),
  fc.record({ field: fc.constantFrom("text" as const, "name" as const, "email" as const), op: fc.constant("matches" as const), value: words }),
);

describe("a view in the address", () => {
  it("reads back as it was written, whatever the filter, quick filter, sort and grouping [L4.1] [L5.30]", () => {
    fc.assert(fc.property(fc.uniqueArray(condition, { maxLength: 8, selector: (c) => c.field }), fc.constantFrom(...QUICK_FILTERS.map((q) => q.id)), fc.constantFrom(...SORT_FIELDS), fc.constantFrom("asc" as const, "desc" as const), fc.constantFrom(null, ...GROUP_FIELDS), (filter, quick, field, dir, group) => {
      const view = { quick, filter, sort: { field, dir }, group, columns: null };
      expect(parseView(new URLSearchParams(printView(view).toString()))).toEqual({ view, leftOut: [] });
    }));
  });

  it("reads columns back in their order, names those that are none, and prints them in no query of rows [L5.1, L4.2]", () => {
    fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...COLUMN_IDS), { minLength: 1 }), (columns) => {
      const view = { ...DEFAULT_VIEW, columns };
      expect(parseView(new URLSearchParams(printView(view).toString()))).toEqual({ view, leftOut: [] });
      expect(printList(view).toString()).toBe("");
    }));
    expect(parseView(new URLSearchParams("columns=total,smell,total,number,taste"))).toEqual({ view: { ...DEFAULT_VIEW, columns: ["total", "number"] }, leftOut: [{ why: "value", name: "columns", value: "smell" }, { why: "twice", name: "columns", value: "total" }, { why: "value", name: "columns", value: "taste" }] });
    expect(parseView(new URLSearchParams("columns=,"))).toMatchObject({ view: { columns: null }, leftOut: [{ name: "columns" }, { name: "columns" }] });
  });

  it("names nonsense and keeps the rest [L4.2]", () => {
    const { view, leftOut } = parseView(new URLSearchParams("quick=bogus&stage=nowhere&total=a..b&placed=2026-13-45..&status=sta_1&sort=colour&status=%25E0%25A4"));
    expect(leftOut.map((one) => [one.why, one.name])).toEqual([["twice", "status"], ["value", "stage"], ["value", "total"], ["value", "placed"], ["value", "quick"], ["value", "sort"]]);
    expect(view.quick).toBe("all");
    expect(view.filter[0]).toEqual({ field: "status", op: "in", values: ["sta_1"] });
  });

  it("names a grouping that does not exist, and shows one list [L5.30]", () => {
    const { view, leftOut } = parseView(new URLSearchParams("group=colour&status=sta_1"));
    expect(leftOut).toEqual([{ why: "value", name: "group", value: "colour" }]);
    expect(view).toMatchObject({ group: null, filter: [{ field: "status" }] });
  });

  it("takes a range only as it is printed, and a day only from the calendar [SEC.65]", () => {
    for (const text of ["total=5", "total=1..2..3", "total=0x10..", "total=1e3..", "total=%205..", "placed=2026-01-01..2026-02-01..x", "placed=2026-02-30..", "placed=2026-01-01", "placed=2026-11-01..yesterday", "placed=..x", "placed=foo..", "placed=01/02/2026..03/02/2026"]) {
      expect([text, parseView(new URLSearchParams(text)).leftOut.length]).toEqual([text, 1]);
    }
    for (const text of ["total=-5..10", "total=5..5", "risk=..0", "placed=2024-02-29..", "placed=..9999-12-31"]) expect([text, parseView(new URLSearchParams(text)).leftOut]).toEqual([text, []]);
  });

  it("names a range that nothing can be in, or that has no ends, and says how it is meant [L4.34]", () => {
    for (const text of ["total=100..1", "total=1..0", "risk=70..20", "placed=2026-11-21..2026-11-01", "placed=2026-12-01..2025-12-31", "total=..", "risk=..", "risk=90..101", "risk=-1..5", "risk=200..", "placed=.."]) {
      expect([text, parseView(new URLSearchParams(text)).view.filter]).toEqual([text, []]);
      expect([text, viewErrors(new URLSearchParams(text)).map((e) => e.message)]).toEqual([text, [expect.stringMatching(/ cannot be “.*\.\..*”\. Use .*the (?:smaller|earlier) one first.*one of them may be left out\.$/u)]]);
    }
  });

  it("names words that ask for nothing, and are understood by no search: they would find everything [L4.35]", () => {
    for (const text of ["text=", "email=", "name=%20", "reference=-", "text=x", "text=%F0%9F%8E%89", "email=%40", "phone=abc", "phone=1", "name=a+b+c", `name=${"ab".repeat(201)}`]) {
      expect([text, parseView(new URLSearchParams(text)).view.filter]).toEqual([text, []]);
      expect([text, viewErrors(new URLSearchParams(text)).map((e) => e.message)]).toEqual([text, [expect.stringMatching(/ Use (?:a word|two digits) .*400 characters at most\.$/u)]]);
    }
    for (const text of ["text=7", "number=1", "text=ab", "phone=02", "name=a+bo", "postcode=E1"]) expect([text, viewErrors(new URLSearchParams(text))]).toEqual([text, []]);
  });

  it("has tags by any, all or none of them [L3.21]", () => {
    const tagged = (text: string) => parseView(new URLSearchParams({ tag: text })).view.filter;
    expect(tagged("gift,urgent")).toEqual([{ field: "tag", op: "in", values: ["gift", "urgent"] }]);
    expect(tagged("all:gift,urgent")).toEqual([{ field: "tag", op: "all", values: ["gift", "urgent"] }]);
    expect(tagged("!gift")).toEqual([{ field: "tag", op: "not_in", values: ["gift"] }]);
    expect(parseView(new URLSearchParams("status=all:sta_1")).leftOut).toHaveLength(1);
  });

  it("has one condition for each name: a second one, and a name that is none, are left out [L4.2, L4.12]", () => {
    const { view, leftOut } = parseView(new URLSearchParams("status=a&utm=1&status=b&quick=today&quick=unpaid&sort=total&sort=-total&view=viw_1"), ["view"]);
    expect(view).toEqual({ ...DEFAULT_VIEW, quick: "today", sort: { field: "total", dir: "asc" }, filter: [{ field: "status", op: "in", values: ["a"] }] });
    expect(leftOut).toEqual([{ why: "name", name: "utm", value: "1" }, { why: "twice", name: "status", value: "b" }, { why: "twice", name: "quick", value: "unpaid" }, { why: "twice", name: "sort", value: "-total" }]);
  });

  it("is refused to who keeps it, acts on it or is a script, for exactly what the page leaves out, with what to do [L4.32]", () => {
    const errors = (text: string) => viewErrors(new URLSearchParams(text), ["limit"]).map((e) => [e.field, e.message]);
    expect(errors("limit=5&status=sta_1&total=1..")).toEqual([]);
    expect(errors("limt=5&unpaid=maybe&sort=colour&status=a&status=b&columns=total,total,smell&placed=")).toEqual([
      ["limt", "“limt” is no filter. Take it out, or correct it."],
      ["status", "“status” stands there twice. Keep one of them."],
      ["unpaid", "“unpaid” cannot be “maybe”. Use true or false."],
      ["placed", "“placed” says nothing. Use today, yesterday, or two days with two dots between them, the earlier one first, such as 2026-11-01..2026-11-21; one of them may be left out."],
      ["sort", expect.stringMatching(/^“sort” cannot be “colour”\. Use one of number, placed, .*\. With - before it, backwards\.$/u)],
      ["columns", "The column “total” stands there twice. Keep one of them."],
      ["columns", expect.stringMatching(/^“columns” cannot be “smell”\. Use one of number, placed, /u)],
    ]);
    fc.assert(fc.property(fc.array(fc.tuple(fc.oneof(fc.constantFrom("quick", "sort", "status", "total", "placed", "text", "group", "columns", "deleted"), fc.string()), fc.oneof(fc.string(), fc.string({ minLength: 500, maxLength: 900 })))), (pairs) => {
      const params = new URLSearchParams(pairs);
      const found = viewErrors(params);
      expect(found.length).toBe(Math.min(20, parseView(params).leftOut.length));
      for (const { message } of found) expect([message.endsWith("."), message.length < 400]).toEqual([true, true]);
    }));
  });

  it("never throws, whatever stands in the address [L4.2]", () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom("quick", "sort", "status", "total", "placed", "text", "x"), fc.string({ unit: "binary" }))), (pairs) => {
      expect(parseView(new URLSearchParams(pairs)).view.filter.length).toBeLessThanOrEqual(30);
    }));
  });
});
