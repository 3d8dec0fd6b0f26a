import { For, type JSX, Show, createEffect, createMemo, createSignal, on } from "solid-js";
import { BULK_NEEDS } from "../../domain/bulk.ts";
import type { BulkTarget } from "../../domain/bulk.ts";
import type { BulkKind } from "../../domain/bulk-job.ts";
import { DEFAULT_VIEW, printView } from "../../domain/filter-url.ts";
import type { View } from "../../domain/filter-url.ts";
import type { Live } from "../live/live-store.ts";
import { selectEverything } from "../orders/selection.ts";
import type { OrdersStore } from "../orders/orders-store.ts";
import type { Scope } from "../session/organization-scope.tsx";
import { focusIsAtRest } from "../ui/rest-focus.ts";
import { ActDialog } from "./act-dialog.tsx";
import { createBulkStore } from "./bulk-store.ts";
import { JobStrip } from "./job-strip.tsx";
import { OutcomesDialog } from "./outcomes-dialog.tsx";
import { SelectionBar } from "./selection-bar.tsx";

interface BulkDeskProps {
  readonly store: OrdersStore;
  readonly scope: Scope;
  readonly live: Live;
  readonly compact: boolean;
  readonly onOpen: (rowId: string) => void;
  readonly onClear: () => void;
  /** Gives the rows the focus, where they are. */
  readonly onRest: () => void;
}

/** What is done to several orders at once (E8): the bar of what is chosen, the dialog of an act, and below the rows what runs now. */
export function BulkDesk(props: BulkDeskProps): JSX.Element {
  const { store, scope } = props;
  const bulk = createBulkStore(scope, props.live);
  const [act, setAct] = createSignal<{ readonly kind: BulkKind; readonly target: Omit<BulkTarget, "kind"> }>();
  const [looking, setLooking] = createSignal<string>();
  const job = createMemo(() => bulk.shown().find((one) => one.id === looking()));
  const ids = createMemo(() => bulk.shown().map((one) => one.id), [], { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) });
  const jobOf = (id: string) => bulk.shown().find((one) => one.id === id);

  /** As it is chosen now: what is chosen while the dialog is open changes nothing any more. */
  function begin(kind: BulkKind): void {
    const { ids: chosen, all } = store.selection();
    setAct({ kind, target: all ? { query: queryOf(store.view()) } : { ids: [...chosen] } });
  }

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
      {/* Over the rows, above what runs: neither pushes the other under the pointer. */}
      <div class="relative z-3 h-0 shrink-0" onFocusIn={hold}>
        <SelectionBar
          selection={store.selection()}
          matching={store.count()}
          view={store.view()}
          compact={props.compact}
          may={scope.may}
          onAct={begin}
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
      <Show keyed when={act()}>
        {(one) => (
          <Show when={store.lookups()}>
            {(names) => (
              <ActDialog
                kind={one.kind}
                target={one.target}
                store={bulk}
                names={names()}
                connected={props.scope.connection().state === "live"}
                onClose={() => setAct(undefined)}
                onStarted={() => {
                  setAct(undefined);
                  props.onClear();
                }}
              />
            )}
          </Show>
        )}
      </Show>
      <Show when={job()}>{(one) => <OutcomesDialog job={one()} names={store.lookups()} onClose={() => setLooking(undefined)} />}</Show>
    </>
  );
}

/** Which orders, without how they are shown. */
function queryOf(view: View): string {
  return printView({ ...DEFAULT_VIEW, quick: view.quick, filter: view.filter }).toString();
}
