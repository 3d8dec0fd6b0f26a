interface Drag {
  readonly onMove: (event: PointerEvent) => void;
  /** @param done false if it was given up */
  readonly onEnd: (done: boolean) => void;
}

/** Follows the pointer that went down until it is let go; Escape gives it up. */
export function followPointer(start: PointerEvent, drag: Drag): void {
  const over = new AbortController();
  const end = (done: boolean) => {
    if (over.signal.aborted) return;
    over.abort();
    drag.onEnd(done);
  };
  const options = { signal: over.signal, capture: true };
  addEventListener(
    "pointermove",
    (event) => {
      if (event.pointerId !== start.pointerId) return;
      // Let go before anybody listened: the code of a drag may come after its first press.
      if (event.buttons === 0) end(false);
      else drag.onMove(event);
    },
    options,
  );
  addEventListener("pointerup", (event) => event.pointerId === start.pointerId && end(true), options);
  addEventListener("pointercancel", (event) => event.pointerId === start.pointerId && end(false), options);
  addEventListener("blur", () => end(false), { signal: over.signal });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      end(false);
    },
    options,
  );
}

/** The click that follows a drag means nothing. */
export function swallowClick(): void {
  const stop = (event: Event) => event.stopPropagation();
  addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", stop, { capture: true }));
}
