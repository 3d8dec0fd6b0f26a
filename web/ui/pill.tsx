import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { cx } from "./cx.ts";
import type { Icon } from "./icon.ts";

export interface PillProps {
  /** A colour's name in the data (`order-status.ts`, `organization.ts`); one that styles.css does not know is slate. */
  readonly color?: string;
  readonly icon?: Icon;
  readonly class?: string;
  readonly children: JSX.Element;
}

/** A status or tag: a dot for the eye, a word for everyone. */
export function StatusPill(props: PillProps): JSX.Element {
  return (
    <span
      data-color={props.color ?? "slate"}
      class={cx("inline-flex h-5 max-w-full items-center gap-1.5 rounded-full border border-tint-line bg-tint px-2 text-sm text-tint-ink", props.class)}
    >
      <Show when={props.icon} fallback={<span class="size-1.5 shrink-0 rounded-full bg-dot" aria-hidden="true" />}>
        {(icon) => <Dynamic component={icon()} class="size-3 shrink-0" aria-hidden="true" />}
      </Show>
      <span class="truncate">{props.children}</span>
    </span>
  );
}

/** A small fact beside a name: a count, a role, a kind. */
export function Badge(props: PillProps): JSX.Element {
  return (
    <span
      data-color={props.color ?? "slate"}
      class={cx("tabular inline-flex h-4.5 min-w-4.5 max-w-full items-center justify-center gap-1 rounded-s bg-tint px-1 text-xs font-medium text-tint-ink", props.class)}
    >
      <Show when={props.icon}>{(icon) => <Dynamic component={icon()} class="size-3 shrink-0" aria-hidden="true" />}</Show>
      <span class="truncate">{props.children}</span>
    </span>
  );
}
