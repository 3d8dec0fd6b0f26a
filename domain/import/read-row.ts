import { MAX_TEXT } from "../order.ts";
import { cut } from "../text.ts";
import { no, ok, parseAmount, parseQuantity } from "./amount.ts";
import type { Parsed } from "./amount.ts";
import { unguarded } from "./csv-cell.ts";
import type { DraftLine, FileRow, Reading } from "./draft.ts";
import { FIELD_LABEL } from "./field.ts";
import type { ImportField } from "./field.ts";

/** A cell as the file has it; "" where the field is not mapped. */
export function cellOf(row: FileRow, field: ImportField, reading: Reading): string {
  const column = reading.mapping[field];
  if (column === undefined) return "";
  const cell = row.cells[column] ?? "";
  return reading.guarded ? unguarded(cell) : cell;
}

/** The key that rows of one order share. Spreadsheets write whole numbers as 536365.0. */
export function orderKeyOf(row: FileRow, reading: Reading): string {
  return wholeId(cellOf(row, "order", reading));
}

export function wholeId(text: string): string {
  return text.trim().replace(/^(\d+)\.0+$/u, "$1");
}

/** Why a text cannot be stored as it is, or null. The same limits as in forms. */
export function textProblem(text: string, field: ImportField, max: number): string | null {
  if (text.length > max && Array.from(text).length > max) return `${FIELD_LABEL.get(field)}: use at most ${max} characters.`;
  if (text.includes("\0")) return `${FIELD_LABEL.get(field)}: remove the NUL character.`;
  return null;
}

export interface ReadLine extends DraftLine {
  readonly fee: number;
}

/** What one row says of its line, or every reason why it cannot be read. */
export function readLine(row: FileRow, reading: Reading): { readonly line: ReadLine } | { readonly reasons: string[] } {
  if (row.broken !== null) return { reasons: [row.broken] };
  const reasons: string[] = [];
  const take = <T>(parsed: Parsed<T>, otherwise: T): T => {
    if (parsed.ok) return parsed.value;
    reasons.push(parsed.reason);
    return otherwise;
  };

  const description = cellOf(row, "description", reading);
  const stockCode = cellOf(row, "stockCode", reading).trim() || codeOf(description);
  if (stockCode === "") reasons.push("Stock code and description are both missing.");
  for (const problem of [textProblem(stockCode, "stockCode", MAX_TEXT.stockCode), textProblem(description, "description", MAX_TEXT.description)]) if (problem) reasons.push(problem);

  const quantity = take(readQuantity(row, reading), 1);
  const unitPrice = take(readUnitPrice(row, reading, quantity), 0);
  const fee = take(optionalAmount(row, "lineFee", reading), null) ?? 0;
  return reasons.length > 0 ? { reasons } : { line: { stockCode, description, quantity, unitPrice, fee } };
}

/** A file without a column of quantities has one row for each piece. */
function readQuantity(row: FileRow, reading: Reading): Parsed<number> {
  if (reading.mapping.quantity === undefined) return ok(1);
  const text = cellOf(row, "quantity", reading);
  return text.trim() === "" ? no("Quantity is missing.") : parseQuantity(text, reading.decimal);
}

function readUnitPrice(row: FileRow, reading: Reading, quantity: number): Parsed<number> {
  const price = cellOf(row, "unitPrice", reading);
  if (price.trim() !== "") return parseAmount(price, "Unit price", reading.decimal, reading.digits, reading.currency);
  const total = cellOf(row, "lineTotal", reading);
  if (total.trim() === "") return no(reading.mapping.unitPrice === undefined ? "Line total is missing." : "Unit price is missing.");
  const amount = parseAmount(total, "Line total", reading.decimal, reading.digits, reading.currency);
  if (!amount.ok || amount.value % quantity === 0) return amount.ok ? ok(amount.value / quantity) : amount;
  return no(`Line total: ${total.trim()} cannot be divided by ${quantity} pieces exactly. Give a unit price.`);
}

/** Null where the cell is empty or not mapped. */
export function optionalAmount(row: FileRow, field: ImportField, reading: Reading): Parsed<number | null> {
  const text = cellOf(row, field, reading);
  return text.trim() === "" ? ok(null) : parseAmount(text, FIELD_LABEL.get(field) ?? field, reading.decimal, reading.digits, reading.currency);
}

/** Shops that keep no stock codes still sell distinct things: the description makes the code. */
export function codeOf(description: string): string {
  const words = description.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return cut(words.join("-"), MAX_TEXT.stockCode);
}
