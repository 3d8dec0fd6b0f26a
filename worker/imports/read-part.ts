import { MAX_ROW_BYTES } from "../../domain/import/spec.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Layout } from "../../domain/import/layout.ts";
import { brokenLine, readRecords } from "./csv.ts";
import type { CsvRecord } from "./csv.ts";

/** The file cannot be read (on); the sentence says why. Ends a job that meets it. */
export class UnreadableFile extends ProblemError {
  constructor(detail: string) {
    super("unsupported_file", detail);
    this.name = "UnreadableFile";
  }
}

/**
 * The whole records of a part, as `readRecords`; but a record that goes on and on is
 * taken for a quote that was never closed: its line is broken, and reading goes on behind it.
 * @throws UnreadableFile if not even a line ends
 */
export function readPart(bytes: Uint8Array, layout: Layout, complete: boolean): CsvRecord[] {
  const records = readRecords(bytes, layout, complete);
  if (complete) return records;
  for (;;) {
    const end = records.at(-1)?.end ?? 0;
    if (bytes.length - end <= MAX_ROW_BYTES) return records;
    const rest = bytes.subarray(end);
    const line = brokenLine(rest, layout);
    if (!line) throw new UnreadableFile(`A row is longer than ${MAX_ROW_BYTES / 1024} kB. Check that the file is a CSV with one row for each order line.`);
    records.push({ ...line, end: end + line.end });
    for (const more of readRecords(rest.subarray(line.end), layout, false)) records.push({ ...more, end: end + line.end + more.end });
  }
}
