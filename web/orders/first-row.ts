import { createEffect } from "solid-js";

/** Marks the moment at which the first order is on the screen, and then fetches what a first click needs. */
export function markFirstRow(shown: () => boolean): void {
  createEffect((done: boolean) => {
    if (done || !shown()) return done;
    requestAnimationFrame(() => {
      if (performance.getEntriesByName("first-row").length === 0) performance.mark("first-row");
      // Only now: what is fetched before the rows would keep them waiting.
      setTimeout(() => {
        void import("./edit/cell-editor.tsx");
        void import("./filter/filter-panel.tsx");
        void import("../order/order-page.tsx");
      }, 500);
    });
    return true;
  }, false);
}
