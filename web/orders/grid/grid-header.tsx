import { For, type JSX, Show, createSignal } from "solid-js";
import { Checkbox } from "../../ui/checkbox.tsx";
import { cx } from "../../ui/cx.ts";
import { onDemand } from "../../ui/on-demand.tsx";
import { useGrid } from "./grid-context.ts";
import { GridHeading } from "./grid-heading.tsx";
import { useHeadingDrag } from "./heading-drag-on-demand.ts";
import { HEADER } from "./grid-moves.ts";
import type { OrderTable } from "./order-table.ts";

const menu = onDemand(() => import("./heading-menu.tsx").then((module) => module.HeadingMenu));

export interface HeaderHandle {
  readonly openMenu: (column: string) => void;
}

export function GridHeader(props: { readonly table: OrderTable; readonly onHandle: (handle: HeaderHandle) => void }): JSX.Element {
  const grid = useGrid();
  const { store, controller } = grid;
  const drag = useHeadingDrag();
  const [open, setOpen] = createSignal<string | null>(null);
  let row: HTMLDivElement | undefined;
  const stands = (column: string) => grid.tabStop()?.rowId === HEADER && grid.tabStop()?.column === column;
  const chosen = () => store.ids().filter(controller.isSelected).length;
  const all = () => store.ids().length > 0 && chosen() === store.ids().length;
  const opened = () => {
    const column = grid.columns().find((c) => c.id === open());
    const anchor = column && row?.querySelector<HTMLElement>(`[data-col="${column.id}"]`);
    return column && anchor ? { column, anchor, table: props.table, choice: grid.choice, fit: drag.fit, onClose: () => setOpen(null) } : null;
  };
  props.onHandle({ openMenu: setOpen });

  return (
    <div role="rowgroup" class="sticky top-0 z-2 min-w-(--width)">
      <div
        ref={row}
        role="row"
        data-row={HEADER}
        aria-rowindex={1}
        class={cx("grid h-(--headings) border-b border-line-strong bg-surface text-sm font-medium text-ink-soft [grid-template-columns:var(--columns)]", grid.compact() && "sr-only")}
      >
        <Show when={!grid.compact()}>
          <div role="columnheader" data-col="select" aria-colindex={1} tabindex={stands("select") ? 0 : -1} class="sticky left-0 z-2 flex items-center justify-center bg-surface outline-offset-[-2px]">
            <Checkbox
              label="Select all loaded orders"
              hideLabel
              tabIndex={-1}
              checked={all()}
              indeterminate={!all() && chosen() > 0}
              onChange={() => (all() ? controller.clearSelection() : controller.selectAll())}
              class="p-1 pointer-coarse:size-full pointer-coarse:min-h-0 pointer-coarse:items-center pointer-coarse:justify-center"
            />
          </div>
        </Show>
        <For each={grid.columns()}>{(column, i) => <GridHeading column={column} index={i() + 2} of={props.table} active={stands(column.id)} menuOpen={open() === column.id} onMenu={(next) => setOpen(grid.columns()[i() + (next ? 1 : 0)]?.id ?? null)} />}</For>
        <div role="columnheader" data-col="menu" aria-colindex={grid.columns().length + 2} tabindex={stands("menu") ? 0 : -1} class="in-data-beneath:over-columns sticky right-0 z-2 bg-surface outline-offset-[-2px]">
          <span class="sr-only">Actions</span>
        </div>
      </div>
      <Show when={opened()}>{(of) => <menu.View of={of()} onFailed={() => setOpen(null)} />}</Show>
    </div>
  );
}
