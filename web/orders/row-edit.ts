import type { OrderEdit } from "../../domain/order-edit.ts";
import type { OrderStatus } from "../../domain/order-status.ts";
import type { OrderRow } from "../../domain/order.ts";
import type { Permission } from "../../domain/role.ts";

/** Fields that are edited in the grid (L9). */
export const EDITABLE_FIELDS = ["statusId", "csrId", "agentId", "tags", "reference"] as const;
export type EditableField = (typeof EDITABLE_FIELDS)[number];

export const FIELD_NAME: Record<EditableField, string> = { statusId: "status", csrId: "CSR", agentId: "delivery agent", tags: "tags", reference: "reference" };

export function permissionFor(field: EditableField): Permission {
  return field === "statusId" ? "orders.status" : "orders.edit";
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
  };
}

/** An edit that leaves everything as it is need not be sent. */
export function changesNothing(row: OrderRow, edit: OrderEdit): boolean {
  return EDITABLE_FIELDS.every((field) => edit[field] === undefined || JSON.stringify(edit[field]) === JSON.stringify(row[field])) && !edit.comment;
}
