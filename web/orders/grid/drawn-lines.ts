import { createVirtualizer, defaultRangeExtractor } from "@tanstack/solid-virtual";
import type { Range } from "@tanstack/solid-virtual";
import { createComputed, createEffect, createMemo, on } from "solid-js";
import type { Accessor } from "solid-js";
import type { Line } from "../lines.ts";
import type { OrdersStore } from "../orders-store.ts";
import type { CellPlace, GridController } from "./grid-controller.ts";
import type { GridScroll } from "./grid-scroll.ts";

/** Lines drawn beyond each edge of the screen, so that a flick meets rows. */
const OVERSCAN = 8;

interface LinesSource {
  readonly store: OrdersStore;
  readonly controller: GridController;
  readonly box: Accessor<HTMLDivElement | undefined>;
  readonly scroll: GridScroll;
  /** Of each line, among all. */
  readonly index: Accessor<ReadonlyMap<Line, number>>;
  /** Pixels. */
  readonly lineHeight: Accessor<number>;
  readonly cellOf: (place: CellPlace) => HTMLElement | null;
}

export interface DrawnLines {
  readonly drawn: Accessor<readonly Line[]>;
  /** Of all lines, in pixels. */
  readonly height: () => number;
}

/** Of thousands of lines those that stand in the document: the ones in sight, and what must not leave it. */
export function createDrawnLines({ store, controller, box, scroll, index, lineHeight, cellOf }: LinesSource): DrawnLines {
  const { list, lines } = store;
  const grouping = store.grouping();
  const virtual = createVirtualizer<HTMLDivElement, HTMLDivElement>({
    get count() {
      return lines().length;
    },
    getScrollElement: () => box() ?? null,
    estimateSize: lineHeight,
    getItemKey: (i) => lines()[i] ?? i,
    overscan: OVERSCAN,
    initialOffset: () => scroll.offsetOf(store.place),
    // The cell that has the focus, or is edited, stays in the document when it is scrolled away; and so does the heading of the rows in sight.
    get rangeExtractor() {
      const at = (...kept: (Line | undefined)[]) => kept.flatMap((line) => index().get(line ?? "") ?? []);
      const kept = at(controller.active()?.rowId, controller.editing()?.rowId);
      return (range: Range) => [...new Set([...defaultRangeExtractor(range), ...kept, ...at(grouping?.headingOf(lines()[range.startIndex] ?? ""))])].sort((a, b) => a - b);
    },
  });
  createEffect(
    on(lineHeight, (now, before) => {
      const top = box()?.scrollTop ?? 0;
      virtual.measure();
      if (before !== undefined) scroll.to((top / before) * now); // the first row in sight stays it
    }, { defer: true }),
  );
  const drawn = createMemo<readonly Line[]>(
    // Rows that would be seen for no moment are not drawn: making a screen of them twice is what would be felt.
    (before) => (scroll.isMoving() ? before.filter((line) => index().has(line)) : virtual.getVirtualItems().flatMap((item) => lines()[item.index] ?? [])),
    [],
    { equals: (a, b) => a.length === b.length && a.every((id, i) => id === b[i]) },
  );

  createEffect(
    on([drawn, () => grouping?.lines(), () => list.edge("before"), () => list.edge("after")], () => {
      // As the virtualizer knows it: asking the document would make it lay out each frame twice.
      if (virtual.range) list.near(virtual.range.startIndex, virtual.range.endIndex);
    }),
  );

  // Put among others, a line may leave the document for a moment, and the focus with it.
  let hadFocus = false;
  createComputed(on(drawn, () => void (hadFocus = box()?.contains(document.activeElement) ?? false)));
  createEffect(
    on(drawn, () => {
      const at = controller.active();
      if (hadFocus && at && document.activeElement === document.body) cellOf(at)?.focus({ preventScroll: true });
    }),
  );
  return { drawn, height: () => virtual.getTotalSize() };
}
