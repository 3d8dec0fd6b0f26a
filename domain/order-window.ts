import type { OrderRow } from "./order.ts";

/**
 * What a grid holds of an endless list (L6): the rows of one stretch of it, made of
 * the windows that were read, and kept true by live changes (N6). Pure and immutable.
 *
 * A stretch is an interval between two *places* of the sort. A place is a row as it
 * stood when a window was read: it stays what it is when that row moves or leaves, so
 * the stretch always holds exactly the rows of the view that lie within it, and the
 * cursor of an edge always continues it without gap or repetition.
 */
export interface OrderPage {
  /** In the order of the view. */
  readonly rows: readonly OrderRow[];
  /** Continues before the first row; null where the list begins. */
  readonly before: string | null;
  /** Continues after the last row; null where the list ends. */
  readonly after: string | null;
  /** The rows hold at least every change up to this one. */
  readonly seq: number;
}

/** The view's filter and sort, as functions. */
export interface ViewRule {
  readonly belongs: (row: OrderRow) => boolean;
  readonly compare: (a: OrderRow, b: OrderRow) => number;
}

/** A change as a grid needs it: the row afterwards, and its number in the log. */
export interface RowChange {
  readonly row: OrderRow;
  readonly seq: number;
}

interface Edge {
  readonly cursor: string;
  readonly place: OrderRow;
}

/** One window that was read, by its edges, both included; null where the list itself ends. */
interface Part {
  readonly first: Edge | null;
  readonly last: Edge | null;
  readonly seq: number;
}

export interface OrderWindow {
  readonly rows: readonly OrderRow[];
  readonly parts: readonly Part[];
}

export type Side = "before" | "after";

/** The first window, or the one that takes the place of all others. */
export function openWindow(page: OrderPage, rule: ViewRule, missed: readonly RowChange[] = []): OrderWindow {
  return replay({ rows: page.rows, parts: [partOf(page)] }, page.seq, rule, missed);
}

/** Where to read on at a side; null where the list ends. */
export function cursorOf(window: OrderWindow, side: Side): string | null {
  const edge = side === "before" ? window.parts[0]?.first : window.parts.at(-1)?.last;
  return edge?.cursor ?? null;
}

/**
 * Adds the window that was read at a side's cursor.
 * @param missed changes heard while it was read: those that it may not hold are applied again
 */
export function extendWindow(window: OrderWindow, side: Side, page: OrderPage, rule: ViewRule, missed: readonly RowChange[] = []): OrderWindow {
  const held = new Map(window.rows.map((r) => [r.id, r]));
  const newer = page.rows.filter((r) => (held.get(r.id)?.version ?? -1) < r.version);
  const replaced = new Set(newer.map((r) => r.id));
  const rows = [...window.rows.filter((r) => !replaced.has(r.id)), ...newer].sort(rule.compare);
  return replay({ rows, parts: extendParts(window.parts, side, page) }, page.seq, rule, missed);
}

function extendParts(parts: readonly Part[], side: Side, page: OrderPage): readonly Part[] {
  if (page.rows.length > 0) return side === "before" ? [partOf(page), ...parts] : [...parts, partOf(page)];
  // Nothing beyond: the list ends at the edge that there is.
  return parts.map((part, i) => {
    if (side === "before" && i === 0) return { ...part, first: null };
    if (side === "after" && i === parts.length - 1) return { ...part, last: null };
    return part;
  });
}

function partOf(page: OrderPage): Part {
  const edge = (cursor: string | null, place: OrderRow | undefined) => (cursor !== null && place ? { cursor, place } : null);
  return { first: edge(page.before, page.rows[0]), last: edge(page.after, page.rows.at(-1)), seq: page.seq };
}

/** Takes in, one after another, what was heard since the oldest of its windows was read; what they hold already does nothing. */
export function catchUp(window: OrderWindow, rule: ViewRule, heard: readonly RowChange[]): OrderWindow {
  return heard.reduce((now, change) => applyRow(now, change, rule).window, window);
}

function replay(window: OrderWindow, seq: number, rule: ViewRule, missed: readonly RowChange[]): OrderWindow {
  return catchUp(window, rule, missed.filter((change) => change.seq > seq));
}

export type Effect = "none" | "patched" | "entered" | "left";

/** Takes a committed change in: the row is patched, moved, inserted or dropped, whatever filter, sort and edges say. */
export function applyRow(window: OrderWindow, { row, seq }: RowChange, rule: ViewRule): { readonly window: OrderWindow; readonly effect: Effect } {
  const at = window.rows.findIndex((r) => r.id === row.id);
  const known = window.rows[at];
  // An older change than every part was read with is in the rows already, or its row has left since.
  if (known ? known.version >= row.version : window.parts.every((p) => p.seq >= seq)) return { window, effect: "none" };
  const stays = rule.belongs(row) && isInside(window, row, rule);
  if (!known && !stays) return { window, effect: "none" };
  const rows = known ? window.rows.toSpliced(at, 1) : [...window.rows];
  if (stays) rows.splice(placeIn(rows, row, rule), 0, row);
  return { window: { ...window, rows }, effect: !known ? "entered" : stays ? "patched" : "left" };
}

function isInside(window: OrderWindow, row: OrderRow, rule: ViewRule): boolean {
  const first = window.parts[0]?.first;
  const last = window.parts.at(-1)?.last;
  return (!first || rule.compare(row, first.place) >= 0) && (!last || rule.compare(row, last.place) <= 0);
}

/** Index at which the row keeps sorted rows sorted. */
export function placeIn(rows: readonly OrderRow[], row: OrderRow, rule: Pick<ViewRule, "compare">): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = rows[middle];
    if (other && rule.compare(other, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Lets go of whole parts at a side while more than `most` rows are held; they are read again when somebody scrolls back.
 * @param spared index of the row, nearest to that side, that must stay
 */
export function trimWindow(window: OrderWindow, side: Side, most: number, spared: number, rule: ViewRule): OrderWindow {
  let { rows, parts } = window;
  let kept = spared;
  while (rows.length > most && parts.length > 1) {
    const next = side === "before" ? parts[1]?.first : parts.at(-2)?.last;
    if (!next) break;
    const cut = side === "before" ? rows.findIndex((r) => rule.compare(r, next.place) >= 0) : rows.findLastIndex((r) => rule.compare(r, next.place) <= 0) + 1;
    if (cut < 0 || (side === "before" ? kept < cut : kept >= cut)) break;
    rows = side === "before" ? rows.slice(cut) : rows.slice(0, cut);
    parts = side === "before" ? parts.slice(1) : parts.slice(0, -1);
    if (side === "before") kept -= cut;
  }
  return rows === window.rows ? window : { rows, parts };
}
