import { type Accessor, type JSX, Show, createMemo } from "solid-js";
import type { Lookups } from "../../../domain/lookups.ts";
import type { OrderRow } from "../../../domain/order.ts";
import type { OrdersStore } from "../orders-store.ts";
import type { EditableField } from "../row-edit.ts";
import { rowText } from "../row-text.ts";

interface MeanwhileProps {
  readonly store: OrdersStore;
  readonly lookups: Lookups;
  readonly field: EditableField;
  /** As it stood when the editor opened. */
  readonly begun: OrderRow;
  /** The same with one's own edits, of which the answer may come only now. */
  readonly own: OrderRow;
}

/** Says in the open editor what a colleague has made of the same cell (N3): saving then asks. */
export function Meanwhile(props: MeanwhileProps): JSX.Element {
  // The mark in the cell passes after a moment; the note stays as long as the editor.
  const by: Accessor<string | undefined> = createMemo<string | undefined>((before) => props.store.marks.of(props.begun.id).get(props.field)?.name ?? before);
  const text = createMemo(() => {
    const now = props.store.shownRow(props.begun.id)?.row;
    const told = now && rowText(now, props.field, props.lookups);
    return told === rowText(props.begun, props.field, props.lookups) || told === rowText(props.own, props.field, props.lookups) ? undefined : told;
  });
  return (
    <p role="status" data-color="amber" class="shrink-0 border-t border-tint-line bg-tint px-2 py-1 text-sm break-words text-tint-ink empty:hidden">
      <Show when={text()}>
        {(now) => <>{by() ?? "A colleague"} changed it to <b><bdi>{now()}</bdi></b> meanwhile.</>}
      </Show>
    </p>
  );
}
