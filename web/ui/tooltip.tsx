import { type JSX, Show, createSignal, onCleanup, onMount } from "solid-js";
import { Kbd } from "./kbd.tsx";
import { place } from "./place.ts";

const DELAY = 400;

interface Tip {
  readonly anchor: HTMLElement;
  readonly text: string;
  readonly keys: string | undefined;
}

function tipOf(target: EventTarget | null): Tip | undefined {
  const anchor = target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
  if (anchor === null) return undefined;
  return { anchor, text: anchor.dataset["tip"] ?? "", keys: anchor.dataset["keys"] };
}

/**
 * One tooltip for the whole app, mounted once: whatever carries `data-tip` has one. A grid of ten thousand
 * cells so pays for one element and six listeners. It repeats what the accessible name or description says,
 * therefore it is hidden from assistive technology.
 */
export function TooltipLayer(): JSX.Element {
  const [tip, setTip] = createSignal<Tip>();
  let layer: HTMLDivElement | undefined;
  let timer = 0;

  function hide() {
    clearTimeout(timer);
    if (tip() === undefined) return;
    layer?.hidePopover();
    setTip(undefined);
  }

  function show(next: Tip) {
    if (!next.anchor.isConnected || layer === undefined) return;
    setTip(next);
    layer.showPopover();
    const at = place(next.anchor.getBoundingClientRect(), layer.getBoundingClientRect(), { width: innerWidth, height: innerHeight }, "center");
    layer.style.left = `${at.left}px`;
    layer.style.top = `${at.top}px`;
  }

  onMount(() => {
    const stop = new AbortController();
    const on = { signal: stop.signal, capture: true, passive: true };
    document.addEventListener("pointerover", (event) => {
      const next = event.pointerType === "touch" ? undefined : tipOf(event.target);
      if (next?.anchor === tip()?.anchor && next !== undefined) return;
      hide();
      if (next !== undefined) timer = window.setTimeout(show, DELAY, next);
    }, on);
    document.addEventListener("focusin", (event) => {
      hide();
      const next = tipOf(event.target);
      if (next?.anchor.matches(":focus-visible")) show(next);
    }, on);
    for (const ends of ["focusout", "pointerdown", "scroll", "keydown"]) document.addEventListener(ends, hide, on);
    onCleanup(() => {
      stop.abort();
      clearTimeout(timer);
    });
  });

  return (
    <div
      ref={layer}
      popover="manual"
      aria-hidden="true"
      class="pointer-events-none fixed m-0 max-w-72 rounded-s border border-line bg-raised px-2 py-1 text-sm text-ink shadow-lift"
    >
      <span class="flex items-center gap-2">
        <Show when={tip()?.text}>{tip()?.text}</Show>
        <Show when={tip()?.keys}>{(keys) => <Kbd keys={keys()} />}</Show>
      </span>
    </div>
  );
}
