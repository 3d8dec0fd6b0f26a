import type { OrderSort, RankedSort } from "../domain/order-sort.ts";
import { NOTE_START } from "../domain/order.ts";

/** Texts of which an index holds all orders, the empty ones first: as `keySql` has them but for those. */
export const TEXT_COLUMNS = { email: "search_email", reference: "search_reference", company: "lower(company)" } as const;
export type IndexedText = keyof typeof TEXT_COLUMNS;

export function isIndexedText(field: OrderSort["field"]): field is IndexedText {
  return Object.hasOwn(TEXT_COLUMNS, field);
}

/** What stands for an empty cell, which comes last either way. */
export function emptyKey({ dir }: OrderSort): string {
  return dir === "asc" ? "char(1114111)" : "''";
}

/** What rows are compared by, as `sortKeys` has it: of a list of few values the time within one. */
export function keySql(sort: OrderSort, alias: string): string {
  const { field } = sort;
  const text = (column: string) => `CASE WHEN ${column} = '' THEN ${emptyKey(sort)} ELSE ${column} END`;
  switch (field) {
    case "number": return `${alias}.number`;
    case "customer": return `${alias}.customer_sort`;
    case "total": return `${alias}.total`;
    case "paid": return `${alias}.paid`;
    case "email": return text(`${alias}.search_email`);
    case "phone": return text(`${alias}.search_phone`);
    case "postcode": return text(`${alias}.search_post`);
    case "reference": return text(`${alias}.search_reference`);
    case "company": return text(`lower(${alias}.company)`);
    case "tags": return text(`iif(${alias}.tags = '[]', '', lower(${alias}.tags))`);
    case "tracking": return text(`lower(${alias}.tracking_number)`);
    case "note": return text(`lower(substr(${alias}.note, 1, ${NOTE_START}))`);
    default: return timeOf(field, alias);
  }
}

function timeOf(_: "placed" | RankedSort, alias: string): string {
  return `${alias}.placed_at`;
}
