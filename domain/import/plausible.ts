import { parseAmount } from "./amount.ts";
import type { Parsed } from "./amount.ts";
import type { FileRow, Reading } from "./draft.ts";
import { FIELD_LABEL } from "./field.ts";
import type { ImportField, Mapping } from "./field.ts";
import { foldName } from "./fold-name.ts";
import { findAgent, findChannel, findOrderType, findPaymentMethod, findPaymentStatus, findPerson, findStatus } from "./names.ts";
import { cellOf } from "./read-row.ts";

type Reader = (text: string, reading: Reading) => Parsed<unknown>;
const amount: Reader = (text, { decimal, digits, currency }) => parseAmount(text, "", decimal, digits, currency);

/** Fields that orders can do without, and how their cells are read. */
const OPTIONAL: readonly (readonly [ImportField, Reader])[] = [
  ["status", (text, { names }) => findStatus(text, names)],
  ["channel", (text, { names }) => findChannel(text, names)],
  ["csr", (text, { names }) => findPerson(text, names)],
  ["agent", (text, { names }) => findAgent(text, names)],
  ["paymentStatus", findPaymentStatus],
  ["paymentMethod", findPaymentMethod],
  ["orderType", findOrderType],
  ["fee", amount],
  ["lineFee", amount],
  ["discount", amount],
  ["paidAmount", amount],
  ["refundedAmount", amount],
];

/** Words that mean something else in every shop, though they have our header. */
const LOOSE: ReadonlySet<ImportField> = new Set(["paymentMethod", "orderType"]);

/**
 * A guess without the columns whose header promised what their cells do not hold: a
 * shop's "Source" or "Payment Method" means its own words, and a guess must not reject
 * a whole file for them. Of the distinct values three in four must be understood. A
 * column under our own name is kept: there a wrong word is a mistake to be told.
 */
export function plausibleMapping(header: readonly string[], rows: readonly FileRow[], reading: Reading): Mapping {
  const mapping = { ...reading.mapping };
  for (const [field, read] of OPTIONAL) {
    const column = mapping[field];
    if (column === undefined || (!LOOSE.has(field) && isOurs(header[column] ?? "", field))) continue;
    const values = [...new Set(rows.map((row) => cellOf(row, field, reading)).filter((text) => text.trim() !== ""))];
    if (values.filter((text) => read(text, reading).ok).length * 4 < values.length * 3) delete mapping[field];
  }
  return mapping;
}

function isOurs(header: string, field: ImportField): boolean {
  return [field, FIELD_LABEL.get(field) ?? ""].some((name) => foldName(name) === foldName(header));
}
