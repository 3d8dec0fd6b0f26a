import { createMemo } from "solid-js";
import type { Accessor } from "solid-js";
import * as v from "valibot";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { OrderStatus } from "../../domain/order-status.ts";
import { OrderRow } from "../../domain/order.ts";
import type { EditQueue } from "../offline-queue/edit-queue.ts";
import type { QueuedEdit } from "../offline-queue/queued-edit.ts";
import { THIS_TAB } from "../offline-queue/this-tab.ts";
import { changesNothing, EDITABLE_FIELDS, touches, withEdit } from "./row-edit.ts";
import type { EditableField } from "./row-edit.ts";

/** An edit that the server has not confirmed: shown in its cell as if it had. */
export interface PendingEdit {
  readonly queued: QueuedEdit;
  readonly orderId: string;
  /** The order's, for people. */
  readonly number: string;
  readonly edit: OrderEdit;
  /** `waiting`: for the line. `asked`: its author is, about a conflict. */
  readonly state: "sending" | "waiting" | "asked" | "refused";
}

/** One that was refused: it stays in its cell until its author changes it or throws it away. */
export interface RefusedEdit extends PendingEdit {
  readonly field: EditableField;
  /** Why, and what to do. */
  readonly message: string;
}

export interface EditsStore {
  readonly of: (orderId: string) => readonly PendingEdit[];
  /** The youngest that is not confirmed in this cell. */
  readonly inCell: (orderId: string, field: EditableField) => PendingEdit | undefined;
  /** Oldest first. */
  readonly refused: Accessor<readonly RefusedEdit[]>;
  readonly shownRow: (row: OrderRow) => OrderRow;
  /** The row as its reader takes it to be: with the edits that are on their way, without those that were refused. */
  readonly seen: (row: OrderRow) => OrderRow;
  /**
   * @param row as it stood when the edit began: its version is what it is based on
   * @param seen the same as its author saw it then: who leaves that as it is changes nothing
   * @param batch of edits that are undone together
   */
  save(row: OrderRow, seen: OrderRow, field: EditableField, edit: OrderEdit, batch?: string): void;
  discard(refused: RefusedEdit): void;
  /** When those that are under way are answered: true; false if they wait for the line. */
  settled(): Promise<boolean>;
}

interface EditsSource {
  readonly slug: string;
  readonly queue: EditQueue;
  readonly statuses: () => readonly OrderStatus[];
  /** @param field of an edit that was made in this tab's grid */
  readonly onSaved: (row: OrderRow, seq: number, field: EditableField | undefined, edit: QueuedEdit) => void;
}

const NONE: readonly PendingEdit[] = [];

/** The queue of edits as the grid shows it (L9, N3): optimistic, and never lost in silence. */
export function createEditsStore({ slug, queue, statuses, onSaved }: EditsSource): EditsStore {
  const pending = createMemo(() => queue.edits().filter((one) => one.slug === slug && !queue.heard(one.key) && isShown(one)).map((one) => pendingOf(one, queue.waiting(slug))));
  const byOrder = createMemo(() => Map.groupBy(pending(), (one) => one.orderId));
  const of = (orderId: string) => byOrder().get(orderId) ?? NONE;
  const refused = createMemo(() => pending().flatMap(refusedOf));
  const over = (row: OrderRow, edits: readonly PendingEdit[]) => edits.reduce((now, one) => withEdit(now, one.edit, statuses()), row);
  const refusedIn = (orderId: string, field: EditableField) => refused().filter((one) => one.orderId === orderId && one.field === field).map((one) => one.queued.key);

  queue.onAnswered((edit, { order, seq }) => {
    if (edit.slug === slug) onSaved(v.parse(OrderRow, order), seq, edit.origin === "grid" && edit.tab === THIS_TAB ? fieldOf(edit.edit) : undefined, edit);
  });

  return {
    of,
    inCell: (orderId, field) => of(orderId).findLast((one) => touches(one.edit, field)),
    refused,
    shownRow: (row) => over(row, of(row.id)),
    seen: (row) => over(row, of(row.id).filter((one) => one.state !== "refused")),
    save(row, seen, field, edit, batch) {
      const before = refusedIn(row.id, field);
      if (changesNothing(seen, edit)) return queue.discard(before);
      queue.add({ slug, orderId: row.id, number: row.number, origin: "grid", edit, version: row.version, draft: null, ...(batch === undefined ? {} : { batch }) }, before);
    },
    discard: (one) => queue.discard([one.queued.key]),
    settled: () => queue.settled(slug),
  };
}

/** What the page of an order was refused goes back into its form. */
function isShown({ state, origin }: QueuedEdit): boolean {
  return state.kind !== "refused" || origin === "grid";
}

function pendingOf(queued: QueuedEdit, waiting: boolean): PendingEdit {
  const { orderId, number, edit, state } = queued;
  return { queued, orderId, number, edit, state: state.kind === "conflict" ? "asked" : state.kind === "refused" ? "refused" : waiting ? "waiting" : "sending" };
}

function refusedOf(one: PendingEdit): RefusedEdit[] {
  const { state } = one.queued;
  const field = fieldOf(one.edit);
  if (state.kind !== "refused" || field === undefined) return [];
  // The rule's word about this very field, or about the whole edit.
  const about = state.problem.errors?.find((error) => error.field in one.edit || error.field.startsWith(`${field}.`));
  return [{ ...one, field, message: about?.message ?? state.problem.detail }];
}

function fieldOf(edit: OrderEdit): EditableField | undefined {
  return EDITABLE_FIELDS.find((field) => touches(edit, field));
}
