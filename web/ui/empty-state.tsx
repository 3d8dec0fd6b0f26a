import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { Icon } from "./icon.ts";

export interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  /** One sentence: why it is empty, and what to do. */
  readonly children?: JSX.Element;
  readonly action?: JSX.Element;
  /** It is all there is on the page: the title is its heading. */
  readonly heading?: boolean;
}

export function EmptyState(props: EmptyStateProps): JSX.Element {
  return (
    <div class="mx-auto flex max-w-90 flex-col items-center gap-1 px-4 py-16 text-center">
      <span class="mb-2 grid size-10 place-items-center rounded-l border border-line bg-sunken text-ink-faint">
        <Dynamic component={props.icon} class="size-5" aria-hidden="true" />
      </span>
      <Dynamic component={props.heading ? "h1" : "p"} class="text-lg font-semibold text-balance break-words">{props.title}</Dynamic>
      <Show when={props.children}>
        <div class="text-pretty text-ink-soft">{props.children}</div>
      </Show>
      <Show when={props.action}>
        <div class="mt-3 flex gap-2">{props.action}</div>
      </Show>
    </div>
  );
}
