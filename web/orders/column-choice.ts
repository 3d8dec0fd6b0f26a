import { createMemo, createSignal } from "solid-js";
import type { Accessor } from "solid-js";
import { arranged, isColumnId, movedColumn, withColumn, withoutColumn } from "../../domain/order-column.ts";
import type { ColumnId } from "../../domain/order-column.ts";
import { LEAST_WIDTH, MOST_WIDTH } from "../../domain/preference.ts";
import type { Density } from "../../domain/preference.ts";
import { COLUMNS, columnById } from "./columns.ts";
import type { OrderColumn } from "./columns.ts";
import type { PreferenceStore } from "./preference-store.ts";

export type Widths = Readonly<Partial<Record<ColumnId, number>>>;

/** Which columns show, how wide, how high the rows (L1); each act says what it did, for who cannot see it. */
export interface ColumnChoice {
  readonly shown: Accessor<readonly OrderColumn[]>;
  /** They are those of a link or of a saved view: choosing changes these, and not what the person sees elsewhere. */
  readonly ofView: Accessor<boolean>;
  /** Back to the person's own. */
  readonly useOwn: () => void;
  readonly show: (id: ColumnId) => void;
  readonly hide: (id: ColumnId) => void;
  /** @param to place among the shown ones, from 0 */
  readonly move: (id: ColumnId, to: number) => void;
  /** Chosen widths, in pixels; a column that is not named has its usual one. */
  readonly widths: Accessor<Widths>;
  readonly resize: (id: ColumnId, width: number) => void;
  readonly density: Accessor<Density>;
  readonly setDensity: (density: Density) => void;
  /** As it was before anything was chosen. */
  readonly reset: () => void;
  /** The list to choose from is open. */
  readonly choosing: Accessor<boolean>;
  readonly setChoosing: (open: boolean) => void;
  readonly said: Accessor<string>;
}

const USUAL: readonly ColumnId[] = COLUMNS.flatMap((c) => (c.defaultVisible ? [c.id] : []));

/** As wide as it may be; below `minWidth` a column tells nothing any more. */
export function possibleWidth(column: OrderColumn, width: number): number {
  return Math.round(Math.max(column.minWidth, LEAST_WIDTH, Math.min(MOST_WIDTH, width)));
}

/**
 * @param ofView the columns that the address names, or null
 * @param setOfView puts other ones into the address, or none
 */
export function createColumnChoice(store: PreferenceStore, ofView: Accessor<readonly ColumnId[] | null>, setOfView: (columns: readonly ColumnId[] | null) => void): ColumnChoice {
  const [said, setSaid] = createSignal("");
  const [choosing, setChoosing] = createSignal(false);
  // The same as long as the same ones stand in the same order: no row is drawn anew when a width changes.
  const ids = createMemo(() => arranged(ofView() ?? store.preferences().columns?.filter(isColumnId) ?? USUAL), [], { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) });
  const shown = createMemo(() => ids().flatMap((id) => columnById(id) ?? []));
  const widths = createMemo(() => Object.fromEntries(Object.entries(store.preferences().widths).filter(([id]) => isColumnId(id))));
  const name = (id: ColumnId) => columnById(id)?.name ?? "";

  function choose(next: readonly ColumnId[]): void {
    if (ofView()) setOfView(next);
    else store.change({ columns: [...next] });
  }
  return {
    shown,
    ofView: () => ofView() !== null,
    useOwn() {
      setOfView(null);
      setSaid(`Your own ${ids().length} columns are shown.`);
    },
    show(id) {
      choose(withColumn(ids(), id));
      setSaid(`${name(id)} is shown, as column ${ids().indexOf(id) + 1} of ${ids().length}.`);
    },
    hide(id) {
      choose(withoutColumn(ids(), id));
      setSaid(`${name(id)} is hidden. ${ids().length} columns are shown.`);
    },
    move(id, to) {
      choose(movedColumn(ids(), id, to));
      setSaid(`${name(id)} is column ${ids().indexOf(id) + 1} of ${ids().length}.`);
    },
    widths,
    resize(id, width) {
      const column = columnById(id);
      if (!column) return;
      const next = possibleWidth(column, width);
      store.change({ widths: { [id]: next } });
      setSaid(`${name(id)} is ${next} pixels wide.`);
    },
    density: () => store.preferences().density,
    setDensity: (density) => store.change({ density }),
    reset() {
      store.change({ columns: null, density: null, widths: Object.fromEntries(Object.keys(store.preferences().widths).map((id) => [id, null])) });
      if (ofView()) setOfView(arranged(USUAL));
      setSaid("Columns, widths and density are as usual.");
    },
    choosing,
    setChoosing,
    said,
  };
}
