import { describe, expect, it } from "vitest";
import type { Condition } from "../../../domain/filter.ts";
import { DEFAULT_VIEW, parseView } from "../../../domain/filter-url.ts";
import { filterSentence } from "../../../web/orders/filter/filter-sentence.ts";
import { foundOptions } from "../../../web/orders/filter/found-options.ts";
import { leftOutWords } from "../../../web/orders/filter/left-out-words.ts";
import { readEnds } from "../../../web/orders/filter/read-ends.ts";
import { readScore } from "../../../web/orders/filter/read-score.ts";
import { hasFlag, opOf, rangeOf, tooShort, valuesOf, withFlag, withRange, withValues, withWords } from "../../../web/orders/filter/view-edit.ts";
import { names } from "../order/samples.ts";

const said = (...filter: Condition[]) => filterSentence({ ...DEFAULT_VIEW, filter }, names);

describe("the sentence of a filter", () => {
  it("reads as one would say it, with names and no ids [L4.30]", () => {
    expect(said()).toBe("All orders");
    expect(said({ field: "unpaid", op: "is", value: true }, { field: "channel", op: "in", values: ["chn_phone"] }, { field: "tag", op: "all", values: ["gift", "urgent"] }, { field: "placed", op: "between", from: "2026-11-01", to: "2026-11-21" }))
      .toBe("Unpaid orders of Phone, tagged gift and urgent, placed 1 Nov 2026 to 21 Nov 2026");
    expect(said({ field: "csr", op: "in", values: ["none"] }, { field: "tag", op: "not_in", values: ["gift", "vip"] })).toBe("Orders, without a CSR, not tagged gift or vip");
    expect(said({ field: "csr", op: "in", values: ["ada", "bo"] }, { field: "risk", op: "between", from: 70, to: null }, { field: "total", op: "between", from: 1000, to: 2000 })).toBe("Orders, of the CSR Ada Marsh or Bo Lindqvist, a fraud score from 70, a total of £10.00 to £20.00");
    expect(said({ field: "deleted", op: "is", value: true }, { field: "status", op: "not_in", values: ["sta_Pending", "sta_gone"] }, { field: "text", op: "matches", value: "hart" })).toBe("Deleted orders, not in the status Pending or one that is gone, matching “hart”");
    expect(said({ field: "status", op: "in", values: ["sta_gone"] }, { field: "agent", op: "in", values: ["none", "agt_gone"] }, { field: "csr", op: "not_in", values: ["ada", "none"] })).toBe("Orders, in a status that is gone, of a delivery agent that is gone, or without one, with a CSR, and not the CSR Ada Marsh");
    expect(filterSentence({ ...DEFAULT_VIEW, quick: "today", sort: { field: "total", dir: "desc" } }, names)).toBe("Orders, placed today, sorted by total, backwards");
  });

  it("exists for every condition that there is [L4.30]", () => {
    const all = parseView(new URLSearchParams("status=sta_a&channel=a&csr=!none&agent=none,a&microsite=none&method=none,card&invoice=none&stage=!on_hold&mark=exchange_on_hold&payment=!paid&type=b2b&unpaid=false&high_risk=true&deleted=false&placed=..2026-01-01&total=5..&risk=..9&text=a1&number=b1&name=cc&email=dd&phone=012&reference=ee&postcode=ff&stock=gg&tag=all:x"));
    expect([all.leftOut, all.view.filter.length]).toEqual([[], 26]);
    for (const condition of all.view.filter) expect(said(condition)).toMatch(/^(?:[A-Z][a-z-]+ orders|Orders)[ ,]?.{0,80}$/u);
  });
});

describe("what an address says and nothing shows", () => {
  it("is named, shortly, with what is shown instead [L4.2]", () => {
    const left = (text: string) => leftOutWords(parseView(new URLSearchParams(text)).leftOut);
    expect(left("status=a&total=5..")).toEqual([]);
    expect(left(`name=${"x".repeat(401)}`)).toEqual([expect.stringMatching(/^More than 400 characters are not looked for in “name=x+…”; it was left out\.$/u)]);
    expect(left("text=x&email=")).toEqual(["There is nothing to look for in “text=x”; it was left out.", "There is nothing to look for in “email=”; it was left out."]);
    expect(left("total=100..1&placed=..")).toEqual(["The filter “total=100..1” is not understood and was left out.", "The filter “placed=..” is not understood and was left out."]);
    expect(left("utm=1&status=a&status=b&status=c&unpaid=maybe&sort=colour&columns=total,smell,total,taste&quick=nope&group=colour")).toEqual([
      "“utm” in the address is no filter and was left out.",
      "“status” and “total” stand in the address twice: the first one counts.",
      "The filter “unpaid=maybe” is not understood and was left out.",
      "There is no quick filter “nope”; all orders are shown.",
      "Orders cannot be sorted by “colour”; the newest come first.",
      "Orders cannot be grouped by “colour”; they are shown as one list.",
      "There are no columns “smell” and “taste”; the others are shown.",
    ]);
    expect(left(Array.from({ length: 500 }, (_, n) => `${n}${"x".repeat(500)}=`).join("&")).join("").length).toBeLessThan(500);
    expect(left("a=&b=&c=&d=&e=&f=")).toEqual(["“a”, “b”, “c”, “d” and 2 more in the address are no filters and were left out."]);
  });
});

describe("the filter panel", () => {
  it("narrows by ranges, tags and deleted orders, and takes each away again [L3.23]", () => {
    const ranged = withRange(DEFAULT_VIEW, "risk", { from: 70, to: null });
    expect(rangeOf(ranged, "risk")).toEqual({ from: 70, to: null });
    expect(withRange(ranged, "risk", { from: null, to: null }).filter).toEqual([]);
    const tagged = withValues(DEFAULT_VIEW, { field: "tag", op: "all", values: ["gift"] });
    expect([valuesOf(tagged, "tag"), opOf(tagged, "tag"), opOf(DEFAULT_VIEW, "tag")]).toEqual([["gift"], "all", "in"]);
    expect(hasFlag(withFlag(DEFAULT_VIEW, "deleted", true), "deleted")).toBe(true);
    expect(withFlag(withFlag(DEFAULT_VIEW, "deleted", true), "deleted", false).filter).toEqual([]);
  });

  it("takes a range that something can be in; another is said and not applied [L3.23, L4.34]", () => {
    expect(readEnds("70", " ", readScore)).toEqual({ ok: true, value: { from: 70, to: null } });
    expect(readEnds("", "", readScore)).toEqual({ ok: true, value: { from: null, to: null } });
    expect(readEnds("20", "20", readScore)).toEqual({ ok: true, value: { from: 20, to: 20 } });
    expect(readEnds("70", "20", readScore)).toEqual({ ok: false, error: "Put the smaller one first." });
    expect([readEnds("x", "20", readScore), readEnds("20", "101", readScore)]).toEqual([expect.objectContaining({ ok: false }), expect.objectContaining({ ok: false })]);
  });

  it("looks for a phone by its digits: words alone are too short there [L3.23]", () => {
    expect([tooShort("ab", "phone"), tooShort("020", "phone"), tooShort("ab", "name")]).toEqual([true, false, false]);
    expect(withWords(DEFAULT_VIEW, "phone", "+44 20").filter).toHaveLength(1);
  });

  it("offers of many names the chosen ones and those that are typed, in their own order [L3.23]", () => {
    const options = Array.from({ length: 40 }, (_, n) => ({ id: `p${n}`, name: n === 30 ? "Zoë" : `Person ${n}` }));
    expect(foundOptions(options, ["p39"], "").map((o) => o.id)).toEqual([...Array.from({ length: 16 }, (_, n) => `p${n}`), "p39"]);
    expect(foundOptions(options, ["p39"], "zoe").map((o) => o.id)).toEqual(["p30", "p39"]);
  });
});
