import type { Lookups } from "../../domain/lookups.ts";
import type { OrderRow } from "../../domain/order.ts";
import { agentName, personName, statusName } from "../order/names.ts";
import type { EditableField } from "./row-edit.ts";

/** What stands in a field that the list and the page of an order both edit, in words. */
export function rowText(row: OrderRow, field: EditableField, lookups: Lookups): string {
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
