import { type JSX, Show } from "solid-js";
import { Button } from "../../ui/button.tsx";
import type { EdgeState } from "../list-store.ts";

/** What stands beyond the loaded rows when they did not come. It takes no room of its own, so that nothing jumps. */
export function GridEdge(props: { readonly side: "before" | "after"; readonly state: EdgeState; readonly onRetry: () => void }): JSX.Element {
  return (
    <Show when={props.state === "failed"}>
      <div class="sticky left-0 z-2 h-0" classList={{ "bottom-10": props.side === "after", "top-10": props.side === "before" }}>
        <div role="alert" class="mx-auto flex w-fit -translate-y-full items-center gap-2 rounded-l border border-line-strong bg-raised px-3 py-1 shadow-lift">
          More orders could not be read.
          <Button variant="ghost" onClick={() => props.onRetry()}>Try again</Button>
        </div>
      </div>
    </Show>
  );
}
