import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";

export interface Sideways {
  /** Columns lie beneath the ones that stay at the left. */
  readonly shifted: Accessor<boolean>;
  /** Columns lie beneath the actions at the right. */
  readonly beneath: Accessor<boolean>;
}

/** How far the columns are scrolled sideways: what stays shows an edge only where something passes under it. */
export function createSideways(box: Accessor<HTMLElement | undefined>): Sideways {
  const [shifted, setShifted] = createSignal(false);
  const [beneath, setBeneath] = createSignal(false);
  createEffect(() => {
    const element = box();
    if (!element) return;
    const look = () => {
      setShifted(element.scrollLeft > 0);
      setBeneath(element.scrollLeft + element.clientWidth < element.scrollWidth - 1);
    };
    // After the rows of this frame are drawn: asked before, the browser would have to lay out the page twice.
    let asked: number | undefined;
    const lookLast = () => {
      asked ??= requestAnimationFrame(() => {
        asked = undefined;
        look();
      });
    };
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    element.addEventListener("scroll", lookLast, { passive: true });
    onCleanup(() => {
      watcher.disconnect();
      element.removeEventListener("scroll", lookLast);
      if (asked !== undefined) cancelAnimationFrame(asked);
    });
  });
  return { shifted, beneath };
}
