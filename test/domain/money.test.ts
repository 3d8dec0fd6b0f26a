import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, minorDigits, orderTotals, roundMinor } from "../../domain/money.ts";

const lines = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 1_000 }), unitPrice: fc.integer({ min: 0, max: 100_000 }) }), { maxLength: 30 });

describe("money", () => {
  it("rounds half away from zero and never to minus zero [D2.1]", () => {
    expect([0.5, 1.5, -0.5, -1.5, 2.4].map(roundMinor)).toEqual([1, 2, -1, -2, 2]);
    expect(Object.is(roundMinor(-0.2), 0)).toBe(true);
  });

  it("contains the tax in prices that include it, and adds it to prices that do not [D2.2]", () => {
    const line = [{ quantity: 1, unitPrice: 1200 }];
    expect(orderTotals(line, 0, 0, { rate: 2000, inclusive: true })).toEqual({ subtotal: 1200, discount: 0, fee: 0, tax: 200, total: 1200 });
    expect(orderTotals(line, 0, 0, { rate: 2000, inclusive: false })).toEqual({ subtotal: 1200, discount: 0, fee: 0, tax: 240, total: 1440 });
  });

  it("adds up to lines less discount plus fee whatever the lines [D2.2]", () => {
    fc.assert(fc.property(lines, fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 10_000 }), (some, fee, rate) => {
      const sum = some.reduce((t, l) => t + l.quantity * l.unitPrice, 0);
      const inclusive = orderTotals(some, 0, fee, { rate, inclusive: true });
      const exclusive = orderTotals(some, 0, fee, { rate, inclusive: false });
      expect(inclusive.total).toBe(sum + fee);
      expect(exclusive.total - exclusive.tax).toBe(sum + fee);
      expect(Number.isSafeInteger(inclusive.tax) && Number.isSafeInteger(exclusive.total)).toBe(true);
    }));
  });

  it("knows how many digits a currency has [D2.3]", () => {
    expect([minorDigits("GBP"), minorDigits("JPY"), minorDigits("KWD")]).toEqual([2, 0, 3]);
    expect(formatMoney(123456, "GBP", "en-GB")).toBe("£1,234.56");
    expect(formatMoney(500, "JPY", "en-GB")).toBe("JP¥500");
  });
});
