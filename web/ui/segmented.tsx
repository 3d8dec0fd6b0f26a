import { For, type JSX, Show, createUniqueId } from "solid-js";
import { Dynamic } from "solid-js/web";
import { cx } from "./cx.ts";
import type { Icon } from "./icon.ts";

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: Icon }[];
  /** Icons only; the labels become tooltips. */
  readonly compact?: boolean;
  readonly class?: string;
}

/** One of a few, all in sight. Native radios: arrows move, Tab passes. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>): JSX.Element {
  const name = createUniqueId();
  return (
    <fieldset class={cx("m-0 inline-flex rounded-m border border-line bg-sunken p-0.5", props.class)}>
      <legend class="sr-only">{props.label}</legend>
      <For each={props.options}>
        {(option) => (
          <label
            data-tip={props.compact ? option.label : undefined}
            class="quick relative flex h-[calc(var(--control)-6px)] pointer-coarse:control flex-1 items-center justify-center gap-1.5 rounded-s border border-transparent px-2.5 text-sm font-medium whitespace-nowrap text-ink-soft hover:text-ink has-checked:border-line-strong has-checked:bg-surface has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-harbour"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              class="absolute inset-0 m-0 opacity-0"
              onChange={() => props.onChange(option.value)}
            />
            <Show when={option.icon}>{(icon) => <Dynamic component={icon()} class="size-4" aria-hidden="true" />}</Show>
            <span class={props.compact ? "sr-only" : undefined}>{option.label}</span>
          </label>
        )}
      </For>
    </fieldset>
  );
}
