import IconChevronDown from "~icons/lucide/chevron-down";
import { For, type JSX, Show } from "solid-js";
import { cx } from "./cx.ts";
import { Field, type FieldProps, controlClass } from "./field.tsx";

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly options: readonly SelectOption<Value>[];
  /** Stands there while nothing is chosen. */
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** The browser's own select: keyboard, type-ahead and a phone's wheel for nothing. For a search use Combobox. */
export function Select<Value extends string>(props: SelectProps<Value>): JSX.Element {
  const choose = (value: string) => {
    const chosen = props.options.find((option) => option.value === value);
    if (chosen !== undefined) props.onChange(chosen.value);
  };
  return (
    <Field
      {...props}
      control={(ids) => (
        <span class="relative flex">
          <select
            id={ids.id}
            aria-describedby={ids.describedBy()}
            aria-invalid={props.error ? true : undefined}
            disabled={props.disabled}
            required={props.required}
            class={cx(controlClass, "appearance-none truncate pr-7")}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <Show when={props.value === undefined}>
              <option value="" selected disabled>{props.placeholder ?? "Choose…"}</option>
            </Show>
            <For each={props.options}>
              {(option) => (
                <option value={option.value} disabled={option.disabled} selected={option.value === props.value}>
                  {option.label}
                </option>
              )}
            </For>
          </select>
          <IconChevronDown class="pointer-events-none absolute inset-y-0 right-2 my-auto size-3.5 text-ink-faint" aria-hidden="true" />
        </span>
      )}
    />
  );
}
