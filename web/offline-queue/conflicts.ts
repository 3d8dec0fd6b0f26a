import * as v from "valibot";
import { same } from "../../domain/same.ts";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { Order } from "../../domain/order.ts";
import type { FieldConflict } from "../../domain/problem.ts";
import type { Side } from "../conflict/conflict-dialog.tsx";
import type { Read } from "../order/amount-text.ts";
import { editOf, undecided } from "../order/draft-edit.ts";
import { letGo, rebase } from "../order/draft-steps.ts";
import { lineOf } from "../order/order-draft.ts";
import type { QueuedEdit } from "./queued-edit.ts";
import { fieldsOf } from "./turns.ts";

const AddedLine = v.object({ stockCode: v.string(), quantity: v.number() });

/** Conflicts about which nobody needs to be asked are left out: with oneself, and those that were decided at the field. */
export function openConflicts(edit: QueuedEdit, conflicts: readonly FieldConflict[]): readonly FieldConflict[] {
  const foreign = conflicts.filter((one) => !fieldsOf(edit.own).some((field) => isAbout(field, one.field)) || !(isOwnLine(edit.own, one) || same(one.theirs, ownValue(edit.own, one.field))));
  return edit.draft ? undecided(foreign, edit.draft) : foreign;
}

/** `lines.<id>` is also about its quantity. */
function isAbout(field: string, conflict: string): boolean {
  return field === conflict || conflict.startsWith(`${field}.`);
}

/** What others have of a line that was not there before is what its author added: the whole of it, or the part that was edited. */
function isOwnLine(own: OrderEdit, { field, base, theirs }: FieldConflict): boolean {
  const line = own.lines?.find((one) => one.op === "add" && one.id === lineOf(field));
  if (line?.op !== "add" || base !== null) return false;
  const whole = v.safeParse(AddedLine, theirs);
  return whole.success ? whole.output.stockCode === line.stockCode && whole.output.quantity === line.quantity : theirs === line.quantity;
}

function ownValue(own: OrderEdit, field: string): unknown {
  const lineId = lineOf(field);
  if (lineId === null) return Object.entries(own).find(([name]) => name === field)?.[1];
  const line = own.lines?.findLast((one) => one.id === lineId);
  if (line === undefined) return undefined;
  return line.op === "remove" ? null : field.endsWith(".unitPrice") ? line.unitPrice : line.quantity;
}

/**
 * The edit as its author decided, as a new request on the version that was asked about; null if nothing of it is left.
 * @param order as it stands now
 */
export function decided(edit: QueuedEdit, choice: ReadonlyMap<string, Side>, order: Order, key: string, readFee: (text: string) => Read<number>): QueuedEdit | null {
  if (edit.state.kind !== "conflict") return edit;
  const next: QueuedEdit = { ...edit, key, version: edit.state.version, state: { kind: "queued" } };
  const theirs = [...choice].filter(([, side]) => side === "theirs").map(([field]) => field);
  if (edit.draft) {
    let draft = theirs.reduce(letGo, edit.draft);
    for (const [field, side] of choice) if (side === "mine") draft = rebase(draft, order, field);
    // A lock since then is the server's to tell: what was typed must come back with the reason, not vanish from the edit.
    next.draft = draft;
    next.edit = editOf(draft, { ...order, sentAt: null }, readFee).edit;
  } else {
    const entries = Object.entries(edit.edit).filter(([field]) => !theirs.includes(field));
    const status = theirs.includes("statusId");
    next.edit = Object.fromEntries(entries.filter(([field]) => !status || (field !== "comment" && field !== "reasonId")));
  }
  return fieldsOf(next.edit).length > 0 ? next : null;
}
