import type { MenuPlace } from "./grid-controller.ts";

export interface PointerMenu {
  readonly down: (event: PointerEvent) => void;
  /** @returns where the menu of a row opens; undefined leaves the press to the browser's own */
  readonly pointOf: (event: MouseEvent) => MenuPlace["at"];
}

/** The right button of a mouse. A finger's long press, marked text, a field and the Shift key keep the browser's own menu. */
export function createPointerMenu(): PointerMenu {
  let finger = false;
  let marked = false;
  return {
    down(event) {
      finger = event.pointerType === "touch";
      // Asked before the press: on a Mac it marks the word beneath by itself.
      const selection = getSelection();
      marked = selection !== null && !selection.isCollapsed && event.target instanceof Node && selection.containsNode(event.target, true);
    },
    pointOf(event) {
      if (finger || marked || event.shiftKey || (event.target instanceof Element && event.target.closest("input[type=text], textarea") !== null)) return;
      event.preventDefault();
      getSelection()?.removeAllRanges();
      return { x: event.clientX, y: event.clientY };
    },
  };
}
