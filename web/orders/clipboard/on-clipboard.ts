import type { ClipboardSource } from "../grid/grid-clipboard.ts";
import { HEADER } from "../grid/grid-moves.ts";
import { copyCells } from "./copy-cells.ts";
import { putCells } from "./put-cells.ts";

/**
 * Copies or pastes in the grid (L9), unless it is something else that is meant.
 * @param text what is pasted
 * @param late the event is over: it takes no text any more
 */
export function onClipboard(source: ClipboardSource, event: ClipboardEvent, text: string, late = false): void {
  const { store, controller, scope, columns, conventions } = source;
  const place = source.at();
  const lookups = store.lookups();
  if (controller.editing() || event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || !place || place.rowId === HEADER || !lookups) return;
  const { rowId } = place;
  const words = { lookups, conventions: conventions() };
  const column = columns().find((c) => c.id === place.column);
  // In a list of orders one chooses rows: if the cell's own is among them, they are meant.
  const chosen = controller.isSelected(rowId) ? store.ids().filter(controller.isSelected) : [];
  if (event.type === "paste") {
    if (text === "" || !column) return;
    event.preventDefault();
    putCells(text, { rowId, chosen, columns: columns().slice(columns().indexOf(column)) }, store, words, controller.canEdit);
    return;
  }
  // A text that is marked is meant.
  if (getSelection()?.isCollapsed === false || (chosen.length === 0 && !column)) return;
  event.preventDefault();
  copyCells({ rowId, column, chosen, columns: columns() }, store, words, scope, late ? null : event);
}
