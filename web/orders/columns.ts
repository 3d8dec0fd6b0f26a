import type { ColumnId } from "../../domain/order-column.ts";
import type { SORT_FIELDS } from "../../domain/order-sort.ts";
import type { OrderRow } from "../../domain/order.ts";
import type { EditableField } from "./row-edit.ts";

export interface OrderColumn {
  readonly id: ColumnId;
  /** Heading. */
  readonly name: string;
  /** Within a sentence: “Ada changed the status”. */
  readonly spoken: string;
  /** Pixels; the customer gives way and takes what is left. */
  readonly width: number;
  /** Numbers stand under numbers. */
  readonly numeric?: true;
  readonly sort?: (typeof SORT_FIELDS)[number];
  /** What of the row it shows, and so what marks it as changed. */
  readonly fields: readonly (keyof OrderRow)[];
  readonly edit?: EditableField;
}

/** The columns of L1 that exist by now, what one works with first. */
export const COLUMNS: readonly OrderColumn[] = [
  { id: "number", name: "Order", spoken: "number", width: 120, sort: "number", fields: ["number"] },
  { id: "placed", name: "Placed", spoken: "date", width: 134, sort: "placed", fields: ["placedAt"] },
  { id: "customer", name: "Customer", spoken: "customer", width: 232, sort: "customer", fields: ["customerId"] },
  { id: "status", name: "Status", spoken: "status", width: 220, sort: "status", fields: ["statusId"], edit: "statusId" },
  { id: "payment", name: "Payment", spoken: "payment status", width: 112, fields: ["paymentStatus"] },
  { id: "total", name: "Total", spoken: "total", width: 104, numeric: true, sort: "total", fields: ["total"] },
  { id: "paid", name: "Paid", spoken: "payments taken", width: 88, numeric: true, fields: ["paid"] },
  { id: "csr", name: "CSR", spoken: "CSR", width: 124, fields: ["csrId"], edit: "csrId" },
  { id: "tags", name: "Tags", spoken: "tags", width: 132, fields: ["tags"], edit: "tags" },
  { id: "reference", name: "Reference", spoken: "reference", width: 118, fields: ["reference"], edit: "reference" },
  { id: "channel", name: "Channel", spoken: "channel", width: 112, fields: ["channelId"] },
  { id: "type", name: "Type", spoken: "type", width: 88, fields: ["orderType"] },
  { id: "agent", name: "Delivery agent", spoken: "delivery agent", width: 132, fields: ["agentId"], edit: "agentId" },
  { id: "risk", name: "Risk", spoken: "fraud score", width: 56, numeric: true, fields: ["fraudScore", "highRisk"] },
];

/** On a narrow screen a row is a card of these. */
export const COMPACT_COLUMNS: readonly ColumnId[] = ["number", "customer", "status", "total"];

export function columnById(id: string): OrderColumn | undefined {
  return COLUMNS.find((c) => c.id === id);
}

/** Which column shows a field of the log. */
export function columnOfField(field: string): OrderColumn | undefined {
  return COLUMNS.find((c) => c.fields.some((f) => f === field));
}

export function columnOfEdit(field: EditableField): OrderColumn | undefined {
  return COLUMNS.find((c) => c.edit === field);
}
