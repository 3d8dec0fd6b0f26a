import type { View } from "../../../domain/filter-url.ts";
import type { Lookups } from "../../../domain/lookups.ts";
import { QUICK_FILTERS } from "../../../domain/quick-filter.ts";
import { COLUMNS } from "../columns.ts";
import { conditionWords } from "../filter/filter-words.ts";

/** What a saved view keeps, in words: “Unpaid, CSR Cora Singh; by total, descending; 6 columns”. */
export function viewWords(view: View, lookups: Lookups, text: string): string {
  const quick = QUICK_FILTERS.find((one) => one.id === view.quick)?.name ?? "All";
  const filters = view.filter.map((condition) => conditionWords(condition, lookups)).map(({ label, value }) => `${label} ${value}`);
  const sort = COLUMNS.find((column) => column.sort === view.sort.field)?.spoken ?? view.sort.field;
  const columns = new URLSearchParams(text).get("columns")?.split(",").length ?? 0;
  return [
    [quick, ...filters].join(", "),
    `sorted by ${sort}, ${view.sort.dir === "asc" ? "ascending" : "descending"}`,
    ...(view.group === null ? [] : [`grouped by ${view.group}`]),
    `${columns} ${columns === 1 ? "column" : "columns"}`,
  ].join("; ");
}
