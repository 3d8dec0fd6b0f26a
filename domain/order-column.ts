/** What the list can show of an order (L1), in its usual order: the names by which addresses, saved views and preferences speak of columns. */
export const COLUMN_IDS = ["number", "placed", "customer", "status", "payment", "total", "paid", "csr", "tags", "reference", "channel", "type", "agent", "risk", "email", "company", "phone", "postcode", "microsite", "method", "invoice", "tracking", "note"] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];

export function isColumnId(text: string): text is ColumnId {
  return COLUMN_IDS.some((id) => id === text);
}

/** As they are drawn: the number comes first and always, since it names the row; none twice. */
export function arranged(columns: readonly ColumnId[]): readonly ColumnId[] {
  return [...new Set<ColumnId>(["number", ...columns])];
}

/** Shown again where it usually stands: after the nearest of the columns before it that is shown. */
export function withColumn(shown: readonly ColumnId[], id: ColumnId): readonly ColumnId[] {
  if (shown.includes(id)) return shown;
  const before = COLUMN_IDS.slice(0, COLUMN_IDS.indexOf(id)).findLast((other) => shown.includes(other));
  const at = before === undefined ? 0 : shown.indexOf(before) + 1;
  return arranged([...shown.slice(0, at), id, ...shown.slice(at)]);
}

export function withoutColumn(shown: readonly ColumnId[], id: ColumnId): readonly ColumnId[] {
  return arranged(shown.filter((other) => other !== id));
}

/** @param to its place among the others, from 0; the first one stays the number's */
export function movedColumn(shown: readonly ColumnId[], id: ColumnId, to: number): readonly ColumnId[] {
  const others = shown.filter((other) => other !== id);
  const at = Math.max(0, Math.min(others.length, to));
  return arranged([...others.slice(0, at), id, ...others.slice(at)]);
}
