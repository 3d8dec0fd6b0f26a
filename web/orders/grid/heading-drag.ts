import { followPointer, swallowClick } from "../../ui/follow-pointer.ts";
import { possibleWidth } from "../column-choice.ts";
import type { OrderColumn } from "../columns.ts";
import { badgeWidth } from "./badge-width.ts";
import type { Grid } from "./grid-context.ts";
import { HEADER } from "./grid-moves.ts";

/** Pixels that the pointer goes before a click becomes a drag. */
const SLACK = 5;
/** Pixels from an edge of the grid within which dragging scrolls, and how far a time. */
const EDGE = 48;
const STEP = 16;
/** A cell's padding. */
const PADDING = 16;
const GAP = 4;
/** A long note is not worth a whole screen. */
const WIDEST_FIT = 560;

const headingOf = (grid: Grid, id: string) => grid.box()?.querySelector<HTMLElement>(`[data-row="${HEADER}"] [data-col="${id}"]`) ?? null;

/** The right edge of a heading follows the pointer. */
export function dragWidth(start: PointerEvent, column: OrderColumn, grid: Grid): void {
  const heading = headingOf(grid, column.id);
  const edge = heading?.querySelector<HTMLElement>('[data-part="edge"]');
  if (!heading || !edge) return;
  const touch = start.pointerType === "touch";
  holdGiving(grid);
  const before = heading.getBoundingClientRect().width;
  let width = before;
  // A finger that only presses means the heading.
  let moved = !touch;
  edge.dataset["dragged"] = "";
  followPointer(start, {
    onMove(event) {
      moved ||= Math.abs(event.clientX - start.clientX) >= SLACK;
      if (!moved) return;
      width = possibleWidth(column, before + event.clientX - start.clientX);
      grid.layout.preview({ [column.id]: width });
    },
    onEnd(done) {
      delete edge.dataset["dragged"];
      if (done && width !== before) grid.choice.resize(column.id, width);
      grid.layout.preview(null);
      if (done && moved) swallowClick();
    },
  });
}

/** The column that takes what is left would otherwise take what the pointer gives, and the edge would run away from it. */
function holdGiving(grid: Grid): void {
  const box = grid.box();
  // Where the columns are wider than the screen, there is nothing left to take.
  if (!box || box.scrollWidth > box.clientWidth) return;
  const giving = grid.columns().find((c) => grid.layout.widthOf(c.id) === null);
  const width = giving && headingOf(grid, giving.id)?.getBoundingClientRect().width;
  if (giving && width) grid.layout.hold(giving.id, Math.round(width));
}

/** A heading that is dragged shows where it would stand, and stands there when it is let go. */
export function dragColumn(start: PointerEvent, column: OrderColumn, grid: Grid): void {
  let to: number | null = null;
  const clear = () => {
    for (const heading of grid.box()?.querySelectorAll<HTMLElement>("[data-drop], [data-dragged]") ?? []) {
      delete heading.dataset["drop"];
      delete heading.dataset["dragged"];
    }
  };
  followPointer(start, {
    onMove({ clientX: x }) {
      if (to === null && Math.abs(x - start.clientX) < SLACK) return;
      scrollAlong(grid, x);
      const others = grid.columns().flatMap((c) => (c.id === column.id ? [] : (headingOf(grid, c.id) ?? [])));
      const passed = others.filter((heading) => {
        const { left, width } = heading.getBoundingClientRect();
        return left + width / 2 < x;
      });
      to = Math.max(1, passed.length);
      clear();
      const heading = headingOf(grid, column.id);
      if (heading) heading.dataset["dragged"] = "";
      const next = others[to];
      const target = next ?? others.at(-1);
      if (target) target.dataset["drop"] = next ? "before" : "after";
    },
    onEnd(done) {
      clear();
      if (to === null) return;
      swallowClick();
      if (done && to !== grid.columns().indexOf(column)) grid.choice.move(column.id, to);
    },
  });
}

function scrollAlong(grid: Grid, x: number): void {
  const box = grid.box();
  if (!box) return;
  const { left, right } = box.getBoundingClientRect();
  if (x > right - EDGE) box.scrollLeft += STEP;
  else if (x < left + EDGE) box.scrollLeft -= STEP;
}

/** As wide as the widest of what is drawn. */
export function fitColumn(column: OrderColumn, grid: Grid): void {
  const cells = [...(grid.box()?.querySelectorAll<HTMLElement>(`[data-col="${column.id}"]`) ?? [])];
  for (const cell of cells) cell.style.cssText += "width:max-content;justify-self:start;";
  const widths = cells.map((cell) => Math.ceil(cell.getBoundingClientRect().width) + 1);
  for (const cell of cells) {
    cell.style.removeProperty("width");
    cell.style.removeProperty("justify-self");
  }
  // Its cells draw only the tags that fit.
  if (column.id === "tags") widths.push(...grid.store.list.shown().rows.map(({ row }) => row.tags.reduce((sum, tag) => sum + badgeWidth(tag) + GAP, PADDING)));
  grid.choice.resize(column.id, Math.min(WIDEST_FIT, Math.max(0, ...widths)));
}
