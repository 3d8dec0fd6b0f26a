import Papa from "papaparse";
import type { OrderEdit } from "../../../domain/order-edit.ts";
import type { ColumnId } from "../../../domain/order-column.ts";
import type { OrderRow } from "../../../domain/order.ts";
import type { OrderColumn } from "../columns.ts";
import type { EditableField } from "../row-edit.ts";
import { cellText } from "./cell-text.ts";
import type { CellWords } from "./cell-text.ts";
import { pastedEdit } from "./pasted-edit.ts";

/** Each cell is a save of its own; what is more than a screen or two is a bulk action. */
export const MOST_CELLS = 200;

export interface PastedCell {
  readonly row: OrderRow;
  readonly field: EditableField;
  readonly edit: OrderEdit;
}

export type Pasted = { readonly cells: readonly PastedCell[] } | { readonly problem: string };

/** Where a paste begins, or what it fills. */
export interface PasteTarget {
  /** Rows from the cell downwards; or those that are chosen. */
  readonly rows: readonly OrderRow[];
  /** Columns from the cell to the right. */
  readonly columns: readonly OrderColumn[];
  /** One value goes into all of the rows. */
  readonly fill: boolean;
}

/** Cells as every spreadsheet takes them: tabs, new lines, and quotes where a text has either. */
export function copied(rows: readonly OrderRow[], columns: readonly ColumnId[], words: CellWords): string {
  return Papa.unparse(rows.map((row) => columns.map((column) => cellText(row, column, words))), { delimiter: "\t", newline: "\n" });
}

/** What a paste would save: all of it, or nothing with the reason. */
export function pasted(text: string, { rows, columns, fill }: PasteTarget, words: CellWords, canEdit: (column: OrderColumn) => boolean): Pasted {
  const { data } = Papa.parse<string[]>(text.replace(/\r?\n$/u, ""), { delimiter: "\t" });
  const [[only = ""] = [], ...more] = data;
  const matrix = fill && more.length === 0 && data[0]?.length === 1 ? rows.map(() => [only]) : data;
  const cells: PastedCell[] = [];
  for (const [i, values] of matrix.entries()) {
    const row = rows[i];
    if (!row) return { problem: `${matrix.length} rows do not fit below this one. Paste further up, or scroll on first.` };
    for (const [j, value] of values.entries()) {
      const column = columns[j];
      if (!column) return { problem: "There are not so many columns beside this one." };
      // What stands there already may come along from where it was copied.
      if (cellText(row, column.id, words) === value.trim()) continue;
      if (!column.edit) return { problem: `${column.name} cannot be pasted into.` };
      if (!canEdit(column)) return { problem: `Your role does not allow changing the ${column.spoken}.` };
      const read = pastedEdit(value, column.edit, words.lookups);
      if ("problem" in read) return { problem: `${row.number}: ${read.problem}` };
      cells.push({ row, field: column.edit, edit: read.edit });
    }
  }
  if (cells.length > MOST_CELLS) return { problem: `At most ${MOST_CELLS} cells are pasted at once. For more, choose the orders and change them together.` };
  return { cells };
}
