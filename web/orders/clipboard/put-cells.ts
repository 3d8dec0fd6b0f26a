import type { OrderRow } from "../../../domain/order.ts";
import { toast } from "../../ui/toasts.ts";
import type { OrderColumn } from "../columns.ts";
import type { GridController } from "../grid/grid-controller.ts";
import type { OrdersStore } from "../orders-store.ts";
import type { CellWords } from "./cell-text.ts";
import { pasted } from "./clipboard.ts";

/** Where a paste begins. */
export interface PastePlace {
  readonly rowId: string;
  /** Rows that are chosen together with it; one value goes into all of them. */
  readonly chosen: readonly string[];
  /** From its own on. */
  readonly columns: readonly OrderColumn[];
}

/** Pastes as a spreadsheet does (L9): each cell is an edit like any other, or none if one of them cannot be. */
export function putCells(text: string, { rowId, chosen, columns }: PastePlace, store: OrdersStore, words: CellWords, canEdit: GridController["canEdit"]): void {
  const shown = (id: string): OrderRow[] => {
    const row = store.shownRow(id)?.row;
    return row ? [store.edits.shownRow(row)] : [];
  };
  const fill = chosen.length > 1;
  const ids = store.ids();
  const result = pasted(text, { rows: (fill ? chosen : ids.slice(ids.indexOf(rowId))).flatMap(shown), columns, fill }, words, canEdit);
  if ("problem" in result) return void toast(`Nothing was pasted. ${result.problem}`, { tone: "error", key: "clipboard" });
  // One step for undo, as it was one to paste.
  const batch = crypto.randomUUID();
  for (const { row, field, edit } of result.cells) {
    // Based on what the list holds, not on one's own edits over it.
    const base = store.shownRow(row.id)?.row;
    if (base) store.edits.save(base, store.edits.seen(base), field, edit, batch);
  }
  const { length } = result.cells;
  toast(length === 0 ? "Nothing to change: that stands there already" : `Pasted into ${length} ${length === 1 ? "cell" : "cells"}`, { key: "clipboard" });
}
