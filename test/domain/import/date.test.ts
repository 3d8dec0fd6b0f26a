import { describe, expect, it } from "vitest";
import { guessDateOrder, parseDate } from "../../../domain/import/date.ts";

const at = (text: string, order: "ymd" | "dmy" | "mdy", zone = "UTC") => {
  const parsed = parseDate(text, order, zone);
  return parsed.ok ? new Date(parsed.value).toISOString() : parsed.reason;
};

describe("dates in a file", () => {
  it.each([
    ["2010-12-01 08:26:00", "ymd", "2010-12-01T08:26:00.000Z"],
    ["2010-12-01", "ymd", "2010-12-01T00:00:00.000Z"],
    ["2010-12-01T08:26:00Z", "dmy", "2010-12-01T08:26:00.000Z"],
    ["2010-12-01T08:26:00.123+05:30", "ymd", "2010-12-01T02:56:00.000Z"],
    ["2026-04-10 11:11:26 +0530", "ymd", "2026-04-10T05:41:26.000Z"],
    ["2025-01-15 17:41:00 -0500", "ymd", "2025-01-15T22:41:00.000Z"],
    ["2010/12/1 8:26", "ymd", "2010-12-01T08:26:00.000Z"],
    ["20101201", "ymd", "2010-12-01T00:00:00.000Z"],
    ["01.12.2010", "dmy", "2010-12-01T00:00:00.000Z"],
    ["1.12.10 08:26", "dmy", "2010-12-01T08:26:00.000Z"],
    ["12/1/2010 8:26", "mdy", "2010-12-01T08:26:00.000Z"],
    ["12/01/2010 08:26 PM", "mdy", "2010-12-01T20:26:00.000Z"],
    ["12/01/2010 12:05 a.m.", "mdy", "2010-12-01T00:05:00.000Z"],
    ["01-Dec-2010", "ymd", "2010-12-01T00:00:00.000Z"],
    ["1 December 2010, 08:26", "mdy", "2010-12-01T08:26:00.000Z"],
    ["Dec 1, 2010 8:26 AM", "dmy", "2010-12-01T08:26:00.000Z"],
    ["Wed, 01 Dec 2010 08:26:00 GMT", "ymd", "2010-12-01T08:26:00.000Z"],
  ] as const)("%j as %s is %s [X4.4]", (text, order, iso) => {
    expect(at(text, order)).toBe(iso);
  });

  it("are wall clocks of the organization's zone unless they name one [X4.4]", () => {
    expect(at("2026-07-01 09:00", "ymd", "Europe/London")).toBe("2026-07-01T08:00:00.000Z");
    expect(at("2026-01-01 09:00", "ymd", "America/New_York")).toBe("2026-01-01T14:00:00.000Z");
    expect(at("2026-07-01 09:00Z", "ymd", "Europe/London")).toBe("2026-07-01T09:00:00.000Z");
  });

  it.each([
    ["31/12/2010", "mdy"], ["12/31/2010", "dmy"], ["2010-02-30", "ymd"], ["29.02.2011", "dmy"], ["2010-13-01", "ymd"], ["0000-00-00", "ymd"], ["2010-12-01 25:00", "ymd"], ["2010-12-01 08:61", "ymd"], ["12/01/2010 13:00 PM", "mdy"], ["tomorrow", "ymd"], ["44197", "ymd"], ["1 Foo 2010", "ymd"], ["1899-01-01", "ymd"],
  ] as const)("%j as %s is refused, never turned round [X4.4]", (text, order) => {
    expect(parseDate(text, order, "UTC").ok).toBe(false);
  });

  it("ask for the order of day and month where the file was said to have the year first [X4.4]", () => {
    expect(at("01/02/2010", "ymd")).toContain("Choose whether its day or its month comes first.");
  });
});

describe("the order of day and month", () => {
  it("is what the file proves [X4.4]", () => {
    expect(guessDateOrder(["2010-12-01", "2010-12-02"], "en-US")).toEqual({ order: "ymd", sure: true });
    expect(guessDateOrder(["01/02/2010", "13/02/2010"], "en-US")).toEqual({ order: "dmy", sure: true });
    expect(guessDateOrder(["01/02/2010", "02/13/2010"], "en-GB")).toEqual({ order: "mdy", sure: true });
  });

  it("is the organization's habit where the file proves nothing, and then it is not sure [X4.4]", () => {
    expect(guessDateOrder(["01/02/2010"], "en-GB")).toEqual({ order: "dmy", sure: false });
    expect(guessDateOrder(["01/02/2010"], "en-US")).toEqual({ order: "mdy", sure: false });
    expect(guessDateOrder(["01.02.2010"], "en-US")).toEqual({ order: "dmy", sure: true });
  });
});
