import type { OrderEdit } from "../../domain/order-edit.ts";
import type { QueuedEdit } from "./queued-edit.ts";

export function inOrder(edits: readonly QueuedEdit[]): QueuedEdit[] {
  return [...edits].sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

/** The fields that an edit sets, as conflicts name them; lines as `lines.<id>`. */
export function fieldsOf(edit: OrderEdit): string[] {
  const plain = Object.entries(edit).flatMap(([field, value]) => (value === undefined || field === "comment" || field === "reasonId" || field === "lines" ? [] : [field]));
  return [...plain, ...(edit.lines ?? []).map((line) => `lines.${line.id}`)];
}

function overlap(a: OrderEdit, b: OrderEdit): boolean {
  const fields = new Set(fieldsOf(a));
  return fieldsOf(b).some((field) => fields.has(field));
}

/**
 * Whose turn it is: of each order the first one, for those that follow are based on what it gets. One whose author is
 * asked about a conflict keeps back only what sets the same fields, and a refused one nothing. While one of an order is
 * under way none of that order is begun, not even an earlier one that was decided or is sent again.
 * @param edits of one organization
 * @param busy keys of those that are under way
 */
export function whoseTurn(edits: readonly QueuedEdit[], busy: ReadonlySet<string>): QueuedEdit[] {
  const earlier = new Map<string, QueuedEdit[]>();
  const underWay = new Set(edits.filter((edit) => busy.has(edit.key)).map((edit) => edit.orderId));
  const result: QueuedEdit[] = [];
  for (const edit of inOrder(edits)) {
    const before = earlier.get(edit.orderId) ?? [];
    const held = before.some((one) => one.state.kind === "queued" || (one.state.kind === "conflict" && overlap(one.edit, edit.edit)));
    if (edit.state.kind === "queued" && !held && !underWay.has(edit.orderId)) result.push(edit);
    earlier.set(edit.orderId, [...before, edit]);
  }
  return result;
}

export interface SavedVersion {
  readonly version: number;
  /** Others had changed something since the version that the save was based on. */
  readonly merged: boolean;
}

/**
 * A later edit of the same order after an earlier one was saved. If nobody else changed the order in between it is based
 * on what that save made; else it keeps its own base, since a raised one would hide what a colleague changed, and only
 * remembers which values are its author's own.
 */
export function followed(later: QueuedEdit, sent: Pick<QueuedEdit, "edit" | "version">, saved: SavedVersion): QueuedEdit {
  if (!saved.merged && later.version >= sent.version) {
    // Not the order's version as told: a repeated answer comes with the order as it stands by then.
    return { ...later, version: Math.max(later.version, Math.min(saved.version, sent.version + 1)) };
  }
  const lines = [...(later.own.lines ?? []), ...(sent.edit.lines ?? [])];
  return { ...later, own: { ...later.own, ...sent.edit, ...(lines.length > 0 ? { lines } : {}) } };
}
