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
  /** One value, or one row of them, goes into all of the rows. */
  readonly fill: boolean;
}

/** Cells as every spreadsheet takes them: tabs, new lines, and quotes where a text has either; an empty one is an empty line, so that it can be pasted. */
export function copied(rows: readonly OrderRow[], columns: readonly ColumnId[], words: CellWords): string {
  return tabbed(rows.map((row) => columns.map((column) => cellText(row, column, words))));
}

/** A note as one cell. */
export function copiedNote(note: string): string {
  return tabbed([[note]]);
}

function tabbed(cells: string[][]): string {
  return Papa.unparse(cells, { delimiter: "\t", newline: "\n" }) || "\n";
}

/** Spreadsheets quote what has a tab or a new line, and nothing else: quotes that do not close, or stand beside other text, are part of it. */
function cellsOf(text: string): readonly string[][] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: "\t" });
  if (errors.some((error) => error.type === "Quotes")) return text.split(/\r?\n/u).map((line) => line.split("\t"));
  return data.length > 0 ? data : [[""]];
}

/** What a paste would save: all of it, or nothing with the reason. */
export function pasted(text: string, { rows, columns, fill }: PasteTarget, words: CellWords, canEdit: (column: OrderColumn) => boolean): Pasted {
  const copies = cellsOf(text.replace(/\r?\n$/u, ""));
  const [first = [], ...more] = copies;
  const matrix = fill && more.length === 0 ? rows.map(() => first) : copies;
  const cells: PastedCell[] = [];
  for (const [i, values] of matrix.entries()) {
    const row = rows[i];
    if (!row) return { problem: `${matrix.length} rows do not fit below this one. Paste further up, or scroll on first.` };
    for (const [j, value] of values.entries()) {
      const column = columns[j];
      if (!column) return { problem: "There are not so many columns beside this one." };
      // What stands there already may come along from where it was copied.
      if (cellText(row, column.id, words).trim() === value.trim()) continue;
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
