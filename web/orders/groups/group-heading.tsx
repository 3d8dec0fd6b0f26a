import IconChevronRight from "~icons/lucide/chevron-right";
import { type JSX, Show, createMemo } from "solid-js";
import { useConventions } from "../../ui/locale.ts";
import { Money } from "../../ui/money.tsx";
import { numberText } from "../../ui/number-text.ts";
import { cx } from "../../ui/cx.ts";
import { useGrid } from "../grid/grid-context.ts";
import { LINE_COLUMN } from "../lines.ts";
import type { Line } from "../lines.ts";
import { GroupName } from "./group-name.tsx";
import type { GroupedList } from "./grouped-list.ts";

interface GroupHeadingProps {
  readonly line: Line;
  readonly of: string;
  readonly list: GroupedList;
}

/**
 * A group's name, how many orders it has and what they come to. While its orders scroll
 * by it stays under the grid's own headings, and gives way to the next one: it sticks
 * within a rail that is as long as the group.
 */
export function GroupHeading(props: GroupHeadingProps): JSX.Element {
  const grid = useGrid();
  const conventions = useConventions();
  const open = () => props.list.isOpen(props.of);
  // A heading that must not go yet stands for a group without orders.
  const group = createMemo(() => props.list.numbers.groups()?.get(props.of) ?? { orders: 0, total: 0 });
  const active = () => grid.tabStop()?.rowId === props.line;
  const place = () => {
    const at = grid.placeOf(props.line);
    return at === undefined ? undefined : at + 1;
  };
  const orders = () => `${numberText(group().orders, conventions().locale)}${props.list.bounded() ? " or more" : ""} ${group().orders === 1 ? "order" : "orders"}`;

  /** Under the totals of its orders, if they stand far enough from the name. */
  const sumColumn = () => {
    const at = grid.columns().findIndex((column) => column.id === "total");
    return !grid.compact() && at >= 3 ? at + 2 : null;
  };

  return (
    <div
      role="presentation"
      class="pointer-events-none absolute inset-x-0 z-1"
      // Not by a transform: what is sticky within would not know of it.
      style={{ top: `${grid.indexOf(props.line) * grid.rowHeight()}px`, height: `${props.list.linesOf(props.of) * grid.rowHeight()}px` }}
    >
      <div
        role="row"
        data-row={props.line}
        aria-level={1}
        aria-expanded={open()}
        aria-rowindex={place()}
        class={cx("pointer-events-auto sticky grid border-b border-line bg-sunken hover:bg-hover", grid.compact() ? "top-0 h-14" : "row top-(--headings) [grid-template-columns:var(--columns)]")}
        onClick={() => grid.setOpen(props.of, !open())}
      >
        <div
          role="gridcell"
          data-col={LINE_COLUMN}
          aria-colindex={1}
          aria-colspan={grid.columns().length + 2}
          tabindex={active() ? 0 : -1}
          class="col-span-full grid grid-cols-subgrid items-center outline-offset-[-2px] select-none max-md:flex max-md:min-w-0 max-md:pr-12"
        >
          <span class="sticky left-0 flex w-max min-w-0 items-center gap-2 pr-3 pl-2.5 max-md:shrink" style={{ "grid-column": `1 / ${sumColumn() ?? -1}` }}>
            <IconChevronRight class={cx("quick size-4 shrink-0 text-ink-faint", open() && "rotate-90")} aria-hidden="true" />
            <span class="flex min-w-0 items-center gap-1.5 font-medium">
              <GroupName field={props.list.field} of={props.of} />
            </span>
            <span class={cx("tabular text-ink-soft", grid.compact() && "sr-only")}>{orders()}</span>
            <Show when={!grid.compact() && sumColumn() === null}>
              <Money amount={group().total} class="font-medium" />
            </Show>
          </span>
          <Show when={sumColumn()}>
            {(at) => (
              <span class="justify-self-end px-2 font-medium" style={{ "grid-column": at() }}>
                <Money amount={group().total} />
              </span>
            )}
          </Show>
          <Show when={grid.compact()}>
            <span class="ml-auto flex shrink-0 flex-col items-end">
              <Money amount={group().total} class="font-medium" />
              <span class="tabular text-sm text-ink-soft" aria-hidden="true">{orders()}</span>
            </span>
          </Show>
        </div>
      </div>
    </div>
  );
}
