import Papa from "papaparse";
import { ENCODING_NAME } from "../../domain/import/encoding.ts";
import type { Encoding } from "../../domain/import/encoding.ts";
import type { Layout } from "../../domain/import/layout.ts";

/** One record of a part of a file. */
export interface CsvRecord {
  readonly cells: string[];
  /** Bytes from the start of the part to the end of the record, its newline included: the next record begins there. */
  readonly end: number;
  /** Why its cells are not to be trusted, or null. */
  readonly broken: string | null;
}

const QUOTES = "The quotes in this row are not in balance.";

/**
 * Reads the whole records of a part of a file that begins at the start of a record.
 * Papaparse decides what a record is; this knows where in the bytes each one ends,
 * so that an import can go on from there: newlines are the same bytes in every
 * encoding that we read, and no decoder ever loses one.
 *
 * A quote that is never closed would make the rest of the file one cell. Its line is
 * given out as broken, and reading goes on with the line after it.
 *
 * @param complete the part reaches the file's end, so the last record needs no newline
 */
export function readRecords(bytes: Uint8Array, layout: Pick<Layout, "encoding" | "delimiter" | "newline">, complete: boolean): CsvRecord[] {
  const text = new TextDecoder(layout.encoding, { fatal: false, ignoreBOM: true }).decode(bytes, { stream: !complete });
  const parsed = parse(text, layout, complete);
  const rows = parsed?.map((cells) => ({ cells, broken: false })) ?? parseAround(text, layout, complete);
  const misread = text.includes("\uFFFD") && !decodes(bytes, layout.encoding, complete);

  const newlineAfter = newlineFinder(bytes, layout);
  const quoted = text.includes('"');
  const records: CsvRecord[] = [];
  let end = 0;
  for (const { cells, broken } of rows) {
    // At the end of the file after the last newline there is no record.
    if (complete && end === bytes.length && cells.length === 1 && cells[0] === "") break;
    let lines = 1;
    if (quoted) for (const cell of cells) lines += count(cell, layout.newline);
    for (; lines > 0; lines--) end = newlineAfter(end);
    const last = cells.length - 1;
    if (layout.newline === "\n" && cells[last]?.endsWith("\r")) cells[last] = cells[last].slice(0, -1);
    const unreadable = misread && cells.some((c) => c.includes("\uFFFD"));
    records.push({ cells, end, broken: broken ? QUOTES : unreadable ? `This row has characters that are not ${ENCODING_NAME[layout.encoding]}. Choose another encoding.` : null });
  }
  return records;
}

type Format = Pick<Layout, "delimiter" | "newline">;

/** All records at once; null if quotes are out of balance somewhere. */
function parse(text: string, format: Format, complete: boolean): string[][] | null {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: format.delimiter, newline: format.newline });
  // What follows the last newline is no record yet, and so can neither count nor be wrong.
  const whole = complete ? data.length : data.length - 1;
  return errors.some((e) => e.type === "Quotes" && (e.row ?? 0) < whole) ? null : data.slice(0, whole);
}

/** Record by record, so that one with quotes out of balance costs its first line and no more. */
function parseAround(text: string, format: Format, complete: boolean): { cells: string[]; broken: boolean }[] {
  const rows: { cells: string[]; broken: boolean }[] = [];
  let rest = text;
  while (rest !== "") {
    let start = 0;
    let failedAt: number | null = null;
    Papa.parse<string[]>(rest, {
      delimiter: format.delimiter,
      newline: format.newline,
      step: ({ data, errors, meta }, parser) => {
        if (errors.length > 0) {
          failedAt = meta.cursor;
          parser.abort();
          return;
        }
        start = meta.cursor;
        rows.push({ cells: data, broken: false });
      },
    });
    if (failedAt === null) {
      if (!complete) rows.pop();
      break;
    }
    // The rest of this record may stand in the part of the file that follows.
    if (!complete && failedAt === rest.length) break;
    const newline = rest.indexOf(format.newline, start);
    const line = newline === -1 ? rest.slice(start) : rest.slice(start, newline);
    rows.push({ cells: line.split(format.delimiter), broken: true });
    rest = newline === -1 ? "" : rest.slice(newline + 1);
    if (rest === "" && complete && newline !== -1) rows.push({ cells: [""], broken: false });
  }
  return rows;
}

function count(cell: string, char: string): number {
  let n = 0;
  for (let at = cell.indexOf(char); at !== -1; at = cell.indexOf(char, at + 1)) n++;
  return n;
}

/** From an offset to the one after the next newline; the end of the bytes if there is none. */
function newlineFinder(bytes: Uint8Array, layout: Pick<Layout, "encoding" | "newline">): (from: number) => number {
  const code = layout.newline.charCodeAt(0);
  const wide = layout.encoding === "utf-16le" || layout.encoding === "utf-16be";
  if (!wide) {
    return (from) => {
      const at = bytes.indexOf(code, from);
      return at === -1 ? bytes.length : at + 1;
    };
  }
  const low = layout.encoding === "utf-16le" ? 0 : 1;
  return (from) => {
    for (let at = bytes.indexOf(code, from); at !== -1; at = bytes.indexOf(code, at + 1)) {
      if (at % 2 === low && bytes[at + 1 - 2 * low] === 0) return at - low + 2;
    }
    return bytes.length;
  };
}

function decodes(bytes: Uint8Array, encoding: Encoding, complete: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !complete });
    return true;
  } catch {
    return false;
  }
}

/** The first line of a part as a broken record, when not one record could be made of it; null if there is not even a line. */
export function brokenLine(bytes: Uint8Array, layout: Pick<Layout, "encoding" | "delimiter" | "newline">): CsvRecord | null {
  const end = newlineFinder(bytes, layout)(0);
  if (end === bytes.length) return null;
  const line = new TextDecoder(layout.encoding, { fatal: false, ignoreBOM: true }).decode(bytes.subarray(0, end)).trimEnd();
  return { cells: line.split(layout.delimiter), end, broken: QUOTES };
}
