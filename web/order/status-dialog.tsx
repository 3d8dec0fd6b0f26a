import { type JSX, Show, createEffect, createMemo, createSignal, createUniqueId, on } from "solid-js";
import type { OrderEdit } from "../../domain/order-edit.ts";
import { MAX_TEXT } from "../../domain/order.ts";
import { LOCKING_STAGES } from "../../domain/order-status.ts";
import type { OrderStatus } from "../../domain/order-status.ts";
import { undoAction } from "../orders/undo-store.ts";
import type { OwnChange } from "../orders/undo-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { StatusPill } from "../ui/pill.tsx";
import { Select } from "../ui/select.tsx";
import { TextField } from "../ui/text-field.tsx";
import { toast } from "../ui/toasts.ts";
import { useOrder } from "./order-context.ts";
import { statusName } from "./names.ts";

/** The change of status, with a comment and, where it is asked for, a reason (E2). */
export function StatusDialog(props: { readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const page = useOrder();
  const scope = useScope();
  const id = createUniqueId();
  const [status, setStatus] = createSignal<OrderStatus | null>(null);
  const [comment, setComment] = createSignal("");
  const [reasonId, setReasonId] = createSignal<string>();
  const [errors, setErrors] = createSignal<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = createSignal<string>();
  const [theirs, setTheirs] = createSignal<{ readonly by: string; readonly version: number }>();
  const [busy, setBusy] = createSignal(false);
  let form: HTMLFormElement | undefined;
  const [begun, setBegun] = createSignal({ version: page.order().version, statusId: page.order().statusId });

  // What was typed stays if the dialog is closed by mistake; what it was based on is what stands when it opens.
  createEffect(
    on(() => props.open, (open) => {
      if (!open) return;
      setBegun({ version: page.order().version, statusId: page.order().statusId });
      setErrors({});
      setFailure(undefined);
      setTheirs(undefined);
    }),
  );

  const kind = createMemo(() => (status()?.stage === "cancelled" ? "cancel" : status()?.stage === "on_hold" ? "hold" : undefined));
  const reasons = () => page.names().reasons.filter((one) => one.kind === kind() && one.active);
  const locks = () => page.order().sentAt === null && LOCKING_STAGES.some((stage) => stage === status()?.stage);
  // While it is sent the page shows the new status already.
  const changed = () => props.open && !busy() && page.order().statusId !== begun().statusId;

  /** Says so, and leads there. */
  function missing(what: Readonly<Record<string, string>>): void {
    setErrors(what);
    form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }
  async function submit(version: number): Promise<void> {
    const wanted = status();
    if (busy()) return;
    if (wanted === null) return missing({ statusId: "Choose a status." });
    if (kind() === "cancel" && reasonId() === undefined) return missing({ reasonId: "Choose a reason for cancelling." });
    setBusy(true);
    const locking = locks(); // there is no way back from that
    const edit: OrderEdit = { statusId: wanted.id, comment: comment(), ...(reasons().some((one) => one.id === reasonId()) ? { reasonId: reasonId() } : {}) };
    const outcome = await page.saving.act(edit, version).finally(() => setBusy(false));
    setErrors({});
    setFailure(undefined);
    switch (outcome.kind) {
      case "saved": {
        const { order, seq } = outcome.saved;
        done(`Status: ${wanted.name}`, locking ? undefined : { orderId: order.id, number: order.number, seq, what: "status" });
        break;
      }
      case "waiting":
        done(`Status: ${wanted.name}. It is sent when the connection is back.`);
        break;
      case "conflict":
        setTheirs({ by: outcome.conflicts[0]?.by ?? "Somebody", version: outcome.version });
        unseen(`${theirs()?.by} changed it meanwhile.`);
        break;
      case "refused":
        setErrors(Object.fromEntries((outcome.problem.errors ?? []).map((one) => [one.field, one.message])));
        setFailure(outcome.problem.detail);
        unseen(outcome.problem.detail);
    }
  }

  /** Closed while it was sent: nobody would see the sentence there. */
  function unseen(why: string): void {
    if (!props.open) toast(`The status of ${page.order().number} was not changed. ${why}`, { tone: "error" });
  }

  function done(text: string, change?: OwnChange): void {
    setComment("");
    setStatus(null);
    setReasonId(undefined);
    props.onClose();
    toast(text, { tone: "done", key: "save", ...(change ? { action: undoAction(scope, change) } : {}) });
  }

  return (
    <Dialog
      open={props.open}
      onClose={() => props.onClose()}
      title={`Change the status of ${page.order().number}`}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{theirs() ? "Leave theirs" : kind() === "cancel" ? "Keep the order" : "Cancel"}</Button>
          <Show
            when={theirs()}
            fallback={<Button type="submit" form={id} variant={kind() === "cancel" ? "danger" : "primary"} busy={busy()} shortcut="mod+enter">{kind() === "cancel" ? "Cancel the order" : "Change the status"}</Button>}
          >
            {(other) => <Button variant="primary" busy={busy()} onClick={() => void submit(other().version)}>Set mine instead</Button>}
          </Show>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        novalidate
        class="flex flex-col gap-3"
        data-field="statusId"
        onFocusIn={() => page.presence.focus("statusId")}
        onFocusOut={() => page.presence.focus(null)}
        onSubmit={(event) => {
          event.preventDefault();
          void submit(begun().version);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void submit(theirs()?.version ?? begun().version);
        }}
      >
        <Show when={theirs() === undefined && failure()}>{(sentence) => <Banner tone="error">{sentence()}</Banner>}</Show>
        <Show when={changed()}>
          <Banner tone="warn">
            <bdi>{theirs()?.by ?? "A colleague"}</bdi> changed the status to <b>{statusName(page.names(), page.order().statusId)}</b> while you chose.
          </Banner>
        </Show>
        <Combobox
          label="New status"
          noun="statuses"
          startOpen
          value={status()}
          options={page.names().statuses.filter((one) => one.active && one.id !== page.order().statusId)}
          keyOf={(one) => one.id}
          labelOf={(one) => one.name}
          row={(one) => <StatusPill color={one.color}>{one.name}</StatusPill>}
          error={errors()["statusId"]}
          onChange={setStatus}
        />
        <Show when={reasons().length > 0}>
          <Select
            label="Reason"
            required={kind() === "cancel"}
            placeholder={kind() === "cancel" ? "Choose a reason" : "None"}
            value={reasonId()}
            options={reasons().map((one) => ({ value: one.id, label: one.text }))}
            error={errors()["reasonId"]}
            onChange={setReasonId}
          />
        </Show>
        <TextField label="Comment" lines={3} dir="auto" value={comment()} maxLength={MAX_TEXT.comment} error={errors()["comment"]} description="Kept in the timeline. The customer is not told." onInput={setComment} />
        <Show when={locks()}>
          <Banner tone="locked">This also sends the order for fulfilment: lines, quantities, delivery fee, customer and delivery address are locked then.</Banner>
        </Show>
      </form>
    </Dialog>
  );
}
