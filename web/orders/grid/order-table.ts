import { createTable, rowSortingFeature, tableFeatures } from "@tanstack/solid-table";
import type { ColumnDef, SolidTable, SortingState } from "@tanstack/solid-table";
import { createMemo } from "solid-js";
import type { Accessor } from "solid-js";
import type { OrderSort } from "../../../domain/order-sort.ts";
import { COLUMNS, columnById } from "../columns.ts";
import type { OrderColumn } from "../columns.ts";
import type { ShownRow } from "../shown-rows.ts";

const features = tableFeatures({ rowSortingFeature });
export type OrderTable = SolidTable<typeof features, ShownRow>;

const definition = (column: OrderColumn): ColumnDef<typeof features, ShownRow> => ({
  id: column.id,
  header: column.name,
  accessorFn: (shown: ShownRow) => shown.row,
  enableSorting: column.sort !== undefined,
  // The newest, the dearest, the riskiest and the latest number first; names and stages from their beginning.
  sortDescFirst: column.numeric === true || column.sort === "placed" || column.sort === "number",
});

interface OrderTableSource {
  readonly rows: Accessor<readonly ShownRow[]>;
  /** The shown columns, in their order. */
  readonly columns: Accessor<readonly OrderColumn[]>;
  readonly sort: Accessor<OrderSort>;
  readonly onSort: (sort: OrderSort) => void;
}

/**
 * TanStack's table over the rows on the screen. Sorting is the server's: the table only says which it is. It is given
 * the columns that show, in their order; its own features for that would be four kilobytes before the first row.
 */
export function createOrderTable(source: OrderTableSource): OrderTable {
  const sorting = (): SortingState => {
    const { field, dir } = source.sort();
    const column = COLUMNS.find((c) => c.sort === field);
    return column ? [{ id: column.id, desc: dir === "desc" }] : [];
  };
  const columns = createMemo(() => source.columns().map(definition));
  return createTable({
    features,
    get columns() {
      return columns();
    },
    get data() {
      return source.rows();
    },
    getRowId: (shown) => shown.row.id,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    get state() {
      return { sorting: sorting() };
    },
    onSortingChange: (updater) => {
      const [next] = typeof updater === "function" ? updater(sorting()) : updater;
      const field = next && columnById(next.id)?.sort;
      if (next && field) source.onSort({ field, dir: next.desc ? "desc" : "asc" });
    },
  });
}
