import { createMemo, createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";
import type { ColumnId } from "../../../domain/order-column.ts";
import type { ColumnChoice, Widths } from "../column-choice.ts";
import { columnById } from "../columns.ts";
import type { OrderColumn } from "../columns.ts";

/** Of the box to select a row by, and of its actions. */
const SIDE = "var(--side)";
/** The customer's column at least, as long as nobody chose a width. It takes what is left as well. */
const GIVING = "var(--customer)";

/** How the columns on the screen share its width. All of it stands in two properties of the grid, so that no row is drawn anew while a width is dragged. */
export interface ColumnLayout {
  /** `grid-template-columns` of a row. */
  readonly template: Accessor<string>;
  /** A row is at least as wide. */
  readonly least: Accessor<string>;
  /** Pixels; null for the column that takes what is left. */
  readonly widthOf: (id: ColumnId) => number | null;
  /** While somebody drags: what they would choose. */
  readonly preview: (widths: Widths | null) => void;
  /** What gave way stays as wide as it is, until the window is another: else it would move what one has just dragged. */
  readonly hold: (id: ColumnId, width: number) => void;
}

export function createColumnLayout(choice: ColumnChoice, columns: Accessor<readonly OrderColumn[]>): ColumnLayout {
  const [previewed, setPreviewed] = createSignal<Widths | null>(null);
  const [held, setHeld] = createSignal<Widths>({});
  const release = () => setHeld({});
  addEventListener("resize", release);
  onCleanup(() => removeEventListener("resize", release));
  const widthOf = (id: ColumnId) => choice.widths()[id] ?? held()[id] ?? (id === "customer" ? null : (columnById(id)?.width ?? null));
  const now = ({ id }: OrderColumn) => previewed()?.[id] ?? widthOf(id);
  const template = createMemo(() => {
    const tracks = columns().map((column) => now(column) ?? GIVING);
    const fills = tracks.includes(GIVING);
    return [SIDE, ...tracks.map((track) => (typeof track === "number" ? `${track}px` : `minmax(${track}, 1fr)`)), fills ? SIDE : `minmax(${SIDE}, 1fr)`].join(" ");
  });
  const least = createMemo(() => {
    const widths = columns().map(now);
    const fixed = `${widths.reduce<number>((sum, width) => sum + (width ?? 0), 0)}px + 2 * ${SIDE}`;
    return `calc(${widths.includes(null) ? `${fixed} + ${GIVING}` : fixed})`;
  });
  return { template, least, widthOf, preview: setPreviewed, hold: (id, width) => setHeld((before) => ({ ...before, [id]: width })) };
}
