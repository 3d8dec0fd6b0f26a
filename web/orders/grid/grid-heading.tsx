import IconArrowDown from "~icons/lucide/arrow-down";
import IconArrowUp from "~icons/lucide/arrow-up";
import IconChevronDown from "~icons/lucide/chevron-down";
import { type JSX, Show } from "solid-js";
import { cx } from "../../ui/cx.ts";
import type { OrderColumn } from "../columns.ts";
import { useGrid } from "./grid-context.ts";
import { useHeadingDrag } from "./heading-drag-on-demand.ts";
import type { OrderTable } from "./order-table.ts";

interface GridHeadingProps {
  readonly column: OrderColumn;
  /** From 1, among all columns. */
  readonly index: number;
  readonly of: OrderTable;
  /** The keyboard is here. */
  readonly active: boolean;
  readonly menuOpen: boolean;
  /** @param next the one at its right instead */
  readonly onMenu: (next?: boolean) => void;
}

const DROP = "data-[drop=before]:shadow-[inset_2px_0_0_var(--harbour)] data-[drop=after]:shadow-[inset_-2px_0_0_var(--harbour)] data-dragged:opacity-50";

/** One heading: a click sorts, dragging moves it, its right edge sets the width; all of that is in its menu and on keys as well (L1). */
export function GridHeading(props: GridHeadingProps): JSX.Element {
  const grid = useGrid();
  const drag = useHeadingDrag();
  const column = props.column;
  const sorted = () => props.of.getColumn(column.id)?.getIsSorted() ?? false;
  const fixed = column.id === "number";
  return (
    <div
      role="columnheader"
      data-col={column.id}
      aria-colindex={props.index}
      aria-sort={column.sort ? (sorted() === "asc" ? "ascending" : sorted() === "desc" ? "descending" : "none") : undefined}
      aria-keyshortcuts={grid.compact() ? undefined : "Alt+ArrowLeft Alt+ArrowRight Alt+Shift+ArrowLeft Alt+Shift+ArrowRight Shift+F10"}
      tabindex={props.active ? 0 : -1}
      class={cx(
        "group/heading flex min-w-0 items-center px-2 outline-offset-[-2px] select-none",
        column.numeric && "justify-end",
        fixed ? "sticky left-(--side) z-2 bg-surface in-data-shifted:shadow-[1px_0_0_var(--line-strong)]" : "relative",
        column.sort && "hover:text-ink",
        sorted() && "text-ink",
        DROP,
      )}
      data-tip={column.sort ? `Sort by ${column.spoken}` : undefined}
      onClick={(event) => {
        // There is no room in a narrow heading for two things to press: a finger sorts by the menu. The edge, which lies over the next heading as well, is that one's there.
        if (grid.finger) return props.onMenu(event.clientX >= event.currentTarget.getBoundingClientRect().right);
        if (!column.sort || (event.target instanceof Element && event.target.closest("[data-part]"))) return;
        props.of.getColumn(column.id)?.toggleSorting();
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        props.onMenu();
      }}
      onPointerEnter={drag.prepare}
      onPointerDown={(event) => {
        if (!fixed && event.button === 0 && event.pointerType !== "touch" && !(event.target instanceof Element && event.target.closest("[data-part]"))) drag.move(event, column);
      }}
    >
      <span class="truncate">{column.name}</span>
      <Show when={sorted()}>
        {(direction) => (
          <Show when={direction() === "asc"} fallback={<IconArrowDown class="ml-1 size-3.5 shrink-0 text-harbour" aria-hidden="true" />}>
            <IconArrowUp class="ml-1 size-3.5 shrink-0 text-harbour" aria-hidden="true" />
          </Show>
        )}
      </Show>
      <Show when={!grid.compact()}>
        <button
          type="button"
          data-part="menu"
          tabindex="-1"
          // For the mouse: whoever hears the page opens it by the heading's own keys, and hears the heading's name alone.
          aria-hidden="true"
          data-open={props.menuOpen || undefined}
          data-tip="Sort, width, place"
          class={cx(
            "quick absolute grid h-5 w-4 place-items-center rounded-s bg-surface text-ink-faint opacity-0 group-hover/heading:opacity-100 hover:bg-hover hover:text-ink data-open:opacity-100 pointer-coarse:hidden",
            column.numeric ? "left-1" : "right-1.5",
          )}
          onClick={() => props.onMenu()}
        >
          <IconChevronDown class="size-3.5" aria-hidden="true" />
        </button>
        <span
          data-part="edge"
          aria-hidden="true"
          class="column-edge"
          onPointerDown={(event) => event.button === 0 && drag.resize(event, column)}
          onDblClick={(event) => {
            event.stopPropagation();
            drag.fit(column);
          }}
        />
      </Show>
    </div>
  );
}
