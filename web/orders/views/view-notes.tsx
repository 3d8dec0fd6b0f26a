import { type JSX, Show } from "solid-js";
import type { LeftOut } from "../../../domain/filter-url.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { leftOutWords } from "../filter/left-out-words.ts";
import type { ViewDesk } from "./view-desk.ts";

interface ViewNotesProps {
  readonly leftOut: readonly LeftOut[];
  /** Undefined until its code is there. */
  readonly desk: ViewDesk | undefined;
}

/** What is to be said of an address beside what it shows: what was left out of it, and what it names and is not there any more. */
export function ViewNotes(props: ViewNotesProps): JSX.Element {
  const sentences = () => [...leftOutWords(props.leftOut), ...(props.desk?.notes() ?? [])];
  return (
    <>
      <Show when={props.desk?.opened().kind === "gone"}>
        <Banner
          tone="info"
          flush
          action={
            <>
              <Button variant="ghost" onClick={() => props.desk?.setDialog({ for: "new" })}>Save it as a view</Button>
              <Button variant="ghost" onClick={() => props.desk?.leave(true)}>Dismiss</Button>
            </>
          }
        >
          The saved view that this address names was deleted, or is not shared with you. What it showed is here all the same.
        </Banner>
      </Show>
      <Show when={sentences().length > 0}>
        <Banner tone="info" flush>{sentences().join(" ")}</Banner>
      </Show>
    </>
  );
}
