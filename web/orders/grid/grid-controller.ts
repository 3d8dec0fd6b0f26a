import { batch, createSignal, untrack } from "solid-js";
import type { Accessor } from "solid-js";
import type { OrderRow } from "../../../domain/order.ts";
import type { Permission } from "../../../domain/role.ts";
import { columnById, columnOfEdit } from "../columns.ts";
import type { OrderColumn } from "../columns.ts";
import type { OrdersStore } from "../orders-store.ts";
import { permissionsFor } from "../row-edit.ts";
import type { EditableField } from "../row-edit.ts";
import { extendSelection, isSelected, NO_SELECTION, selectAll, selectRange, toggleRow } from "../selection.ts";

/** `select` and `menu` are places that one can stand on, besides the columns. */
export interface CellPlace {
  readonly rowId: string;
  readonly column: string;
}

export interface Editing extends CellPlace {
  readonly field: EditableField;
  /** As it stood when one began: the editor's code may come later, and what a colleague saves in between is then told, not overwritten. */
  readonly begun: OrderRow;
}

/** The row of a menu, with what it hangs on: its button, or the cell where it was asked for. */
export interface MenuPlace {
  readonly rowId: string;
  readonly anchor: HTMLElement;
  /** The cell to come back to; left out: the button. */
  readonly from?: CellPlace;
  /** Of the pointer that asked for it, in the window. */
  readonly at?: { readonly x: number; readonly y: number };
}

/** Where the keyboard is, what is edited and what is chosen: the grid's own state, without its looks. */
export interface GridController {
  readonly active: Accessor<CellPlace | null>;
  readonly setActive: (place: CellPlace | null) => void;
  readonly editing: Accessor<Editing | null>;
  /** What was typed to open the editor; null to begin with the value. */
  readonly typed: Accessor<string | null>;
  readonly canEdit: (column: OrderColumn | undefined) => boolean;
  /** Opens the editor of a cell, if this person may. */
  readonly edit: (place: CellPlace, typed: string | null) => boolean;
  readonly editField: (rowId: string, field: EditableField) => void;
  readonly stopEditing: () => void;
  readonly menu: Accessor<MenuPlace | null>;
  readonly setMenu: (menu: MenuPlace | null) => void;
  readonly isSelected: (id: string) => boolean;
  readonly toggle: (id: string, range: boolean) => void;
  readonly extend: (from: string, to: string) => void;
  readonly selectAll: () => void;
  readonly clearSelection: () => void;
}

export function createGridController(store: OrdersStore, may: (permission: Permission) => boolean): GridController {
  const [active, setActive] = createSignal<CellPlace | null>(store.place?.cell ?? null, { equals: (a, b) => a?.rowId === b?.rowId && a?.column === b?.column });
  const [editing, setEditing] = createSignal<Editing | null>(null);
  const [typed, setTyped] = createSignal<string | null>(null);
  const [menu, setMenu] = createSignal<MenuPlace | null>(null);

  function canEdit(column: OrderColumn | undefined): boolean {
    return column?.edit !== undefined && permissionsFor(column.edit).some(may);
  }
  function edit(place: CellPlace, begin: string | null): boolean {
    const column = columnById(place.column);
    const begun = untrack(() => store.shownRow(place.rowId))?.row;
    if (!column?.edit || !canEdit(column) || !begun) return false;
    const { edit: field } = column;
    batch(() => {
      setActive(place);
      setTyped(begin);
      setEditing({ ...place, field, begun });
    });
    return true;
  }

  return {
    active,
    setActive,
    editing,
    typed,
    canEdit,
    edit,
    editField(rowId, field) {
      const column = columnOfEdit(field);
      if (column) edit({ rowId, column: column.id }, null);
    },
    stopEditing: () => setEditing(null),
    menu,
    setMenu,
    isSelected: (id) => isSelected(store.selection(), id),
    toggle: (id, range) => store.setSelection(range ? selectRange(store.selection(), id, store.ids()) : toggleRow(store.selection(), id)),
    extend: (from, to) => store.setSelection(extendSelection(store.selection(), from, to, store.ids())),
    selectAll: () => store.setSelection(selectAll(store.selection(), store.ids())),
    clearSelection: () => store.setSelection(NO_SELECTION),
  };
}
