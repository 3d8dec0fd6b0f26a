import { type JSX, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useGrid } from "../grid/grid-context.ts";
import { LINE_COLUMN } from "../lines.ts";
import type { Line } from "../lines.ts";
import { keyOfLine } from "./group-lines.ts";
import type { GroupedList } from "./grouped-list.ts";

function LineRow(props: { readonly line: Line; readonly children: JSX.Element }): JSX.Element {
  const grid = useGrid();
  return (
    <div
      role="row"
      data-row={props.line}
      aria-level={2}
      class={cx("absolute inset-x-0 top-0 border-b border-line", grid.compact() ? "h-14" : "row")}
      style={{ transform: `translateY(${grid.indexOf(props.line) * grid.rowHeight()}px)` }}
    >
      <div
        role="gridcell"
        data-col={LINE_COLUMN}
        aria-colindex={1}
        aria-colspan={grid.columns().length + 2}
        tabindex={grid.tabStop()?.rowId === props.line ? 0 : -1}
        class="sticky left-0 flex h-full w-[100cqi] items-center gap-3 px-3 outline-offset-[-2px]"
      >
        {props.children}
      </div>
    </div>
  );
}

/** Where an order of an open group will stand. */
export function WaitingRow(props: { readonly line: Line }): JSX.Element {
  return (
    <LineRow line={props.line}>
      <span class="sr-only">Reading the orders</span>
      <Skeleton class="ml-6 w-20" />
      <Skeleton class="w-2/5" />
      <Skeleton class="ml-auto w-16" />
    </LineRow>
  );
}

/** After the orders of a group that are there: why there are no more. */
export function GroupNote(props: { readonly line: Line; readonly list: GroupedList }): JSX.Element {
  const key = () => keyOfLine(props.line) ?? "";
  return (
    <LineRow line={props.line}>
      <Show when={props.list.hasFailed(key())} fallback={<span class="pl-6 text-ink-soft">More orders may belong here than could be looked at. Narrow the filter to see them.</span>}>
        <span role="alert" class="pl-6">The orders of this group could not all be read.</span>
        <Button variant="ghost" tabindex={-1} onClick={() => props.list.retryGroup(key())}>Try again</Button>
      </Show>
    </LineRow>
  );
}
