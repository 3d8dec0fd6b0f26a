import * as v from "valibot";
import { OrderEdit } from "../../domain/order-edit.ts";
import { FieldConflict, Problem } from "../../domain/problem.ts";
import { OrderPageDraft } from "../order/order-draft.ts";

/** Where it was made: in a cell of the list, by saving the page of an order, or as an act of its own there (status, fulfilment). */
const Origin = v.picklist(["grid", "page", "act"]);

const State = v.variant("kind", [
  v.object({ kind: v.literal("queued") }),
  /** Somebody changed the same fields first: its author is asked. `version` is what “mine” is sent again on. */
  v.object({ kind: v.literal("conflict"), conflicts: v.array(FieldConflict), version: v.number() }),
  /** The rule, or the role, said no; it stays until its author sends it again, changes it or throws it away. */
  v.object({ kind: v.literal("refused"), problem: Problem }),
]);

/** One edit of an order that the server has not confirmed (N4), as it stands in this browser's database. */
export const QueuedEdit = v.object({
  /** Of the way that it is stored. */
  format: v.literal(1),
  /** Its Idempotency-Key: the same at every repetition, another one only when it becomes another request. */
  key: v.string(),
  /** Its author. Nobody else who signs in on this browser sends or sees it. */
  person: v.string(),
  /** The organization's. */
  slug: v.string(),
  orderId: v.string(),
  /** The order's, for people. */
  number: v.string(),
  origin: Origin,
  edit: OrderEdit,
  /** The version that it is based on. */
  version: v.number(),
  /** What of the page's draft it was made from: names what the edit knows by id only, and goes back there when it is refused. */
  draft: v.nullable(OrderPageDraft),
  /** What its author saved of the same order since that version: no conflict with oneself. */
  own: OrderEdit,
  /** Of edits that were asked for at once, such as the cells of a paste. */
  batch: v.optional(v.string()),
  /** The tab that it was made in. */
  tab: v.string(),
  /** UTC milliseconds, and its place: later than all that were there before. */
  at: v.number(),
  state: State,
});
export type QueuedEdit = v.InferOutput<typeof QueuedEdit>;

/** What an older version of this product left, or nobody knows who: it is shown to be copied, and never sent. */
export interface UnreadableEdit {
  readonly key: string;
  /** The organization's, if it can be told. */
  readonly slug: string | null;
  readonly text: string;
}

const Known = v.object({ key: v.string() });
const WithSlug = v.object({ slug: v.string() });

/** Tells what can be sent from what can only be shown. */
export function readStored(rows: readonly unknown[]): { readonly edits: readonly QueuedEdit[]; readonly unreadable: readonly UnreadableEdit[] } {
  const edits: QueuedEdit[] = [];
  const unreadable: UnreadableEdit[] = [];
  for (const row of rows) {
    const edit = v.safeParse(QueuedEdit, row);
    if (edit.success) edits.push(edit.output);
    else if (v.is(Known, row)) unreadable.push({ key: row.key, slug: v.is(WithSlug, row) ? row.slug : null, text: JSON.stringify(row, null, 1) });
  }
  return { edits, unreadable };
}
