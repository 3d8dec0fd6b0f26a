import { type Accessor, createSignal, onCleanup } from "solid-js";

/** As the frame has it. */
const NARROW = "(max-width: 767px)";

/** Whether the screen is narrow now: a table of many columns is then another thing, not a smaller one. */
export function useNarrow(): Accessor<boolean> {
  const media = matchMedia(NARROW);
  const [narrow, setNarrow] = createSignal(media.matches);
  const stop = new AbortController();
  media.addEventListener("change", (event) => setNarrow(event.matches), { signal: stop.signal });
  onCleanup(() => stop.abort());
  return narrow;
}
