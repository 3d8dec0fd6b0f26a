import IconArrowUpRight from "~icons/lucide/arrow-up-right";
import IconCircleDot from "~icons/lucide/circle-dot";
import IconTruck from "~icons/lucide/truck";
import IconUser from "~icons/lucide/user";
import { type JSX, Suspense, lazy } from "solid-js";
import type { MenuEntry } from "../../ui/menu.tsx";
import { columnOfEdit } from "../columns.ts";
import type { EditableField } from "../row-edit.ts";
import type { GridController } from "./grid-controller.ts";

const MenuPopup = lazy(() => import("../../ui/menu-popup.tsx").then((module) => ({ default: module.MenuPopup })));

interface RowMenuProps {
  readonly controller: GridController;
  readonly rowId: string;
  readonly number: string;
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
  const entries = (): readonly MenuEntry[] => [
    { label: "Open", icon: IconArrowUpRight, shortcut: "enter", onSelect: () => props.onOpen() },
    { line: true },
    act("Update status", "statusId", IconCircleDot),
    act("Assign CSR", "csrId", IconUser),
    act("Assign delivery agent", "agentId", IconTruck),
  ];
  return (
    <Suspense>
      <MenuPopup anchor={props.anchor} label={`Actions on order ${props.number}`} entries={entries()} align="end" onClose={() => props.controller.setMenu(null)} />
    </Suspense>
  );
}
