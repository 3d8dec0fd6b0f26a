import type { JSX } from "solid-js";
import type { LeftOut } from "../../../domain/filter-url.ts";
import { Banner } from "../../ui/banner.tsx";
import { leftOutWords } from "./left-out-words.ts";

interface ViewNotesProps {
  readonly leftOut: readonly LeftOut[];
  /** Of what the filter names, as sentences. */
  readonly notes: readonly string[];
}

/** What is to be said of an address beside what it shows. */
export function ViewNotes(props: ViewNotesProps): JSX.Element {
  return <Banner tone="info" flush>{[...leftOutWords(props.leftOut), ...props.notes].join(" ")}</Banner>;
}
