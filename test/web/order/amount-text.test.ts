import { describe, expect, it } from "vitest";
import { amountText, readAmount, readQuantity } from "../../../web/order/amount-text.ts";

describe("amounts as typed", () => {
  it("reads what people type, with either decimal sign and grouping [C3.2]", () => {
    const gbp = (text: string) => readAmount(text, "GBP", "en-GB");
    for (const [text, minor] of [["12.5", 1250], ["£1,200", 120_000], ["12,50", 1250], ["1,234.56", 123_456], ["0", 0], ["", 0], [".5", 50], ["7", 700]] as const) {
      expect([text, gbp(text)]).toEqual([text, { ok: true, value: minor }]);
    }
    expect(readAmount("1.234,56", "EUR", "de-DE")).toEqual({ ok: true, value: 123_456 });
    expect(readAmount("12.50", "EUR", "de-DE")).toEqual({ ok: true, value: 1250 });
    expect(readAmount("1 234,5", "EUR", "fr-FR")).toEqual({ ok: true, value: 123_450 });
    expect(readAmount("1200", "JPY", "ja-JP")).toEqual({ ok: true, value: 1200 });
  });

  it("refuses what would have to be rounded, is negative, absurd or no amount [C3.2]", () => {
    for (const text of ["1.005", "-1", "twelve", "1e3", "99999999999", "1.2.3", "<b>1</b>"]) expect([text, readAmount(text, "GBP", "en-GB").ok]).toEqual([text, false]);
    expect(readAmount("1.5", "JPY", "ja-JP")).toEqual({ ok: false, error: "Use whole amounts." });
  });

  it("writes an amount so that it reads back the same [C3.2]", () => {
    for (const [currency, locale] of [["GBP", "en-GB"], ["EUR", "de-DE"], ["JPY", "ja-JP"], ["KWD", "en-US"]] as const) {
      for (const minor of [0, 1, 5, 99, 100, 1234, 100_000_000]) expect(readAmount(amountText(minor, currency, locale), currency, locale)).toEqual({ ok: true, value: minor });
    }
  });
});

describe("quantities as typed", () => {
  it("takes whole numbers within the server's limits and says what is wrong with others [C2.3]", () => {
    expect(readQuantity(" 12 ")).toEqual({ ok: true, value: 12 });
    expect(readQuantity("0")).toEqual({ ok: false, error: "Use at least 1." });
    expect(readQuantity("-4")).toEqual({ ok: false, error: "Use at least 1." });
    expect(readQuantity("")).toEqual({ ok: false, error: "Use at least 1." });
    expect(readQuantity("1000001")).toEqual({ ok: false, error: "Use at most 1000000." });
    for (const text of ["1.5", "two", "1e3", "９", "9".repeat(400)]) expect([text, readQuantity(text)]).toEqual([text, { ok: false, error: "Use a whole number." }]);
  });
});
