import type { ViewRule } from "../../domain/order-window.ts";
import type { OrderRow } from "../../domain/order.ts";

/**
 * What stands on the screen, as against what is true (`domain/order-window.ts`): a row
 * that somebody edits or points at stays where it stands, marked, and new rows wait
 * above until they are asked for, so that nothing moves under the pointer (N6). Pure.
 */
export interface ShownRow {
  readonly row: OrderRow;
  /** It stays only because it is held: it has left the view, or belongs elsewhere in it. */
  readonly mark: "left" | "moved" | null;
}

export interface Shown {
  readonly rows: readonly ShownRow[];
  /** Rows as they stood when they were last free, which is where held ones stay. */
  readonly held: ReadonlyMap<string, OrderRow>;
  /** Ids of new rows that wait above the first shown one. */
  readonly fresh: ReadonlySet<string>;
}

export const NOTHING_SHOWN: Shown = { rows: [], held: new Map(), fresh: new Set() };

/** What must not move now. */
export interface Guard {
  /** Edited, under the pointer, or where the keyboard is. */
  readonly holds: (id: string) => boolean;
  /** The row that must stay where it is on the screen, or null. */
  readonly anchor: string | null;
  /** Whether scrolling can make up for `by` more rows before the anchor in a list of `length` rows. */
  readonly canShift: (by: number, length: number) => boolean;
}

export const FREE: Guard = { holds: () => false, anchor: null, canShift: () => true };

export interface News {
  /** Rows that a live change brought, as against those that were read. */
  readonly entered: ReadonlySet<string>;
  /** Latest state by id, of rows that may have left. */
  readonly changed: ReadonlyMap<string, OrderRow>;
}

export const NO_NEWS: News = { entered: new Set(), changed: new Map() };

interface Placed extends ShownRow {
  readonly place: OrderRow;
}

/** The next picture: `truth` as far as the guard allows. Called again when the guard lets go, it catches up. */
export function settle(previous: Shown, truth: readonly OrderRow[], news: News, guard: Guard, rule: Pick<ViewRule, "compare">): Shown {
  const stood = new Map(previous.rows.map((r, i) => [r.row.id, i]));
  const free = compose(previous, truth, news, guard, rule, stood, -1);
  const from = guard.anchor === null ? undefined : stood.get(guard.anchor);
  if (from === undefined) return free;
  const by = free.rows.findIndex((r) => r.row.id === guard.anchor) - from;
  if (by === 0 || guard.canShift(by, free.rows.length)) return free;
  return compose(previous, truth, news, guard, rule, stood, from);
}

/** @param frozen index up to which nothing may come, go or move; -1 for none */
function compose(previous: Shown, truth: readonly OrderRow[], news: News, guard: Guard, rule: Pick<ViewRule, "compare">, stood: ReadonlyMap<string, number>, frozen: number): Shown {
  const inTruth = new Map(truth.map((row) => [row.id, row]));
  const line = previous.rows[frozen]?.row;
  const linePlace = line && (previous.held.get(line.id) ?? line);
  const crossesLine = (row: OrderRow) => linePlace !== undefined && rule.compare(row, linePlace) < 0;
  const placed: Placed[] = [];
  const held = new Set<string>();
  previous.rows.forEach(({ row: last }, i) => {
    const now = inTruth.get(last.id);
    const place = previous.held.get(last.id) ?? last;
    const holds = guard.holds(last.id) || i <= frozen || (now && crossesLine(now));
    if (!holds || (now && rule.compare(now, place) === 0)) return;
    held.add(last.id);
    placed.push({ row: news.changed.get(last.id) ?? now ?? last, place, mark: now ? "moved" : "left" });
  });

  const maybeFresh = new Set<OrderRow>();
  for (const row of truth) {
    if (held.has(row.id)) continue;
    const isNew = !stood.has(row.id);
    if (isNew && (news.entered.has(row.id) || previous.fresh.has(row.id))) maybeFresh.add(row);
    else if (!isNew || !crossesLine(row)) placed.push({ row, place: row, mark: null });
  }
  placed.sort((a, b) => rule.compare(a.place, b.place));
  const first = placed[0]?.place;
  const fresh = new Set<string>();
  for (const row of maybeFresh) {
    if (first && rule.compare(row, first) < 0) fresh.add(row.id);
    else if (!crossesLine(row)) placed.push({ row, place: row, mark: null });
  }
  placed.sort((a, b) => rule.compare(a.place, b.place));
  const last = (id: string) => previous.rows[stood.get(id) ?? -1];
  return withoutFalseMarks(placed, fresh, rule, last);
}

/**
 * A held row whose new place lies between the same neighbours has not moved at all.
 * @param last how a row was shown: one that is shown just so again stays the same object, so that only the others are drawn
 */
function withoutFalseMarks(placed: readonly Placed[], fresh: ReadonlySet<string>, rule: Pick<ViewRule, "compare">, last: (id: string) => ShownRow | undefined): Shown {
  const held = new Map<string, OrderRow>();
  const rows = placed.map(({ row, place, mark }, i): ShownRow => {
    const above = placed[i - 1]?.place;
    const below = placed[i + 1]?.place;
    const atHome = (!above || rule.compare(above, row) < 0) && (!below || rule.compare(row, below) < 0);
    const free = mark === null || (mark === "moved" && atHome);
    if (!free) held.set(row.id, place);
    const now = { row, mark: free ? null : mark };
    const before = last(row.id);
    return before?.row === row && before.mark === now.mark ? before : now;
  });
  return { rows, held, fresh };
}
