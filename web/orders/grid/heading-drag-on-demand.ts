import { toast } from "../../ui/toasts.ts";
import type { OrderColumn } from "../columns.ts";
import { useGrid } from "./grid-context.ts";

const load = () => import("./heading-drag.ts");

type Code = Awaited<ReturnType<typeof load>>;

/** What the pointer does while the code is on its way is told to it when it is there. */
function withCode(begin: (code: Code) => void): void {
  const there = new AbortController();
  const kept: PointerEvent[] = [];
  for (const type of ["pointermove", "pointerup", "pointercancel"] as const) addEventListener(type, (event) => kept.push(event), { capture: true, signal: there.signal });
  load()
    .finally(() => there.abort())
    .then((code) => {
      begin(code);
      for (const event of kept) dispatchEvent(new PointerEvent(event.type, event));
    }, () => toast("This part of the page could not be loaded. Check the connection, or reload the page.", { tone: "error", key: "on-demand" }));
}

/** What a pointer does with a heading; its code comes when one points at it. */
export function useHeadingDrag(): { readonly prepare: () => void; readonly resize: (event: PointerEvent, column: OrderColumn) => void; readonly move: (event: PointerEvent, column: OrderColumn) => void; readonly fit: (column: OrderColumn) => void } {
  const grid = useGrid();
  return {
    prepare: () => void load().catch(() => undefined), // whoever then drags hears of the failure
    resize: (event, column) => withCode((code) => code.dragWidth(event, column, grid)),
    fit: (column) => withCode((code) => code.fitColumn(column, grid)),
    move: (event, column) => withCode((code) => code.dragColumn(event, column, grid)),
  };
}
