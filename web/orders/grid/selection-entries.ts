import IconDeselect from "~icons/lucide/square-minus";
import IconClear from "~icons/lucide/x";
import { actEntries, chosenCount, chosenOrders } from "../../bulk/bulk-acts.ts";
import type { MenuEntry } from "../../ui/menu.tsx";
import type { RowAt } from "./row-entries.ts";

/** Whether the row is one of several that are chosen: what is done from its menu is done to all of them. */
export function actsOnSelection({ controller, rowId, store }: Pick<RowAt, "controller" | "rowId" | "store">): boolean {
  const count = chosenCount(store);
  return controller.isSelected(rowId) && (count === null || count > 1);
}

/** What one can do with all that are chosen, from any of their rows: as their bar does it (E8). */
export function selectionEntries({ controller, rowId, row, store, scope, onAct }: RowAt): readonly MenuEntry[] {
  const acts = actEntries(store.view(), scope.may, (kind) => onAct({ kind, target: chosenOrders(store), ofSelection: true }), true);
  const danger = acts.filter((entry) => "danger" in entry && entry.danger);
  return [
    ...acts.filter((entry) => !danger.includes(entry)),
    { line: true },
    { label: `Take ${row.number} out`, icon: IconDeselect, shortcut: "space", onSelect: () => controller.toggle(rowId, false) },
    { label: "Clear the selection", icon: IconClear, shortcut: "escape", onSelect: () => controller.clearSelection() },
    // As in a row's own menu it comes last, and apart.
    ...(danger.length > 0 ? [{ line: true } as const, ...danger] : []),
  ];
}
