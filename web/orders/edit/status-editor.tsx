import { type JSX, Show, createSignal } from "solid-js";
import { MAX_TEXT } from "../../../domain/order.ts";
import type { OrderStatus } from "../../../domain/order-status.ts";
import { Button } from "../../ui/button.tsx";
import { StatusPill } from "../../ui/pill.tsx";
import { Select } from "../../ui/select.tsx";
import { TextField } from "../../ui/text-field.tsx";
import type { EditorProps } from "./editor-props.ts";
import { PickList } from "./pick-list.tsx";
import { STAY } from "./step.ts";
import type { Step } from "./step.ts";

/** A status, with a comment if one has something to say, and with a reason to cancel (E2). */
export function StatusEditor(props: EditorProps): JSX.Element {
  const start = props.begun?.statusId;
  const reasons = () => props.lookups.reasons.filter((r) => r.kind === "cancel" && r.active);
  const options = () => props.lookups.statuses.filter((s) => s.active || s.id === props.row.statusId);
  const byId = (id: string | undefined) => props.lookups.statuses.find((s) => s.id === id);
  const [comment, setComment] = createSignal(props.begun?.comment ?? "");
  const [reason, setReason] = createSignal(props.begun?.reasonId);
  /** Chosen, and waiting for its reason. */
  const [cancelling, setCancelling] = createSignal<OrderStatus | undefined>(byId(start)?.stage === "cancelled" ? byId(start) : undefined);
  const [missing, setMissing] = createSignal<string>();
  let form: HTMLFormElement | undefined;

  function comments(text: string): void {
    setComment(text);
    // Said without choosing, it is kept by a press elsewhere like any text; a cancellation is not made by one.
    props.onLeaving(() => {
      const status = byId(start ?? props.row.statusId);
      if (status && cancelling() === undefined && comment().trim() !== "") save(status, STAY);
      else props.onCancel();
    });
  }
  function choose(status: OrderStatus, go: Step): void {
    if (status.stage === "cancelled" && status.id !== props.row.statusId) {
      setCancelling(status);
      queueMicrotask(() => form?.querySelector("select")?.focus());
      return;
    }
    save(status, go);
  }
  function save(status: OrderStatus, go: Step): void {
    const reasonId = reason();
    if (status.stage === "cancelled" && reasonId === undefined && status.id !== props.row.statusId) {
      setMissing("Choose a reason for cancelling.");
      form?.querySelector("select")?.focus();
      return;
    }
    props.onSave({ statusId: status.id, ...(comment().trim() === "" ? {} : { comment: comment() }), ...(status.stage === "cancelled" && reasonId !== undefined ? { reasonId } : {}) }, go);
  }
  const onFormKey = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key !== "Escape") return;
    event.preventDefault();
    props.onCancel();
  };

  return (
    <Show
      when={cancelling()}
      fallback={
        <>
          <PickList
            label="Status"
            options={options()}
            keyOf={(s) => s.id}
            labelOf={(s) => s.name}
            row={(s) => <StatusPill color={s.color}>{s.name}</StatusPill>}
            value={start ?? props.row.statusId}
            typed={props.typed}
            onChoose={choose}
            onMove={props.onMove}
            onCancel={props.onCancel}
          />
          <div class="shrink-0 p-2 in-data-[upwards=true]:order-1" onKeyDown={onFormKey}>
            <TextField
              label="Comment"
              hideLabel
              placeholder="Comment (optional)"
              maxLength={MAX_TEXT.comment}
              value={comment()}
              onInput={comments}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.isComposing) return;
                event.preventDefault();
                const status = byId(start ?? props.row.statusId);
                if (status) save(status, STAY);
              }}
            />
          </div>
        </>
      }
    >
      {(status) => (
        <form
          ref={form}
          class="flex flex-col gap-3 p-3"
          onKeyDown={onFormKey}
          onSubmit={(event) => {
            event.preventDefault();
            save(status(), STAY);
          }}
        >
          <p>
            Cancel order {props.row.number} <StatusPill color={status().color}>{status().name}</StatusPill>
          </p>
          <Select
            label="Reason"
            placeholder="Choose a reason"
            value={reason()}
            error={missing()}
            options={reasons().map((r) => ({ value: r.id, label: r.text }))}
            onChange={(id) => {
              setReason(id);
              setMissing(undefined);
            }}
          />
          <TextField label="Comment" value={comment()} maxLength={MAX_TEXT.comment} onInput={setComment} />
          <div class="flex justify-end gap-2">
            <Button variant="ghost" onClick={props.onCancel}>Keep the order</Button>
            <Button type="submit" variant="danger">Cancel the order</Button>
          </div>
        </form>
      )}
    </Show>
  );
}
