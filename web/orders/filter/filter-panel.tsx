import { type JSX, Show, createSignal, onCleanup, onMount } from "solid-js";
import type { View } from "../../../domain/filter-url.ts";
import { INVOICE_STATUSES, INVOICE_STATUS_NAME } from "../../../domain/invoice-status.ts";
import type { Lookups } from "../../../domain/lookups.ts";
import { ORDER_TYPES, ORDER_TYPE_NAME } from "../../../domain/order.ts";
import { PAYMENT_METHODS, PAYMENT_METHOD_NAME, PAYMENT_STATUSES, PAYMENT_STATUS_NAME } from "../../../domain/payment-status.ts";
import { amountText, readAmount } from "../../order/amount-text.ts";
import { useScope } from "../../session/organization-scope.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { DateRangeField } from "../../ui/date-range.tsx";
import { TextField } from "../../ui/text-field.tsx";
import { Choices } from "./choices.tsx";
import type { Choice } from "./choices.tsx";
import { filterSentence } from "./filter-sentence.ts";
import { readKnownTags } from "./known-tags.ts";
import { createLateChange } from "./late-change.ts";
import { RangeField } from "./range-field.tsx";
import { readScore } from "./read-score.ts";
import { SortField } from "./sort-field.tsx";
import { TOO_SHORT, daysOf, hasFlag, opOf, rangeOf, tooShort, valuesOf, withDays, withFlag, withRange, withValues, withWords, wordsOf } from "./view-edit.ts";
import type { ListCondition, ListField, ListOp, WordField } from "./view-edit.ts";

const PAUSE = 250;
const NOBODY: Choice = { id: "none", name: "Nobody" };
const NONE: Choice = { id: "none", name: "None" };
const METHODS = [...PAYMENT_METHODS, "none"] as const;

export interface FilterPanelProps {
  readonly view: View;
  readonly lookups: Lookups;
  /** Cards have no headings. */
  readonly sortable: boolean;
  readonly onChange: (view: View) => void;
}

/** Every field that narrows the list (L3). It acts at once, so that one sees what a choice does. */
export function FilterPanel(props: FilterPanelProps): JSX.Element {
  const scope = useScope();
  const { currency, locale } = props.lookups.organization;
  const [tags, setTags] = createSignal<readonly string[]>([]);
  const stop = new AbortController();
  onMount(() => void readKnownTags(scope, stop.signal).then(setTags));
  onCleanup(() => stop.abort());

  const set = (condition: ListCondition) => props.onChange(withValues(props.view, condition));
  const shared = (field: ListField) => ({ chosen: valuesOf(props.view, field), op: opOf(props.view, field) });
  /** A column has one value an order, so that all of several cannot be. */
  const single = (op: ListOp) => (op === "all" ? "in" : op);
  const words = (field: WordField, label: string) => <Words field={field} label={label} view={props.view} onChange={props.onChange} />;
  return (
    <div class="flex flex-col gap-4">
      <Show when={props.sortable}>
        <SortField view={props.view} onChange={props.onChange} />
      </Show>
      <div class="grid gap-x-6 gap-y-4 md:grid-cols-[336px_minmax(0,1fr)]">
        <div class="grid grid-cols-2 content-start gap-3 [&>fieldset]:col-span-2">
          {words("number", "Order number")}
          {words("name", "Customer or company")}
          {words("email", "E-mail")}
          {words("phone", "Phone")}
          {words("postcode", "Post code")}
          {words("stock", "Stock code")}
          {words("reference", "Reference")}
          <DateRangeField label="Placed" value={daysOf(props.view)} onChange={({ from, to }) => props.onChange(withDays(props.view, from, to))} />
          <RangeField label={`Total (${currency})`} value={rangeOf(props.view, "total")} text={(minor) => amountText(minor, currency, locale)} read={(text) => readAmount(text, currency, locale)} onChange={(ends) => props.onChange(withRange(props.view, "total", ends))} />
          <RangeField label="Fraud score" value={rangeOf(props.view, "risk")} text={String} read={readScore} onChange={(ends) => props.onChange(withRange(props.view, "risk", ends))} />
        </div>
        <div class="flex min-w-0 flex-col gap-3">
          <Choices label="Status" options={props.lookups.statuses} {...shared("status")} onChange={(values, op) => set({ field: "status", op: single(op), values: [...values] })} />
          <Choices label="Payment" options={PAYMENT_STATUSES.map((id) => ({ id, name: PAYMENT_STATUS_NAME[id] }))} {...shared("payment")} onChange={(values, op) => set({ field: "payment", op: single(op), values: PAYMENT_STATUSES.filter((s) => values.includes(s)) })} />
          <Choices label="Payment source" options={[...PAYMENT_METHODS.map((id) => ({ id, name: PAYMENT_METHOD_NAME[id] })), NONE]} {...shared("method")} onChange={(values, op) => set({ field: "method", op: single(op), values: METHODS.filter((m) => values.includes(m)) })} />
          <Choices label="Channel" options={props.lookups.channels} {...shared("channel")} onChange={(values, op) => set({ field: "channel", op: single(op), values: [...values] })} />
          <Show when={props.lookups.microsites.length > 0}>
            <Choices label="Microsite" options={[NONE, ...props.lookups.microsites]} {...shared("microsite")} onChange={(values, op) => set({ field: "microsite", op: single(op), values: [...values] })} />
          </Show>
          <Choices label="Tags" options={tags().map((tag) => ({ id: tag, name: tag }))} {...shared("tag")} canHaveAll canAdd onChange={(values, op) => set({ field: "tag", op, values: [...values] })} />
          <Choices label="CSR" options={[NOBODY, ...props.lookups.people]} {...shared("csr")} onChange={(values, op) => set({ field: "csr", op: single(op), values: [...values] })} />
          <Choices label="Delivery agent" options={[NOBODY, ...props.lookups.agents]} {...shared("agent")} onChange={(values, op) => set({ field: "agent", op: single(op), values: [...values] })} />
          <Choices label="Type" options={ORDER_TYPES.map((id) => ({ id, name: ORDER_TYPE_NAME[id] }))} {...shared("type")} onChange={(values, op) => set({ field: "type", op: single(op), values: ORDER_TYPES.filter((t) => values.includes(t)) })} />
          <Choices label="Invoice" options={INVOICE_STATUSES.map((id) => ({ id, name: INVOICE_STATUS_NAME[id] }))} {...shared("invoice")} onChange={(values, op) => set({ field: "invoice", op: single(op), values: INVOICE_STATUSES.filter((s) => values.includes(s)) })} />
          <Show when={scope.may("orders.restore")}>
            <Checkbox label="Deleted orders only" checked={hasFlag(props.view, "deleted")} onChange={(on) => props.onChange(withFlag(props.view, "deleted", on))} />
          </Show>
        </div>
      </div>
      <p class="sticky -bottom-4 -mx-4 -mb-4 border-t border-line bg-raised px-4 py-2 text-sm text-ink-soft">{filterSentence(props.view, props.lookups)}.</p>
    </div>
  );
}

function Words(props: { readonly field: WordField; readonly label: string; readonly view: View; readonly onChange: (view: View) => void }): JSX.Element {
  const [text, setText] = createSignal(wordsOf(props.view, props.field));
  const late = createLateChange(PAUSE, () => props.onChange(withWords(props.view, props.field, text())));
  return (
    <TextField
      label={props.label}
      value={text()}
      {...(tooShort(text(), props.field) ? { description: TOO_SHORT } : {})}
      maxLength={200}
      spellcheck={false}
      onInput={(now) => {
        setText(now);
        late.onInput();
      }}
      onBlur={late.onBlur}
      onKeyDown={late.onKeyDown}
    />
  );
}
