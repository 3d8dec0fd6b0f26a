import { type JSX, createSignal, createUniqueId, onCleanup } from "solid-js";
import type { Read } from "../../order/amount-text.ts";
import { cx } from "../../ui/cx.ts";
import { FieldError, controlClass } from "../../ui/field.tsx";
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

/** From and to, both included; either may be left open. What cannot be read is said, and narrows nothing. */
export function RangeField(props: RangeFieldProps): JSX.Element {
  const id = createUniqueId();
  const first = (end: number | null) => (end === null ? "" : props.text(end));
  const [from, setFrom] = createSignal(first(props.value.from));
  const [to, setTo] = createSignal(first(props.value.to));
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const end = (text: string): Read<number | null> => (text.trim() === "" ? { ok: true, value: null } : props.read(text));
  const error = () => {
    const [a, b] = [end(from()), end(to())];
    if (!a.ok) return a.error;
    if (!b.ok) return b.error;
    return a.value !== null && b.value !== null && a.value > b.value ? "The first is more than the second, so nothing is found." : undefined;
  };

  function type(set: (text: string) => void, text: string): void {
    set(text);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const [a, b] = [end(from()), end(to())];
      if (a.ok && b.ok) props.onChange({ from: a.value, to: b.value });
    }, PAUSE);
  }
  const box = (value: () => string, set: (text: string) => void, label: string) => (
    <input
      type="text"
      inputmode="decimal"
      autocomplete="off"
      aria-label={`${props.label}: ${label}`}
      aria-describedby={error() ? id : undefined}
      aria-invalid={end(value()).ok ? undefined : true}
      placeholder={label}
      class={cx(controlClass, "tabular text-right")}
      value={value()}
      onInput={(event) => type(set, event.currentTarget.value)}
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
