import type { JSX } from "solid-js";
import { cx } from "../ui/cx.ts";

interface ProgressBarProps {
  readonly label: string;
  /** From 0 to 1. */
  readonly share: number;
  readonly thin?: boolean;
  readonly class?: string;
}

export function ProgressBar(props: ProgressBarProps): JSX.Element {
  return (
    <div
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(props.share * 100)}
      class={cx("overflow-hidden rounded-full bg-hover", props.thin ? "h-1" : "h-2", props.class)}
    >
      <div class="h-full origin-left rounded-full bg-harbour transition-transform duration-(--calm) ease-out" style={{ transform: `scaleX(${props.share})` }} />
    </div>
  );
}
