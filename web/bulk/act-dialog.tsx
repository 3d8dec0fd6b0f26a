import { type JSX, Show, createEffect, createSignal, createUniqueId, on, onCleanup, onMount } from "solid-js";
import type { BulkJobView, BulkKind } from "../../domain/bulk-job.ts";
import type { BulkTarget } from "../../domain/bulk.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { ApiProblem, fieldErrorsOf, newIdempotencyKey, sentenceOf } from "../api.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useConventions } from "../ui/locale.ts";
import { numberText } from "../ui/number-text.ts";
import { actionOf, ActFields, NO_ACT_DRAFT } from "./act-fields.tsx";
import type { ActDraft } from "./act-fields.tsx";
import type { BulkStore } from "./bulk-store.ts";
import { ACT_NAME, actButton, ordersText } from "./bulk-words.ts";

interface ActDialogProps {
  readonly kind: BulkKind;
  readonly target: Omit<BulkTarget, "kind">;
  readonly store: BulkStore;
  readonly names: Lookups;
  /** Whether there is a connection: what failed for want of one is asked for again. */
  readonly connected: boolean;
  readonly onClose: () => void;
  readonly onStarted: () => void;
}

/** One act on the chosen orders: their exact number is counted while it is filled in, and exactly those are acted on (E8.2). */
export function ActDialog(props: ActDialogProps): JSX.Element {
  const conventions = useConventions();
  const formId = createUniqueId();
  const [job, setJob] = createSignal<BulkJobView>();
  const [draft, setDraft] = createSignal<ActDraft>(NO_ACT_DRAFT);
  const [errors, setErrors] = createSignal<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  let form: HTMLFormElement | undefined;
  const gone = new AbortController();
  let started = false;
  let key = newIdempotencyKey();
  const count = (n: number) => numberText(n, conventions().locale);

  const counting = () => failure() === undefined && (job() === undefined || job()?.state === "counting");
  /** Nobody knows yet how many they are. */
  const unknown = () => counting() || job() === undefined;
  const orders = () => job()?.total ?? 0;
  const nothing = () => job()?.state === "ready" && orders() === 0;
  const title = () => (unknown() ? ACT_NAME[props.kind] : `${ACT_NAME[props.kind]}: ${ordersText(orders(), count)}`);

  function choose(): void {
    setFailure(undefined);
    const untold = (next: BulkJobView) => {
      setJob(next);
      if (next.error !== "") setFailure(next.error);
    };
    props.store.choose({ kind: props.kind, ...props.target }, untold, gone.signal).catch((error: unknown) => gone.signal.aborted || setFailure(sentenceOf(error)));
  }
  onMount(choose);
  createEffect(on(() => props.connected, (connected) => {
    if (connected && job() === undefined && failure() !== undefined) choose();
  }, { defer: true }));
  onCleanup(() => {
    gone.abort();
    const chosen = job();
    if (chosen && !started) props.store.cancel(chosen.id);
  });

  /** Says so, and leads there. */
  function wrong(what: Readonly<Record<string, string>>): void {
    setErrors(what);
    queueMicrotask(() => form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }
  async function submit(): Promise<void> {
    const chosen = job();
    if (busy() || counting() || nothing() || !chosen || chosen.state !== "ready") return;
    const action = actionOf(props.kind, draft());
    if ("missing" in action) return wrong(action.missing);
    setBusy(true);
    try {
      await props.store.start(chosen.id, action, key);
      started = true;
      props.onStarted();
    } catch (error) {
      // What is changed now is another request; one without an answer may have been done, and is found by its key.
      if (!(error instanceof ApiProblem && error.unanswered)) key = newIdempotencyKey();
      const fields = Object.fromEntries(Object.entries(fieldErrorsOf(error)).map(([field, message]) => [field.replace(/^action\./u, ""), message]));
      if (Object.keys(fields).length > 0) wrong(fields);
      else setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open
      onClose={props.onClose}
      title={title()}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{props.kind === "delete" ? "Keep them" : "Cancel"}</Button>
          <Button
            type="submit"
            form={formId}
            variant={props.kind === "delete" ? "danger" : "primary"}
            busy={busy() || counting()}
            blocked={nothing() ? "No order matches any more." : job() === undefined && failure() !== undefined ? failure() : undefined}
            shortcut="mod+enter"
          >
            {counting() ? `Counting${orders() > 0 ? ` ${count(orders())}` : ""}…` : unknown() ? ACT_NAME[props.kind] : actButton(props.kind, orders(), count)}
          </Button>
        </>
      }
    >
      <form
        ref={form}
        id={formId}
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
        <p role="status" class="sr-only">{counting() ? "Counting the orders" : unknown() ? "" : ordersText(orders(), count)}</p>
        <Show when={failure()}>{(sentence) => <Banner tone="error" action={<Show when={job() === undefined}><Button onClick={choose}>Try again</Button></Show>}>{sentence()}</Banner>}</Show>
        <Show when={nothing()}><Banner tone="info">No order matches any more, so there is nothing to do.</Banner></Show>
        <ActFields kind={props.kind} draft={draft()} names={props.names} errors={errors()} onChange={setDraft} />
      </form>
    </Dialog>
  );
}
