import { type JSX, onCleanup, onMount } from "solid-js";

interface EditorBoxProps {
  /** The cell, looked for anew each time, since rows come and go; null while it is scrolled away. */
  readonly cell: () => HTMLElement | null;
  readonly label: string;
  /** A press outside. */
  readonly onLeave: () => void;
  /** It has the focus. */
  readonly onReady: () => void;
  readonly children: JSX.Element;
  /** At least this wide, in pixels. */
  readonly width: number;
}

/** Pixels that an editor can use at most. */
const ROOM = 340;

/**
 * Lies over the cell that it edits, in the top layer: the scrolling grid does not clip it, and the row beneath may
 * be drawn anew without taking away what is being typed.
 */
export function EditorBox(props: EditorBoxProps): JSX.Element {
  let layer: HTMLDivElement | undefined;
  let upwards: boolean | undefined;
  function settle(): void {
    const cell = props.cell()?.getBoundingClientRect();
    if (!layer || !cell) return;
    const width = Math.min(Math.max(cell.width + 2, props.width), innerWidth - 16);
    const below = innerHeight - cell.top - 8;
    // Decided once: it must not jump over the cell while one types.
    upwards ??= Math.min(layer.scrollHeight, ROOM) > below && cell.bottom > below;
    layer.style.width = `${width}px`;
    layer.style.left = `${Math.max(8, Math.min(cell.left - 1, innerWidth - width - 8))}px`;
    layer.style.top = upwards ? "auto" : `${cell.top - 1}px`;
    layer.style.bottom = upwards ? `${innerHeight - cell.bottom - 1}px` : "auto";
    layer.style.maxHeight = `${upwards ? cell.bottom - 8 : below}px`;
    layer.dataset["upwards"] = String(upwards);
  }
  onMount(() => {
    layer?.showPopover();
    settle();
    layer?.querySelector<HTMLElement>("input, textarea")?.focus();
    props.onReady();
    const stop = new AbortController();
    addEventListener("resize", settle, { signal: stop.signal });
    addEventListener("scroll", settle, { signal: stop.signal, capture: true, passive: true });
    document.addEventListener(
      "pointerdown",
      (event) => {
        // A dialog that came over it, such as the sign-in, is no other place on the page.
        const at = event.target;
        if (at instanceof Element && layer?.contains(at) === false && at.closest("[role=dialog]") === null) props.onLeave();
      },
      { signal: stop.signal, capture: true },
    );
    onCleanup(() => stop.abort());
  });
  return (
    <div
      ref={layer}
      popover="manual"
      role="group"
      aria-label={props.label}
      class="[body:has([role=dialog])_&]:invisible fixed m-0 flex flex-col overflow-hidden rounded-m border border-harbour bg-raised text-ink shadow-lift data-[upwards=true]:flex-col-reverse"
    >
      {props.children}
    </div>
  );
}
