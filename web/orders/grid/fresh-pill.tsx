import IconArrowUp from "~icons/lucide/arrow-up";
import { type JSX, Show } from "solid-js";

/** New orders above wait here instead of making the list jump (N6). */
export function FreshPill(props: { readonly count: number; readonly onTake: () => void }): JSX.Element {
  return (
    <>
      <Show when={props.count > 0}>
        <button
          type="button"
          data-tip=""
          data-keys="."
          class="settle tabular absolute top-10 left-1/2 z-3 flex h-7 -translate-x-1/2 items-center gap-1.5 rounded-full bg-harbour px-3 font-medium text-on-harbour shadow-lift hover:bg-harbour-strong max-md:top-2"
          onClick={() => props.onTake()}
        >
          <IconArrowUp class="size-3.5" aria-hidden="true" />
          {props.count} new
        </button>
      </Show>
      <p role="status" class="sr-only">{props.count > 0 ? `${props.count} new above` : ""}</p>
    </>
  );
}
