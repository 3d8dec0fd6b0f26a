import { type JSX, Show, createUniqueId } from "solid-js";
import { cx } from "../ui/cx.ts";

export interface CardProps {
  readonly title: string;
  /** Beside the title: a count, a lock. */
  readonly aside?: JSX.Element;
  readonly actions?: JSX.Element;
  /** The content reaches the edges, such as a table. */
  readonly flush?: boolean;
  readonly class?: string;
  readonly children: JSX.Element;
}

/** A part of a page with its heading. */
export function Card(props: CardProps): JSX.Element {
  const id = createUniqueId();
  return (
    <section aria-labelledby={id} class={cx("min-w-0 rounded-l border border-line bg-surface", props.class)}>
      <header class="flex min-h-9 flex-wrap items-center gap-2 px-3 pt-1">
        <h2 id={id} class="text-base">{props.title}</h2>
        {/* Read once: each reading makes its own buttons, and one not shown would keep the reference to it. */}
        <Show when={props.aside}>{(aside) => <>{aside()}</>}</Show>
        <Show when={props.actions}>{(actions) => <div class="-mr-1.5 ml-auto flex items-center gap-1">{actions()}</div>}</Show>
      </header>
      <div class={props.flush ? "" : "px-3 pt-1 pb-3"}>{props.children}</div>
    </section>
  );
}
