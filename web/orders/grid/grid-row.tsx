import IconEllipsis from "~icons/lucide/ellipsis";
import { For, type JSX, Show, createMemo } from "solid-js";
import { Checkbox } from "../../ui/checkbox.tsx";
import { cx } from "../../ui/cx.ts";
import type { ShownRow } from "../shown-rows.ts";
import { GridCell } from "./grid-cell.tsx";
import { useGrid } from "./grid-context.ts";

/** Two lines: who and how much, which and how it stands. Number and total are whole at any width; the name and a long status give way. */
const CARD = "h-14 py-1 pl-2 [grid-template:'customer_customer_total_menu'_1fr_'number_status_status_menu'_1fr_/_auto_minmax(0,1fr)_auto_44px]";

/** One row, by its id: it stays the same element while the order changes, moves or is held. */
export function GridRow(props: { readonly id: string }): JSX.Element {
  const grid = useGrid();
  const { store, controller } = grid;
  const shown = createMemo((before: ShownRow | undefined) => store.shownRow(props.id) ?? before);
  return <Show when={shown()}>{(now) => <Body id={props.id} shown={now()} grid={grid} store={store} controller={controller} />}</Show>;
}

interface BodyProps {
  readonly id: string;
  readonly shown: ShownRow;
  readonly grid: ReturnType<typeof useGrid>;
  readonly store: ReturnType<typeof useGrid>["store"];
  readonly controller: ReturnType<typeof useGrid>["controller"];
}

function Body(props: BodyProps): JSX.Element {
  const { grid, store, controller } = props;
  const row = createMemo(() => store.edits.shownRow(props.shown.row));
  const selected = () => controller.isSelected(props.id);
  const inMenu = () => controller.menu()?.rowId === props.id;
  // Once for the row: marks come and go many times a second, nearly always on others.
  const marks = createMemo(() => store.marks.of(props.id));
  const entered = () => marks().get("*");
  const people = createMemo(() => grid.peopleOn(props.id));
  /** Unknown after a jump into the middle: none is better than a wrong one. */
  const place = () => {
    const at = grid.placeOf(props.id);
    return at === undefined ? undefined : at + 1;
  };
  const stands = (column: string) => grid.tabStop()?.rowId === props.id && grid.tabStop()?.column === column;

  return (
    <div
      role="row"
      data-row={props.id}
      data-color={entered()?.color}
      aria-rowindex={place()}
      aria-level={grid.grouping ? 2 : undefined}
      aria-selected={selected()}
      style={{ transform: `translateY(${grid.indexOf(props.id) * grid.rowHeight()}px)` }}
      class={cx(
        "group/row absolute inset-x-0 top-0 grid border-b border-line",
        grid.compact() ? CARD : "row [grid-template-columns:var(--columns)]",
        // Sticky cells lie over the others and so need the row's own ground.
        selected() ? "[--ground:var(--selected)]" : entered() ? "[--ground:var(--tint)]" : inMenu() ? "[--ground:var(--hover)]" : "[--ground:var(--surface)] hover:[--ground:var(--hover)]",
        "bg-(--ground)",
        props.shown.mark !== null && "text-ink-faint",
      )}
    >
      <Show when={!grid.compact()}>
        <div role="gridcell" data-col="select" aria-colindex={1} tabindex={stands("select") ? 0 : -1} class="sticky left-0 z-1 flex items-center justify-center bg-(--ground) outline-offset-[-2px]">
          <Checkbox
            label={`Select order ${row().number}`}
            hideLabel
            tabIndex={-1}
            checked={selected()}
            onChange={(_, event) => controller.toggle(props.id, event.shiftKey)}
            class={cx("p-1 pointer-coarse:size-full pointer-coarse:min-h-0 pointer-coarse:items-center pointer-coarse:justify-center", !selected() && "opacity-55 group-hover/row:opacity-100")}
          />
        </div>
      </Show>
      <For each={grid.columns()}>
        {(column, i) => <GridCell column={column} index={i() + 2} row={row()} marks={marks()} mark={props.shown.mark} active={stands(column.id)} people={column.id === "number" ? people() : []} />}
      </For>
      <div role="gridcell" data-col="menu" aria-colindex={grid.columns().length + 2} tabindex={stands("menu") ? 0 : -1} class="in-data-beneath:over-columns sticky right-0 z-1 flex items-center justify-center bg-(--ground) outline-offset-[-2px] max-md:[grid-area:menu]">
        <button
          type="button"
          tabindex="-1"
          aria-label={`Actions on order ${row().number}`}
          aria-haspopup="menu"
          class="quick control grid place-items-center rounded-m text-ink-faint opacity-0 group-hover/row:opacity-100 hover:bg-hover hover:text-ink aria-expanded:opacity-100 in-focus:opacity-100 pointer-coarse:opacity-100"
          aria-expanded={inMenu()}
          onClick={(event) => controller.setMenu(controller.menu()?.anchor === event.currentTarget ? null : { rowId: props.id, anchor: event.currentTarget })}
        >
          <IconEllipsis class="size-4" aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}

