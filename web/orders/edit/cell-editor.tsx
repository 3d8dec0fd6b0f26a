import { type JSX, Match, Show, Switch, createMemo, createSignal, onCleanup } from "solid-js";
import type { OrderEdit } from "../../../domain/order-edit.ts";
import type { ApiScope } from "../../api.ts";
import type { Editing, GridController } from "../grid/grid-controller.ts";
import type { OrdersStore } from "../orders-store.ts";
import { useNarrow } from "../../ui/narrow.ts";
import { columnOfEdit } from "../columns.ts";
import { readNote } from "../order-list.ts";
import { FIELD_NAME } from "../row-edit.ts";
import type { EditableField } from "../row-edit.ts";
import { editText } from "../row-text.ts";
import type { EditorProps } from "./editor-props.ts";
import { EditorBox } from "./editor-box.tsx";
import { EditorHead } from "./editor-head.tsx";
import { Meanwhile } from "./meanwhile.tsx";
import { ruleMeanwhile } from "./rule-meanwhile.ts";
import { RuleNote } from "./rule-note.tsx";
import { STAY } from "./step.ts";
import type { Step } from "./step.ts";
import { AgentEditor, CsrEditor } from "./person-editor.tsx";
import { StatusEditor } from "./status-editor.tsx";
import { NoteEditor } from "./note-editor.tsx";
import { TrackingEditor } from "./tracking-editor.tsx";
import { ReferenceEditor, TagsEditor } from "./text-editors.tsx";

/** At least, in pixels. */
const WIDTH: Record<EditableField, number> = { statusId: 288, csrId: 248, agentId: 248, tags: 248, reference: 180, trackingNumber: 300, note: 340 };

interface CellEditorProps {
  readonly scope: ApiScope;
  readonly store: OrdersStore;
  readonly controller: GridController;
  readonly editing: Editing;
  readonly cell: () => HTMLElement | null;
  readonly onReady: () => void;
  /** Gives the focus back to the cell, or to the one beside it. */
  readonly onDone: (go: Step) => void;
}

/** The editor of one cell; it lives as long as the cell is edited. */
export function CellEditor(props: CellEditorProps): JSX.Element {
  const { store } = props;
  const editing = props.editing;
  const shown = editing.begun;
  const column = columnOfEdit(editing.field);
  const lookups = store.lookups();
  if (!lookups) {
    queueMicrotask(() => props.onDone(STAY));
    return null;
  }
  const row = store.edits.shownRow(shown);
  const seen = store.edits.seen(shown);
  const refused = store.edits.refused().find((one) => one.orderId === row.id && one.field === editing.field);
  let leave: (() => void) | undefined;
  let ended = false;
  function done(go: Step): void {
    ended = true;
    props.onDone(go);
  }
  // Who goes to another page or list with a text half written has left it, as by a press elsewhere.
  onCleanup(() => ended || leave?.());
  const [typed, setTyped] = createSignal(refused?.edit);
  const rule = createMemo(() => ruleMeanwhile(shown, store.shownRow(editing.rowId)?.row ?? shown, editing.field, props.controller.canEdit(column)));

  function save(edit: OrderEdit, go: Step): void {
    setTyped(edit);
    // Refused for sure: what was typed stays in sight, until its author has done with it.
    if (rule()?.closes) return;
    // The version that was on the screen when it began: what a colleague changes meanwhile is then told, not overwritten.
    store.edits.save(shown, seen, editing.field, edit);
    done(go);
  }
  const shared: EditorProps = {
    row,
    lookups,
    begun: refused?.edit,
    get typed() {
      return props.controller.typed();
    },
    onSave: save,
    onMove: done,
    onCancel: () => done(STAY),
    onLeaving: (act) => {
      leave = act;
    },
  };
  // A card is edited as a whole: what is covered of it stands at the head.
  const narrow = useNarrow();
  const place = () => (narrow() ? props.cell()?.closest<HTMLElement>("[data-row]") : props.cell()) ?? null;
  /** It lies over the number: on a card, and where its own column is hidden. */
  const headed = () => narrow() || props.cell()?.dataset["col"] !== column?.id;
  const known = () => [...new Set(store.list.shown().rows.flatMap((r) => r.row.tags))].sort();
  return (
    <EditorBox cell={place} onReady={props.onReady} label={`Edit ${FIELD_NAME[editing.field]} of order ${row.number}`} width={WIDTH[editing.field]} onLeave={() => (leave ?? (() => done(STAY)))()}>
      <Show when={headed()}>
        <EditorHead row={row} field={column?.name ?? ""} onCancel={() => done(STAY)} />
      </Show>
      <Switch>
        <Match when={editing.field === "statusId"}><StatusEditor {...shared} /></Match>
        <Match when={editing.field === "csrId"}><CsrEditor {...shared} /></Match>
        <Match when={editing.field === "agentId"}><AgentEditor {...shared} /></Match>
        <Match when={editing.field === "tags"}><TagsEditor {...shared} known={known()} /></Match>
        <Match when={editing.field === "reference"}><ReferenceEditor {...shared} /></Match>
        <Match when={editing.field === "trackingNumber"}><TrackingEditor {...shared} /></Match>
        <Match when={editing.field === "note"}><NoteEditor {...shared} readNote={(id) => readNote(props.scope, id)} /></Match>
      </Switch>
      <RuleNote
        rule={rule()}
        drafted={leave !== undefined || typed() !== undefined}
        typed={() => {
          leave?.(); // tells what stands there; nothing is saved any more
          return editText(typed() ?? {}, editing.field, lookups);
        }}
        onDiscard={() => done(STAY)}
      />
      <Meanwhile store={store} lookups={lookups} field={editing.field} begun={shown} own={row} />
    </EditorBox>
  );
}
