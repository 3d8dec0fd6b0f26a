import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { cx } from "../ui/cx.ts";
import { Kbd } from "../ui/kbd.tsx";
import type { Entry } from "./entries.ts";

interface PaletteRowProps {
  readonly id: string;
  readonly entry: Entry;
  readonly active: boolean;
  readonly onMark: () => void;
  readonly onRun: () => void;
}

export function PaletteRow(props: PaletteRowProps): JSX.Element {
  return (
    <div
      id={props.id}
      role="option"
      aria-selected={props.active}
      aria-disabled={props.entry.refused !== undefined}
      class={cx("control flex w-full items-center gap-2.5 rounded-m px-2", props.active && "bg-hover", props.entry.refused !== undefined && "text-ink-faint")}
      // The focus stays where one types.
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={() => props.active || props.onMark()}
      onClick={() => props.onRun()}
    >
      <Show when={props.entry.icon} fallback={<span class="size-4 shrink-0" />}>
        {(icon) => <Dynamic component={icon()} class="size-4 shrink-0 text-ink-faint" aria-hidden="true" />}
      </Show>
      <span class="tabular max-w-3/5 shrink-0 truncate"><bdi>{props.entry.label}</bdi></span>
      <span class="min-w-0 flex-1 truncate text-sm text-ink-faint"><bdi>{props.entry.hint}</bdi></span>
      <Show when={props.entry.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
    </div>
  );
}
