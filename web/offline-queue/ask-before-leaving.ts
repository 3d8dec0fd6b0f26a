import { createEffect, onCleanup } from "solid-js";

/** The browser asks before it closes the tab, while something would be lost with it. */
export function askBeforeLeaving(isAtRisk: () => boolean): void {
  createEffect(() => {
    if (!isAtRisk()) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    onCleanup(() => removeEventListener("beforeunload", ask));
  });
}
