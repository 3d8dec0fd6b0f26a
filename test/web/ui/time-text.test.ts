import { describe, expect, it } from "vitest";
import { absoluteTime, relativeTime } from "../../../web/ui/time-text.ts";

const london = { locale: "en-GB", timeZone: "Europe/London", currency: "GBP" };
const now = Date.UTC(2026, 6, 15, 12, 0, 0); // 13:00 in London
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe("a time on the page", () => {
  it.each([
    [now, "just now"],
    [now - 59_000, "just now"],
    [now + 30_000, "just now"],
    [now - 4 * MINUTE, "4 min ago"],
    [now - 3 * 60 * MINUTE, "10:00"],
    [now - DAY, "14 Jul, 13:00"],
    [now - 400 * DAY, "10 Jun 2025, 13:00"],
  ])("%d is short and as exact as it helps: %s [S6.15]", (at, text) => {
    expect(relativeTime(at, now, london)).toBe(text);
  });

  it("is told in the organization's zone, whatever the browser's is [S6.15]", () => {
    const lateEvening = Date.UTC(2026, 6, 14, 23, 30); // 00:30 of the 15th in London, still the 14th in Chicago
    expect(relativeTime(lateEvening, now, london)).toBe("00:30");
    expect(relativeTime(lateEvening, now, { ...london, timeZone: "America/Chicago" })).toBe("14 Jul, 18:30");
    expect(absoluteTime(lateEvening, london)).toContain("15 July 2026");
  });
});
