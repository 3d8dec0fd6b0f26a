import { type JSX, onCleanup, onMount } from "solid-js";
import { cx } from "./cx.ts";
import { place } from "./place.ts";

export interface PopoverProps {
  readonly label: string;
  /** What it opened from: a press there is not one elsewhere. */
  readonly anchor: () => HTMLElement | undefined;
  /** Escape, or a press elsewhere. Gives the focus back. */
  readonly onClose: () => void;
  readonly class?: string;
  readonly children: JSX.Element;
}

/** A panel beside what opened it; not modal: what lies beneath stays in use. It has the focus, and is there as long as it is rendered. */
export function Popover(props: PopoverProps): JSX.Element {
  let layer: HTMLDivElement | undefined;
  function settle(): void {
    const box = props.anchor()?.getBoundingClientRect();
    if (!layer || !box) return;
    const at = place(box, { width: layer.offsetWidth, height: layer.scrollHeight }, { width: innerWidth, height: innerHeight });
    layer.style.left = `${at.left}px`;
    layer.style.top = `${at.top}px`;
    layer.style.maxHeight = `${at.maxHeight}px`;
  }
  onMount(() => {
    layer?.showPopover();
    settle();
    // Its code may come a moment later, and what is above may push the button.
    const watcher = new ResizeObserver(settle);
    if (layer) watcher.observe(layer);
    const stop = new AbortController();
    addEventListener("resize", settle, { signal: stop.signal });
    document.addEventListener(
      "pointerdown",
      (event) => {
        const at = event.target;
        if (at instanceof Node && !layer?.contains(at) && !props.anchor()?.contains(at)) props.onClose();
      },
      { signal: stop.signal, capture: true },
    );
    layer?.focus();
    onCleanup(() => {
      stop.abort();
      watcher.disconnect();
    });
  });
  return (
    <div
      ref={layer}
      popover="manual"
      role="dialog"
      aria-label={props.label}
      tabindex="-1"
      class={cx("settle fixed m-0 overflow-y-auto rounded-l border border-line-strong bg-raised text-ink shadow-lift outline-none", props.class)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        props.onClose();
      }}
    >
      {props.children}
    </div>
  );
}
