import { matches } from "../../domain/filter.ts";
import type { Filter } from "../../domain/filter.ts";
import { viewFilter } from "../../domain/filter-url.ts";
import type { View } from "../../domain/filter-url.ts";
import { compareRows, sortKeys } from "../../domain/order-sort.ts";
import type { SortNames } from "../../domain/order-sort.ts";
import type { ViewRule } from "../../domain/order-window.ts";
import type { OrderRow } from "../../domain/order.ts";
import { dayOf } from "../../domain/zoned-day.ts";

/** What deciding about a row rests on besides the row. */
export interface Setting {
  readonly names: SortNames;
  readonly timeZone: string;
}

/** Whether a row belongs to a filter now; `today` moves with the clock. */
export function belongsTo(filter: Filter, setting: Setting): (row: OrderRow) => boolean {
  return (row) => matches(row, filter, { today: dayOf(Date.now(), setting.timeZone), statuses: setting.names.statuses });
}

/** Of an organization whose own names are not read yet. */
export const NO_NAMES: SortNames = { statuses: [], channels: [], people: [], agents: [], microsites: [] };

/** @param setting read when a row is decided, since the view opens before the names are known */
export function ruleOf(view: View, setting: () => Setting): ViewRule {
  const filter = viewFilter(view);
  const keyed = keys(view, setting);
  return {
    belongs: (row) => belongsTo(filter, setting())(row),
    compare: (a, b) => compareRows(a, b, view.sort, keyed()),
  };
}

/** Each row's key is made once: a change compares thousands of them. */
function keys(view: View, setting: () => Setting): () => (row: OrderRow) => string | number {
  let names: SortNames | undefined;
  let key: (row: OrderRow) => string | number;
  return () => {
    const now = setting().names;
    if (now === names) return key;
    names = now;
    const make = sortKeys(view.sort, now);
    const known = new WeakMap<OrderRow, string | number>();
    return (key = (row) => {
      let found = known.get(row);
      if (found === undefined) known.set(row, (found = make(row)));
      return found;
    });
  };
}
