/** Chosen rows, by id, and where a range that Shift extends begins. Pure. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | null;
  /** All that match the list's filter, loaded or not; `ids` are those that were loaded, and remain when one is taken away. */
  readonly all?: true;
}

export const NO_SELECTION: Selection = { ids: new Set(), anchor: null };

export function toggleRow(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id };
}

/** Chooses all rows from the anchor to the given one, besides what was chosen. */
export function selectRange(selection: Selection, to: string, order: readonly string[]): Selection {
  const at = order.indexOf(to);
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  if (at < 0) return selection;
  if (from < 0) return { ids: new Set([...selection.ids, to]), anchor: to };
  return { ids: new Set([...selection.ids, ...order.slice(Math.min(from, at), Math.max(from, at) + 1)]), anchor: selection.anchor };
}

/** Shift and an arrow: the range grows to the next row, or shrinks when it goes back towards its anchor. */
export function extendSelection(selection: Selection, from: string, to: string, order: readonly string[]): Selection {
  const started = selection.ids.has(from) && selection.anchor !== null ? selection : { ids: new Set([...selection.ids, from]), anchor: from };
  const [anchor, was, now] = [order.indexOf(started.anchor ?? from), order.indexOf(from), order.indexOf(to)];
  if (Math.abs(now - anchor) >= Math.abs(was - anchor)) return selectRange(started, to, order);
  const ids = new Set(started.ids);
  ids.delete(from);
  return { ids, anchor: started.anchor };
}

export function selectEverything(order: readonly string[]): Selection {
  return { ids: new Set(order), anchor: order[0] ?? null, all: true };
}

export function isSelected(selection: Selection, id: string): boolean {
  return selection.all === true || selection.ids.has(id);
}

export function selectAll(selection: Selection, order: readonly string[]): Selection {
  return { ids: new Set([...selection.ids, ...order]), anchor: selection.anchor ?? order[0] ?? null };
}
