import type { Conventions } from "../../ui/locale.ts";

const formats = new Map<string, readonly [day: Intl.DateTimeFormat, old: Intl.DateTimeFormat, time: Intl.DateTimeFormat]>();

// A format costs ~50 µs to make and a grid shows hundreds of times.
function formatsOf({ locale, timeZone }: Conventions): readonly [Intl.DateTimeFormat, Intl.DateTimeFormat, Intl.DateTimeFormat] {
  const key = `${locale} ${timeZone}`;
  let found = formats.get(key);
  if (!found) {
    found = [
      new Intl.DateTimeFormat(locale, { timeZone, day: "numeric", month: "short" }),
      new Intl.DateTimeFormat(locale, { timeZone, day: "numeric", month: "short", year: "numeric" }),
      new Intl.DateTimeFormat(locale, { timeZone, hour: "2-digit", minute: "2-digit" }),
    ];
    formats.set(key, found);
  }
  return found;
}

/** Day and time in the organization's zone, as short as they stay clear: the year only if it is not near. */
export function placedText(at: number, now: number, conventions: Conventions): { readonly day: string; readonly time: string } {
  const [day, old, time] = formatsOf(conventions);
  const near = Math.abs(now - at) < 300 * 24 * 60 * 60 * 1_000;
  const today = day.format(at) === day.format(now) && near;
  return { day: today ? "Today" : (near ? day : old).format(at), time: time.format(at) };
}
