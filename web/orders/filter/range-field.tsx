import { type JSX, createSignal, createUniqueId } from "solid-js";
import type { Read } from "../../order/amount-text.ts";
import { cx } from "../../ui/cx.ts";
import { FieldError, controlClass } from "../../ui/field.tsx";
import { createLateChange } from "./late-change.ts";
import { readEnd, readEnds } from "./read-ends.ts";
import type { Ends } from "./view-edit.ts";

interface RangeFieldProps {
  readonly label: string;
  readonly value: Ends;
  readonly text: (value: number) => string;
  /** What is typed, unless it is nothing. */
  readonly read: (text: string) => Read<number>;
  readonly onChange: (ends: Ends) => void;
}

const PAUSE = 400;

/** From and to, both included; either may be left open. What cannot be read, and a range that nothing can be in, is said and narrows nothing. */
export function RangeField(props: RangeFieldProps): JSX.Element {
  const id = createUniqueId();
  const first = (end: number | null) => (end === null ? "" : props.text(end));
  const [from, setFrom] = createSignal(first(props.value.from));
  const [to, setTo] = createSignal(first(props.value.to));
  const ends = () => readEnds(from(), to(), props.read);
  const error = () => {
    const read = ends();
    return read.ok ? undefined : read.error;
  };
  /** The box that cannot be read; both, if they do not go together. */
  const isWrong = (text: string) => error() !== undefined && (!readEnd(text, props.read).ok || [from(), to()].every((t) => readEnd(t, props.read).ok));

  const late = createLateChange(PAUSE, () => {
    const read = ends();
    if (read.ok) props.onChange(read.value);
  });
  const box = (value: () => string, set: (text: string) => void, label: string) => (
    <input
      type="text"
      inputmode="decimal"
      autocomplete="off"
      aria-label={`${props.label}: ${label}`}
      aria-describedby={error() ? id : undefined}
      aria-invalid={isWrong(value()) || undefined}
      placeholder={label}
      class={cx(controlClass, "tabular text-right")}
      value={value()}
      onInput={(event) => {
        set(event.currentTarget.value);
        late.onInput();
      }}
      onBlur={late.onBlur}
      onKeyDown={late.onKeyDown}
    />
  );
  return (
    <fieldset class="m-0 flex min-w-0 flex-col gap-1 border-0 p-0">
      <legend class="mb-1 p-0 text-sm font-medium text-ink-soft">{props.label}</legend>
      <div class="flex items-center gap-1.5">
        {box(from, setFrom, "from")}
        <span aria-hidden="true" class="text-ink-faint">–</span>
        {box(to, setTo, "to")}
      </div>
      <FieldError id={id} text={error()} />
    </fieldset>
  );
}
