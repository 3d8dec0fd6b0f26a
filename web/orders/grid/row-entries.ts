import IconRestore from "~icons/lucide/archive-restore";
import IconArrowUpRight from "~icons/lucide/arrow-up-right";
import IconCircleDot from "~icons/lucide/circle-dot";
import IconNewTab from "~icons/lucide/external-link";
import IconPackage from "~icons/lucide/package-check";
import IconSelect from "~icons/lucide/square-check";
import IconTag from "~icons/lucide/tag";
import IconTrash from "~icons/lucide/trash-2";
import IconTruck from "~icons/lucide/truck";
import IconUser from "~icons/lucide/user";
import type { OrderRow } from "../../../domain/order.ts";
import { actBlocked } from "../../bulk/bulk-acts.ts";
import type { AskedAct } from "../../bulk/bulk-desk-on-demand.ts";
import type { Scope } from "../../session/organization-scope.tsx";
import type { MenuEntry } from "../../ui/menu.tsx";
import { toast } from "../../ui/toasts.ts";
import { columnOfEdit } from "../columns.ts";
import type { OrdersStore } from "../orders-store.ts";
import type { EditableField } from "../row-edit.ts";
import type { GridController } from "./grid-controller.ts";

export interface RowAt {
  readonly controller: GridController;
  readonly store: OrdersStore;
  readonly rowId: string;
  readonly row: OrderRow;
  readonly scope: Scope;
  readonly onOpen: (rowId: string) => void;
  readonly onAct: (act: AskedAct) => void;
}

/** What one can do with a row alone (L7). */
export function rowEntries({ controller, store, rowId, row, scope, onOpen, onAct }: RowAt): readonly MenuEntry[] {
  const act = (label: string, field: EditableField, icon: typeof IconUser): MenuEntry => ({
    label,
    icon,
    blocked: controller.canEdit(columnOfEdit(field)) ? undefined : "Your role does not allow it.",
    // After the menu has given the focus back, else it would take it from the editor.
    onSelect: () => setTimeout(() => controller.editField(rowId, field)),
  });
  async function remove(deleted: boolean): Promise<void> {
    try {
      const { deleteOrder } = await import("../delete-order.ts");
      await deleteOrder(scope, row, deleted);
    } catch {
      toast(`${row.number} was not ${deleted ? "deleted" : "restored"}: this part of the page could not be loaded. Check the connection and try again.`, { tone: "error", key: "delete" });
    }
  }
  const chosen = controller.isSelected(rowId);
  const select = chosen ? "Take out of the selection" : store.selection().ids.size > 0 ? "Add to the selection" : "Select";
  const always: MenuEntry[] = [
    { label: "Open", icon: IconArrowUpRight, shortcut: "mod+enter", onSelect: () => onOpen(rowId) },
    { label: "Open in a new tab", icon: IconNewTab, onSelect: () => void window.open(scope.path(`/orders/${rowId}`), "_blank", "noopener") },
    { label: select, icon: IconSelect, shortcut: "space", onSelect: () => controller.toggle(rowId, false) },
    { line: true },
  ];
  if (row.deletedAt !== null) return [...always, { label: "Restore", icon: IconRestore, blocked: actBlocked("restore", scope.may), onSelect: () => void remove(false) }];
  return [
    ...always,
    act("Update status", "statusId", IconCircleDot),
    act("Assign CSR", "csrId", IconUser),
    act("Assign delivery agent", "agentId", IconTruck),
    act("Change tags", "tags", IconTag),
    {
      label: "Send for fulfilment…",
      icon: IconPackage,
      blocked: actBlocked("send", scope.may) ?? (row.sentAt === null ? undefined : "It was sent already."),
      onSelect: () => onAct({ kind: "send", target: { ids: [rowId] }, ofSelection: false }),
    },
    { line: true },
    { label: "Delete", icon: IconTrash, danger: true, blocked: actBlocked("delete", scope.may), onSelect: () => void remove(true) },
  ];
}
