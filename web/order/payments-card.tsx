import { For, type JSX, Show } from "solid-js";
import { PAYMENT_METHOD_NAME, PAYMENT_METHODS, PAYMENT_STATUS_NAME } from "../../domain/payment-status.ts";
import type { PaymentMethod } from "../../domain/payment-status.ts";
import { Money } from "../ui/money.tsx";
import { StatusPill } from "../ui/pill.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Select } from "../ui/select.tsx";
import { Card } from "./card.tsx";
import { FieldSlot } from "./field-slot.tsx";
import { paymentColor } from "./payment-words.ts";
import { useOrder } from "./order-context.ts";

/** Methods that a person at the desk may choose; an import has its own. */
const OFFERED: readonly PaymentMethod[] = PAYMENT_METHODS.filter((method) => method !== "imported");

export function PaymentsCard(): JSX.Element {
  const page = useOrder();
  const method = () => {
    const drafted = page.draft.draft().fields.paymentMethod;
    return drafted ? drafted.value : page.order().paymentMethod;
  };
  const options = () => {
    const now = method();
    const offered = now === null || OFFERED.includes(now) ? OFFERED : [...OFFERED, now];
    return [{ value: "", label: "Not chosen" }, ...offered.map((one) => ({ value: one, label: PAYMENT_METHOD_NAME[one] }))];
  };
  const closed = () => page.closedField("paymentMethod");
  return (
    <Card title="Payments">
      <div class="flex flex-col gap-2">
        <FieldSlot field="paymentMethod">
          <Show when={closed() === undefined} fallback={<p class="flex justify-between gap-2"><span class="text-ink-soft">Method</span><span>{method() ? PAYMENT_METHOD_NAME[method() ?? "imported"] : "Not chosen"}</span></p>}>
            <Select label="Payment method" value={method() ?? ""} options={options()} onChange={(value) => page.draft.set("paymentMethod", OFFERED.find((one) => one === value) ?? null)} />
          </Show>
        </FieldSlot>
        <Show when={page.order().payments.length > 0} fallback={<p class="text-sm text-ink-faint">No payment yet.</p>}>
          <ul class="divide-y divide-line border-t border-line">
            <For each={page.order().payments}>
              {(payment) => (
                <li class="flex flex-wrap items-center gap-x-2 gap-y-0.5 py-1.5">
                  <span class="min-w-0 flex-1 truncate">{PAYMENT_METHOD_NAME[payment.method]}</span>
                  <StatusPill color={paymentColor(payment.status)}>{PAYMENT_STATUS_NAME[payment.status]}</StatusPill>
                  <span class="text-sm text-ink-faint"><RelativeTime at={payment.at} /></span>
                  <Money amount={payment.amount} class="w-24 text-right" />
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </Card>
  );
}
