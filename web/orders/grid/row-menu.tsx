import IconRestore from "~icons/lucide/archive-restore";
import IconArrowUpRight from "~icons/lucide/arrow-up-right";
import IconCircleDot from "~icons/lucide/circle-dot";
import IconSelect from "~icons/lucide/square-check";
import IconTrash from "~icons/lucide/trash-2";
import IconTruck from "~icons/lucide/truck";
import IconUser from "~icons/lucide/user";
import { type JSX, Suspense, lazy } from "solid-js";
import type { OrderRow } from "../../../domain/order.ts";
import type { Scope } from "../../session/organization-scope.tsx";
import { toast } from "../../ui/toasts.ts";
import type { MenuEntry } from "../../ui/menu.tsx";
import { columnOfEdit } from "../columns.ts";
import type { EditableField } from "../row-edit.ts";
import type { Permission } from "../../../domain/role.ts";
import type { GridController } from "./grid-controller.ts";

const MenuPopup = lazy(() => import("../../ui/menu-popup.tsx").then((module) => ({ default: module.MenuPopup })));

interface RowMenuProps {
  readonly controller: GridController;
  readonly rowId: string;
  readonly row: OrderRow | undefined;
  readonly scope: Scope;
  readonly anchor: HTMLElement;
  readonly onOpen: () => void;
}

/** What one can do with a row (L7). One for the whole grid, hung on the row that asked. */
export function RowMenu(props: RowMenuProps): JSX.Element {
  const act = (label: string, field: EditableField, icon: typeof IconUser): MenuEntry => ({
    label,
    icon,
    blocked: props.controller.canEdit(columnOfEdit(field)) ? undefined : "Your role does not allow it.",
    // After the menu has given the focus back, else it would take it from the editor.
    onSelect: () => setTimeout(() => props.controller.editField(props.rowId, field)),
  });
  async function remove(deleted: boolean): Promise<void> {
    const { row, scope } = props;
    if (!row) return;
    try {
      const { deleteOrder } = await import("../delete-order.ts");
      await deleteOrder(scope, row, deleted);
    } catch {
      toast(`${row.number} was not ${deleted ? "deleted" : "restored"}: this part of the page could not be loaded. Check the connection and try again.`, { tone: "error", key: "delete" });
    }
  }
  const allowed = (permission: Permission) => (props.scope.may(permission) ? undefined : "Your role does not allow it.");
  const selected = () => props.controller.isSelected(props.rowId);
  const select = (): MenuEntry => ({ label: selected() ? "Take out of the selection" : "Select", icon: IconSelect, shortcut: "space", onSelect: () => props.controller.toggle(props.rowId, false) });
  const open = (): MenuEntry => ({ label: "Open", icon: IconArrowUpRight, shortcut: "enter", onSelect: () => props.onOpen() });
  const entries = (): readonly MenuEntry[] => (props.row && props.row.deletedAt !== null ? [
    open(),
    select(),
    { line: true },
    { label: "Restore", icon: IconRestore, blocked: allowed("orders.restore"), onSelect: () => void remove(false) },
  ] : [
    open(),
    select(),
    { line: true },
    act("Update status", "statusId", IconCircleDot),
    act("Assign CSR", "csrId", IconUser),
    act("Assign delivery agent", "agentId", IconTruck),
    { line: true },
    { label: "Delete", icon: IconTrash, danger: true, blocked: allowed("orders.delete"), onSelect: () => void remove(true) },
  ]);
  return (
    <Suspense>
      <MenuPopup anchor={props.anchor} label={`Actions on order ${props.row?.number ?? ""}`} entries={entries()} align="end" onClose={() => props.controller.setMenu(null)} />
    </Suspense>
  );
}
