import type { OrderGroup } from "../../../domain/group.ts";
import { headingKey, headingLine, isRow } from "../lines.ts";
import type { Line } from "../lines.ts";

/** What stands under an open heading. */
export interface Inside {
  /** Ids of the orders that stand there, in their order. */
  readonly rows: readonly string[];
  /** Rows that are still read, so that nothing jumps when they come. */
  readonly waiting: number;
  /** Something is to be said after them: that more could not be read, or were not looked for. */
  readonly note: boolean;
}

/** A group on the screen: where its heading stands, and its last line. */
export interface Span {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** Number of its heading among all lines of the list, whether or not they are loaded; from 0. */
  readonly place: number;
}

export interface Layout {
  readonly lines: readonly Line[];
  readonly spans: readonly Span[];
  /** Lines of the whole list as far as groups are open, loaded or not. */
  readonly size: number;
}

/** Headings, and under the open ones what is there of their orders. Pure. */
export function layOut(keys: readonly string[], groups: ReadonlyMap<string, OrderGroup>, insideOf: (key: string) => Inside | null): Layout {
  const lines: Line[] = [];
  const spans: Span[] = [];
  let size = 0;
  for (const key of keys) {
    const from = lines.length;
    const inside = insideOf(key);
    lines.push(headingLine(key));
    if (inside) {
      lines.push(...inside.rows);
      for (let i = 0; i < inside.waiting; i++) lines.push(`wait:${key}:${i}`);
      if (inside.note) lines.push(`note:${key}`);
    }
    spans.push({ key, from, to: lines.length - 1, place: size });
    size += 1 + (inside ? Math.max(groups.get(key)?.orders ?? 0, inside.rows.length) : 0);
  }
  return { lines, spans, size };
}

/** The group that a line stands in, heading included, by binary search. */
export function spanAt(spans: readonly Span[], line: number): Span | undefined {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((spans[middle]?.from ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  const found = spans[low];
  return found && line >= found.from && line <= found.to ? found : undefined;
}

/** Key of the group of which a line tells something, for lines that are no rows. */
export function keyOfLine(line: Line): string | null {
  if (isRow(line)) return null;
  const heading = headingKey(line);
  if (heading !== null) return heading;
  const rest = line.slice("note:".length);
  return line.startsWith("wait:") ? rest.slice(0, rest.lastIndexOf(":")) : rest;
}
