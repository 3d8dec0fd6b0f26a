import type { OrderSort, RankedSort } from "../domain/order-sort.ts";
import { NOTE_START } from "../domain/order.ts";

/** What rows are compared by, as `sortKeys` has it: of a list of few values the time within one. */
export function keySql({ field, dir }: OrderSort, alias: string): string {
  // An empty cell comes last either way.
  const text = (column: string) => `CASE WHEN ${column} = '' THEN ${dir === "asc" ? "char(1114111)" : "''"} ELSE ${column} END`;
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
