import { bomLength, guessEncoding, notText } from "../../domain/import/encoding.ts";
import type { FileRow } from "../../domain/import/draft.ts";
import { DELIMITERS, guessDelimiter, guessNewline, guessPreamble, isBlank, raggedReason } from "../../domain/import/layout.ts";
import type { Layout } from "../../domain/import/layout.ts";
import { MAX_COLUMNS } from "../../domain/import/field.ts";
import { ProblemError } from "../../domain/problem.ts";
import { readRecords } from "./csv.ts";
import { readRange } from "./file.ts";
import { readPart } from "./read-part.ts";

const HEAD_BYTES = 1024 * 1024;
/** Enough to tell a delimiter by; four readings of it cost a few milliseconds. */
const GUESS_BYTES = 64 * 1024;
const SAMPLE_BYTES = 32 * 1024;

/** The beginning of a file, as it is laid out. */
export interface FileHead {
  readonly layout: Layout;
  readonly header: string[];
  /** Byte at which the first row after the header begins. */
  readonly dataOffset: number;
  /** The rows after the header that the first megabyte holds whole. */
  readonly rows: FileRow[];
  /** The rows are all that the file has. */
  readonly whole: boolean;
  /** Some rows from further on, for guesses: a year's file begins with days that do not tell day from month. */
  readonly later: string[][];
}

/**
 * Looks at the beginning of an uploaded file. What `wanted` leaves open is guessed.
 * @throws ProblemError `unsupported_file` if it is no text, no table, or has no rows
 */
export async function readHead(files: R2Bucket, key: string, size: number, wanted: Partial<Layout>): Promise<FileHead> {
  const bytes = await readRange(files, key, 0, HEAD_BYTES);
  const whole = bytes.length >= size;
  const further = await samples(files, key, size);
  const encoding = wanted.encoding ?? guessEncoding([bytes, ...further]);
  const complaint = notText(bytes, encoding);
  if (complaint !== null) throw new ProblemError("unsupported_file", complaint);

  const skip = bomLength(bytes, encoding);
  const start = bytes.subarray(skip, skip + GUESS_BYTES);
  const startIsWhole = skip + GUESS_BYTES >= size;
  const newline = wanted.newline ?? guessNewline(new TextDecoder(encoding, { fatal: false, ignoreBOM: true }).decode(start));
  const read = (delimiter: Layout["delimiter"]) => readRecords(start, { encoding, delimiter, newline }, startIsWhole).map((r) => r.cells);
  const delimiter = wanted.delimiter ?? guessDelimiter(DELIMITERS.map((d) => ({ delimiter: d, rows: read(d) })));
  const preamble = wanted.preamble ?? guessPreamble(read(delimiter));
  const layout: Layout = { encoding, delimiter, newline, preamble };

  const records = readPart(bytes.subarray(skip), layout, whole);
  const header = records[preamble];
  if (!header || isBlank(header.cells)) throw new ProblemError("unsupported_file", "No header row was found. The first row must name the columns.");
  if (header.cells.length > MAX_COLUMNS) throw new ProblemError("unsupported_file", `The header has ${header.cells.length} columns; at most ${MAX_COLUMNS} can be read. Check the delimiter.`);
  const rows = records.slice(preamble + 1).map((r, i): FileRow => ({ number: i + 1, cells: r.cells, broken: r.broken ?? (isBlank(r.cells) ? null : raggedReason(r.cells, header.cells.length)) }));
  if (rows.every((row) => isBlank(row.cells)) && whole) throw new ProblemError("unsupported_file", "The file has a header but no rows under it. Export the orders again and upload the new file.");
  const later = further.flatMap((sample) => readRecords(sample, layout, false).map((r) => r.cells)).filter((cells) => cells.length === header.cells.length);
  return { layout, header: header.cells, dataOffset: skip + header.end, rows, whole, later };
}

/** From further on: a large file may be plain ASCII for megabytes before its first ü. At even offsets, for the pairs of UTF-16. */
async function samples(files: R2Bucket, key: string, size: number): Promise<Uint8Array[]> {
  if (size <= HEAD_BYTES) return [];
  return Promise.all([0.3, 0.6, 0.9].map((share) => readRange(files, key, Math.floor((size * share) / 2) * 2, SAMPLE_BYTES)));
}
