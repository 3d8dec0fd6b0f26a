import { type JSX, onMount } from "solid-js";
import { EmptyState, type EmptyStateProps } from "../ui/empty-state.tsx";

/** A page that has only one thing to say. Its title is the page's heading. */
export function FullPage(props: EmptyStateProps): JSX.Element {
  onMount(() => {
    document.title = `${props.title} · Quayside`;
  });
  return (
    <div class="grid h-full min-h-[60vh] place-items-center">
      <EmptyState {...props} heading />
    </div>
  );
}
