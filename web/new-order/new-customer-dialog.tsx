import { type JSX, Show, createEffect, createSignal, createUniqueId, on } from "solid-js";
import * as v from "valibot";
import { Customer, CustomerDraft } from "../../domain/customer.ts";
import { EMPTY_ADDRESS } from "../../domain/order.ts";
import type { Address } from "../../domain/order.ts";
import { ApiProblem, api, newIdempotencyKey, sentenceOf } from "../api.ts";
import { AddressFields, addressErrors } from "../order/address-sheet.tsx";
import { useScope } from "../session/organization-scope.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { TextField } from "../ui/text-field.tsx";

const Created = v.object({ customer: Customer });

export interface NewCustomerDialogProps {
  /** What was searched for, to begin with; undefined: closed. */
  readonly name: string | undefined;
  readonly onClose: () => void;
  readonly onCreated: (customer: Customer) => void;
}

/** What somebody on the phone was searched by goes where it belongs. */
function firstGuess(text: string): { name: string; email: string; phone: string } {
  if (text.includes("@")) return { name: "", email: text, phone: "" };
  if (/^[+\d][\d\s()/.-]{3,}$/u.test(text)) return { name: "", email: "", phone: text };
  return { name: text, email: "", phone: "" };
}

/** A customer created in place (C1), without leaving the order. */
export function NewCustomerDialog(props: NewCustomerDialogProps): JSX.Element {
  const scope = useScope();
  const id = createUniqueId();
  const [fields, setFields] = createSignal({ name: "", email: "", phone: "", company: "" });
  const [address, setAddress] = createSignal<Address>(EMPTY_ADDRESS);
  const [errors, setErrors] = createSignal<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  let key = newIdempotencyKey();

  createEffect(
    on(() => props.name, (name) => {
      if (name === undefined) return;
      setFields({ ...firstGuess(name), company: "" });
      setAddress(EMPTY_ADDRESS);
      setErrors({});
      setFailure(undefined);
      key = newIdempotencyKey();
    }),
  );

  const set = (field: keyof ReturnType<typeof fields>) => (value: string) => {
    // Another body is another intent; a lost answer repeated unchanged makes one customer.
    key = newIdempotencyKey();
    setFields((now) => ({ ...now, [field]: value }));
  };

  async function submit(): Promise<void> {
    const filled = Object.entries(address()).some(([part, value]) => part !== "country" && value.trim() !== "");
    const wanted = v.safeParse(CustomerDraft, { ...fields(), address: filled ? { ...address(), name: address().name || fields().name } : null });
    if (!wanted.success) return void setErrors(Object.fromEntries(wanted.issues.map((issue) => [v.getDotPath(issue) ?? "", issue.message])));
    if (busy() || Object.keys(addressErrors(address())).length > 0) return;
    setBusy(true);
    setErrors({});
    setFailure(undefined);
    try {
      const { customer } = await api(scope, "POST", "/customers", wanted.output, { schema: Created, idempotencyKey: key });
      props.onCreated(customer);
    } catch (error) {
      const told = error instanceof ApiProblem ? error.problem.errors : undefined;
      setErrors(Object.fromEntries((told ?? []).map((one) => [one.field, one.message])));
      setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={props.name !== undefined}
      onClose={() => props.onClose()}
      kind="side"
      title="New customer"
      footer={
        <>
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" busy={busy()} shortcut="mod+enter">{busy() ? "Creating…" : "Create the customer"}</Button>
        </>
      }
    >
      <form
        id={id}
        novalidate
        class="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void submit();
        }}
      >
        <Show when={failure()}>{(sentence) => <Banner tone="error">{sentence()}</Banner>}</Show>
        <TextField label="Name" required autofocus value={fields().name} error={errors()["name"]} onInput={set("name")} />
        <div class="grid grid-cols-2 gap-3">
          <TextField label="E-mail" inputMode="email" spellcheck={false} value={fields().email} error={errors()["email"]} onInput={set("email")} />
          <TextField label="Phone" inputMode="tel" value={fields().phone} error={errors()["phone"]} onInput={set("phone")} />
        </div>
        <TextField label="Company" value={fields().company} error={errors()["company"]} onInput={set("company")} />
        <h3 class="mt-2 border-t border-line pt-3 text-sm text-ink-soft">Address</h3>
        <AddressFields
          value={address()}
          onChange={(next) => {
            key = newIdempotencyKey();
            setAddress(next);
          }}
        />
      </form>
    </Dialog>
  );
}
