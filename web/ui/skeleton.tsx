import { For, type JSX } from "solid-js";
import { cx } from "./cx.ts";

/** Where something will stand. It does not move: a page that waits is calm. */
export function Skeleton(props: { readonly class?: string }): JSX.Element {
  return <span aria-hidden="true" class={cx("block h-3 rounded-s bg-hover", props.class)} />;
}

const widths = ["w-2/5", "w-3/5", "w-1/3", "w-1/2", "w-2/3"];

/** Rows of a list or table to come; `label` is what a screen reader hears. */
export function SkeletonRows(props: { readonly rows: number; readonly label: string }): JSX.Element {
  return (
    <div role="status" aria-label={props.label} class="divide-y divide-line">
      <For each={Array.from({ length: props.rows })}>
        {(_, i) => (
          <div class="row flex items-center gap-4 px-3">
            <Skeleton class="w-20" />
            <Skeleton class={cx("grow-0", widths[i() % widths.length])} />
            <Skeleton class="ml-auto w-16" />
          </div>
        )}
      </For>
    </div>
  );
}
