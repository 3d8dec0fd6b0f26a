import IconRows2 from "~icons/lucide/rows-2";
import IconRows3 from "~icons/lucide/rows-3";
import IconRows4 from "~icons/lucide/rows-4";
import { For, type JSX, Show, createMemo, createSignal, onMount } from "solid-js";
import { COLUMN_IDS } from "../../../domain/order-column.ts";
import type { Density } from "../../../domain/preference.ts";
import { Button } from "../../ui/button.tsx";
import { filterOptions } from "../../ui/filter-options.ts";
import { Popover } from "../../ui/popover.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { ColumnChoice } from "../column-choice.ts";
import { columnById } from "../columns.ts";
import type { OrderColumn } from "../columns.ts";
import { ColumnItem } from "./column-item.tsx";

const DENSITY = [
  { value: "comfortable", label: "Comfortable", icon: IconRows2 },
  { value: "standard", label: "Standard", icon: IconRows3 },
  { value: "compact", label: "Compact", icon: IconRows4 },
] as const satisfies readonly { value: Density; label: string; icon: unknown }[];

interface ColumnsPanelProps {
  readonly choice: ColumnChoice;
  readonly anchor: () => HTMLElement | undefined;
  readonly onClose: () => void;
}

/** Which columns show, in which order (L1): the shown ones first, then what else there is. */
export function ColumnsPanel(props: ColumnsPanelProps): JSX.Element {
  const { choice } = props;
  const [search, setSearch] = createSignal("");
  let find: HTMLDivElement | undefined;
  let list: HTMLDivElement | undefined;
  const found = (columns: readonly OrderColumn[]) => filterOptions(columns, (column) => column.name, search());
  const shown = createMemo(() => found(choice.shown()));
  const others = createMemo(() => found(COLUMN_IDS.flatMap((id) => columnById(id) ?? []).filter((column) => !choice.shown().includes(column))));
  const boxes = () => [...(list?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [])];

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = boxes().findIndex((box) => box === document.activeElement);
    const id = boxes()[at]?.closest<HTMLElement>("[data-column]")?.dataset["column"];
    if (!event.altKey) boxes()[Math.max(0, at + step)]?.focus();
    else if (id !== undefined) moveBy(id, step);
  }
  function moveBy(id: string, step: number): void {
    const at = choice.shown().findIndex((column) => column.id === id);
    const column = choice.shown()[at];
    if (!column || at === 0 || at + step < 1 || at + step >= choice.shown().length) return;
    choice.move(column.id, at + step);
    focusItem(id);
  }
  function toggle({ id }: OrderColumn): void {
    if (choice.shown().some((column) => column.id === id)) choice.hide(id);
    else choice.show(id);
    focusItem(id);
  }
  /** Moved in the document, it has lost the focus. */
  const focusItem = (id: string) => list?.querySelector<HTMLElement>(`[data-column="${id}"] input`)?.focus();
  onMount(() => setTimeout(() => find?.querySelector("input")?.focus()));

  return (
    <Popover label="Columns and density" anchor={props.anchor} onClose={props.onClose} class="flex w-72 flex-col overflow-hidden">
      <div ref={find} class="shrink-0 border-b border-line p-2">
        <TextField label="Find a column" hideLabel placeholder="Find a column" value={search()} onInput={setSearch} onKeyDown={onKeyDown} />
        <Show when={choice.ofView()}>
          <p class="pt-2 text-sm text-ink-soft">
            These columns come with this view or link.{" "}
            <button type="button" class="text-harbour hover:underline" onClick={() => choice.useOwn()}>Show my own</button>
          </p>
        </Show>
      </div>
      <div ref={list} class="max-h-96 min-h-0 overflow-y-auto p-1" onKeyDown={onKeyDown}>
        <ul aria-label="Shown columns, in their order: Alt+Up and Alt+Down move one">
          <For each={shown()}>{(column) => <ColumnItem column={column} choice={choice} shown movable={search() === "" && column.id !== "number"} onChange={() => toggle(column)} />}</For>
        </ul>
        <Show when={others().length > 0}>
          <h3 class="px-2 pt-2 pb-1 text-xs font-medium text-ink-faint">Not shown</h3>
          <ul aria-label="Columns that are not shown">
            <For each={others()}>{(column) => <ColumnItem column={column} choice={choice} shown={false} movable={false} onChange={() => toggle(column)} />}</For>
          </ul>
        </Show>
        <Show when={shown().length + others().length === 0}>
          <p class="px-2 py-1 text-ink-soft">No column is called “{search().trim()}”.</p>
        </Show>
      </div>
      <div class="flex shrink-0 items-center justify-between gap-2 border-t border-line p-2">
        <Segmented label="Height of rows" compact value={choice.density()} options={DENSITY} onChange={choice.setDensity} />
        <Button variant="ghost" onClick={() => choice.reset()}>Reset</Button>
      </div>
    </Popover>
  );
}
