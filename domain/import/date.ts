import { zonedTime } from "../zoned-day.ts";
import { no, ok, short } from "./amount.ts";
import type { Parsed } from "./amount.ts";

/** How the file writes days that are numbers: 2010-12-01, 01.12.2010 or 12/01/2010. */
export const DATE_ORDERS = ["ymd", "dmy", "mdy"] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const TIME = String.raw`(?:[T,\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`, "iu");
const COMPACT = new RegExp(String.raw`^(\d{4})(\d{2})(\d{2})${TIME}$`, "iu");
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})${TIME}$`, "iu");
const DAY_MONTH_NAME = new RegExp(String.raw`^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[-\s.]+([a-z]{3,9})[-\s.,]+(\d{4}|\d{2})${TIME}$`, "iu");
const MONTH_NAME_DAY = new RegExp(String.raw`^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})[-\s.]+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${TIME}$`, "iu");
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * A cell's moment in UTC milliseconds. Without a zone of its own it is a wall clock in `timeZone`.
 * A day that the chosen order cannot mean (13/31) is refused, never turned round.
 */
export function parseDate(text: string, order: DateOrder, timeZone: string): Parsed<number> {
  const trimmed = text.trim();
  const parts = partsOf(trimmed, order);
  if (!parts) return no(`Date: “${short(text)}” is not a date that can be read.`);
  if (parts === "order") return no(`Date: “${short(text)}” does not begin with the year. Choose whether its day or its month comes first.`);
  const [year, month, day] = parts.date;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day < 1 || day > lastDay) return no(`Date: “${short(text)}” is not a day of the calendar, read as ${ORDER_NAME[order]}.`);
  if (year < 1970 || year > 2199) return no(`Date: the year of “${short(text)}” is not between 1970 and 2199.`);
  const time = timeOf(parts.time);
  if (!time) return no(`Date: “${short(text)}” has no such time of day.`);
  const [hour, minute, second, offset] = time;
  if (offset === null) return ok(zonedTime(year, month, day, hour, minute, second, timeZone));
  return ok(Date.UTC(year, month - 1, day, hour, minute, second) - offset * 60_000);
}

const ORDER_NAME: Record<DateOrder, string> = { ymd: "year-month-day", dmy: "day-month-year", mdy: "month-day-year" };

type Parts = { readonly date: readonly [number, number, number]; readonly time: readonly (string | undefined)[] };

function partsOf(text: string, order: DateOrder): Parts | "order" | null {
  const first = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (first) return { date: [Number(first[1]), Number(first[2]), Number(first[3])], time: first.slice(4) };
  const last = YEAR_LAST.exec(text);
  if (last) {
    if (order === "ymd") return "order";
    const [day, month] = order === "dmy" ? [last[1], last[2]] : [last[2], last[1]];
    return { date: [fullYear(last[3]), Number(month), Number(day)], time: last.slice(4) };
  }
  const named = DAY_MONTH_NAME.exec(text);
  if (named) return { date: [fullYear(named[3]), monthOf(named[2]), Number(named[1])], time: named.slice(4) };
  const american = MONTH_NAME_DAY.exec(text);
  if (american) return { date: [fullYear(american[3]), monthOf(american[1]), Number(american[2])], time: american.slice(4) };
  return null;
}

function fullYear(text: string | undefined): number {
  const year = Number(text);
  return text?.length === 2 ? 2000 + year : year;
}

function monthOf(name: string | undefined): number {
  return MONTHS.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1;
}

/** Hour, minute, second, and the offset from UTC in minutes or null. */
function timeOf([h, m, s, half, zone]: readonly (string | undefined)[]): readonly [number, number, number, number | null] | null {
  let hour = Number(h ?? 0);
  const minute = Number(m ?? 0);
  const second = Number(s ?? 0);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase().startsWith("p") ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return null;
  if (zone === undefined) return [hour, minute, second, null];
  const offset = /^([+-])(\d{2}):?(\d{2})$/u.exec(zone);
  if (!offset) return [hour, minute, second, 0];
  const minutes = Number(offset[2]) * 60 + Number(offset[3]);
  return [hour, minute, second, offset[1] === "-" ? -minutes : minutes];
}

/**
 * What order the file's days are in, and whether the file itself proves it.
 * @param locale decides between 01/02 and 02/01 when no day is above 12
 */
export function guessDateOrder(samples: readonly string[], locale: string): { readonly order: DateOrder; readonly sure: boolean } {
  let days = 0;
  let firstAbove = 0;
  let secondAbove = 0;
  let dots = 0;
  for (const sample of samples) {
    const m = YEAR_LAST.exec(sample.trim());
    if (!m) continue;
    days++;
    if (Number(m[1]) > 12) firstAbove++;
    if (Number(m[2]) > 12) secondAbove++;
    if (sample.includes(".")) dots++;
  }
  if (days === 0) return { order: "ymd", sure: true };
  if (firstAbove !== secondAbove) return { order: firstAbove > secondAbove ? "dmy" : "mdy", sure: firstAbove === 0 || secondAbove === 0 };
  return { order: dots === 0 && locale.endsWith("-US") ? "mdy" : "dmy", sure: dots === days };
}
