import IconCircleAlert from "~icons/lucide/circle-alert";
import IconInfo from "~icons/lucide/info";
import IconLock from "~icons/lucide/lock";
import IconTriangleAlert from "~icons/lucide/triangle-alert";
import { type JSX, Show } from "solid-js";
import { Dynamic } from "solid-js/web";
import { cx } from "./cx.ts";
import type { Icon } from "./icon.ts";

export type BannerTone = "info" | "warn" | "error" | "locked";

const tones: Record<BannerTone, { readonly icon: Icon; readonly color: string }> = {
  info: { icon: IconInfo, color: "sky" },
  warn: { icon: IconTriangleAlert, color: "amber" },
  error: { icon: IconCircleAlert, color: "rose" },
  locked: { icon: IconLock, color: "slate" },
};

export interface BannerProps {
  readonly tone: BannerTone;
  readonly icon?: Icon;
  readonly children: JSX.Element;
  readonly action?: JSX.Element;
  /** Across the whole width, without corners: for the frame. */
  readonly flush?: boolean;
}

/** Something about the whole page that stays true for a while. What passes is a toast. */
export function Banner(props: BannerProps): JSX.Element {
  return (
    <div
      role={props.tone === "error" ? "alert" : "status"}
      data-color={tones[props.tone].color}
      class={cx(
        "flex flex-wrap items-center gap-x-3 gap-y-1 border-tint-line bg-tint px-3 py-1.5 text-tint-ink",
        props.flush ? "border-b" : "rounded-m border",
      )}
    >
      <Dynamic component={props.icon ?? tones[props.tone].icon} class="size-4 shrink-0" aria-hidden="true" />
      <div class="min-w-0 flex-1 basis-50">{props.children}</div>
      <Show when={props.action}>{props.action}</Show>
    </div>
  );
}
