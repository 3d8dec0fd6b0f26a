import type { OrderRow } from "../../../domain/order.ts";
import type { Conventions } from "../../ui/locale.ts";
import { toast } from "../../ui/toasts.ts";
import type { CellWords } from "../clipboard/cell-text.ts";
import type { copied } from "../clipboard/clipboard.ts";
import type { OrderColumn } from "../columns.ts";
import type { OrdersStore } from "../orders-store.ts";
import type { CellPlace, GridController } from "./grid-controller.ts";
import { HEADER } from "./grid-moves.ts";

interface ClipboardSource {
  readonly store: OrdersStore;
  readonly controller: GridController;
  readonly columns: () => readonly OrderColumn[];
  readonly conventions: () => Conventions;
  readonly at: () => CellPlace | null;
}

export interface GridClipboard {
  /** Fetches the code: on copying there is no time for it. */
  readonly prepare: () => void;
  readonly copy: (event: ClipboardEvent) => void;
  readonly paste: (event: ClipboardEvent) => void;
}

interface Code {
  readonly copied: typeof copied;
}

/** Copies cells, or the chosen rows, and pastes as a spreadsheet does (L9): each pasted cell is an edit like any other. */
export function createGridClipboard({ store, controller, columns, conventions, at }: ClipboardSource): GridClipboard {
  let code: Code | undefined;
  const load = async () => (code ??= await import("../clipboard/clipboard.ts"));
  const words = (): CellWords | undefined => {
    const lookups = store.lookups();
    return lookups && { lookups, conventions: conventions() };
  };
  const shown = (id: string): OrderRow[] => {
    const row = store.shownRow(id)?.row;
    return row ? [store.edits.shownRow(row)] : [];
  };
  /** In a list of orders one chooses rows: if the cell's own is among them, they are meant. */
  const chosen = (place: CellPlace) => (controller.isSelected(place.rowId) ? store.ids().filter(controller.isSelected) : []);
  const isElsewhere = (event: ClipboardEvent) => controller.editing() !== null || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;

  function copy(event: ClipboardEvent): void {
    const place = at();
    const known = words();
    const column = columns().find((c) => c.id === place?.column);
    if (isElsewhere(event) || !place || place.rowId === HEADER || !known) return;
    if (getSelection()?.isCollapsed === false) return; // a text is marked: that is meant
    const rows = chosen(place);
    if (rows.length === 0 && !column) return;
    event.preventDefault();
    const text = ({ copied: of }: Code) => (rows.length > 0 ? of(rows.flatMap(shown), columns().map((c) => c.id), known) : of(shown(place.rowId), column ? [column.id] : [], known));
    const told = () => toast(rows.length > 0 ? `Copied ${rows.length} ${rows.length === 1 ? "order" : "orders"}` : `Copied the ${column?.spoken}`, { key: "clipboard" });
    if (code) {
      event.clipboardData?.setData("text/plain", text(code));
      told();
    } else {
      // Too late for the event by then.
      load().then((loaded) => navigator.clipboard.writeText(text(loaded))).then(told, () => toast("Nothing was copied. Copy again.", { tone: "error", key: "clipboard" }));
    }
  }

  async function put(text: string, { rowId, column }: CellPlace): Promise<void> {
    const known = words();
    if (!known) return;
    const { putCells } = await import("../clipboard/put-cells.ts");
    const of = { rowId, chosen: chosen({ rowId, column }), columns: columns().slice(columns().findIndex((c) => c.id === column)) };
    putCells(text, of, store, known, controller.canEdit);
  }

  return {
    prepare: () => void Promise.allSettled([load(), import("../clipboard/put-cells.ts")]), // pasting tries again, and says so
    copy,
    paste(event) {
      const place = at();
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (isElsewhere(event) || !place || place.rowId === HEADER || text === "" || !columns().some((c) => c.id === place.column)) return;
      event.preventDefault();
      put(text, place).catch(() => toast("Pasting could not be loaded. Check the connection and paste again.", { tone: "error", key: "clipboard" }));
    },
  };
}
