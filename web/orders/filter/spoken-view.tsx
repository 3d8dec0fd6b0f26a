import { type JSX, createEffect, createSignal } from "solid-js";
import type { View } from "../../../domain/filter-url.ts";
import type { Lookups } from "../../../domain/lookups.ts";

interface SpokenViewProps {
  /** Of the paragraph, by which the list refers to it. */
  readonly id: string;
  readonly view: View;
  readonly lookups: Lookups | undefined;
}

/** What the list shows, in a sentence for who does not see the chips; its words are loaded when the rows are there. */
export function SpokenView(props: SpokenViewProps): JSX.Element {
  const [sentence, setSentence] = createSignal("");
  createEffect(() => {
    const { view, lookups } = props;
    // Without its words the list is as usable as before: a failure is nothing to speak of.
    if (lookups) void import("./filter-sentence.ts").then(({ filterSentence }) => setSentence(filterSentence(view, lookups)), () => undefined);
  });
  return <p id={props.id} role="status" class="sr-only">{sentence()}</p>;
}
