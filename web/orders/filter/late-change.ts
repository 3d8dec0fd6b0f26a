import { onCleanup } from "solid-js";

/** What is typed takes effect after a pause, and at once when one has done with the field: it would be lost with the panel otherwise. */
export interface LateChange {
  readonly onInput: () => void;
  readonly onBlur: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** @param pause in milliseconds */
export function createLateChange(pause: number, change: () => void): LateChange {
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  function now(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    change();
  }
  return {
    onInput() {
      clearTimeout(timer);
      timer = setTimeout(now, pause);
    },
    onBlur: now,
    onKeyDown: (event) => event.key === "Enter" && !event.isComposing && now(),
  };
}
