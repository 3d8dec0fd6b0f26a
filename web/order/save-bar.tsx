import { type JSX, Match, Show, Switch } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Money } from "../ui/money.tsx";
import { toast } from "../ui/toasts.ts";
import { isEmpty } from "./order-draft.ts";
import { useOrder } from "./order-context.ts";

/** What is not saved yet, what it does to the total, and the way out of it, in sight wherever one has scrolled to. */
export function SaveBar(props: { readonly onSave: () => void }): JSX.Element {
  const page = useOrder();
  const state = page.saving.state;
  /** How it stands with what was saved and is not answered. */
  const under = () => {
    const now = state();
    return now.kind === "saving" ? now.how : undefined;
  };
  const count = () => {
    const { fields, lines } = page.draft.draft();
    return Object.keys(fields).length + Object.keys(lines).length;
  };
  const savable = () => Object.keys(page.draft.edit().edit).length > 0 || Object.keys(page.draft.errors()).length > 0;
  // Of what the server has: what waits in the queue is not saved either.
  const was = () => page.data.order()?.total ?? page.order().total;
  const is = () => page.draft.preview().total;
  const refused = () => {
    const now = state();
    return now.kind === "refused" ? now.problem.detail : page.draft.refusal()?.detail;
  };
  function discard(): void {
    const before = page.draft.draft();
    page.saving.discard();
    toast("Your changes were discarded", { action: { label: "Undo", onSelect: () => page.draft.update((now) => (isEmpty(now) ? before : now)) } });
  }
  return (
    <Show when={page.draft.dirty() || under()}>
      <section
        aria-label="Unsaved changes"
        class="settle sticky bottom-0 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line-strong bg-raised px-4 py-2 shadow-lift max-md:px-3"
      >
        <div class="flex min-w-0 flex-1 basis-60 flex-wrap items-baseline gap-x-3 gap-y-0.5 max-md:basis-full">
          <span class="font-medium">
            <Show when={page.draft.dirty()} fallback={under() === "sending" ? "Saving…" : "Kept in this browser"}>{count()} unsaved {count() === 1 ? "change" : "changes"}</Show>
          </span>
          <Show when={was() !== is()}>
            <span class="flex flex-wrap items-baseline gap-x-1.5" aria-label="Total before and after saving">
              <Money amount={was()} class="text-ink-faint line-through" />
              <Money amount={is()} class="font-semibold" />
              <span class="text-harbour">(<Money amount={is() - was()} signed />)</span>
            </span>
          </Show>
          <span role="status" class="min-w-0 basis-full text-sm empty:hidden">
            <Switch>
              <Match when={under() === "asked"}>
                <span class="text-ink-soft">A colleague saved the same first: choose which value stays.</span>
              </Match>
              <Match when={under() === "waiting"}>
                <span class="text-ink-soft">No connection. It is sent as soon as it is back; go on working.</span>
              </Match>
              <Match when={refused()}>{(detail) => <span class="break-words text-danger">{detail()}</span>}</Match>
            </Switch>
          </span>
        </div>
        <Show when={page.draft.dirty()}>
          <Button variant="ghost" class="max-md:flex-1" onClick={discard}>Discard</Button>
        </Show>
        <Button variant="primary" class="max-md:flex-1" shortcut="mod+s" busy={!page.draft.dirty()} blocked={page.draft.dirty() && !savable() && "What is left cannot be saved: it is locked."} onClick={() => props.onSave()}>
          {page.draft.dirty() ? "Save changes" : under() === "sending" ? "Saving…" : "Waiting…"}
        </Button>
      </section>
    </Show>
  );
}
