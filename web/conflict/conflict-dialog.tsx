import { For, type JSX, Show, createSignal, createUniqueId } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";

export type Side = "theirs" | "mine";

/** One field that two people changed, in words. */
export interface ConflictInWords {
  readonly field: string;
  readonly label: string;
  readonly by: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly base: string;
  readonly theirs: string;
  readonly mine: string;
}

export interface ConflictDialogProps {
  /** Empty: closed. */
  readonly conflicts: readonly ConflictInWords[];
  /** Which order it is about, such as its number. */
  readonly about: string;
  /** One side for each field. */
  readonly onChoose: (choice: ReadonlyMap<string, Side>) => void;
  /** Back to the draft, undecided. */
  readonly onCancel: () => void;
}

/** Somebody saved the same field first (N3): who, when, what it was, theirs and mine; a person picks. */
export function ConflictDialog(props: ConflictDialogProps): JSX.Element {
  return (
    <Dialog open={props.conflicts.length > 0} onClose={() => props.onCancel()} width="m" title={`${props.about} was changed meanwhile`} description="Choose for each field which value stays. Everything else of yours is kept.">
      <Choices {...props} />
    </Dialog>
  );
}

function Choices(props: ConflictDialogProps): JSX.Element {
  const [choice, setChoice] = createSignal<ReadonlyMap<string, Side>>(new Map());
  const missing = () => props.conflicts.some((one) => !choice().has(one.field));
  const all = (side: Side) => props.onChoose(new Map(props.conflicts.map((one) => [one.field, side])));
  return (
    <form
      class="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing()) props.onChoose(choice());
      }}
    >
      <For each={props.conflicts}>
        {(one) => (
          <fieldset class="m-0 min-w-0 border-0 p-0">
            <legend class="p-0 font-semibold">{one.label}</legend>
            <p class="text-sm break-words text-ink-soft"><bdi>{one.by}</bdi> changed it <RelativeTime at={one.at} />.</p>
            <p class="line-clamp-3 text-sm break-words text-ink-soft">Before: <bdi>{one.base}</bdi></p>
            <div class="mt-1.5 grid gap-2 sm:grid-cols-2">
              <For each={[{ side: "theirs", title: `Theirs (${one.by})`, text: one.theirs }, { side: "mine", title: "Mine", text: one.mine }] as const}>
                {(value) => (
                  // Of a single field the two buttons below are the choice.
                  <Show when={props.conflicts.length > 1} fallback={<div class="min-w-0 rounded-m border border-line bg-sunken px-2.5 py-2"><Value {...value} /></div>}>
                    <Option {...value} chosen={choice().get(one.field)} onChoose={(side) => setChoice((now) => new Map(now).set(one.field, side))} />
                  </Show>
                )}
              </For>
            </div>
          </fieldset>
        )}
      </For>
      <div class="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={() => props.onCancel()}>Back to editing</Button>
        <Show
          when={props.conflicts.length > 1}
          fallback={
            <>
              <Button onClick={() => all("theirs")}>Take theirs</Button>
              <Button variant="primary" onClick={() => all("mine")}>Save mine</Button>
            </>
          }
        >
          <Button onClick={() => all("theirs")}>Take all theirs</Button>
          <Button onClick={() => all("mine")}>Save all mine</Button>
          <Button type="submit" variant="primary" blocked={missing() && "Choose a value for each field."}>Save this choice</Button>
        </Show>
      </div>
    </form>
  );
}

interface OptionProps {
  readonly side: Side;
  readonly title: string;
  readonly text: string;
  readonly chosen: Side | undefined;
  readonly onChoose: (side: Side) => void;
}

function Option(props: OptionProps): JSX.Element {
  const name = createUniqueId();
  return (
    <label class="quick flex min-w-0 items-start gap-2 rounded-m border border-line-control px-2.5 py-2 hover:bg-hover has-checked:border-harbour has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-harbour">
      <input type="radio" name={name} class="m-0 mt-1 size-3.5 shrink-0 accent-harbour outline-none" checked={props.chosen === props.side} onChange={() => props.onChoose(props.side)} />
      <span class="min-w-0"><Value {...props} /></span>
    </label>
  );
}

function Value(props: Pick<OptionProps, "title" | "text">): JSX.Element {
  return (
    <>
      <span class="block truncate text-sm text-ink-soft"><bdi>{props.title}</bdi></span>
      <span class="line-clamp-6 break-words whitespace-pre-wrap"><bdi>{props.text}</bdi></span>
    </>
  );
}
