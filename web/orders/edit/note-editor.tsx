import { type JSX, Show, createSignal, onMount } from "solid-js";
import { isNoteCut, MAX_TEXT } from "../../../domain/order.ts";
import { editorKeys } from "./editor-keys.ts";
import type { EditorProps } from "./editor-props.ts";
import { STAY } from "./step.ts";
import type { Step } from "./step.ts";

/** Pixels at which a long note begins to scroll. */
const ROOM = 220;

/** The note: Enter saves, Shift+Enter begins a line. Of a long one the row has only the beginning, so the rest is read first. */
export function NoteEditor(props: EditorProps & { readonly readNote: (orderId: string) => Promise<string> }): JSX.Element {
  const whole = props.begun?.note ?? (isNoteCut(props.row.noteStart) ? null : props.row.noteStart);
  const [text, setText] = createSignal(whole === null ? "" : whole + (props.typed ?? ""));
  const [phase, setPhase] = createSignal<"ready" | "reading" | "failed">(whole === null ? "reading" : "ready");
  function save(go: Step): void {
    if (phase() === "ready") props.onSave({ note: text() }, go);
    // Saved without the rest of the note it would take its place, and thrown away it would be lost.
    else if (text() === "") props.onCancel();
  }
  props.onLeaving(() => save(STAY));
  let area: HTMLTextAreaElement | undefined;

  function grow(): void {
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight, ROOM)}px`;
  }
  async function read(): Promise<void> {
    setPhase("reading");
    try {
      const note = await props.readNote(props.row.id);
      // What was typed meanwhile stands at its end.
      setText((typed) => note + typed);
      setPhase("ready");
      grow();
    } catch {
      setPhase("failed");
    }
  }
  onMount(() => {
    grow();
    area?.setSelectionRange(text().length, text().length);
    if (whole === null) void read();
  });

  return (
    <>
      <textarea
        ref={area}
        aria-label="Note"
        rows={3}
        class="w-full resize-none bg-transparent px-2 py-1.5 outline-none"
        maxLength={MAX_TEXT.note}
        readOnly={phase() === "failed"}
        aria-busy={phase() === "reading"}
        placeholder={phase() === "reading" ? "Reading the note…" : "Add a note"}
        value={text()}
        onInput={(event) => {
          setText(event.currentTarget.value);
          grow();
        }}
        onKeyDown={editorKeys({ save, cancel: () => props.onCancel(), typed: props.typed !== null, text: "lines" })}
      />
      <p class="border-t border-line px-2 py-1 text-sm text-ink-faint">
        <Show when={phase() === "failed"} fallback="Enter saves, Shift+Enter begins a new line.">
          <span class="text-danger">The note could not be read. </span>
          <button type="button" class="text-harbour hover:underline pointer-coarse:control" onClick={() => void read()}>Try again</button>
        </Show>
      </p>
    </>
  );
}
