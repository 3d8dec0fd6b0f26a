import { MAX_WORDS } from "../../../domain/filter.ts";
import type { LeftOut } from "../../../domain/filter-url.ts";
import { shortened } from "../../../domain/quote.ts";

/** So many names are read; the others are counted. */
const NAMED = 4;

/** What the page leaves out of an address, as sentences (L4): the rest of it is shown. */
export function leftOutWords(leftOut: readonly LeftOut[]): string[] {
  const unknown = leftOut.filter((one) => one.why === "name").map((one) => `“${shortened(one.name)}”`);
  const columns = leftOut.filter((one) => one.why === "value" && one.name === "columns").map((one) => `“${shortened(one.value)}”`);
  const twice = new Set(leftOut.filter((one) => one.why === "twice").map((one) => `“${shortened(one.name === "columns" ? one.value : one.name)}”`));
  return [
    ...(unknown.length > 0 ? [`${named(unknown)} in the address ${unknown.length === 1 ? "is no filter and was" : "are no filters and were"} left out.`] : []),
    ...(twice.size > 0 ? [`${named([...twice])} ${twice.size === 1 ? "stands" : "stand"} in the address twice: the first one counts.`] : []),
    ...leftOut.filter((one) => one.why === "value" && one.name !== "columns").map(valueWords),
    ...(columns.length > 0 ? [`There ${columns.length === 1 ? "is no column" : "are no columns"} ${named(columns)}; the others are shown.`] : []),
  ];
}

function valueWords({ name, value }: LeftOut): string {
  const said = `“${shortened(value)}”`;
  switch (name) {
    case "quick": return `There is no quick filter ${said}; all orders are shown.`;
    case "sort": return `Orders cannot be sorted by ${said}; the newest come first.`;
    case "group": return `Orders cannot be grouped by ${said}; they are shown as one list.`;
    case "text":
    case "number":
    case "name":
    case "email":
    case "phone":
    case "reference":
    case "postcode":
    case "stock": return `${value.length > MAX_WORDS ? `More than ${MAX_WORDS} characters are not looked for` : "There is nothing to look for"} in “${name}=${shortened(value)}”; it was left out.`;
    default: return `The filter “${name}=${shortened(value)}” is not understood and was left out.`;
  }
}

function named(names: readonly string[]): string {
  const more = names.length - NAMED;
  return new Intl.ListFormat("en-GB").format(more > 0 ? [...names.slice(0, NAMED), `${more} more`] : names);
}
