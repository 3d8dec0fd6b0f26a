import { For, type JSX, Show, createEffect, createMemo, createSignal, on } from "solid-js";
import { BULK_NEEDS } from "../../domain/bulk.ts";
import type { Live } from "../live/live-store.ts";
import { selectEverything } from "../orders/selection.ts";
import type { OrdersStore } from "../orders/orders-store.ts";
import type { Scope } from "../session/organization-scope.tsx";
import { keepKeysForLayer } from "../ui/keep-keys.ts";
import { useConventions } from "../ui/locale.ts";
import { numberText } from "../ui/number-text.ts";
import { focusIsAtRest } from "../ui/rest-focus.ts";
import { ActDialog } from "./act-dialog.tsx";
import { chosenOrders, chosenText } from "./bulk-acts.ts";
import type { AskedAct } from "./bulk-desk-on-demand.ts";
import { createBulkStore } from "./bulk-store.ts";
import { JobStrip } from "./job-strip.tsx";
import { OutcomesDialog } from "./outcomes-dialog.tsx";
import { SelectionBar } from "./selection-bar.tsx";

interface BulkDeskProps {
  readonly store: OrdersStore;
  readonly scope: Scope;
  readonly live: Live;
  readonly compact: boolean;
  readonly act: AskedAct | undefined;
  readonly onAct: (act: AskedAct | undefined) => void;
  readonly onOpen: (rowId: string) => void;
  readonly onClear: () => void;
  /** Gives the rows the focus, where they are. */
  readonly onRest: () => void;
}

/** What is done to several orders at once (E8): the bar of what is chosen, the dialog of an act, and below the rows what runs now. */
export function BulkDesk(props: BulkDeskProps): JSX.Element {
  const { store, scope } = props;
  const bulk = createBulkStore(scope, props.live);
  const [looking, setLooking] = createSignal<string>();
  const job = createMemo(() => bulk.shown().find((one) => one.id === looking()));
  const ids = createMemo(() => bulk.shown().map((one) => one.id), [], { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) });
  const jobOf = (id: string) => bulk.shown().find((one) => one.id === id);

  const conventions = useConventions();
  const text = createMemo(() => chosenText(store, (n) => numberText(n, conventions().locale)));
  // In a region that stands there before: what comes into the page with its text is not read by all.
  const [said, setSaid] = createSignal("");
  createEffect<string>((before) => {
    const now = text();
    if (now !== before) setTimeout(setSaid, 0, now === "" ? "Nothing selected" : now);
    return now;
  }, "");

  // What is pressed here goes when it has been done, and would take the focus with it: the rows have it then.
  let held: EventTarget | null = null;
  const hold = (event: FocusEvent) => {
    held = event.target;
  };
  const release = () => {
    if (!(held instanceof Node) || held.isConnected) return;
    held = null;
    if (focusIsAtRest()) props.onRest();
  };
  // A dialog that closes meanwhile gives the focus back first.
  createEffect(on([bulk.shown, store.selection], () => setTimeout(release), { defer: true }));

  return (
    <>
      <p role="status" class="sr-only">{said()}</p>
      {/* Over the rows, above what runs: neither pushes the other under the pointer. */}
      <div class="relative z-3 h-0 shrink-0" onFocusIn={hold}>
        <SelectionBar
          selection={store.selection()}
          text={text()}
          matching={store.count()}
          view={store.view()}
          compact={props.compact}
          may={scope.may}
          onAct={(kind) => props.onAct({ kind, target: chosenOrders(store), ofSelection: true })}
          onAll={() => store.setSelection(selectEverything(store.ids()))}
          onOpen={() => store.selection().ids.forEach(props.onOpen)}
          onClear={() => props.onClear()}
        />
      </div>
      <Show when={ids().length > 0}>
        <section aria-label="Actions on several orders" class="shrink-0" onFocusIn={hold}>
          <For each={ids()}>
            {(id) => (
              <Show when={jobOf(id)}>
                {(one) => <JobStrip job={one()} store={bulk} names={store.lookups()} blocked={scope.may(BULK_NEEDS[one().act]) ? undefined : "Your role does not allow stopping this."} onOutcomes={() => setLooking(id)} />}
              </Show>
            )}
          </For>
        </section>
      </Show>
      <Show keyed when={props.act}>
        {(one) => {
          keepKeysForLayer();
          return (
            <Show when={store.lookups()}>
              {(names) => (
                <ActDialog
                  kind={one.kind}
                  target={one.target}
                  store={bulk}
                  names={names()}
                  connected={props.scope.connection().state === "live"}
                  onClose={() => props.onAct(undefined)}
                  onStarted={() => {
                    props.onAct(undefined);
                    // What was chosen stays so if it was done to another one, from its row.
                    if (one.ofSelection) props.onClear();
                  }}
                />
              )}
            </Show>
          );
        }}
      </Show>
      <Show when={job()}>{(one) => <OutcomesDialog job={one()} names={store.lookups()} onClose={() => setLooking(undefined)} />}</Show>
    </>
  );
}
