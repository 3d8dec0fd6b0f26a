import { type JSX, Show, createEffect } from "solid-js";
import { cx } from "./cx.ts";

export interface CheckboxProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly description?: string;
  readonly checked: boolean;
  /** Some, not all, of what it stands for. */
  readonly indeterminate?: boolean;
  readonly disabled?: boolean;
  readonly tabIndex?: number;
  /** `event.shiftKey` is there for selecting a range. */
  readonly onChange: (checked: boolean, event: MouseEvent) => void;
  readonly class?: string;
}

export function Checkbox(props: CheckboxProps): JSX.Element {
  let input: HTMLInputElement | undefined;
  createEffect(() => {
    // Only a property, never an attribute: HTML has none for it.
    if (input) input.indeterminate = props.indeterminate === true;
  });
  return (
    <label class={cx("inline-flex items-start gap-2 pointer-coarse:min-h-(--control)", !props.description && "pointer-coarse:items-center", props.disabled && "text-ink-faint", props.class)}>
      <input
        ref={input}
        type="checkbox"
        class={cx("m-0 mt-0.75 size-3.5 shrink-0 accent-harbour", !props.description && "pointer-coarse:mt-0")}
        checked={props.checked}
        disabled={props.disabled}
        tabIndex={props.tabIndex}
        onClick={(event) => {
          const checked = event.currentTarget.checked;
          props.onChange(checked, event);
          // The page is the truth: if it refuses, the box must not stand checked.
          queueMicrotask(() => {
            if (input) input.checked = props.checked;
          });
        }}
      />
      <span class={props.hideLabel ? "sr-only" : "min-w-0"}>
        {props.label}
        <Show when={props.description}>{(text) => <span class="block text-sm text-ink-faint">{text()}</span>}</Show>
      </span>
    </label>
  );
}
