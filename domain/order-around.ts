import { cursorOf, extendWindow, openWindow, placeIn } from "./order-window.ts";
import type { OrderPage, OrderWindow, RowChange, ViewRule } from "./order-window.ts";
import type { ReadFrom } from "./order-list.ts";
import type { OrderRow } from "./order.ts";

/** What is on the screen: the row at its upper edge, and how many it holds. */
export interface InSight {
  readonly eye: OrderRow | undefined;
  readonly rows: number;
  /** Rows shown above the eye; what waits above those until it is asked for does not count. */
  readonly above: number;
  /** Rows of a window that is read. */
  readonly windowRows: number;
}

interface Answer<P extends OrderPage> {
  readonly answer: P;
  readonly missed: readonly RowChange[];
}

export interface Around<P extends OrderPage> {
  readonly window: OrderWindow;
  /** The first answer: of all that were put together, the oldest. */
  readonly first: P;
  /** The list began with the part in sight, and more is above that part now than was read. */
  readonly outgrown: boolean;
}

/** Windows that are read from the beginning of the list down to the eye; where more came above it, the eye is looked for by itself. */
const MOST_FROM_THE_TOP = 3;

/**
 * Reads again what is in sight, wherever it lies in the list by now.
 * @param window as it was read before
 * @throws whatever `read` throws
 */
export async function readAround<P extends OrderPage>(window: OrderWindow, { eye, rows, above, windowRows }: InSight, rule: ViewRule, read: (from: ReadFrom) => Promise<Answer<P>>): Promise<Around<P>> {
  const part = eye && window.parts.find((p) => !p.last || rule.compare(eye, p.last.place) <= 0);
  // So near to where the list began that only newer orders can have taken the eye out of reach.
  const near = window.parts[0]?.first === null && above + rows <= MOST_FROM_THE_TOP * windowRows;
  if (near) {
    const found = await downFrom({}, MOST_FROM_THE_TOP);
    if (isFilled(found.window)) return { ...found, outgrown: false };
  }
  const found = await downFrom(fromPart(), Infinity);
  let around = found.window;
  // Rows that came one by one made the part longer than a window, and the eye may be at its beginning.
  const isAbove = (now: OrderWindow) => eye !== undefined && placeIn(now.rows, eye, rule) === 0;
  for (let cursor = cursorOf(around, "before"); cursor !== null && isAbove(around); cursor = cursorOf(around, "before")) {
    const more = await read({ before: cursor });
    around = extendWindow(around, "before", more.answer, rule, more.missed);
  }
  return { ...found, window: around, outgrown: near && cursorOf(around, "before") !== null };

  function fromPart(): ReadFrom {
    if (!part) return {};
    return part.last ? { before: part.last.cursor } : { end: true };
  }
  function isFilled(now: OrderWindow): boolean {
    return eye === undefined || cursorOf(now, "after") === null || now.rows.length - placeIn(now.rows, eye, rule) >= rows;
  }
  async function downFrom(from: ReadFrom, most: number): Promise<{ window: OrderWindow; first: P }> {
    const first = await read(from);
    let now = openWindow(first.answer, rule, first.missed);
    for (let cursor = cursorOf(now, "after"), n = 1; cursor !== null && n < most && !isFilled(now); cursor = cursorOf(now, "after"), n++) {
      const more = await read({ after: cursor });
      now = extendWindow(now, "after", more.answer, rule, more.missed);
    }
    return { window: now, first: first.answer };
  }
}
