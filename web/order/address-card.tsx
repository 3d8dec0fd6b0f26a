import IconPencil from "~icons/lucide/pencil";
import { For, type JSX, Show, createSignal } from "solid-js";
import type { Address } from "../../domain/order.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Badge } from "../ui/pill.tsx";
import { AddressSheet } from "./address-sheet.tsx";
import { Card } from "./card.tsx";
import { addressLines } from "./address-lines.ts";
import { fieldLabel } from "./field-label.ts";
import { FieldSlot } from "./field-slot.tsx";
import { useOrder } from "./order-context.ts";

export function AddressCard(props: { readonly field: "deliveryAddress" | "billingAddress" }): JSX.Element {
  const page = useOrder();
  const [open, setOpen] = createSignal(false);
  const drafted = () => page.draft.draft().fields[props.field]?.value;
  const shown = () => drafted() ?? page.order()[props.field];
  const closed = () => page.closedField(props.field);
  return (
    <Card
      title={fieldLabel(props.field)}
      aside={<Show when={drafted()}><Badge color="teal">Not saved</Badge></Show>}
      actions={
        <Show when={page.offers(props.field)}>
          <IconButton icon={IconPencil} label={`Edit the ${fieldLabel(props.field).toLowerCase()}`} blocked={closed()} onClick={() => setOpen(true)} />
        </Show>
      }
    >
      <FieldSlot field={props.field} marks={[`${props.field}Id`]}>
        <Show when={shown()} fallback={<p class="text-ink-faint">None yet.</p>}>
          {(address) => <AddressText address={address()} />}
        </Show>
        <Show when={drafted()}>
          <Button variant="ghost" class="mt-1" onClick={() => page.draft.drop(props.field)}>Undo</Button>
        </Show>
      </FieldSlot>
      <AddressSheet
        open={open()}
        title={fieldLabel(props.field)}
        value={shown() ?? null}
        closed={closed()}
        onClose={() => setOpen(false)}
        onDone={(address: Address) => {
          setOpen(false);
          page.draft.set(props.field, address);
        }}
      />
    </Card>
  );
}

export function AddressText(props: { readonly address: Address }): JSX.Element {
  return (
    <address class="not-italic">
      <For each={addressLines(props.address)} fallback={<span class="text-ink-faint">Empty</span>}>
        {(line) => <span class="block break-words"><bdi>{line}</bdi></span>}
      </For>
    </address>
  );
}
