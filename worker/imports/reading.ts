import type { Lookups } from "../../domain/lookups.ts";
import type { Reading } from "../../domain/import/draft.ts";
import type { ImportStart } from "../../domain/import/spec.ts";
import { REASON_HEADER } from "../../domain/import/template.ts";
import { minorDigits } from "../../domain/money.ts";

/** How the cells of a file are understood in an organization. */
export function readingOf(start: Pick<ImportStart, "mapping" | "options"> & { readonly header: readonly string[] }, lookups: Lookups): Reading {
  const { organization } = lookups;
  return {
    mapping: start.mapping,
    dateOrder: start.options.dateOrder,
    decimal: start.options.decimal,
    currency: organization.currency,
    digits: minorDigits(organization.currency),
    timeZone: organization.timeZone,
    names: lookups,
    guarded: start.header.at(-1) === REASON_HEADER,
  };
}
