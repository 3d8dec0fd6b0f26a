import { describe, expect, it } from "vitest";
import { placedText } from "../../../web/orders/grid/placed-text.ts";

const london = { locale: "en-GB", currency: "GBP", timeZone: "Europe/London" };
const now = Date.UTC(2026, 5, 15, 12);

describe("when an order was placed", () => {
  it("has no year while it is near, and all four digits of it otherwise [S6.15]", () => {
    expect(placedText(now, now, london).day).toBe("Today");
    expect(placedText(Date.UTC(2026, 4, 3), now, london).day).toBe("3 May");
    expect(placedText(Date.UTC(2010, 11, 22, 9, 5), now, london)).toEqual({ day: "22 Dec 2010", time: "09:05" });
  });
});
