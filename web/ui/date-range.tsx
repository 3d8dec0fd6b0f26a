import { type JSX, createSignal, createUniqueId } from "solid-js";
import { cx } from "./cx.ts";
import { FieldError, controlClass } from "./field.tsx";

/** Days of the organization's calendar, `YYYY-MM-DD`, both included; undefined is open. */
export interface DateRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface DateRangeFieldProps {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: DateRange;
  readonly onChange: (range: DateRange) => void;
  readonly class?: string;
}

/** A range that ends before it begins is said, and given to nobody. */
export function DateRangeField(props: DateRangeFieldProps): JSX.Element {
  const id = createUniqueId();
  /** What stands there while it is no range; null: what is given. */
  const [typed, setTyped] = createSignal<DateRange | null>(null);
  const shown = () => typed() ?? props.value;
  const wrong = () => typed() !== null;

  function choose(range: DateRange): void {
    const backwards = range.from !== undefined && range.to !== undefined && range.from > range.to;
    setTyped(backwards ? range : null);
    if (!backwards) props.onChange(range);
  }
  const box = (which: "from" | "to", label: string) => (
    <input
      type="date"
      aria-label={`${props.label}: ${label}`}
      aria-describedby={wrong() ? id : undefined}
      aria-invalid={wrong() || undefined}
      class={cx(controlClass, "tabular")}
      value={shown()[which] ?? ""}
      onChange={(event) => choose({ ...shown(), [which]: event.currentTarget.value || undefined })}
    />
  );
  return (
    <fieldset class={cx("m-0 flex min-w-0 flex-col gap-1 p-0", props.class)}>
      <legend class={props.hideLabel ? "sr-only" : "mb-1 text-sm font-medium text-ink-soft"}>{props.label}</legend>
      <div class="flex items-center gap-1.5">
        {box("from", "first day")}
        <span aria-hidden="true" class="text-ink-faint">–</span>
        {box("to", "last day")}
      </div>
      <FieldError id={id} text={wrong() ? "Put the earlier day first." : undefined} />
    </fieldset>
  );
}
