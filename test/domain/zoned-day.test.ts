import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayOf, zonedTime } from "../../domain/zoned-day.ts";

const zone = fc.constantFrom("Europe/London", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe", "UTC");

describe("days of an organization", () => {
  it("change at the organization's midnight, not at UTC's [L2.1]", () => {
    const at = Date.UTC(2026, 6, 1, 23, 30);
    expect([dayOf(at, "Europe/London"), dayOf(at, "UTC"), dayOf(at, "America/New_York")]).toEqual(["2026-07-02", "2026-07-01", "2026-07-01"]);
  });

  it("begin at a time that belongs to them, the millisecond before to the day before [L2.1]", () => {
    fc.assert(fc.property(zone, fc.integer({ min: 0, max: 20_000 }), (timeZone, n) => {
      const day = addDays("2012-01-01", n % 5_000);
      const [y = 0, m = 0, d = 0] = day.split("-").map(Number);
      const start = zonedTime(y, m, d, 0, 0, 0, timeZone);
      expect(dayOf(start, timeZone)).toBe(day);
      expect(dayOf(start - 1, timeZone) < day).toBe(true);
    }));
  });

  it("count over months, leap days and clock changes [L2.1]", () => {
    expect([addDays("2024-02-28", 1), addDays("2024-12-31", 1), addDays("2026-03-29", 1), addDays("2026-03-01", -1)]).toEqual(["2024-02-29", "2025-01-01", "2026-03-30", "2026-02-28"]);
  });
});
