import { NOTE_START } from "../../domain/order.ts";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { OrderStatus } from "../../domain/order-status.ts";
import type { OrderRow } from "../../domain/order.ts";
import type { Permission } from "../../domain/role.ts";
import { firstCharacters } from "../../domain/text.ts";

/** Fields that are edited in the grid (L9). */
export const EDITABLE_FIELDS = ["statusId", "csrId", "agentId", "tags", "reference", "trackingNumber", "note"] as const;
export type EditableField = (typeof EDITABLE_FIELDS)[number];

export const FIELD_NAME: Record<EditableField, string> = { statusId: "status", csrId: "CSR", agentId: "delivery agent", tags: "tags", reference: "reference", trackingNumber: "tracking", note: "note" };

/** One of these is needed. */
export function permissionsFor(field: EditableField): readonly Permission[] {
  if (field === "statusId") return ["orders.status"];
  return field === "trackingNumber" ? ["orders.edit", "orders.fulfil"] : ["orders.edit"];
}

/** A cell may stand for more than one field: the courier's link is entered where its number is. */
export function touches(edit: OrderEdit, field: EditableField): boolean {
  return edit[field] !== undefined || (field === "trackingNumber" && edit.trackingUrl !== undefined);
}

/** Where a number can be entered, this is the courier's page. */
export function isLink(text: string): boolean {
  return /^https?:/iu.test(text);
}

/** The row as it will be if the edit is accepted: shown until the answer is here. */
export function withEdit(row: OrderRow, edit: OrderEdit, statuses: readonly OrderStatus[]): OrderRow {
  const status = edit.statusId === undefined ? undefined : statuses.find((s) => s.id === edit.statusId);
  return {
    ...row,
    ...(status ? { statusId: status.id, stage: status.stage } : {}),
    ...(edit.csrId === undefined ? {} : { csrId: edit.csrId }),
    ...(edit.agentId === undefined ? {} : { agentId: edit.agentId }),
    ...(edit.tags === undefined ? {} : { tags: edit.tags }),
    ...(edit.reference === undefined ? {} : { reference: edit.reference }),
    ...(edit.trackingNumber === undefined ? {} : { trackingNumber: edit.trackingNumber }),
    ...(edit.trackingUrl === undefined ? {} : { trackingUrl: edit.trackingUrl }),
    ...(edit.note === undefined ? {} : { noteStart: firstCharacters(edit.note, NOTE_START) }),
  };
}

/** An edit that leaves everything as it is need not be sent. Of a long note the row knows too little to tell. */
export function changesNothing(row: OrderRow, edit: OrderEdit): boolean {
  if (edit.comment || (edit.note !== undefined && edit.note.length >= NOTE_START)) return false;
  const after = withEdit(row, edit, []);
  return JSON.stringify(after) === JSON.stringify(row) && (edit.statusId === undefined || edit.statusId === row.statusId);
}
