/** What a key does in the grid (L9), decided apart from the page. */
export type GridAction =
  | { readonly do: "move"; readonly rows: number; readonly columns: number; readonly select: boolean }
  | { readonly do: "page"; readonly by: 1 | -1 }
  | { readonly do: "column"; readonly to: "first" | "last" }
  | { readonly do: "list"; readonly to: "first" | "last" }
  | { readonly do: "open" }
  | { readonly do: "menu" }
  /** Of a heading. */
  | { readonly do: "moveColumn" | "widenColumn"; readonly by: 1 | -1 }
  | { readonly do: "edit"; /** What was typed begins the search; null shows the value as it is. */ readonly typed: string | null }
  | { readonly do: "select"; readonly range: boolean }
  | { readonly do: "selectAll" }
  | { readonly do: "clear" }
  | { readonly do: "fresh" }
  /** Opens or closes the group; null the other way round. */
  | { readonly do: "group"; readonly open: boolean | null }
  | { readonly do: "allGroups"; readonly open: boolean }
  | { readonly do: "undo" }
  | { readonly do: "redo" };

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * @param editable the cell can be edited by this person
 * @param on where the keyboard is: left and right go as in a tree on the heading of a group
 */
export function gridAction(event: Key, editable: boolean, on: "row" | "columns" | "group" = "row"): GridAction | null {
  const { key, shiftKey: shift } = event;
  const mod = event.ctrlKey || event.metaKey;
  if (event.altKey) return on === "columns" && !mod && (key === "ArrowLeft" || key === "ArrowRight") ? { do: shift ? "moveColumn" : "widenColumn", by: key === "ArrowLeft" ? -1 : 1 } : null;
  if (mod) {
    if (shift && (key === "ArrowRight" || key === "ArrowLeft")) return { do: "allGroups", open: key === "ArrowRight" };
    if (key === "Home" || key === "ArrowUp") return { do: "list", to: "first" };
    if (key === "End" || key === "ArrowDown") return { do: "list", to: "last" };
    if (key.toLowerCase() === "a" && !shift) return { do: "selectAll" };
    if (key === "Enter") return { do: "open" };
    if (key.toLowerCase() === "z") return { do: shift ? "redo" : "undo" };
    return null;
  }
  if (on === "group" && key in ON_HEADING) return { do: "group", open: ON_HEADING[key] ?? null };
  switch (key) {
    case "ArrowDown": return { do: "move", rows: 1, columns: 0, select: shift };
    case "ArrowUp": return { do: "move", rows: -1, columns: 0, select: shift };
    case "ArrowRight": return { do: "move", rows: 0, columns: 1, select: false };
    case "ArrowLeft": return { do: "move", rows: 0, columns: -1, select: false };
    case "PageDown": return { do: "page", by: 1 };
    case "PageUp": return { do: "page", by: -1 };
    case "Home": return { do: "column", to: "first" };
    case "End": return { do: "column", to: "last" };
    case " ": return { do: "select", range: shift };
    case "Enter": return editable ? { do: "edit", typed: null } : { do: "open" };
    case "F2": return editable ? { do: "edit", typed: null } : null;
    case "F10": return shift ? { do: "menu" } : null;
    case "ContextMenu": return { do: "menu" };
    case "Escape": return { do: "clear" };
    case ".": return { do: "fresh" };
    case "Delete":
    case "Backspace": return editable ? { do: "edit", typed: "" } : null;
    // Any sign begins a text, but for the page's own: search, the sheet of keys, new orders.
    default: return editable && /^[^\s/?]$/u.test(key) ? { do: "edit", typed: key } : null;
  }
}

const ON_HEADING: Readonly<Record<string, boolean | null>> = { Enter: null, " ": null, ArrowRight: true, ArrowLeft: false };
