import IconArrowDown from "~icons/lucide/arrow-down";
import IconArrowUp from "~icons/lucide/arrow-up";
import { For, type JSX, Show } from "solid-js";
import { Checkbox } from "../../ui/checkbox.tsx";
import { cx } from "../../ui/cx.ts";
import { columnById } from "../columns.ts";
import { useGrid } from "./grid-context.ts";
import type { OrderTable } from "./order-table.ts";

/** Stands for a row's id where the keyboard is in the heading. */
export const HEADER = "header";

export function GridHeader(props: { readonly table: OrderTable }): JSX.Element {
  const grid = useGrid();
  const { store, controller } = grid;
  const stands = (column: string) => grid.tabStop()?.rowId === HEADER && grid.tabStop()?.column === column;
  const chosen = () => store.ids().filter(controller.isSelected).length;
  const all = () => store.ids().length > 0 && chosen() === store.ids().length;

  return (
    <div role="rowgroup" class="sticky top-0 z-2 min-w-(--width)">
      <div
        role="row"
        data-row={HEADER}
        aria-rowindex={1}
        class={cx("row grid border-b border-line-strong bg-surface text-sm font-medium text-ink-soft [grid-template-columns:var(--columns)]", grid.compact() && "sr-only")}
      >
        <Show when={!grid.compact()}>
          <div role="columnheader" data-col="select" aria-colindex={1} tabindex={stands("select") ? 0 : -1} class="sticky left-0 z-1 flex items-center justify-center bg-surface outline-offset-[-2px]">
            <Checkbox
              label="Select all loaded orders"
              hideLabel
              tabIndex={-1}
              checked={all()}
              indeterminate={!all() && chosen() > 0}
              onChange={() => (all() ? controller.clearSelection() : controller.selectAll())}
              class="p-1"
            />
          </div>
        </Show>
        <For each={props.table.getHeaderGroups()[0]?.headers}>
          {(header, i) => {
            const column = columnById(header.column.id);
            const sorted = () => header.column.getIsSorted();
            const sortable = column?.sort !== undefined;
            return (
              <div
                role="columnheader"
                data-col={header.column.id}
                aria-colindex={i() + 2}
                aria-sort={sortable ? (sorted() === "asc" ? "ascending" : sorted() === "desc" ? "descending" : "none") : undefined}
                tabindex={stands(header.column.id) ? 0 : -1}
                class={cx(
                  "flex min-w-0 items-center px-2 outline-offset-[-2px] select-none",
                  column?.numeric && "justify-end",
                  header.column.id === "number" && "sticky left-9 z-1 bg-surface in-data-shifted:shadow-[1px_0_0_var(--line-strong)]",
                  sortable && "hover:text-ink",
                  sorted() && "text-ink",
                )}
                data-tip={sortable ? `Sort by ${column.spoken}` : undefined}
                onClick={() => sortable && header.column.toggleSorting()}
              >
                <span class="truncate">{column?.name}</span>
                <Show when={sorted()}>
                  {(direction) => (
                    <Show when={direction() === "asc"} fallback={<IconArrowDown class="ml-1 size-3.5 shrink-0 text-harbour" aria-hidden="true" />}>
                      <IconArrowUp class="ml-1 size-3.5 shrink-0 text-harbour" aria-hidden="true" />
                    </Show>
                  )}
                </Show>
              </div>
            );
          }}
        </For>
        <div role="columnheader" data-col="menu" aria-colindex={grid.columns().length + 2} tabindex={stands("menu") ? 0 : -1} class="in-data-beneath:over-columns sticky right-0 bg-surface outline-offset-[-2px]">
          <span class="sr-only">Actions</span>
        </div>
      </div>
    </div>
  );
}
