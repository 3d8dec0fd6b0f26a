import { batch, createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import type { Line } from "../lines.ts";
import type { Frame, ListStore } from "../list-store.ts";
import type { Place } from "../orders-store.ts";

interface Attention {
  /** Row under the pointer. */
  readonly pointer: () => string | null;
  readonly editing: () => string | null;
  /** Row where the keyboard is, while it is what one works with. */
  readonly keyboard: () => string | null;
}

export interface GridScroll {
  /** Lines in sight, by index among the loaded ones. */
  readonly inSight: () => { readonly first: number; readonly last: number };
  /** Scrolls there, and draws what is there at once. */
  readonly to: (top: number) => void;
  readonly place: () => Pick<Place, "rowId" | "offset" | "left">;
  /** Pixels from the beginning at which a place lies now. */
  readonly offsetOf: (place: Place | null) => number;
  /** The rows have changed, and scrolling is about to make up for it: what lies at the present place is not what will be seen. */
  readonly isMoving: () => boolean;
}

/** Keeps what one looks at where it is, whatever comes or goes around it (L6, N6). */
export function createGridScroll(element: () => HTMLElement | undefined, list: ListStore, lines: () => readonly Line[], rowHeight: () => number, headerHeight: () => number, attention: Attention): GridScroll {
  /** Rows that were in sight before the change, best anchor first, with their distance from the upper edge. */
  let anchors: readonly { readonly id: string; readonly y: number }[] = [];
  /** Where the list was scrolled to then. */
  let stoodAt = 0;

  const height = () => Math.max(0, (element()?.clientHeight ?? 0) - headerHeight());

  function inSight(): { first: number; last: number } {
    const top = element()?.scrollTop ?? 0;
    const first = Math.min(Math.floor(top / rowHeight()), Math.max(0, lines().length - 1));
    return { first, last: Math.min(lines().length - 1, Math.ceil((top + height()) / rowHeight()) - 1) };
  }

  function frame(): Frame {
    const stood = lines();
    const top = element()?.scrollTop ?? 0;
    const { first, last } = inSight();
    const indexOf = (id: string | null) => (id === null ? -1 : stood.indexOf(id));
    const seen = (id: string | null) => {
      const at = indexOf(id);
      return at >= first && at <= last ? id : null;
    };
    const anchor = seen(attention.pointer()) ?? seen(attention.editing());
    // The ring of the keyboard moves with its row, so that one is held still only as far as scrolling can.
    const best = anchor ?? seen(attention.keyboard());
    const start = best === null ? first : indexOf(best);
    function keep(): void {
      // Two changes before the next drawing: what was seen is what stood there before the first.
      if (anchors.length > 0) return;
      const seenRows = Array.from({ length: last - first + 1 }, (_, i) => first + i);
      const order = [...seenRows.slice(start - first), ...seenRows.slice(0, start - first).toReversed()];
      stoodAt = top;
      anchors = order.map((i) => ({ id: stood[i] ?? "", y: i * rowHeight() - top }));
    }
    return {
      first,
      last,
      keep,
      guard: {
        anchor,
        holds: (id) => id === attention.pointer() || id === attention.editing() || id === attention.keyboard(),
        canShift: (by, length) => {
          const next = top + by * rowHeight();
          return next >= 0 && next <= Math.max(0, length * rowHeight() - height());
        },
      },
    };
  }

  function to(top: number): void {
    const box = element();
    if (!box) return;
    box.scrollTop = top;
    // The browser tells of it with the next frame; the rows that are drawn must fit before.
    box.dispatchEvent(new Event("scroll"));
  }

  list.setFrame(frame);
  onCleanup(() => list.setFrame(null));

  /** Where to scroll after a change so that what one looks at stays; null if it does by itself. */
  const due = createMemo(() => {
    list.shown(); // the same lines may be another picture, of which the anchors were taken
    const index = new Map(lines().map((line, i) => [line, i]));
    const survivor = anchors.find(({ id }) => index.has(id));
    const at = survivor && index.get(survivor.id);
    if (survivor === undefined || at === undefined) return null;
    const top = at * rowHeight() - survivor.y;
    // Not as the document has it: with rows just drawn it would have to be laid out to tell.
    return Math.abs(top - stoodAt) > 0.5 ? { top } : null;
  });
  const [done, setDone] = createSignal(due());
  // After the rows stand at their new places, and before anything is painted.
  createEffect(
    on(
      [list.shown, lines],
      () => {
        const move = due();
        anchors = [];
        if (!move) return;
        batch(() => {
          to(move.top);
          setDone(move);
        });
      },
      { defer: true },
    ),
  );

  return {
    inSight,
    to,
    isMoving: () => due() !== null && due() !== done(),
    place: () => {
      const { first } = inSight();
      const top = element()?.scrollTop ?? 0;
      return { rowId: lines()[first] ?? null, offset: top - first * rowHeight(), left: element()?.scrollLeft ?? 0 };
    },
    offsetOf: (place) => {
      const at = lines().indexOf(place?.rowId ?? "");
      return place === null || at < 0 ? 0 : at * rowHeight() + place.offset;
    },
  };
}
