import IconUnplug from "~icons/lucide/unplug";
import { type JSX, Match, Show, Switch, createSignal, onMount } from "solid-js";
import type { Problem } from "../../domain/problem.ts";
import { ApiProblem } from "../api.ts";
import type { Names } from "../order/names.ts";
import { lookupsOf } from "../orders/lookups.ts";
import { useScope } from "../session/organization-scope.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { useShortcut } from "../shell/shortcuts.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { prepareDialog } from "../ui/dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Money } from "../ui/money.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { toast } from "../ui/toasts.ts";
import { NewAddressCard, NewCustomerCard } from "./new-customer-card.tsx";
import { NewDetailsCard, NewMoneyCard } from "./new-details-card.tsx";
import { NewLinesCard } from "./new-lines-card.tsx";
import { isBlank } from "./new-order-draft.ts";
import { createNewOrderStore } from "./new-order-store.ts";

export function NewOrderPage(): JSX.Element {
  const scope = useScope();
  const { lookups, read } = lookupsOf(scope);
  const [problem, setProblem] = createSignal<Problem>();
  const readLookups = () =>
    void read().then(
      () => setProblem(undefined),
      (error: unknown) => {
        if (!(error instanceof ApiProblem)) throw error;
        setProblem(error.problem);
      },
    );
  readLookups();
  return (
    <Switch
      fallback={
        <>
          <PageHeader title="New order" />
          <SkeletonRows rows={6} label="The form is loading" />
        </>
      }
    >
      <Match when={lookups()}>{(names) => <NewOrder names={names()} />}</Match>
      <Match when={problem()}>
        {(now) => (
          <>
            <PageHeader title="New order" />
            <EmptyState icon={IconUnplug} title="The form could not be read" action={<Button variant="primary" onClick={readLookups}>Try again</Button>}>
              {now().detail}
            </EmptyState>
          </>
        )}
      </Match>
    </Switch>
  );
}

/** Taking an order on the phone, by keyboard from the caller's name to *Place order*. */
function NewOrder(props: { readonly names: Names }): JSX.Element {
  let root: HTMLDivElement | undefined;
  let search: HTMLInputElement | undefined;
  let entry: HTMLInputElement | undefined;
  const store = createNewOrderStore(
    () => props.names,
    () => queueMicrotask(() => (store.draft().customer === null ? search : entry)?.focus()),
  );
  const blank = () => isBlank(store.draft());
  const busy = () => store.state() === "placing" || store.state() === "waiting";

  async function place(): Promise<void> {
    if ((await store.place()) === "errors") root?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }
  function discard(): void {
    const before = store.draft();
    store.discard();
    queueMicrotask(() => search?.focus());
    const text = before.sent === null ? "Draft discarded" : "Draft discarded. It may have been placed by your press: look for it among the orders.";
    toast(text, { action: { label: "Undo", onSelect: () => store.update(() => before) } });
  }
  onMount(prepareDialog);
  useShortcut("mod+enter", "Place order", () => void place());

  return (
    <div ref={root} class="flex min-h-full flex-col">
      <PageHeader title="New order" />
      <div class="flex flex-1 flex-col gap-3 p-4 max-md:p-3">
        <Show when={store.failure()}>{(sentence) => <Banner tone="error">{sentence()} Nothing was placed, and nothing of the draft is lost.</Banner>}</Show>
        <Show when={store.state() === "unanswered" || (store.draft().sent !== null && !busy())}>
          <Banner tone="warn">
            You pressed <i>Place order</i> and the answer was lost, so nobody knows yet whether it is placed. Press again when the connection is back: it is placed once.
          </Banner>
        </Show>
        <Show when={store.state() === "waiting"}><Banner tone="warn">No connection. The order is sent as soon as it is back, and placed once.</Banner></Show>
        <Show when={store.restored() && !blank() && store.draft().sent === null}>
          <Banner tone="info" action={<Button onClick={discard}>Begin anew</Button>}>The order that you had begun is back.</Banner>
        </Show>
        <div class="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_320px]">
          <div class="flex min-w-0 flex-col gap-3">
            <NewCustomerCard
              store={store}
              searchRef={(input) => {
                search = input;
              }}
              onDone={() => queueMicrotask(() => entry?.focus())}
            />
            <NewLinesCard
              store={store}
              entryRef={(input) => {
                entry = input;
              }}
            />
          </div>
          <div class="flex min-w-0 flex-col gap-3">
            <NewMoneyCard store={store} names={props.names} />
            <NewAddressCard store={store} />
            <NewDetailsCard store={store} names={props.names} />
          </div>
        </div>
      </div>
      <section aria-label="Place the order" class="sticky bottom-0 z-20 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line-strong bg-raised px-4 py-2 shadow-lift max-md:px-3">
        <p class="min-w-0 flex-1 basis-40 text-ink-soft">
          <span class="text-lg font-semibold text-ink"><Money amount={store.totals().total} /></span>
          <Show when={!blank()}><span class="ml-3 text-sm max-md:hidden">The draft is kept on this computer.</span></Show>
        </p>
        <Show when={!blank()}><Button variant="ghost" onClick={discard}>Discard</Button></Show>
        <Button variant="primary" shortcut="mod+enter" busy={busy()} onClick={() => void place()}>
          <Switch fallback="Place order">
            <Match when={store.state() === "waiting"}>Waiting…</Match>
            <Match when={store.state() === "placing"}>Placing…</Match>
            <Match when={store.state() === "unanswered"}>Place order again</Match>
          </Switch>
        </Button>
      </section>
    </div>
  );
}
