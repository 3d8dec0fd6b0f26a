const LABELS: Record<string, string> = {
  customerId: "Customer",
  deliveryAddress: "Delivery address",
  billingAddress: "Billing address",
  fee: "Delivery fee",
  paymentMethod: "Payment method",
  csrId: "CSR",
  agentId: "Delivery agent",
  micrositeId: "Microsite",
  trackingNumber: "Tracking number",
  trackingUrl: "Tracking link",
  tags: "Tags",
  reference: "Reference",
  note: "Note",
  statusId: "Status",
  send: "Send for fulfilment",
  deleted: "Delete",
  lines: "Lines",
};

/** A field of an order by the word that the page has for it; `lines.…` are all the lines. */
export function fieldLabel(field: string): string {
  return LABELS[field] ?? LABELS[field.split(".")[0] ?? ""] ?? "the order";
}
