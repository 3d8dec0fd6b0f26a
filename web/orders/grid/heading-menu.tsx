import IconArrowDown from "~icons/lucide/arrow-down";
import IconArrowLeft from "~icons/lucide/arrow-left";
import IconArrowRight from "~icons/lucide/arrow-right";
import IconArrowUp from "~icons/lucide/arrow-up";
import IconEyeOff from "~icons/lucide/eye-off";
import IconMoveHorizontal from "~icons/lucide/move-horizontal";
import IconColumns from "~icons/lucide/columns-3-cog";
import type { JSX } from "solid-js";
import { MenuPopup } from "../../ui/menu-popup.tsx";
import type { MenuEntry } from "../../ui/menu.tsx";
import type { ColumnChoice } from "../column-choice.ts";
import type { OrderColumn } from "../columns.ts";
import type { OrderTable } from "./order-table.ts";

interface HeadingMenuProps {
  readonly column: OrderColumn;
  readonly anchor: HTMLElement;
  readonly table: OrderTable;
  readonly choice: ColumnChoice;
  readonly fit: (column: OrderColumn) => void;
  readonly onClose: () => void;
}

const FIRST = "The number names the order: it always stands first.";

/** What a heading offers, also without a mouse. */
export function HeadingMenu(props: HeadingMenuProps): JSX.Element {
  const { column, choice } = props;
  const shown = choice.shown();
  const at = shown.indexOf(column);
  const fixed = column.id === "number";
  const sort = (desc: boolean) => props.table.getColumn(column.id)?.toggleSorting(desc);
  const entries = (): readonly MenuEntry[] => [
    ...(column.sort
      ? [
          { label: "Sort ascending", icon: IconArrowUp, onSelect: () => sort(false) },
          { label: "Sort descending", icon: IconArrowDown, onSelect: () => sort(true) },
          { line: true } as const,
        ]
      : []),
    { label: "Fit the content", icon: IconMoveHorizontal, onSelect: () => props.fit(column) },
    { label: "Move left", icon: IconArrowLeft, shortcut: "alt+shift+left", blocked: fixed ? FIRST : at === 1 ? "It is the first one after the number." : undefined, onSelect: () => choice.move(column.id, at - 1) },
    { label: "Move right", icon: IconArrowRight, shortcut: "alt+shift+right", blocked: fixed ? FIRST : at === shown.length - 1 ? "It is the last one." : undefined, onSelect: () => choice.move(column.id, at + 1) },
    { label: "Hide", icon: IconEyeOff, blocked: fixed ? FIRST : undefined, onSelect: () => choice.hide(column.id) },
    { line: true },
    { label: "Choose columns…", icon: IconColumns, onSelect: () => setTimeout(() => choice.setChoosing(true)) },
  ];
  return <MenuPopup anchor={props.anchor} label={`Column ${column.name}`} entries={entries()} align="start" onClose={props.onClose} />;
}
