import type { ColumnId } from "../../../domain/order-column.ts";
import { isNoteCut } from "../../../domain/order.ts";
import type { OrderRow } from "../../../domain/order.ts";
import type { ApiScope } from "../../api.ts";
import { toast } from "../../ui/toasts.ts";
import type { OrderColumn } from "../columns.ts";
import { readNote } from "../order-list.ts";
import type { OrdersStore } from "../orders-store.ts";
import type { CellWords } from "./cell-text.ts";
import { copied, copiedNote } from "./clipboard.ts";

/** The chosen rows with the columns in sight; of none, the cell. */
export interface CopyPlace {
  readonly rowId: string;
  readonly column: OrderColumn | undefined;
  readonly chosen: readonly string[];
  readonly columns: readonly OrderColumn[];
}

/**
 * Copies what is chosen, or the cell (L9.12).
 * @param event as long as it can take a text; null once that is too late
 */
export function copyCells({ rowId, column, chosen, columns }: CopyPlace, store: OrdersStore, words: CellWords, scope: ApiScope, event: ClipboardEvent | null): void {
  const shown = (id: string): OrderRow[] => {
    const row = store.shownRow(id)?.row;
    return row ? [store.edits.shownRow(row)] : [];
  };
  const only = chosen.length === 0 ? column : undefined;
  const rows = only ? shown(rowId) : chosen.flatMap(shown);
  if (rows.length === 0) return;
  const ids: readonly ColumnId[] = (only ? [only] : columns).map((c) => c.id);
  const told = () => void toast(only ? `Copied the ${only.spoken}` : `Copied ${rows.length} ${rows.length === 1 ? "order" : "orders"}`, { key: "clipboard" });
  const isLongNote = only?.id === "note" && rows.some((row) => isNoteCut(row.noteStart));
  if (event && !isLongNote) {
    event.clipboardData?.setData("text/plain", copied(rows, ids, words));
    return told();
  }
  const note = async () => copiedNote(store.edits.inCell(rowId, "note")?.edit.note ?? (await readNote(scope, rowId)));
  const write = async () => navigator.clipboard.writeText(isLongNote ? await note() : copied(rows, ids, words));
  write().then(told, () => toast("Nothing was copied. Copy again.", { tone: "error", key: "clipboard" }));
}
