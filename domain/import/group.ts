import { MAX_LINES } from "../order.ts";
import type { FileRow, Reading } from "./draft.ts";
import { isBlank } from "./layout.ts";
import { orderKeyOf } from "./read-row.ts";

/** Rows that stand one after another and belong to one order, with what stands between them and belongs to none. */
export interface Group {
  readonly key: string;
  readonly rows: FileRow[];
  /** Rows without an order number, and broken ones whose order cannot be told. */
  readonly loose: FileRow[];
  /** How many records of the input it covers, blank ones included. */
  readonly length: number;
}

/**
 * Cuts records into groups, in order and without gaps. The last group is left out
 * unless `complete`, because its next row may be in the part of the file that is not
 * read yet; the caller goes on from there. It is kept all the same when it has more
 * rows than an order can have, so that a file of one endless order does not fill the memory.
 */
export function groupRows(records: readonly FileRow[], reading: Reading, complete: boolean): Group[] {
  const groups: Group[] = [];
  let open: { key: string; rows: FileRow[]; loose: FileRow[]; length: number } = { key: "", rows: [], loose: [], length: 0 };
  for (const row of records) {
    const key = isBlank(row.cells) ? "" : orderKeyOf(row, reading);
    // A row broken in two leaves a tail whose first cell is no order number: it must not part the rows around it.
    const stays = key === "" || key === open.key || (row.broken !== null && open.key !== "");
    if (!stays && open.key === "") open.key = key;
    else if (!stays) {
      groups.push(open);
      open = { key, rows: [], loose: [], length: 0 };
    }
    open.length++;
    if (isBlank(row.cells)) continue;
    if (key !== "" && key === open.key) open.rows.push(row);
    else open.loose.push(row);
  }
  if (open.length > 0 && (complete || open.rows.length > MAX_LINES)) groups.push(open);
  return groups;
}

export function looseReason(row: FileRow): string {
  return row.broken ?? "Order number is missing.";
}
