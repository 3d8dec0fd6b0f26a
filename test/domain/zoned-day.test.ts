import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, dayOf, startOfDay, zonedTime } from "../../domain/zoned-day.ts";

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

  it("begin at their first moment where the clocks change at midnight: forward, back, or over a whole day [SEC.73]", () => {
    const at = (text: string) => Date.parse(text);
    expect(startOfDay("2023-09-03", "America/Santiago")).toBe(at("2023-09-03T04:00:00Z"));
    expect(startOfDay("2023-09-04", "America/Santiago")).toBe(at("2023-09-04T03:00:00Z"));
    expect(startOfDay("2017-10-27", "Asia/Amman")).toBe(at("2017-10-26T21:00:00Z"));
    expect(startOfDay("2011-12-30", "Pacific/Apia")).toBe(startOfDay("2011-12-31", "Pacific/Apia"));
    const midnights = fc.constantFrom("America/Santiago", "America/Asuncion", "Asia/Beirut", "America/Havana", "Africa/Cairo", "Asia/Amman", "Africa/Monrovia");
    fc.assert(fc.property(midnights, fc.integer({ min: 0, max: 20_000 }), (timeZone, n) => {
      const day = addDays("1971-01-01", n);
      const start = startOfDay(day, timeZone);
      expect(dayOf(start, timeZone)).toBe(day);
      expect(dayOf(start - 1, timeZone) < day).toBe(true);
    }), { numRuns: 3_000 });
  });

  it("count over months, leap days and clock changes [L2.1]", () => {
    expect([addDays("2024-02-28", 1), addDays("2024-12-31", 1), addDays("2026-03-29", 1), addDays("2026-03-01", -1)]).toEqual(["2024-02-29", "2025-01-01", "2026-03-30", "2026-02-28"]);
  });
});
