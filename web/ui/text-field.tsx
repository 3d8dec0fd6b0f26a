import { type JSX, Show, splitProps } from "solid-js";
import { cx } from "./cx.ts";
import { Field, type FieldProps, controlClass } from "./field.tsx";

type Native = Omit<JSX.InputHTMLAttributes<HTMLInputElement>, "onInput" | "onChange" | "value" | keyof FieldProps>;

export interface TextFieldProps extends FieldProps, Native {
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** More than one line: the number of rows to begin with. */
  readonly lines?: number;
  /** Digits stand under digits: money, quantities, numbers. */
  readonly tabular?: boolean;
  /** Something small inside the box, before the text (an icon, a currency). */
  readonly lead?: JSX.Element;
}

export function TextField(props: TextFieldProps): JSX.Element {
  const [own, field, native] = splitProps(
    props,
    ["value", "onInput", "lines", "tabular", "lead"],
    ["label", "hideLabel", "description", "error", "class"],
  );
  return (
    <Field
      {...field}
      required={props.required ?? false}
      control={(ids) => {
        const shared = () => ({
          id: ids.id,
          value: own.value,
          "aria-describedby": ids.describedBy(),
          "aria-invalid": props.error ? (true as const) : undefined,
        });
        return (
          <Show
            when={own.lines}
            fallback={
              <span class="relative flex">
                <Show when={own.lead}>
                  <span class="pointer-events-none absolute inset-y-0 left-2 flex items-center text-ink-faint">{own.lead}</span>
                </Show>
                <input
                  type="text"
                  autocomplete="off"
                  {...native}
                  {...shared()}
                  class={cx(controlClass, "read-only:bg-sunken", own.tabular && "tabular text-right", own.lead !== undefined && "pl-7.5")}
                  onInput={(event) => own.onInput(event.currentTarget.value)}
                />
              </span>
            }
          >
            {(lines) => (
              <textarea
                {...shared()}
                rows={lines()}
                required={props.required}
                disabled={props.disabled}
                readonly={props.readonly}
                maxLength={props.maxLength}
                placeholder={props.placeholder}
                class={cx(controlClass, "field-sizing-content h-auto resize-y py-1")}
                style={{ "min-height": `calc(${lines()}lh + 10px)` }}
                onInput={(event) => own.onInput(event.currentTarget.value)}
              />
            )}
          </Show>
        );
      }}
    />
  );
}
