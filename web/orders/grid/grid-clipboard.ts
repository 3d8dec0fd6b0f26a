import type { ApiScope } from "../../api.ts";
import type { Conventions } from "../../ui/locale.ts";
import { toast } from "../../ui/toasts.ts";
import type { CellWords } from "../clipboard/cell-text.ts";
import type { copyCells } from "../clipboard/copy-cells.ts";
import type { OrderColumn } from "../columns.ts";
import type { OrdersStore } from "../orders-store.ts";
import type { CellPlace, GridController } from "./grid-controller.ts";
import { HEADER } from "./grid-moves.ts";

interface ClipboardSource {
  readonly store: OrdersStore;
  readonly controller: GridController;
  readonly scope: ApiScope;
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

/** Copies cells, or the chosen rows, and pastes as a spreadsheet does (L9): each pasted cell is an edit like any other. */
export function createGridClipboard({ store, controller, scope, columns, conventions, at }: ClipboardSource): GridClipboard {
  let code: { readonly copyCells: typeof copyCells } | undefined;
  const load = async () => (code ??= await import("../clipboard/copy-cells.ts"));
  const loadPaste = () => import("../clipboard/put-cells.ts");
  /** Where it happens, and how it is put into words; undefined if it is not the grid that is meant. */
  function begin(event: ClipboardEvent): { readonly words: CellWords; readonly of: { readonly rowId: string; readonly column: OrderColumn | undefined; readonly chosen: readonly string[] } } | undefined {
    const place = at();
    const lookups = store.lookups();
    if (controller.editing() || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || !place || place.rowId === HEADER || !lookups) return undefined;
    // In a list of orders one chooses rows: if the cell's own is among them, they are meant.
    const chosen = controller.isSelected(place.rowId) ? store.ids().filter(controller.isSelected) : [];
    return { words: { lookups, conventions: conventions() }, of: { rowId: place.rowId, column: columns().find((c) => c.id === place.column), chosen } };
  }

  return {
    prepare: () => void Promise.allSettled([load(), loadPaste()]), // pasting tries again, and says so
    copy(event) {
      const begun = begin(event);
      // A text that is marked is meant.
      if (!begun || getSelection()?.isCollapsed === false || (begun.of.chosen.length === 0 && !begun.of.column)) return;
      const { of, words } = begun;
      event.preventDefault();
      const copy = (by: typeof copyCells, now: ClipboardEvent | null) => by({ ...of, columns: columns() }, store, words, scope, now);
      if (code) copy(code.copyCells, event);
      else load().then((loaded) => copy(loaded.copyCells, null), () => toast("Nothing was copied. Copy again.", { tone: "error", key: "clipboard" }));
    },
    paste(event) {
      const begun = begin(event);
      const text = event.clipboardData?.getData("text/plain") ?? "";
      const column = begun?.of.column;
      if (!begun || text === "" || !column) return;
      event.preventDefault();
      const of = { ...begun.of, columns: columns().slice(columns().indexOf(column)) };
      loadPaste().then(({ putCells }) => putCells(text, of, store, begun.words, controller.canEdit), () => toast("Pasting could not be loaded. Check the connection and paste again.", { tone: "error", key: "clipboard" }));
    },
  };
}
