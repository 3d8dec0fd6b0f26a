import type { CellPlace, GridController } from "./grid-controller.ts";
import type { GridAction } from "./grid-keys.ts";
import { headingKey, isRow, LINE_COLUMN } from "../lines.ts";
import type { Grouping, Line } from "../lines.ts";

/** Stands for a row's id where the keyboard is in the heading. */
export const HEADER = "header";

/** What moving about needs of the grid on the screen. */
export interface GridSurface {
  readonly lines: () => readonly Line[];
  readonly grouping: () => Grouping | null;
  /** The column of a row where the keyboard was last. */
  readonly column: () => string;
  /** Opens or closes a group and keeps its heading in sight. */
  readonly setOpen: (key: string, open: boolean) => void;
  /** Places of a row from left to right, `select` and `menu` included. */
  readonly columns: () => readonly string[];
  readonly rowsPerPage: () => number;
  readonly focus: (place: CellPlace) => void;
  readonly open: (rowId: string) => void;
  readonly sort: (column: string) => void;
  /** Moves the column of a heading, or makes it wider, by so much. */
  readonly moveColumn: (column: string, by: number) => void;
  readonly widenColumn: (column: string, by: number) => void;
  /** Loads the beginning or end of the list and puts the keyboard there. */
  readonly jump: (to: "first" | "last", column: string) => void;
  readonly menu: (place: CellPlace) => void;
  readonly takeFresh: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** Carries out what a key says, from the cell where the keyboard is. @returns false if it means nothing there */
export function act(action: GridAction, from: CellPlace, controller: GridController, surface: GridSurface): boolean {
  const lines = surface.lines();
  const columns = surface.columns();
  const row = lines.indexOf(from.rowId);
  const inColumn = from.column === LINE_COLUMN ? surface.column() : from.column;
  const inHeader = from.rowId === HEADER;
  const place = (rowIndex: number, column: string): CellPlace | null => {
    const rowId = rowIndex < 0 ? HEADER : lines[rowIndex];
    return rowId === undefined ? null : { rowId, column: isRow(rowId) ? column : LINE_COLUMN };
  };
  const goTo = (next: CellPlace | null) => {
    if (next) surface.focus(next);
    return true;
  };

  switch (action.do) {
    case "move": {
      const at = columns.indexOf(inColumn);
      const heading = action.columns < 0 && at === 0 ? surface.grouping()?.headingOf(from.rowId) : undefined;
      if (heading !== undefined) return goTo({ rowId: heading, column: LINE_COLUMN });
      const column = columns[Math.max(0, Math.min(columns.length - 1, at + action.columns))] ?? inColumn;
      const next = place(Math.min(lines.length - 1, row + action.rows), column);
      if (action.select && !inHeader && isRow(from.rowId) && next && next.rowId !== HEADER && isRow(next.rowId)) controller.extend(from.rowId, next.rowId);
      return goTo(next);
    }
    case "page":
      return goTo(place(Math.max(0, Math.min(lines.length - 1, row + action.by * surface.rowsPerPage())), inColumn));
    case "group": {
      const key = headingKey(from.rowId);
      const open = key !== null && surface.grouping()?.isOpen(key) === true;
      if (key !== null && (action.open ?? !open) !== open) surface.setOpen(key, !open);
      else if (action.open) return goTo(place(row + 1, inColumn));
      return true;
    }
    case "allGroups":
      surface.grouping()?.setAllOpen(action.open);
      return surface.grouping() !== null;
    case "column":
      if (!isRow(from.rowId)) return goTo(place(action.to === "first" ? 0 : lines.length - 1, inColumn));
      return goTo({ rowId: from.rowId, column: (action.to === "first" ? columns[0] : columns.at(-1)) ?? from.column });
    case "list":
      surface.jump(action.to, inColumn);
      return true;
    case "selectAll":
      controller.selectAll();
      return true;
    case "clear":
      controller.clearSelection();
      return true;
    case "fresh":
      surface.takeFresh();
      return true;
    case "undo":
      surface.undo();
      return true;
    case "redo":
      surface.redo();
      return true;
    case "open":
      if (inHeader) surface.sort(from.column);
      else if (!isRow(from.rowId)) return false;
      else if (from.column === "menu") surface.menu(from);
      else if (from.column === "select") controller.toggle(from.rowId, false);
      else surface.open(from.rowId);
      return true;
    case "menu":
      if (!isRow(from.rowId)) return false;
      surface.menu(from);
      return true;
    case "moveColumn":
      surface.moveColumn(from.column, action.by);
      return true;
    case "widenColumn":
      surface.widenColumn(from.column, action.by);
      return true;
    case "select":
      if (inHeader && from.column === "select") controller.selectAll();
      else if (inHeader) surface.sort(from.column);
      else controller.toggle(from.rowId, action.range);
      return true;
    case "edit":
      return !inHeader && controller.edit(from, action.typed);
  }
}
