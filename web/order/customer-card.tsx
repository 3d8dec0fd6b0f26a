import IconMail from "~icons/lucide/mail";
import IconPhone from "~icons/lucide/phone";
import IconPencil from "~icons/lucide/pencil";
import { type JSX, Show, createSignal } from "solid-js";
import type { Customer } from "../../domain/customer.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Badge } from "../ui/pill.tsx";
import { Card } from "./card.tsx";
import { CustomerSearch } from "./customer-search.tsx";
import { FieldSlot } from "./field-slot.tsx";
import { NewCustomerDialog } from "../new-order/new-customer-dialog.tsx";
import { useScope } from "../session/organization-scope.tsx";
import { useOrder } from "./order-context.ts";

/** Whose order it is, and the change to somebody else by search. */
export function CustomerCard(): JSX.Element {
  const page = useOrder();
  const scope = useScope();
  const [searching, setSearching] = createSignal(false);
  const [creating, setCreating] = createSignal<string>();
  const drafted = () => page.draft.draft().fields.customerId?.value;
  const shown = () => {
    const order = page.order();
    return drafted() ?? { name: order.customerName, email: order.customerEmail, phone: order.customerPhone, company: order.company };
  };
  let pencil: HTMLButtonElement | undefined;
  let search: HTMLDivElement | undefined;
  /** The pencil comes back in the search's place, and takes the focus if the search had it. */
  const endSearch = () => {
    const held = search?.contains(document.activeElement) ?? false;
    setSearching(false);
    if (held) queueMicrotask(() => creating() === undefined && pencil?.focus());
  };
  const pick = (customer: Customer) => {
    endSearch();
    page.draft.set("customerId", customer);
  };
  const leaveDialog = () => {
    setCreating(undefined);
    // The box that it was opened from is gone.
    queueMicrotask(() => pencil?.focus());
  };
  const closed = () => page.closedField("customerId");
  return (
    <Card
      title="Customer"
      aside={<Show when={drafted()}><Badge color="teal">Not saved</Badge></Show>}
      actions={
        <Show when={page.offers("customerId") && !searching()}>
          <IconButton ref={(button) => (pencil = button)} icon={IconPencil} label="Change the customer" blocked={closed()} onClick={() => setSearching(true)} />
        </Show>
      }
    >
      <FieldSlot field="customerId" marks={["customerName"]}>
        <Show when={searching()}>
          <div ref={search} class="mb-2">
            <CustomerSearch
              value={null}
              hideLabel
              startOpen
              onPick={pick}
              onClosed={endSearch}
              {...(scope.may("customers.create") ? { onCreate: setCreating } : {})}
            />
          </div>
        </Show>
        <p class="font-semibold break-words"><bdi>{shown().name || "No name"}</bdi></p>
        <Show when={shown().company}>{(company) => <p class="break-words text-ink-soft"><bdi>{company()}</bdi></p>}</Show>
        <Show when={shown().email}>
          {(email) => (
            <p class="mt-1 flex items-center gap-1.5">
              <IconMail class="size-3.5 shrink-0 text-ink-faint" aria-hidden="true" />
              <a href={`mailto:${encodeURIComponent(email())}`} class="truncate text-harbour hover:underline"><bdi>{email()}</bdi></a>
            </p>
          )}
        </Show>
        <Show when={shown().phone}>
          {(phone) => (
            <p class="flex items-center gap-1.5">
              <IconPhone class="size-3.5 shrink-0 text-ink-faint" aria-hidden="true" />
              <a href={`tel:${phone().replaceAll(/[^+\d]/gu, "")}`} class="tabular truncate text-harbour hover:underline"><bdi>{phone()}</bdi></a>
            </p>
          )}
        </Show>
        <Show when={drafted()}>
          {(customer) => (
            <div class="mt-2 flex flex-wrap gap-2">
              <Show when={customer().address}>
                {(address) => (
                  <Button onClick={() => page.draft.set("deliveryAddress", address())}>Deliver to their address</Button>
                )}
              </Show>
              <Button variant="ghost" onClick={() => page.draft.drop("customerId")}>Undo</Button>
            </div>
          )}
        </Show>
      </FieldSlot>
      <NewCustomerDialog
        name={creating()}
        onClose={leaveDialog}
        onCreated={(customer) => {
          page.draft.set("customerId", customer);
          leaveDialog();
        }}
      />
    </Card>
  );
}
