import { type JSX, onCleanup, onMount } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { place } from "../../ui/place.ts";

interface EditNoteProps {
  readonly message: string;
  readonly cell: () => HTMLElement | null;
  readonly onChange: () => void;
  readonly onDiscard: () => void;
}

/** Why an edit was refused, at its cell; what was typed stays in it (L9). */
export function EditNote(props: EditNoteProps): JSX.Element {
  let layer: HTMLDivElement | undefined;
  function settle(): void {
    const cell = props.cell()?.getBoundingClientRect();
    if (!layer) return;
    layer.style.visibility = cell ? "visible" : "hidden";
    if (!cell) return;
    const at = place(cell, { width: layer.offsetWidth, height: layer.offsetHeight }, { width: innerWidth, height: innerHeight });
    layer.style.left = `${at.left}px`;
    layer.style.top = `${at.top}px`;
  }
  onMount(() => {
    layer?.showPopover();
    settle();
    const stop = new AbortController();
    addEventListener("resize", settle, { signal: stop.signal });
    addEventListener("scroll", settle, { signal: stop.signal, capture: true, passive: true });
    onCleanup(() => stop.abort());
  });
  // A dialog lies under the top layer, and is what counts while it is open.
  return (
    <div ref={layer} popover="manual" role="alert" data-edit-note class="settle [body:has([role=dialog])_&]:hidden fixed m-0 max-w-80 rounded-m border border-danger bg-raised p-2 text-ink shadow-lift">
      <p class="px-1 text-pretty">{props.message}</p>
      <div class="mt-1 flex gap-1">
        <Button variant="ghost" onClick={() => props.onChange()}>Change it</Button>
        <Button variant="ghost" onClick={() => props.onDiscard()}>Discard</Button>
      </div>
    </div>
  );
}
