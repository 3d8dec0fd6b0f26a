import { type JSX, Match, Show, Switch, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { OrderSort } from "../../../domain/order-sort.ts";
import type { Live } from "../../live/live-store.ts";
import type { Scope } from "../../session/organization-scope.tsx";
import { useCommands } from "../../shell/commands.ts";
import { holdQuestions } from "../../ui/hold-questions.ts";
import { keepKeys, keepKeysForLayer } from "../../ui/keep-keys.ts";
import { onDemand } from "../../ui/on-demand.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toasts.ts";
import { bulkDeskOnDemand } from "../../bulk/bulk-desk-on-demand.ts";
import type { AskedAct } from "../../bulk/bulk-desk-on-demand.ts";
import type { ColumnChoice } from "../column-choice.ts";
import { columnOfEdit } from "../columns.ts";
import type { CellEditor } from "../edit/cell-editor.tsx";
import { wordsOf } from "../filter/view-edit.ts";
import type { ListStore } from "../list-store.ts";
import type { OrdersStore } from "../orders-store.ts";
import { FreshPill } from "./fresh-pill.tsx";
import { createGridController } from "./grid-controller.ts";
import type { CellPlace, MenuPlace } from "./grid-controller.ts";
import { GridEdge } from "./grid-edge.tsx";
import { ListFailed } from "./list-failed.tsx";
import { OrderGrid } from "./order-grid.tsx";
import type { GridHandle } from "./order-grid.tsx";
import type { RowAt } from "./row-entries.ts";
import type { rowCommands } from "./row-menu.tsx";

const rowMenuCode = () => import("./row-menu.tsx");
const rowMenu = onDemand(() => rowMenuCode().then((module) => module.RowMenu));
const noOrders = onDemand(() => import("./no-orders.tsx").then((module) => module.NoOrders));
const astrayNote = onDemand(() => import("./astray-note.tsx").then((module) => module.AstrayNote));
const editNote = onDemand(() => import("./edit-note.tsx").then((module) => module.EditNote));

interface GridAreaProps {
  readonly id: string;
  readonly store: OrdersStore;
  readonly live: Live;
  readonly scope: Scope;
  readonly choice: ColumnChoice;
  readonly compact: boolean;
  readonly filtered: boolean;
  readonly onClear: () => void;
  readonly onSort: (sort: OrderSort) => void;
  readonly onOpen: (rowId: string) => void;
  readonly onGrid: (handle: GridHandle | null) => void;
}

/** The rows, what lies over them, and what stands there when there are none. */
export function GridArea(props: GridAreaProps): JSX.Element {
  const { store, scope } = props;
  const list = () => store.list;
  const controller = createGridController(store, scope.may);
  const [Editor, setEditor] = createSignal<typeof CellEditor>();
  const bulk = bulkDeskOnDemand({ chosen: () => store.selection().ids.size > 0, ready: () => list().phase() === "ready", live: props.live });
  const [handle, setHandle] = createSignal<GridHandle | null>(null);
  const take = (next: GridHandle | null) => {
    setHandle(next);
    props.onGrid(next);
  };
  /** Of a list that is read for the first time nothing is there to show meanwhile. */
  const started = createMemo((before: { readonly of: ListStore; readonly ready: boolean }) => ({ of: list(), ready: (before.of === list() && before.ready) || list().phase() === "ready" }), { of: list(), ready: false });
  const empty = () => list().phase() === "ready" && store.lines().length === 0;
  // A claim, never a lock: colleagues see where one is at work.
  createEffect(() => {
    const at = controller.editing();
    props.live.setDoing(at ? { orderId: at.rowId, number: store.shownRow(at.rowId)?.row.number, field: at.field, mode: "editing" } : { orderId: null, field: null, mode: "viewing" });
  });

  // Not by `lazy`, which never tries again after a failure: without a connection the page would be lost for an editor.
  createEffect(() => {
    if (!controller.editing() || Editor()) return;
    import("../edit/cell-editor.tsx").then(
      (module) => setEditor(() => module.CellEditor),
      () => {
        controller.stopEditing();
        toast("The editor could not be loaded. Check the connection and try again.", { tone: "error", key: "editor" });
      },
    );
  });
  // Another list has other rows: an editor would hang in the air.
  createEffect(on(store.view, () => controller.stopEditing(), { defer: true }));
  // What failed for want of a connection is asked for again when it is back.
  createEffect(
    on(() => scope.connection().state, (state) => {
      if (state !== "live") return;
      if (list().phase() === "failed") list().retry();
      for (const side of ["before", "after"] as const) if (list().edge(side) === "failed") list().approach(side);
    }, { defer: true }),
  );

  /** The focus, from a row's menu. Who pointed sees the cell: the rows stay where they are. */
  const giveBack = ({ anchor, at, from }: MenuPlace) => (at ? handle()?.rest() : from ? handle()?.focus(from) : anchor.focus({ preventScroll: true }));
  function onAct(act: AskedAct): void {
    const menu = controller.menu();
    controller.setMenu(null);
    // Before the dialog takes it: it is given back there when that closes.
    if (menu) giveBack(menu);
    bulk.setAct(act);
  }
  const rowAt = (rowId: string | undefined): RowAt | undefined => {
    const row = rowId === undefined ? undefined : store.shownRow(rowId)?.row;
    return rowId === undefined || row === undefined ? undefined : { controller, store, rowId, row, scope, onOpen: props.onOpen, onAct };
  };
  const [commandsOf, setCommandsOf] = createSignal<typeof rowCommands>();
  createEffect(() => {
    if (controller.active() === null || commandsOf()) return;
    // What does not come is asked for again at the next cell.
    rowMenuCode().then((module) => setCommandsOf(() => module.rowCommands), () => undefined);
  });
  createEffect(() => {
    const commands = commandsOf();
    if (!commands) return;
    useCommands(() => {
      const at = rowAt(controller.active()?.rowId);
      return at ? commands(at) : [];
    });
  });
  const cellOf = (place: CellPlace) => () => handle()?.cellOf(place) ?? null;

  /** Not saved, and its row is not in this list any more: nobody would see it at its cell. */
  const astray = () => store.edits.refused().find((one) => list().phase() === "ready" && !store.shownRow(one.orderId));
  /** The refused edit at the keyboard's cell, else the latest one. */
  const note = createMemo(() => {
    if (controller.editing()) return undefined;
    const at = controller.active();
    const refused = store.edits.refused().filter((one) => store.shownRow(one.orderId));
    return refused.find((one) => one.orderId === at?.rowId && columnOfEdit(one.field)?.id === at.column) ?? refused.at(-1);
  }, undefined, { equals: (before, now) => before?.queued === now?.queued });
  const placeOfNote = (orderId: string, column: string | undefined) => cellOf({ rowId: orderId, column: column ?? "number" });

  return (
    <section id={props.id} role="tabpanel" aria-label="Orders" aria-describedby={`${props.id}-view`} class="relative flex min-h-0 flex-1 flex-col">
      <Show when={astray()}>
        {(lost) => (
          <astrayNote.View
            of={{ lost: lost(), lookups: store.lookups(), onOpen: () => props.onOpen(lost().orderId), onDiscard: () => store.edits.discard(lost()) }}
            onFailed={() => undefined}
          />
        )}
      </Show>
      <Switch>
        <Match when={list().phase() === "failed"}>
          <ListFailed problem={list().problem()} onRetry={() => list().retry()} />
        </Match>
        <Match when={!started().ready}>
          <SkeletonRows rows={18} label="Reading the orders" />
        </Match>
        <Match when={empty()}>
          <noOrders.View
            of={{
              filtered: props.filtered,
              words: wordsOf(store.view(), "text").trim(),
              onClear: props.onClear,
              importHref: scope.may("imports.run") ? scope.path("/imports") : undefined,
              newHref: scope.may("orders.create") ? scope.path("/orders/new") : undefined,
            }}
            onFailed={() => undefined}
          />
        </Match>
        <Match when={true}>
          <Show keyed when={list()}>
            <OrderGrid store={store} controller={controller} live={props.live} scope={scope} choice={props.choice} compact={props.compact} onSort={props.onSort} onOpen={props.onOpen} onHandle={take} />
          </Show>
          <GridEdge side="before" state={list().edge("before")} onRetry={() => list().approach("before")} />
          <GridEdge side="after" state={list().edge("after")} onRetry={() => list().approach("after")} />
          <FreshPill count={list().shown().fresh.size} outgrown={list().outgrown()} onTake={() => handle()?.takeFresh()} />
        </Match>
      </Switch>

      <Show when={bulk.desk()}>{(desk) => <Dynamic component={desk()} store={store} scope={scope} live={props.live} compact={props.compact} act={bulk.act()} onAct={bulk.setAct} onOpen={props.onOpen} onClear={controller.clearSelection} onRest={() => handle()?.rest()} />}</Show>
      <Show keyed when={controller.menu()}>
        {(place) => {
          keepKeysForLayer();
          return <Show when={rowAt(place.rowId)}>{(at) => <rowMenu.View of={{ at: at(), place, giveBack: () => giveBack(place) }} onFailed={() => controller.setMenu(null)} />}</Show>;
        }}
      </Show>
      <Show keyed when={controller.editing()}>
        {(editing) => {
          holdQuestions();
          let end: ((again: boolean) => void) | null = keepKeys();
          const ready = (there: boolean) => {
            end?.(there);
            end = null;
          };
          onCleanup(() => ready(false));
          return (
            <Show when={Editor()}>
              {(editor) => <Dynamic component={editor()} scope={scope} store={store} controller={controller} editing={editing} cell={cellOf(editing)} onReady={() => ready(true)} onDone={(go) => handle()?.endEditing(go)} />}
            </Show>
          );
        }}
      </Show>
      <Show keyed when={note()}>
        {(refused) => (
          <editNote.View
            of={{
              message: refused.message,
              cell: placeOfNote(refused.orderId, columnOfEdit(refused.field)?.id),
              onChange: () => controller.editField(refused.orderId, refused.field),
              onDiscard() {
                store.edits.discard(refused);
                handle()?.focus({ rowId: refused.orderId, column: columnOfEdit(refused.field)?.id ?? "number" });
              },
            }}
            onFailed={() => undefined}
          />
        )}
      </Show>
      <p role="status" aria-live="polite" class="sr-only">{store.marks.announcement()}</p>
      <p role="status" aria-live="polite" class="sr-only">{props.choice.said()}</p>
    </section>
  );
}
