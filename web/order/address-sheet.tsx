import { For, type JSX, Show, createEffect, createSignal, createUniqueId, on } from "solid-js";
import * as v from "valibot";
import { EMPTY_ADDRESS, MAX_TEXT } from "../../domain/order.ts";
import type { Address } from "../../domain/order.ts";
import { text } from "../../domain/text.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/text-field.tsx";

const PARTS = [
  { key: "name", label: "Name", complete: "name" },
  { key: "company", label: "Company", complete: "organization" },
  { key: "line1", label: "Street and number", complete: "address-line1" },
  { key: "line2", label: "Second line", complete: "address-line2" },
  { key: "postCode", label: "Post code", complete: "postal-code" },
  { key: "city", label: "Town", complete: "address-level2" },
  { key: "region", label: "County or region", complete: "address-level1" },
  { key: "country", label: "Country", complete: "country-name" },
  { key: "phone", label: "Phone for the courier", complete: "tel" },
] as const satisfies readonly { key: keyof Address; label: string; complete: string }[];

const Part = text(MAX_TEXT.address);

/** What is wrong with an address, part by part. */
export function addressErrors(address: Address): Partial<Record<keyof Address, string>> {
  const errors: Partial<Record<keyof Address, string>> = {};
  for (const { key } of PARTS) {
    const read = v.safeParse(Part, address[key]);
    if (!read.success) errors[key] = read.issues[0].message;
  }
  return errors;
}

/** The fields of an address, for a form that stands elsewhere. */
export function AddressFields(props: { readonly value: Address; readonly readonly?: boolean; readonly onChange: (address: Address) => void }): JSX.Element {
  const errors = () => addressErrors(props.value);
  return (
    <div class="grid grid-cols-2 gap-3">
      <For each={PARTS}>
        {(part) => (
          <TextField
            label={part.label}
            class={part.key === "postCode" || part.key === "city" || part.key === "region" || part.key === "country" ? "" : "col-span-2"}
            value={props.value[part.key]}
            error={errors()[part.key]}
            readonly={props.readonly ?? false}
            onInput={(typed) => props.onChange({ ...props.value, [part.key]: typed })}
          />
        )}
      </For>
    </div>
  );
}

export interface AddressSheetProps {
  readonly open: boolean;
  readonly title: string;
  readonly value: Address | null;
  /** Why it cannot be changed (any more): what was typed stays to be read and copied. */
  readonly closed: string | undefined;
  readonly onClose: () => void;
  readonly onDone: (address: Address) => void;
}

/** An address in a sheet beside the order; it becomes part of the draft, and is saved with it. */
export function AddressSheet(props: AddressSheetProps): JSX.Element {
  const id = createUniqueId();
  const [address, setAddress] = createSignal<Address>(EMPTY_ADDRESS);
  const bad = () => Object.keys(addressErrors(address())).length > 0;
  // Filled when it opens; what a colleague saves meanwhile does not wipe what is typed.
  createEffect(on(() => props.open, (open) => open && setAddress(props.value ?? EMPTY_ADDRESS)));
  const submit = () => {
    if (props.closed === undefined && !bad()) props.onDone(address());
  };
  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      kind="side"
      title={props.title}
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" shortcut="mod+enter" blocked={props.closed ?? (bad() && "Correct the marked parts first.")}>Use this address</Button>
        </>
      }
    >
      <form
        id={id}
        class="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault(); // or the page below, whose dialog is gone by then, takes it for its own
          submit();
        }}
      >
        <Show when={props.closed}>{(reason) => <Banner tone="locked">{reason()} What you typed stays here to copy.</Banner>}</Show>
        <AddressFields value={address()} readonly={props.closed !== undefined} onChange={setAddress} />
      </form>
    </Dialog>
  );
}
