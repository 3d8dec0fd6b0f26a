/** What the list can show of an order (L1), in its usual order: the names by which addresses, saved views and preferences speak of columns. */
export const COLUMN_IDS = ["number", "placed", "customer", "status", "payment", "total", "paid", "csr", "tags", "reference", "channel", "type", "agent", "risk", "email", "company", "phone", "postcode", "microsite", "method", "invoice", "tracking", "note"] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export function isColumnId(text: string): text is ColumnId {
  return COLUMN_IDS.some((id) => id === text);
}
