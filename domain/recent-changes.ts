import type { Change } from "./change.ts";

/**
 * The last changes that a client applied. An answer of the server shows the rows as
 * they were at its `seq`; what arrived here while it was under way must be laid over it,
 * or the window would show the older state until the row changes again.
 */
export interface RecentChanges {
  /** All changes after this seq are held. */
  readonly after: number;
  readonly changes: readonly Change[];
}

const KEPT = 2_000;

export function recentFrom(seq: number): RecentChanges {
  return { after: seq, changes: [] };
}

export function remember(recent: RecentChanges, changes: readonly Change[]): RecentChanges {
  const all = [...recent.changes, ...changes];
  // Trimmed by halves, so that a burst does not copy the whole list for every frame.
  if (all.length <= 2 * KEPT) return { after: recent.after, changes: all };
  const kept = all.slice(-KEPT);
  return { after: (kept[0]?.seq ?? 1) - 1, changes: kept };
}

/** Changes after `seq`; null if some of them are not held, so that the rows must be read again. */
export function changesSince(recent: RecentChanges, seq: number): readonly Change[] | null {
  return seq < recent.after ? null : recent.changes.filter((change) => change.seq > seq);
}
