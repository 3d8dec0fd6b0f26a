import IconX from "~icons/lucide/x";
import IconPencil from "~icons/lucide/pencil";
import { type JSX, Show, createSignal } from "solid-js";
import type { Customer } from "../../domain/customer.ts";
import { AddressSheet } from "../order/address-sheet.tsx";
import { AddressText } from "../order/address-card.tsx";
import { Card } from "../order/card.tsx";
import { CustomerSearch } from "../order/customer-search.tsx";
import { useScope } from "../session/organization-scope.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { toast } from "../ui/toasts.ts";
import { NewCustomerDialog } from "./new-customer-dialog.tsx";
import type { NewOrderStore } from "./new-order-store.ts";

export interface NewCustomerCardProps {
  readonly store: NewOrderStore;
  readonly searchRef: (input: HTMLInputElement) => void;
  /** A customer is chosen: on to the products. */
  readonly onDone: () => void;
}

/** Who calls (C1): found by name, e-mail or phone, or created in place. */
export function NewCustomerCard(props: NewCustomerCardProps): JSX.Element {
  const scope = useScope();
  const [creating, setCreating] = createSignal<string>();
  const customer = () => props.store.draft().customer;

  function pick(next: Customer): void {
    const { address, customer: before } = props.store.draft();
    props.store.update((draft) => ({ ...draft, customer: next, address: null }));
    if (address !== null && before?.id !== next.id) {
      toast("Delivery now goes to the new customer's address.", { action: { label: "Keep what I typed", onSelect: () => props.store.update((draft) => ({ ...draft, address })) } });
    }
    setCreating(undefined);
    props.onDone();
  }

  return (
    <Card title="Customer">
      <Show
        when={customer()}
        fallback={
          <CustomerSearch
            value={null}
            hideLabel
            inputRef={props.searchRef}
            error={props.store.errorOf("customerId")}
            onPick={pick}
            {...(scope.may("customers.create") ? { onCreate: setCreating } : {})}
          />
        }
      >
        {(chosen) => (
          <div class="flex items-start gap-2">
            <div class="min-w-0 flex-1">
              <p class="font-semibold break-words"><bdi>{chosen().name}</bdi></p>
              <Show when={chosen().company}><p class="break-words text-ink-soft"><bdi>{chosen().company}</bdi></p></Show>
              <p class="truncate text-ink-soft"><bdi>{[chosen().email, chosen().phone].filter(Boolean).join(" · ") || "No e-mail, no phone"}</bdi></p>
            </div>
            <IconButton icon={IconX} label="Choose another customer" onClick={() => props.store.update((draft) => ({ ...draft, customer: null }))} />
          </div>
        )}
      </Show>
      <NewCustomerDialog name={creating()} onClose={() => setCreating(undefined)} onCreated={pick} />
    </Card>
  );
}

/** Where it goes: the customer's own address until another is typed. */
export function NewAddressCard(props: { readonly store: NewOrderStore }): JSX.Element {
  const [open, setOpen] = createSignal(false);
  const typed = () => props.store.draft().address;
  const shown = () => typed() ?? props.store.draft().customer?.address ?? null;
  return (
    <Card title="Delivery address" actions={<IconButton icon={IconPencil} label="Edit the delivery address" onClick={() => setOpen(true)} />}>
      <Show when={shown()} fallback={<p class="text-ink-faint">{props.store.draft().customer ? "None is known. Add one, or leave it empty." : "The customer's, once one is chosen."}</p>}>
        {(address) => <AddressText address={address()} />}
      </Show>
      <Show when={typed() !== null && props.store.draft().customer?.address}>
        <Button variant="ghost" class="mt-1 -ml-2" onClick={() => props.store.update((draft) => ({ ...draft, address: null }))}>Use the customer's own</Button>
      </Show>
      <AddressSheet
        open={open()}
        title="Delivery address"
        value={shown()}
        closed={undefined}
        onClose={() => setOpen(false)}
        onDone={(address) => {
          setOpen(false);
          props.store.update((draft) => ({ ...draft, address }));
        }}
      />
    </Card>
  );
}
