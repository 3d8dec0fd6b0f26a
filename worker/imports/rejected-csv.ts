import type { OrgDatabase } from "../../db/database.ts";
import { readRejects } from "../../db/import-reject.ts";
import { csvRecord } from "../../domain/import/csv-cell.ts";
import { REASON_HEADER } from "../../domain/import/template.ts";

const PAGE = 1_000;
/** So that spreadsheets take the file for UTF-8. */
const BOM = "\uFEFF";

/** The rejected rows as they came, each with its reason in one more column: to be corrected and uploaded again. Streams page by page. */
export function rejectedCsv(db: OrgDatabase, jobId: string, header: readonly string[]): ReadableStream<Uint8Array> {
  // The file may itself be one of ours, corrected in part: then its reasons are replaced.
  const columns = header.at(-1) === REASON_HEADER ? header.slice(0, -1) : header;
  const encoder = new TextEncoder();
  let after: number | null = null;
  return new ReadableStream({
    async pull(controller) {
      if (after === null) {
        controller.enqueue(encoder.encode(BOM + csvRecord([...columns, REASON_HEADER])));
        after = 0;
        return;
      }
      const page = await readRejects(db, jobId, after, PAGE);
      const text = page.map(({ cells, reason }) => {
        const own = Array.from({ length: columns.length }, (_, i) => cells[i] ?? "");
        // Cells too many stand behind the reason, so that it stays in its column.
        return csvRecord([...own, reason, ...cells.slice(header.length)]);
      });
      if (text.length > 0) controller.enqueue(encoder.encode(text.join("")));
      after = page.at(-1)?.row ?? after;
      if (page.length < PAGE) controller.close();
    },
  });
}
