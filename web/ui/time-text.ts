import type { Conventions } from "./locale.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const formats = new Map<string, Intl.DateTimeFormat>();

// A format costs ~50 µs to make and a grid shows hundreds of times.
function format(kind: "day" | "time" | "full" | "short", { locale, timeZone }: Conventions): Intl.DateTimeFormat {
  const key = `${kind} ${locale} ${timeZone}`;
  let found = formats.get(key);
  if (found === undefined) {
    const options: Record<typeof kind, Intl.DateTimeFormatOptions> = {
      day: { year: "numeric", month: "short", day: "numeric" },
      time: { hour: "2-digit", minute: "2-digit" },
      short: { day: "numeric", month: "short" },
      full: { dateStyle: "full", timeStyle: "medium" },
    };
    found = new Intl.DateTimeFormat(locale, { timeZone, ...options[kind] });
    formats.set(key, found);
  }
  return found;
}

/** “Thursday 3 December 2026 at 14:02:11”, in the organization's zone. */
export function absoluteTime(at: number, conventions: Conventions): string {
  return format("full", conventions).format(at);
}

export function clockTime(at: number, conventions: Conventions): string {
  return format("time", conventions).format(at);
}

/** Since when: “14:03” of today, else with its day. */
export function momentText(at: number, now: number, conventions: Conventions): string {
  const day = format("day", conventions);
  return day.format(at) === day.format(now) ? clockTime(at, conventions) : `${format("short", conventions).format(at)}, ${clockTime(at, conventions)}`;
}

/** “just now”, “4 min ago”, then the time today, then the day: short, and never longer than it helps. */
export function relativeTime(at: number, now: number, conventions: Conventions): string {
  const ago = now - at;
  if (ago >= -MINUTE && ago < MINUTE) return "just now";
  if (ago > 0 && ago < HOUR) {
    return new Intl.RelativeTimeFormat(conventions.locale, { style: "short" }).format(-Math.floor(ago / MINUTE), "minute");
  }
  const day = format("day", conventions);
  if (day.format(at) === day.format(now)) return clockTime(at, conventions);
  const date = Math.abs(ago) < 300 * 24 * HOUR ? format("short", conventions).format(at) : day.format(at);
  return `${date}, ${clockTime(at, conventions)}`;
}
