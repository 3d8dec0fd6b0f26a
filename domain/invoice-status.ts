import * as v from "valibot";

/** How far an order is invoiced. Stored with the order; nothing but *none* is ever written before invoices exist (I1–I8). */
export const INVOICE_STATUSES = ["none", "draft", "invoiced", "paid"] as const;
export const InvoiceStatus = v.picklist(INVOICE_STATUSES);
export type InvoiceStatus = v.InferOutput<typeof InvoiceStatus>;

export const INVOICE_STATUS_NAME: Record<InvoiceStatus, string> = { none: "Not invoiced", draft: "Draft", invoiced: "Invoiced", paid: "Invoice paid" };
