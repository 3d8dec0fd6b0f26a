import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guessDecimal, parseAmount, parseQuantity } from "../../../domain/import/amount.ts";
import { MAX_UNIT_PRICE } from "../../../domain/order.ts";

const pence = (text: string, mark: "." | "," = ".", digits = 2, currency = "GBP") => parseAmount(text, "Unit price", mark, digits, currency);

describe("amounts in a file", () => {
  it.each([
    ["2.55", 255], ["2.1", 210], ["0", 0], ["12", 1200], ["0.10", 10], [".5", 50], ["1,234.50", 123450], ["£2.55", 255], ["2.55 GBP", 255], [" 7.00 ", 700], ["1 234.50", 123450], ["1'234.50", 123450], ["2.5500", 255], ["-0.00", 0],
  ] as const)("reads %j as %i pence [X2.4]", (text, minor) => {
    expect(pence(text)).toEqual({ ok: true, value: minor });
  });

  it.each([["2,55", 255], ["1.234,50", 123450], ["12,5 €", 1250], ["€12,50", 1250], ["3", 300]] as const)("reads %j with a decimal comma as %i cents [X2.4]", (text, minor) => {
    expect(pence(text, ",", 2, "EUR")).toEqual({ ok: true, value: minor });
  });

  it.each([["$1.50", "GBP"], ["€1.50", "GBP"], ["EUR 1.50", "GBP"], ["1.50 USD", "GBP"], ["¥150", "GBP"], ["US$2.00", "GBP"], ["£1.50", "USD"], ["-€0.00", "GBP"], ["CA$2.00", "USD"]] as const)("refuses %j in an organization of %s [X2.12]", (text, currency) => {
    expect(pence(text, ".", 2, currency)).toMatchObject({ ok: false, reason: expect.stringContaining(`are in ${currency}`) });
  });

  it.each([["$1.50", "USD", 150], ["US$ 1.50", "USD", 150], ["USD1.50", "USD", 150], ["1.50 USD", "USD", 150], ["R$ 10.00", "BRL", 1000], ["$2.00", "CAD", 200], ["CA$2.00", "CAD", 200], ["€1.50", "EUR", 150]] as const)("reads %j in an organization of %s [X2.4]", (text, currency, minor) => {
    expect(pence(text, ".", 2, currency)).toEqual({ ok: true, value: minor });
  });

  it.each(["2,55", "1.2.3", "12,34,567", "abc", "", "-", "1e5", "2.55x", "(2.55)", "0x10", "١٢"])("refuses %j with a decimal point instead of guessing [X2.4]", (text) => {
    expect(pence(text)).toMatchObject({ ok: false });
  });

  it("refuses more digits than the currency has, which differs from one currency to another [X2.4]", () => {
    expect(pence("0.001")).toMatchObject({ ok: false, reason: expect.stringContaining("more than 2 digits") });
    expect(pence("150.5", ".", 0)).toMatchObject({ ok: false });
    expect(pence("150", ".", 0)).toEqual({ ok: true, value: 150 });
    expect(pence("1.234", ".", 3)).toEqual({ ok: true, value: 1234 });
  });

  it("refuses negative and absurd amounts, each with its own words [X2.4]", () => {
    expect(pence("-11062.06")).toMatchObject({ ok: false, reason: expect.stringContaining("negative") });
    expect(pence("1000000.01")).toMatchObject({ ok: false, reason: expect.stringContaining("too large") });
    expect(pence("9".repeat(400))).toMatchObject({ ok: false, reason: expect.stringContaining("too large") });
  });

  it("reads back every amount exactly, however it is written [X2.4]", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_UNIT_PRICE }), fc.constantFrom(0, 2, 3), fc.constantFrom("." as const, "," as const), fc.boolean(), (minor, digits, mark, grouped) => {
        const padded = String(minor).padStart(digits + 1, "0");
        const whole = padded.slice(0, padded.length - digits);
        const written = grouped ? whole.replaceAll(/\B(?=(\d{3})+$)/gu, mark === "." ? "," : ".") : whole;
        expect(pence(digits === 0 ? written : `${written}${mark}${padded.slice(-digits)}`, mark, digits)).toEqual({ ok: true, value: minor });
      }),
    );
  });

  it("tells a decimal comma from a decimal point by what the file's amounts can mean [X2.4]", () => {
    expect(guessDecimal(["2.55", "3.39"])).toBe(".");
    expect(guessDecimal(["2,55", "3,39"])).toBe(",");
    expect(guessDecimal(["1.234,50", "10"])).toBe(",");
    expect(guessDecimal(["1,234.50", "10"])).toBe(".");
    expect(guessDecimal([])).toBe(".");
  });
});

describe("quantities in a file", () => {
  it("are whole pieces, at least one [X2.1]", () => {
    expect(parseQuantity("6", ".")).toEqual({ ok: true, value: 6 });
    expect(parseQuantity("6.0", ".")).toEqual({ ok: true, value: 6 });
    expect(parseQuantity("1,200", ".")).toEqual({ ok: true, value: 1200 });
    for (const text of ["0", "1.5", "six", "", "1e3", "99999999999999999999", "1000001"]) expect(parseQuantity(text, ".")).toMatchObject({ ok: false });
  });

  it("are returns when negative, and the reason says so [X2.3]", () => {
    expect(parseQuantity("-8", ".")).toEqual({ ok: false, reason: "Quantity: -8 is negative, so this is a return. Returns are not imported as orders." });
  });
});
