import { type JSX, Show } from "solid-js";
import { useLive } from "../live/live-store.ts";
import { onDemand } from "../ui/on-demand.tsx";

/** Without its code, which comes with the first job that is heard of, the page is whole. */
const view = onDemand(() => import("../under-way/under-way.tsx").then((module) => module.UnderWay).catch(() => () => null));

/** What runs now, in the frame of all pages. */
export function WorkIndicator(props: { readonly folded: boolean }): JSX.Element {
  const live = useLive();
  return <Show when={live.jobs()[0] ?? live.bulks()[0]}><view.View of={props} onFailed={() => undefined} /></Show>;
}
