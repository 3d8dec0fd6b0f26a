import { For, type JSX, Show, createSignal, onCleanup } from "solid-js";
import type { Condition } from "../../../domain/filter.ts";
import type { View } from "../../../domain/filter-url.ts";
import { ORDER_TYPES, ORDER_TYPE_NAME } from "../../../domain/order.ts";
import { PAYMENT_STATUSES, PAYMENT_STATUS_NAME } from "../../../domain/payment-status.ts";
import { DateRangeField } from "../../ui/date-range.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { Lookups } from "../../../domain/lookups.ts";
import { TOO_SHORT, daysOf, tooShort, valuesOf, withDays, withValues, withWords, wordsOf } from "./view-edit.ts";
import type { WordField } from "./view-edit.ts";

const PAUSE = 250;

export interface FilterPanelProps {
  readonly view: View;
  readonly lookups: Lookups;
  readonly onChange: (view: View) => void;
}

type ListCondition = Extract<Condition, { field: "status" | "payment" | "channel" | "csr" | "agent" | "type" }>;

/** Every field that narrows the list (L3). It acts at once, so that one sees what a choice does. */
export function FilterPanel(props: FilterPanelProps): JSX.Element {
  const nobody = { id: "none", name: "Nobody" };
  const set = (condition: ListCondition) => props.onChange(withValues(props.view, condition));
  return (
    <div class="grid gap-x-6 gap-y-4 md:grid-cols-[272px_minmax(0,1fr)]">
      <div class="flex flex-col gap-3">
        <Words field="number" label="Order number" view={props.view} onChange={props.onChange} />
        <Words field="name" label="Customer or company" view={props.view} onChange={props.onChange} />
        <Words field="email" label="E-mail" view={props.view} onChange={props.onChange} />
        <Words field="reference" label="Reference" view={props.view} onChange={props.onChange} />
        <DateRangeField label="Placed" value={daysOf(props.view)} onChange={({ from, to }) => props.onChange(withDays(props.view, from, to))} />
      </div>
      <div class="flex flex-col gap-3">
        <Choices label="Status" options={props.lookups.statuses} chosen={valuesOf(props.view, "status")} onChange={(values) => set({ field: "status", op: "in", values })} />
        <Choices
          label="Payment"
          options={PAYMENT_STATUSES.map((id) => ({ id, name: PAYMENT_STATUS_NAME[id] }))}
          chosen={valuesOf(props.view, "payment")}
          onChange={(values) => set({ field: "payment", op: "in", values: PAYMENT_STATUSES.filter((s) => values.includes(s)) })}
        />
        <Choices label="Channel" options={props.lookups.channels} chosen={valuesOf(props.view, "channel")} onChange={(values) => set({ field: "channel", op: "in", values })} />
        <Choices label="CSR" options={[nobody, ...props.lookups.people]} chosen={valuesOf(props.view, "csr")} onChange={(values) => set({ field: "csr", op: "in", values })} />
        <Choices label="Delivery agent" options={[nobody, ...props.lookups.agents]} chosen={valuesOf(props.view, "agent")} onChange={(values) => set({ field: "agent", op: "in", values })} />
        <Choices
          label="Type"
          options={ORDER_TYPES.map((id) => ({ id, name: ORDER_TYPE_NAME[id] }))}
          chosen={valuesOf(props.view, "type")}
          onChange={(values) => set({ field: "type", op: "in", values: ORDER_TYPES.filter((t) => values.includes(t)) })}
        />
      </div>
    </div>
  );
}

function Words(props: { readonly field: WordField; readonly label: string; readonly view: View; readonly onChange: (view: View) => void }): JSX.Element {
  const [text, setText] = createSignal(wordsOf(props.view, props.field));
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  return (
    <TextField
      label={props.label}
      value={text()}
      {...(tooShort(text()) ? { description: TOO_SHORT } : {})}
      maxLength={200}
      spellcheck={false}
      onInput={(now) => {
        setText(now);
        clearTimeout(timer);
        timer = setTimeout(() => props.onChange(withWords(props.view, props.field, now)), PAUSE);
      }}
    />
  );
}

interface ChoicesProps {
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly name: string; readonly color?: string; readonly active?: boolean }[];
  readonly chosen: readonly string[];
  readonly onChange: (values: string[]) => void;
}

/** Any of a few: checkboxes that look like the chips which they become. */
function Choices(props: ChoicesProps): JSX.Element {
  // What is retired is offered only while it is chosen: an old link must be able to let go of it.
  const options = () => props.options.filter((o) => o.active !== false || props.chosen.includes(o.id));
  return (
    <fieldset class="m-0 min-w-0 border-0 p-0">
      <legend class="mb-1 p-0 text-sm font-medium text-ink-soft">{props.label}</legend>
      <div class="flex flex-wrap gap-1">
        <For each={options()}>
          {(option) => (
            <label
              data-color={option.color}
              class="quick relative flex h-6 items-center gap-1.5 rounded-m border border-line-strong px-2 text-sm select-none hover:bg-hover has-checked:border-harbour has-checked:bg-selected has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-harbour pointer-coarse:h-8"
            >
              <input
                type="checkbox"
                class="absolute inset-0 m-0 opacity-0"
                checked={props.chosen.includes(option.id)}
                onChange={(event) => props.onChange(event.currentTarget.checked ? [...props.chosen, option.id] : props.chosen.filter((id) => id !== option.id))}
              />
              <Show when={option.color}>
                <span class="size-1.5 rounded-full bg-dot" aria-hidden="true" />
              </Show>
              {option.name}
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}
