import { matches } from "../../domain/filter.ts";
import type { Filter } from "../../domain/filter.ts";
import { compareRows, sortKeys } from "../../domain/order-sort.ts";
import type { OrderSort } from "../../domain/order-sort.ts";
import type { OrderRow } from "../../domain/order.ts";
import type { OrderPage, OrderWindow, RowChange, Side, ViewRule } from "../../domain/order-window.ts";
import { anOrder, context, statuses } from "./order-fixture.ts";

/** Rows of a window. */
export const LIMIT = 4;

export function ruleOf(filter: Filter, sort: OrderSort): ViewRule {
  const keys = sortKeys(sort, context);
  return { belongs: (row) => matches(row, filter, { today: "2026-11-21", statuses }), compare: (a, b) => compareRows(a, b, sort, keys) };
}

/** The other side of the contract, in memory: rows with versions, a log, and windows by cursor. */
export class Desk {
  readonly rows = new Map<string, OrderRow>();
  readonly log: RowChange[] = [];
  readonly rule: ViewRule;

  constructor(rule: ViewRule) {
    this.rule = rule;
  }

  write(n: number, over: Partial<OrderRow>): void {
    const id = `ord_${String(n).padStart(2, "0")}`;
    const before = this.rows.get(id);
    const row = { ...(before ?? { ...anOrder(), id, version: 0, total: n * 10, placedAt: n }), ...over, version: (before?.version ?? 0) + 1 };
    this.rows.set(id, row);
    this.log.push({ row, seq: this.log.length + 1 });
  }

  all(): OrderRow[] {
    return [...this.rows.values()].filter(this.rule.belongs).sort(this.rule.compare);
  }

  page(cursor: string | null, side: Side): OrderPage {
    const place = this.log.find((c) => c.seq === Number(cursor?.split("/")[0]))?.row;
    const beyond = this.all().filter((r) => !place || (side === "after" ? this.rule.compare(r, place) > 0 : this.rule.compare(r, place) < 0));
    const rows = side === "after" ? beyond.slice(0, LIMIT) : beyond.slice(-LIMIT);
    const more = beyond.length > rows.length;
    const at = (row: OrderRow | undefined) => {
      const written = this.log.find((c) => c.row === row);
      return written ? `${written.seq}/${written.row.id}` : null;
    };
    return {
      rows,
      before: side === "after" ? (place ? at(rows[0]) : null) : more ? at(rows[0]) : null,
      after: side === "before" ? (place ? at(rows.at(-1)) : null) : more ? at(rows.at(-1)) : null,
      seq: this.log.length,
    };
  }

  /** What a fresh read of the same stretch would show. */
  within(window: OrderWindow): OrderRow[] {
    const first = window.parts[0]?.first?.place;
    const last = window.parts.at(-1)?.last?.place;
    return this.all().filter((r) => (!first || this.rule.compare(r, first) >= 0) && (!last || this.rule.compare(r, last) <= 0));
  }
}
