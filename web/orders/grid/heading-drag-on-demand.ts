import { toast } from "../../ui/toasts.ts";
import type { OrderColumn } from "../columns.ts";
import { useGrid } from "./grid-context.ts";

const load = () => import("./heading-drag.ts");

/** What a pointer does with a heading; its code comes when one points at it. */
export function useHeadingDrag(): { readonly prepare: () => void; readonly resize: (event: PointerEvent, column: OrderColumn) => void; readonly move: (event: PointerEvent, column: OrderColumn) => void; readonly fit: (column: OrderColumn) => void } {
  const grid = useGrid();
  const failed = () => toast("This part of the page could not be loaded. Check the connection, or reload the page.", { tone: "error", key: "on-demand" });
  return {
    prepare: () => void load().catch(() => undefined), // whoever then drags hears of the failure
    resize: (event, column) => void load().then((module) => module.dragWidth(event, column, grid), failed),
    fit: (column) => void load().then((module) => module.fitColumn(column, grid), failed),
    move: (event, column) => void load().then((module) => module.dragColumn(event, column, grid), failed),
  };
}
