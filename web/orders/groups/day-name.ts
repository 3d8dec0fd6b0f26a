import { addDays } from "../../../domain/zoned-day.ts";
import type { Day } from "../../../domain/zoned-day.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** “Today, Saturday 21 November”: the year only where it is another. */
export function dayName(day: Day, today: Day, locale: string): string {
  const near = day.slice(0, 4) === today.slice(0, 4);
  const key = `${locale} ${near}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", ...(near ? {} : { year: "numeric" }) });
    formats.set(key, format);
  }
  // A calendar day has no zone: noon in UTC is that day everywhere it is printed.
  const text = format.format(Date.parse(`${day}T12:00:00Z`));
  return day === today ? `Today, ${text}` : day === addDays(today, -1) ? `Yesterday, ${text}` : text;
}
