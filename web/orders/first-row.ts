import { createEffect } from "solid-js";
import { prepareConflictQuestion } from "../offline-queue/queued-edits.tsx";
import { prepareColumnsPanel } from "./columns-panel/columns-button.tsx";
import { prepareConnectionPanel } from "../shell/connection.tsx";
import { preparePalette } from "../palette/palette.tsx";
import { prepareDialog } from "../ui/dialog.tsx";

function prefetch(): void {
  prepareDialog();
  prepareConnectionPanel();
  prepareConflictQuestion();
  prepareColumnsPanel();
  preparePalette();
  const later = [import("./edit/cell-editor.tsx"), import("./grid/edit-note.tsx"), import("./grid/no-orders.tsx"), import("./filter/filter-panel.tsx"), import("./grid/row-menu.tsx"), import("../bulk/bulk-desk.tsx"), import("../ui/press-again.ts"), import("./views/views-panel.tsx"), import("./views/view-dialogs.tsx"), import("./grid/heading-drag.ts"), import("./grid/heading-menu.tsx"), import("../order/order-page.tsx")];
  // What does not come now is asked for again when it is needed.
  void Promise.allSettled(later);
}

/** When what the page shows now is on the screen, and so much later. Who counts from before holds it up where painting takes its time. */
export function afterPaint(then: () => void, ms: number): void {
  requestAnimationFrame(() => setTimeout(then, ms));
}

/** Marks the moment at which the first order is on the screen, and then fetches what a first click needs. */
export function markFirstRow(shown: () => boolean): void {
  createEffect((done: boolean) => {
    if (done || !shown()) return done;
    requestAnimationFrame(() => {
      if (performance.getEntriesByName("first-row").length === 0) performance.mark("first-row");
    });
    // Only then: what is fetched before the rows would keep them waiting.
    afterPaint(prefetch, 300);
    return true;
  }, false);
}
