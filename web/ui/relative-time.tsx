import { type JSX, createSignal } from "solid-js";
import { useConventions } from "./locale.ts";
import { absoluteTime, relativeTime } from "./time-text.ts";

const TICK = 20_000;
const [now, setNow] = createSignal(Date.now());

// One clock for every time on the page; a hidden tab has nobody to tell the time to.
setInterval(() => {
  if (!document.hidden) setNow(Date.now());
}, TICK);
document.addEventListener("visibilitychange", () => setNow(Date.now()));

/** The time of day, UTC milliseconds, renewed every twenty seconds while somebody looks. */
export const currentTime = now;

export function RelativeTime(props: { readonly at: number; readonly class?: string }): JSX.Element {
  const conventions = useConventions();
  return (
    <time
      datetime={new Date(props.at).toISOString()}
      data-tip={absoluteTime(props.at, conventions())}
      aria-label={absoluteTime(props.at, conventions())}
      class={props.class ?? "tabular whitespace-nowrap"}
    >
      {relativeTime(props.at, now(), conventions())}
    </time>
  );
}
