import * as v from "valibot";

/** What a column of an import file can mean. `line` fields are read from every row, `order` fields from the first row of an order that fills them. */
export const IMPORT_FIELDS = [
  { id: "order", of: "order", label: "Order number" },
  { id: "date", of: "order", label: "Order date" },
  { id: "stockCode", of: "line", label: "Stock code" },
  { id: "description", of: "line", label: "Description" },
  { id: "quantity", of: "line", label: "Quantity" },
  { id: "unitPrice", of: "line", label: "Unit price" },
  { id: "lineTotal", of: "line", label: "Line total" },
  { id: "lineFee", of: "line", label: "Delivery fee of the row (added up)" },
  { id: "fee", of: "order", label: "Delivery fee of the order" },
  { id: "discount", of: "order", label: "Discount of the order" },
  { id: "currency", of: "order", label: "Currency" },
  { id: "status", of: "order", label: "Status" },
  { id: "paymentStatus", of: "order", label: "Payment status" },
  { id: "paidAmount", of: "order", label: "Amount paid" },
  { id: "refundedAmount", of: "order", label: "Amount refunded" },
  { id: "paymentMethod", of: "order", label: "Payment method" },
  { id: "channel", of: "order", label: "Channel" },
  { id: "microsite", of: "order", label: "Microsite" },
  { id: "csr", of: "order", label: "CSR" },
  { id: "agent", of: "order", label: "Delivery agent" },
  { id: "trackingNumber", of: "order", label: "Tracking number" },
  { id: "trackingUrl", of: "order", label: "Tracking link" },
  { id: "orderType", of: "order", label: "Order type" },
  { id: "fraudScore", of: "order", label: "Fraud score" },
  { id: "reference", of: "order", label: "Customer reference" },
  { id: "tags", of: "order", label: "Tags" },
  { id: "note", of: "order", label: "Note" },
  { id: "customerId", of: "order", label: "Customer id" },
  { id: "customerName", of: "order", label: "Customer name" },
  { id: "customerFirstName", of: "order", label: "Customer first name" },
  { id: "customerLastName", of: "order", label: "Customer last name" },
  { id: "customerEmail", of: "order", label: "Customer e-mail" },
  { id: "customerPhone", of: "order", label: "Customer phone" },
  { id: "company", of: "order", label: "Company" },
  { id: "deliveryName", of: "order", label: "Delivery name" },
  { id: "deliveryCompany", of: "order", label: "Delivery company" },
  { id: "deliveryLine1", of: "order", label: "Delivery address, line 1" },
  { id: "deliveryLine2", of: "order", label: "Delivery address, line 2" },
  { id: "deliveryCity", of: "order", label: "Delivery city" },
  { id: "deliveryRegion", of: "order", label: "Delivery region" },
  { id: "deliveryPostCode", of: "order", label: "Delivery post code" },
  { id: "deliveryCountry", of: "order", label: "Delivery country" },
  { id: "deliveryPhone", of: "order", label: "Delivery phone" },
  { id: "billingName", of: "order", label: "Billing name" },
  { id: "billingCompany", of: "order", label: "Billing company" },
  { id: "billingLine1", of: "order", label: "Billing address, line 1" },
  { id: "billingLine2", of: "order", label: "Billing address, line 2" },
  { id: "billingCity", of: "order", label: "Billing city" },
  { id: "billingRegion", of: "order", label: "Billing region" },
  { id: "billingPostCode", of: "order", label: "Billing post code" },
  { id: "billingCountry", of: "order", label: "Billing country" },
  { id: "billingPhone", of: "order", label: "Billing phone" },
] as const satisfies readonly { id: string; of: "order" | "line"; label: string }[];

export type ImportField = (typeof IMPORT_FIELDS)[number]["id"];

const IDS = IMPORT_FIELDS.map((f) => f.id);
export const FIELD_LABEL = new Map<ImportField, string>(IMPORT_FIELDS.map((f) => [f.id, f.label]));

/** More columns than any shop's export has; a limit, so that one row cannot fill the memory with empty cells. */
export const MAX_COLUMNS = 500;

/** Which column (from 0) holds a field. Two fields may read the same column. */
export const Mapping = v.record(v.picklist(IDS), v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_COLUMNS - 1)));
export type Mapping = { readonly [F in ImportField]?: number };

/** What must be mapped before rows can become orders, each as a sentence; empty if nothing is missing. */
export function missingFields(mapping: Mapping): string[] {
  const missing: string[] = [];
  if (mapping.order === undefined) missing.push("Choose the column with the order number.");
  if (mapping.date === undefined) missing.push("Choose the column with the order date.");
  if (mapping.stockCode === undefined && mapping.description === undefined) missing.push("Choose the column with the stock code or the description.");
  if (mapping.unitPrice === undefined && mapping.lineTotal === undefined) missing.push("Choose the column with the unit price or the line total.");
  return missing;
}
