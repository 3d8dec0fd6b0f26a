import type { Lookups } from "../../domain/lookups.ts";
import type { OrderRow } from "../../domain/order.ts";
import { agentName, personName, statusName } from "../order/names.ts";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { EditableField } from "./row-edit.ts";

/** What the cells that are edited in place show. */
type EditedCells = Pick<OrderRow, "statusId" | "csrId" | "agentId" | "tags" | "reference" | "trackingNumber" | "trackingUrl" | "noteStart">;

/** What stands in a field that the list and the page of an order both edit, in words. */
export function rowText(row: EditedCells, field: EditableField, lookups: Lookups): string {
  switch (field) {
    case "statusId":
      return statusName(lookups, row.statusId);
    case "csrId":
      return personName(lookups, row.csrId);
    case "agentId":
      return agentName(lookups, row.agentId);
    case "tags":
      return row.tags.join(", ") || "none";
    case "reference":
      return row.reference || "empty";
    case "trackingNumber":
      return [row.trackingNumber, row.trackingUrl].filter(Boolean).join(" · ") || "empty";
    case "note":
      return row.noteStart || "empty";
  }
}

const NOTHING: EditedCells = { statusId: "", csrId: null, agentId: null, tags: [], reference: "", trackingNumber: "", trackingUrl: "", noteStart: "" };

/** What somebody typed or chose there, in the same words. */
export function editText({ statusId, csrId, agentId, tags, reference, trackingNumber, trackingUrl, note: noteStart }: OrderEdit, field: EditableField, lookups: Lookups): string {
  const given = Object.entries({ statusId, csrId, agentId, tags, reference, trackingNumber, trackingUrl, noteStart }).filter(([, value]) => value !== undefined);
  return rowText({ ...NOTHING, ...Object.fromEntries(given) }, field, lookups);
}
