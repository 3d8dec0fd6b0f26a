const formatters = new Map<string, Intl.NumberFormat>();

/** “12,345”. Making a formatter costs as much as hundreds of uses, and the numbers of a busy list change many times a second. */
export function numberText(n: number, locale: string): string {
  let found = formatters.get(locale);
  if (!found) formatters.set(locale, (found = new Intl.NumberFormat(locale)));
  return found.format(n);
}
