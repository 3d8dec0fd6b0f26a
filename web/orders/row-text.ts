import type { Lookups } from "../../domain/lookups.ts";
import type { OrderRow } from "../../domain/order.ts";
import { agentName, personName, statusName } from "../order/names.ts";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { EditableField } from "./row-edit.ts";

/** What stands in a field that the list and the page of an order both edit, in words. */
export function rowText(row: Pick<OrderRow, EditableField>, field: EditableField, lookups: Lookups): string {
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
  }
}

const NOTHING: Pick<OrderRow, EditableField> = { statusId: "", csrId: null, agentId: null, tags: [], reference: "" };

/** What somebody typed or chose there, in the same words. */
export function editText({ statusId, csrId, agentId, tags, reference }: OrderEdit, field: EditableField, lookups: Lookups): string {
  const given = Object.entries({ statusId, csrId, agentId, tags, reference }).filter(([, value]) => value !== undefined);
  return rowText({ ...NOTHING, ...Object.fromEntries(given) }, field, lookups);
}
