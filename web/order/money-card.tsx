import IconArrowRight from "~icons/lucide/arrow-right";
import { type JSX, Show } from "solid-js";
import { PAYMENT_STATUS_NAME } from "../../domain/payment-status.ts";
import { cx } from "../ui/cx.ts";
import { useConventions } from "../ui/locale.ts";
import { Money } from "../ui/money.tsx";
import { TextField } from "../ui/text-field.tsx";
import { amountText } from "./amount-text.ts";
import { Card } from "./card.tsx";
import { FieldSlot } from "./field-slot.tsx";
import { useOrder } from "./order-context.ts";

/** What the order costs, and what saving the draft would make of it (D2, E3). */
export function MoneyCard(): JSX.Element {
  const page = useOrder();
  const names = page.names;
  const now = page.order;
  const then = page.draft.preview;
  const taxLabel = () => `Tax (${names().organization.taxRate / 100} %${names().organization.taxInclusive ? ", included" : ""})`;
  return (
    <Card title="Money">
      <div class="flex flex-col gap-0.5">
        <Sum label="Subtotal" was={now().subtotal} is={then().subtotal} />
        <Show when={now().discount !== 0}>
          <Sum label="Discount" was={-now().discount} is={-then().discount} mark="discount" />
        </Show>
        <FeeRow />
        <Sum label={taxLabel()} was={now().tax} is={then().tax} soft />
        <Sum label="Total" was={now().total} is={then().total} mark="total" strong />
        <Sum label="Paid" was={now().paid} is={then().paid} mark="paid" />
        <Show when={now().refunded > 0}>
          <Sum label="Refunded" was={now().refunded} is={then().refunded} mark="refunded" />
        </Show>
        <Sum label={now().due < 0 ? "Paid too much" : "Due"} was={now().due} is={then().due} strong />
        <Show when={then().paymentStatus !== now().paymentStatus}>
          <div class="flex justify-between gap-2 text-sm text-ink-soft">
            <span>Payment status</span>
            <span class="flex items-center gap-1">
              {PAYMENT_STATUS_NAME[now().paymentStatus]} <IconArrowRight class="size-3" role="img" aria-label="becomes" /> {PAYMENT_STATUS_NAME[then().paymentStatus]}
            </span>
          </div>
        </Show>
      </div>
    </Card>
  );
}

interface SumProps {
  readonly label: string;
  /** Minor units, as saved and as drafted. */
  readonly was: number;
  readonly is: number;
  /** Its key in the log; left out for what only follows from the others. */
  readonly mark?: string;
  readonly strong?: boolean;
  readonly soft?: boolean;
}

function Sum(props: SumProps): JSX.Element {
  const page = useOrder();
  const mark = () => (props.mark === undefined ? undefined : page.markOf(props.mark));
  return (
    <div
      data-color={mark()?.color}
      class={cx("quick -mx-1 flex min-h-6 flex-wrap items-baseline justify-between gap-x-2 rounded-s px-1", props.strong && "font-semibold", props.soft && "text-sm text-ink-faint", mark() && "bg-tint")}
    >
      <span class={props.strong ? "" : "text-ink-soft"}>{props.label}</span>
      <span class="flex flex-wrap items-baseline justify-end gap-x-1.5">
        <Show when={props.was !== props.is}>
          <Money amount={props.was} class="font-normal text-ink-faint line-through" />
        </Show>
        <Money amount={props.is} />
        <Show when={props.was !== props.is && props.strong}>
          <span class="text-sm font-normal text-harbour"><Money amount={props.is - props.was} signed /></span>
        </Show>
      </span>
    </div>
  );
}

function FeeRow(): JSX.Element {
  const page = useOrder();
  const conventions = useConventions();
  const drafted = () => page.draft.draft().fields.fee?.value;
  const editable = () => page.closedField("fee") === undefined;
  const standing = () => amountText(page.order().fee, conventions().currency, conventions().locale);
  return (
    <Show when={editable() || drafted() !== undefined} fallback={<Sum label="Delivery fee" was={page.order().fee} is={page.order().fee} mark="fee" />}>
      <FieldSlot field="fee">
        <div class="flex items-start justify-between gap-2">
          <span class="pt-1 text-ink-soft" aria-hidden="true">Delivery fee</span>
          <span class="w-28">
            <TextField
              label="Delivery fee"
              hideLabel
              tabular
              inputMode="decimal"
              readonly={!editable()}
              value={drafted() ?? standing()}
              error={page.errorOf("fee")}
              onInput={(text) => page.draft.set("fee", text)}
              onFocus={(event) => event.currentTarget.select()}
            />
          </span>
        </div>
      </FieldSlot>
    </Show>
  );
}
