import IconGrip from "~icons/lucide/grip-vertical";
import { type JSX, Show } from "solid-js";
import { Checkbox } from "../../ui/checkbox.tsx";
import { followPointer } from "../../ui/follow-pointer.ts";
import type { ColumnChoice } from "../column-choice.ts";
import type { OrderColumn } from "../columns.ts";

interface ColumnItemProps {
  readonly column: OrderColumn;
  readonly choice: ColumnChoice;
  readonly shown: boolean;
  readonly movable: boolean;
  readonly onChange: (shown: boolean) => void;
}

/** A column in the list to choose from. */
export function ColumnItem(props: ColumnItemProps): JSX.Element {
  const { column, choice } = props;
  let item: HTMLLIElement | undefined;
  const named = column.id === "number";

  function drag(start: PointerEvent): void {
    start.preventDefault(); // it would mark the names that it passes
    const items = [...(item?.parentElement?.querySelectorAll<HTMLElement>("[data-column]") ?? [])];
    const others = items.filter((one) => one !== item);
    let to: number | null = null;
    const clear = () => items.forEach((one) => delete one.dataset["drop"]);
    followPointer(start, {
      onMove({ clientY: y }) {
        const passed = others.filter((one) => one.getBoundingClientRect().top + one.offsetHeight / 2 < y).length;
        to = Math.max(1, passed);
        clear();
        const next = others[to];
        const target = next ?? others.at(-1);
        if (target) target.dataset["drop"] = next ? "before" : "after";
      },
      onEnd(done) {
        clear();
        if (done && to !== null) choice.move(column.id, to);
      },
    });
  }

  return (
    <li
      ref={item}
      data-column={column.id}
      class="flex min-h-(--control) items-center rounded-m pr-1 hover:bg-hover data-[drop=after]:shadow-[inset_0_-2px_0_var(--harbour)] data-[drop=before]:shadow-[inset_0_2px_0_var(--harbour)]"
    >
      <Checkbox
        label={column.name}
        checked={props.shown}
        disabled={named}
        {...(named ? { description: "Names the order, so it always shows" } : {})}
        onChange={(checked) => props.onChange(checked)}
        class="min-w-0 flex-1 px-2 py-1"
      />
      <Show when={props.movable}>
        <span class="grid size-6 cursor-grab touch-none place-items-center text-ink-faint" title="Drag to move, or Alt+Up and Alt+Down" aria-hidden="true" onPointerDown={(event) => event.button === 0 && drag(event)}>
          <IconGrip class="size-4" />
        </span>
      </Show>
    </li>
  );
}
