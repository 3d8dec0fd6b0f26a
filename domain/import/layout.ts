import * as v from "valibot";
import { ENCODINGS } from "./encoding.ts";
import { knownHeaders } from "./guess-mapping.ts";

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How the file is written; guessed, and changeable where the guess can be wrong. */
export const Layout = v.object({
  encoding: v.picklist(ENCODINGS),
  delimiter: v.picklist(DELIMITERS),
  /** Ends a row: `\n` (also after `\r`), or `\r` in files of old Macs. */
  newline: v.picklist(["\n", "\r"]),
  /** Rows before the header: a title, a comment, blank rows. */
  preamble: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)),
});
export type Layout = v.InferOutput<typeof Layout>;

/** `\r` only if the text has no `\n` at all: a file of Windows has both. */
export function guessNewline(text: string): "\n" | "\r" {
  return text.includes("\r") && !text.includes("\n") ? "\r" : "\n";
}

/** A title or a comment may stand above the header, but not a book. */
const MAX_PREAMBLE = 20;

/**
 * How many rows stand before the header: it is the row with the most headers that
 * we know, else the first that is as wide as the rows under it.
 */
export function guessPreamble(rows: readonly (readonly string[])[]): number {
  const candidates = rows.slice(0, MAX_PREAMBLE + 1);
  const known = candidates.map(knownHeaders);
  const most = Math.max(0, ...known);
  if (most >= 2) return known.indexOf(most);
  const width = usualWidth(rows);
  const at = candidates.findIndex((row) => row.length === width && !isBlank(row));
  return Math.max(0, at);
}

export function isBlank(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === "");
}

/** The number of cells that most rows have. */
function usualWidth(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) if (!isBlank(row)) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}

/**
 * Which reading of the same text is a table: known headers tell most, then how many
 * rows have the usual number of cells, then that number.
 */
export function guessDelimiter(readings: readonly { readonly delimiter: Delimiter; readonly rows: readonly (readonly string[])[] }[]): Delimiter {
  let best: Delimiter = ",";
  let bestScore = -1;
  for (const { delimiter, rows } of readings) {
    const width = usualWidth(rows);
    const full = rows.filter((r) => !isBlank(r));
    const regular = full.filter((r) => r.length === width).length / Math.max(1, full.length);
    const known = Math.max(0, ...rows.slice(0, MAX_PREAMBLE + 1).map(knownHeaders));
    const score = width < 2 ? 0 : known * 100 + regular * 50 + Math.min(width, 40);
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

/** Why a record does not fit under the header, or null. Empty cells too many are harmless: some programs end every row with a delimiter. */
export function raggedReason(cells: readonly string[], width: number): string | null {
  if (cells.length < width) return `This row has ${cells.length} cells where the header has ${width}.`;
  for (let i = width; i < cells.length; i++) if (cells[i] !== "") return `This row has ${cells.length} cells where the header has ${width}.`;
  return null;
}
