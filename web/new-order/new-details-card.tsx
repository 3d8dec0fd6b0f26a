import type { JSX } from "solid-js";
import { Show } from "solid-js";
import { canBeCsr } from "../../domain/csr.ts";
import { PAYMENT_METHOD_NAME, PAYMENT_METHODS } from "../../domain/payment-status.ts";
import type { PaymentMethod } from "../../domain/payment-status.ts";
import { Card } from "../order/card.tsx";
import type { Names } from "../order/names.ts";
import { Combobox } from "../ui/combobox.tsx";
import { Money } from "../ui/money.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import type { NewOrderStore } from "./new-order-store.ts";

const OFFERED: readonly PaymentMethod[] = PAYMENT_METHODS.filter((method) => method !== "imported");

interface Props {
  readonly store: NewOrderStore;
  readonly names: Names;
}

/** Fee and live totals, by the organization's tax rule (D2). */
export function NewMoneyCard(props: Props): JSX.Element {
  const draft = () => props.store.draft();
  const totals = () => props.store.totals();
  const rule = () => `Tax (${props.names.organization.taxRate / 100} %${props.names.organization.taxInclusive ? ", included" : ""})`;
  return (
    <Card title="Money">
      <div class="flex flex-col gap-1">
        <p class="flex justify-between gap-2"><span class="text-ink-soft">Subtotal</span><Money amount={totals().subtotal} /></p>
        <div class="flex items-start justify-between gap-2">
          <span class="pt-1 text-ink-soft" aria-hidden="true">Delivery fee</span>
          <TextField
            label="Delivery fee"
            hideLabel
            class="w-28"
            tabular
            inputMode="decimal"
            placeholder="0"
            value={draft().fee}
            error={props.store.errorOf("fee")}
            onInput={(fee) => props.store.update((now) => ({ ...now, fee }))}
          />
        </div>
        <p class="flex justify-between gap-2 text-sm text-ink-faint"><span>{rule()}</span><Money amount={totals().tax} /></p>
        <p class="flex justify-between gap-2 font-semibold" aria-live="polite"><span>Total</span><Money amount={totals().total} /></p>
        <Select
          class="mt-2"
          label="Payment method"
          value={draft().paymentMethod ?? ""}
          options={[{ value: "", label: "Not chosen yet" }, ...OFFERED.map((method) => ({ value: method, label: PAYMENT_METHOD_NAME[method] }))]}
          onChange={(value) => props.store.update((now) => ({ ...now, paymentMethod: OFFERED.find((method) => method === value) ?? null }))}
        />
      </div>
    </Card>
  );
}

export function NewDetailsCard(props: Props): JSX.Element {
  const draft = () => props.store.draft();
  return (
    <Card title="Details">
      <div class="flex flex-col gap-3">
        <Combobox
          label="CSR"
          noun="people"
          clearable
          placeholder="Nobody"
          value={props.names.people.find((one) => one.id === draft().csrId) ?? null}
          options={props.names.people.filter(canBeCsr)}
          keyOf={(one) => one.id}
          labelOf={(one) => one.name}
          error={props.store.errorOf("csrId")}
          onChange={(one) => props.store.update((now) => ({ ...now, csrId: one?.id ?? null }))}
        />
        <Combobox
          label="Delivery agent"
          noun="delivery agents"
          clearable
          placeholder="Nobody yet"
          value={props.names.agents.find((one) => one.id === draft().agentId) ?? null}
          options={props.names.agents.filter((one) => one.active)}
          keyOf={(one) => one.id}
          labelOf={(one) => one.name}
          error={props.store.errorOf("agentId")}
          onChange={(one) => props.store.update((now) => ({ ...now, agentId: one?.id ?? null }))}
        />
        <Show when={props.names.microsites.some((one) => one.active)}>
          <Combobox
            label="Microsite"
            noun="microsites"
            clearable
            placeholder="None"
            value={props.names.microsites.find((one) => one.id === draft().micrositeId) ?? null}
            options={props.names.microsites.filter((one) => one.active)}
            keyOf={(one) => one.id}
            labelOf={(one) => one.name}
            error={props.store.errorOf("micrositeId")}
            onChange={(one) => props.store.update((now) => ({ ...now, micrositeId: one?.id ?? null }))}
          />
        </Show>
        <TextField label="Reference" dir="auto" value={draft().reference} error={props.store.errorOf("reference")} onInput={(reference) => props.store.update((now) => ({ ...now, reference }))} />
        <TextField label="Note" lines={3} dir="auto" value={draft().note} error={props.store.errorOf("note")} onInput={(note) => props.store.update((now) => ({ ...now, note }))} />
      </div>
    </Card>
  );
}
