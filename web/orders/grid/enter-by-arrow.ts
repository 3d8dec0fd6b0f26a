import { onCleanup, onMount } from "solid-js";
import { focusIsAtRest } from "../../ui/rest-focus.ts";

/** Whoever has just arrived is at the page's heading or nowhere: the arrow down leads them to the rows. */
export function enterByArrow(enter: () => void): void {
  const onKey = (event: KeyboardEvent) => {
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (event.key !== "ArrowDown" || !plain || event.defaultPrevented || !focusIsAtRest()) return;
    if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return;
    event.preventDefault();
    enter();
  };
  onMount(() => document.addEventListener("keydown", onKey));
  onCleanup(() => document.removeEventListener("keydown", onKey));
}
