import IconArrowUp from "~icons/lucide/arrow-up";
import { type JSX, Show } from "solid-js";

/** New orders above wait here instead of making the list jump (N6). On the edge of the headings, between the lines of text: it hides none. */
export function FreshPill(props: { readonly count: number; /** More than were read wait above those. */ readonly outgrown: boolean; readonly onTake: () => void }): JSX.Element {
  const words = () => (props.outgrown ? "Newer orders" : props.count > 0 ? `${props.count} new` : "");
  return (
    <>
      <Show when={words() !== ""}>
        <button
          type="button"
          data-tip=""
          data-keys="."
          class="settle tabular absolute top-[calc(var(--headings)-13px)] left-1/2 z-3 flex h-5 -translate-x-1/2 items-center gap-1 rounded-full bg-harbour px-2.5 text-sm font-medium text-on-harbour shadow-lift before:absolute before:-inset-2 pointer-coarse:before:-inset-3 hover:bg-harbour-strong max-md:-top-2.5"
          onClick={() => props.onTake()}
        >
          <IconArrowUp class="size-3" aria-hidden="true" />
          {words()}
        </button>
      </Show>
      <p role="status" class="sr-only">{words() !== "" ? `${words()} above` : ""}</p>
    </>
  );
}
