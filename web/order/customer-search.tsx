import { type JSX, Show } from "solid-js";
import * as v from "valibot";
import { Customer } from "../../domain/customer.ts";
import { api } from "../api.ts";
import { useScope } from "../session/organization-scope.tsx";
import { Combobox } from "../ui/combobox.tsx";

const Found = v.object({ items: v.array(Customer) });

export interface CustomerSearchProps {
  readonly value: Customer | null;
  readonly onPick: (customer: Customer) => void;
  /** Offers to make a new one out of the text. */
  readonly onCreate?: (text: string) => void;
  readonly error?: string | undefined;
  readonly startOpen?: boolean;
  readonly onClosed?: () => void;
  readonly inputRef?: (input: HTMLInputElement) => void;
  readonly hideLabel?: boolean;
}

/** Somebody on the phone by name, e-mail or phone number (C1). */
export function CustomerSearch(props: CustomerSearchProps): JSX.Element {
  const scope = useScope();

  async function search(text: string, signal: AbortSignal): Promise<readonly Customer[]> {
    if (text.trim().length < 2) return [];
    const { items } = await api(scope, "GET", `/customers?q=${encodeURIComponent(text.trim())}`, undefined, { schema: Found, signal });
    return items;
  }

  const create = () => {
    const { onCreate } = props;
    return onCreate ? { create: { label: (text: string) => `New customer “${text}”`, onCreate } } : {};
  };
  return (
    <Combobox
      label="Customer"
      hideLabel={props.hideLabel ?? false}
      noun="customers"
      placeholder="Name, e-mail or phone"
      value={props.value}
      search={search}
      keyOf={(customer) => customer.id}
      labelOf={(customer) => customer.name}
      row={(customer) => <CustomerRow customer={customer} />}
      onChange={(customer) => customer !== null && props.onPick(customer)}
      error={props.error}
      startOpen={props.startOpen ?? false}
      onClosed={() => props.onClosed?.()}
      {...create()}
      {...(props.inputRef ? { inputRef: props.inputRef } : {})}
    />
  );
}

function CustomerRow(props: { readonly customer: Customer }): JSX.Element {
  return (
    <span class="min-w-0 flex-1">
      <span class="block truncate">
        <bdi>{props.customer.name}</bdi>
        <Show when={props.customer.company}>
          <span class="text-ink-faint"> · <bdi>{props.customer.company}</bdi></span>
        </Show>
      </span>
      <span class="block truncate text-sm text-ink-faint">
        <bdi>{[props.customer.email, props.customer.phone].filter(Boolean).join(" · ") || "No e-mail, no phone"}</bdi>
      </span>
    </span>
  );
}
