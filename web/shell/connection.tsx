import IconWifiOff from "~icons/lucide/wifi-off";
import { type JSX, Show, createEffect, createSignal, onCleanup } from "solid-js";
import { type Connection, useScope } from "../session/organization-scope.tsx";
import { Banner } from "../ui/banner.tsx";
import { cx } from "../ui/cx.ts";
import { useConventions } from "../ui/locale.ts";
import { clockTime } from "../ui/time-text.ts";

/** Milliseconds. A blink of the connection is told by the dot alone; a banner would make the page jump. */
const BANNER_AFTER = 5_000;

const colors: Record<Connection["state"], string> = { connecting: "slate", live: "green", reconnecting: "amber", offline: "rose" };

function createConnectionText() {
  const scope = useScope();
  const conventions = useConventions();
  return () => {
    const { state, since } = scope.connection();
    if (state === "live") return "Live";
    if (state === "connecting") return "Connecting…";
    return `${state === "offline" ? "Offline" : "Reconnecting"} since ${clockTime(since, conventions())}`;
  };
}

/** Live or not, always in sight. */
export function ConnectionIndicator(props: { readonly folded?: boolean }): JSX.Element {
  const scope = useScope();
  const text = createConnectionText();
  return (
    <div
      role="status"
      data-color={colors[scope.connection().state]}
      data-tip={props.folded ? text() : undefined}
      class={cx("flex items-center gap-2 text-sm text-ink-soft", props.folded ? "h-6 w-8 justify-center" : "px-2")}
    >
      <span class="size-2 shrink-0 rounded-full bg-dot" aria-hidden="true" />
      <span class={props.folded ? "sr-only" : "truncate"}>{text()}</span>
    </div>
  );
}

/** What a lost connection means for the work at hand. */
export function ConnectionBanner(): JSX.Element {
  const scope = useScope();
  const text = createConnectionText();
  const [shown, setShown] = createSignal(false);
  createEffect(() => {
    const { state } = scope.connection();
    setShown(false);
    if (state !== "offline" && state !== "reconnecting") return;
    const timer = setTimeout(setShown, state === "offline" ? 0 : BANNER_AFTER, true);
    onCleanup(() => clearTimeout(timer));
  });
  return (
    <Show when={shown()}>
      <Banner tone="warn" icon={IconWifiOff} flush>
        {text()}. What you see may be out of date. Saving works again when the connection is back.
      </Banner>
    </Show>
  );
}
