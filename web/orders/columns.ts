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
  /** Pixels to begin with; the customer gives way and takes what is left. */
  readonly width: number;
  /** Pixels below which it tells nothing any more. */
  readonly minWidth: number;
  /** Shown to who never chose columns. */
  readonly defaultVisible: boolean;
  /** Numbers stand under numbers. */
  readonly numeric?: true;
  readonly sort?: (typeof SORT_FIELDS)[number];
  /** What of the row it shows, and so what marks it as changed. */
  readonly fields: readonly (keyof OrderRow)[];
  readonly edit?: EditableField;
}

/** All columns of L1, in the order that they begin with: what one works with first. */
export const COLUMNS: readonly OrderColumn[] = [
  { id: "number", name: "Order", spoken: "number", width: 120, minWidth: 96, defaultVisible: true, sort: "number", fields: ["number"] },
  { id: "placed", name: "Placed", spoken: "date", width: 134, minWidth: 88, defaultVisible: true, sort: "placed", fields: ["placedAt"] },
  { id: "customer", name: "Customer", spoken: "customer", width: 232, minWidth: 120, defaultVisible: true, sort: "customer", fields: ["customerId"] },
  { id: "status", name: "Status", spoken: "status", width: 220, minWidth: 104, defaultVisible: true, sort: "status", fields: ["statusId"], edit: "statusId" },
  { id: "payment", name: "Payment", spoken: "payment status", width: 112, minWidth: 80, defaultVisible: true, sort: "payment", fields: ["paymentStatus"] },
  { id: "total", name: "Total", spoken: "total", width: 104, minWidth: 80, defaultVisible: true, numeric: true, sort: "total", fields: ["total"] },
  { id: "paid", name: "Paid", spoken: "payments taken", width: 88, minWidth: 72, defaultVisible: true, numeric: true, sort: "paid", fields: ["paid"] },
  { id: "csr", name: "CSR", spoken: "CSR", width: 124, minWidth: 72, defaultVisible: true, sort: "csr", fields: ["csrId"], edit: "csrId" },
  { id: "tags", name: "Tags", spoken: "tags", width: 132, minWidth: 72, defaultVisible: true, sort: "tags", fields: ["tags"], edit: "tags" },
  { id: "reference", name: "Reference", spoken: "reference", width: 118, minWidth: 72, defaultVisible: true, sort: "reference", fields: ["reference"], edit: "reference" },
  { id: "channel", name: "Channel", spoken: "channel", width: 112, minWidth: 72, defaultVisible: true, sort: "channel", fields: ["channelId"] },
  { id: "type", name: "Type", spoken: "type", width: 88, minWidth: 72, defaultVisible: true, sort: "type", fields: ["orderType"] },
  { id: "agent", name: "Delivery agent", spoken: "delivery agent", width: 132, minWidth: 80, defaultVisible: true, sort: "agent", fields: ["agentId"], edit: "agentId" },
  { id: "risk", name: "Risk", spoken: "fraud score", width: 56, minWidth: 56, defaultVisible: true, numeric: true, sort: "risk", fields: ["fraudScore", "highRisk"] },
  { id: "email", name: "E-mail", spoken: "customer's e-mail", width: 200, minWidth: 96, defaultVisible: false, sort: "email", fields: ["customerEmail"] },
  { id: "company", name: "Company", spoken: "company", width: 160, minWidth: 80, defaultVisible: false, sort: "company", fields: ["company"] },
  { id: "phone", name: "Phone", spoken: "customer's phone", width: 136, minWidth: 88, defaultVisible: false, sort: "phone", fields: ["customerPhone"] },
  { id: "postcode", name: "Post code", spoken: "post code", width: 96, minWidth: 72, defaultVisible: false, sort: "postcode", fields: ["postCode"] },
  { id: "microsite", name: "Microsite", spoken: "microsite", width: 140, minWidth: 80, defaultVisible: false, sort: "microsite", fields: ["micrositeId"] },
  { id: "method", name: "Payment source", spoken: "payment source", width: 140, minWidth: 80, defaultVisible: false, sort: "method", fields: ["paymentMethod"] },
  { id: "invoice", name: "Invoice", spoken: "invoice status", width: 104, minWidth: 72, defaultVisible: false, sort: "invoice", fields: ["invoiceStatus"] },
  { id: "tracking", name: "Tracking", spoken: "tracking", width: 160, minWidth: 88, defaultVisible: false, sort: "tracking", fields: ["trackingNumber", "trackingUrl"], edit: "trackingNumber" },
  { id: "note", name: "Note", spoken: "note", width: 200, minWidth: 96, defaultVisible: false, sort: "note", fields: ["noteStart"], edit: "note" },
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
