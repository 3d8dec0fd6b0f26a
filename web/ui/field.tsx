import IconCircleAlert from "~icons/lucide/circle-alert";
import { type JSX, Show, createUniqueId } from "solid-js";
import { cx } from "./cx.ts";

export interface FieldProps {
  readonly label: string;
  /** The label is read but not seen: for a control whose place says what it is. */
  readonly hideLabel?: boolean;
  readonly description?: JSX.Element;
  /** A sentence that says what is wrong and what to do. */
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly class?: string;
}

export interface ControlIds {
  readonly id: string;
  readonly describedBy: () => string | undefined;
}

export const controlClass =
  "control quick w-full rounded-m border border-line-control bg-surface px-2 text-ink hover:border-ink-faint disabled:border-line disabled:bg-sunken disabled:text-ink-faint aria-invalid:border-danger";

/** Label, description and error around one control, tied to it by id. */
export function Field(props: FieldProps & { readonly control: (ids: ControlIds) => JSX.Element }): JSX.Element {
  const id = createUniqueId();
  const describedBy = () => cx(props.description !== undefined && `${id}-about`, Boolean(props.error) && `${id}-error`) || undefined;
  return (
    <div class={cx("flex min-w-0 flex-col gap-1", props.class)}>
      <label for={id} class={props.hideLabel ? "sr-only" : "text-sm font-medium text-ink-soft"}>
        {props.label}
        <Show when={props.required && !props.hideLabel}>
          <span aria-hidden="true" class="text-danger"> *</span>
        </Show>
      </label>
      {props.control({ id, describedBy })}
      <Show when={props.description !== undefined}>
        <p id={`${id}-about`} class="text-sm text-ink-faint">{props.description}</p>
      </Show>
      <FieldError id={`${id}-error`} text={props.error} />
    </div>
  );
}

/** Stands in the page from the start, so that a screen reader speaks what appears in it. */
export function FieldError(props: { readonly id: string; readonly text: string | undefined }): JSX.Element {
  return (
    <p id={props.id} aria-live="polite" class="flex items-start gap-1 text-sm text-danger empty:hidden">
      <Show when={props.text}>
        <IconCircleAlert class="mt-px size-3.5 shrink-0" aria-hidden="true" />
        {props.text}
      </Show>
    </p>
  );
}
