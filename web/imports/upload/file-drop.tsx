import IconFileDown from "~icons/lucide/file-down";
import { type Accessor, type JSX, Show, createSignal, onCleanup, onMount } from "solid-js";
import { Portal } from "solid-js/web";

/** Takes files that are dropped anywhere on the page. @returns whether one is held over it now */
export function useFileDrop(take: (files: readonly File[]) => void): Accessor<boolean> {
  const [over, setOver] = createSignal(false);
  onMount(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    // Entering an element fires before leaving the last: only the count tells when the window is left.
    let depth = 0;
    addEventListener("dragenter", (event) => {
      if (!holdsFiles(event)) return;
      depth += 1;
      setOver(true);
    }, { signal });
    addEventListener("dragleave", (event) => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      setOver(depth > 0);
    }, { signal });
    addEventListener("dragover", (event) => {
      if (holdsFiles(event)) event.preventDefault();
    }, { signal });
    addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    }, { signal });
    onCleanup(() => stop.abort());
  });
  return over;
}

/** Over the whole page while a file is held over it. */
export function DropOverlay(props: { readonly shown: boolean; readonly text: string }): JSX.Element {
  return (
    <Show when={props.shown}>
      <Portal>
        <div class="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-scrim p-6">
          <div class="settle flex flex-col items-center gap-2 rounded-l border-2 border-dashed border-harbour bg-raised px-12 py-10 text-center shadow-lift">
            <IconFileDown class="size-7 text-harbour" aria-hidden="true" />
            <p class="text-lg font-semibold">{props.text}</p>
          </div>
        </div>
      </Portal>
    </Show>
  );
}
