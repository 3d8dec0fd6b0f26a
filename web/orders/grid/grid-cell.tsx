import IconClock from "~icons/lucide/clock";
import IconCircleAlert from "~icons/lucide/circle-alert";
import { type JSX, Match, Show, Switch, createMemo } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Present } from "../../../domain/live.ts";
import type { OrderRow } from "../../../domain/order.ts";
import { Avatar, AvatarStack } from "../../ui/avatar.tsx";
import { cx } from "../../ui/cx.ts";
import type { OrderColumn } from "../columns.ts";
import type { RowMarks } from "../marks-store.ts";
import type { ShownRow } from "../shown-rows.ts";
import { CELLS } from "./cells.tsx";
import { useGrid } from "./grid-context.ts";

interface GridCellProps {
  readonly column: OrderColumn;
  /** From 1, among all columns. */
  readonly index: number;
  readonly row: OrderRow;
  /** Who changed what of the row a moment ago. */
  readonly marks: RowMarks;
  readonly mark: ShownRow["mark"];
  /** The keyboard is here. */
  readonly active: boolean;
  /** Colleagues on this order, shown in the first column. */
  readonly people: readonly Present[];
}

export function GridCell(props: GridCellProps): JSX.Element {
  const grid = useGrid();
  const column = props.column;
  const changedBy = createMemo(() => column.fields.map((field) => props.marks.get(field)).find((mark) => mark !== undefined));
  const pending = createMemo(() => (column.edit ? grid.store.edits.inCell(props.row.id, column.edit) : undefined));
  const editor = createMemo(() => (column.edit ? grid.peopleOn(props.row.id).find((p) => p.doing.mode === "editing" && p.doing.field === column.edit) : undefined));
  const refused = createMemo(() => (pending()?.state === "refused" ? grid.store.edits.refused().find((one) => one.queued === pending()?.queued) : undefined));
  // Over the cell's end, where it moves nothing; a card has no room to spare there, so it stands before what is at the right anyway.
  const face = () => cx("flex rounded-full ring-2 ring-surface", grid.compact() ? "order-first" : "absolute right-1");

  return (
    <div
      // Heard in each cell of another row: which order that is.
      role={column.id === "number" ? "rowheader" : "gridcell"}
      data-col={column.id}
      data-color={changedBy()?.color ?? editor()?.color}
      aria-colindex={props.index}
      aria-readonly={column.edit ? !grid.controller.canEdit(column) : undefined}
      aria-invalid={refused() ? true : undefined}
      tabindex={props.active ? 0 : -1}
      class={cx(
        "relative flex min-w-0 items-center gap-1.5 px-2 outline-offset-[-2px]",
        column.numeric && "justify-end",
        column.id === "number" && !grid.compact() && "sticky left-(--side) z-1 bg-(--ground) in-data-shifted:shadow-[1px_0_0_var(--line-strong)]",
        changedBy() && "bg-tint!",
        editor() && "shadow-[inset_0_0_0_1px_var(--dot)]",
        refused() && "shadow-[inset_0_0_0_1px_var(--danger)]",
        (refused() || pending()?.state === "waiting") && "pr-6",
        (pending()?.state === "sending" || pending()?.state === "waiting") && "italic",
        grid.compact() && "[grid-area:var(--area)]",
        grid.compact() && column.id === "status" && "max-w-full justify-self-end",
      )}
      style={grid.compact() ? { "--area": column.id } : {}}
    >
      <Dynamic component={CELLS[column.id]} row={props.row} href={grid.hrefOf(props.row.id)} />
      <Show when={props.people.length > 0}>
        <span class="ml-auto">
          <AvatarStack label="On this order" size="s" max={props.people.length > 2 ? 1 : 2} people={props.people.map((p) => ({ id: p.clientId, name: p.name, initials: p.initials, color: p.color, doing: p.doing.mode }))} />
        </span>
      </Show>
      <Show when={column.id === "customer" && props.mark}>
        {(mark) => (
          <span data-color="slate" class="ml-auto shrink-0 rounded-s border border-tint-line bg-tint px-1 text-xs text-tint-ink">
            {mark() === "left" ? "Not in this view any more" : "Moves to another place"}
          </span>
        )}
      </Show>
      <Switch>
        <Match when={refused()}>
          {(one) => <IconCircleAlert class="absolute right-1 size-3.5 text-danger" role="img" aria-label={one().message} />}
        </Match>
        <Match when={pending()?.state === "waiting"}>
          <IconClock class="absolute right-1 size-3.5 text-ink-faint" role="img" aria-label="Waiting for the connection" />
        </Match>
        <Match when={changedBy()}>
          {(mark) => (
            <span class={face()}>
              <Avatar person={{ id: mark().name, ...mark() }} size="s" />
            </span>
          )}
        </Match>
        <Match when={editor()}>
          {(person) => (
            <span class={face()}>
              <Avatar person={{ id: person().personId, name: person().name, initials: person().initials, color: person().color }} doing="editing this" size="s" />
            </span>
          )}
        </Match>
      </Switch>
    </div>
  );
}
