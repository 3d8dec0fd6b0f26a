import { matches } from "../../domain/filter.ts";
import type { Filter } from "../../domain/filter.ts";
import { viewFilter } from "../../domain/filter-url.ts";
import type { View } from "../../domain/filter-url.ts";
import { sortKey } from "../../domain/order-sort.ts";
import type { OrderStatus } from "../../domain/order-status.ts";
import type { ViewRule } from "../../domain/order-window.ts";
import type { OrderRow } from "../../domain/order.ts";
import { dayOf } from "../../domain/zoned-day.ts";

/** What deciding about a row rests on besides the row. */
export interface Setting {
  readonly statuses: readonly OrderStatus[];
  readonly timeZone: string;
}

/** Whether a row belongs to a filter now; `today` moves with the clock. */
export function belongsTo(filter: Filter, setting: Setting): (row: OrderRow) => boolean {
  return (row) => matches(row, filter, { today: dayOf(Date.now(), setting.timeZone), statuses: setting.statuses });
}

/** @param setting read when a row is decided, since the view opens before the statuses are known */
export function ruleOf(view: View, setting: () => Setting): ViewRule {
  const filter = viewFilter(view);
  const key = keys(view, setting);
  const sign = view.sort.dir === "asc" ? 1 : -1;
  return {
    belongs: (row) => belongsTo(filter, setting())(row),
    // As `compareRows`, which makes keys anew for each comparison: thousands of them for each change.
    compare: (a, b) => {
      const [x, y] = [key(a), key(b)];
      return sign * (x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
    },
  };
}

function keys(view: View, setting: () => Setting): (row: OrderRow) => string | number {
  const known = new WeakMap<OrderRow, string | number>();
  return (row) => {
    let key = known.get(row);
    if (key === undefined) known.set(row, (key = sortKey(row, view.sort, setting().statuses)));
    return key;
  };
}
