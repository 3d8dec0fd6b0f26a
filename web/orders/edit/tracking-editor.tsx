import { type JSX, createSignal } from "solid-js";
import { MAX_TEXT } from "../../../domain/order.ts";
import { isLink } from "../row-edit.ts";
import { editorKeys } from "./editor-keys.ts";
import type { EditorProps } from "./editor-props.ts";
import { STAY } from "./step.ts";
import type { Step } from "./step.ts";

/** The parcel's number; a link to the courier's page is taken for what it is. */
export function TrackingEditor(props: EditorProps): JSX.Element {
  /** Where there is no number the cell shows the link, which can be changed and taken away then. */
  const onlyLink = props.row.trackingNumber === "" && props.row.trackingUrl !== "";
  const [text, setText] = createSignal(props.typed ?? props.begun?.trackingUrl ?? props.begun?.trackingNumber ?? (onlyLink ? props.row.trackingUrl : props.row.trackingNumber));
  const link = () => isLink(text().trim());
  const save = (go: Step) => props.onSave(link() || (onlyLink && text().trim() === "") ? { trackingUrl: text().trim() } : { trackingNumber: text().trim() }, go);
  props.onLeaving(() => save(STAY));
  return (
    <>
      <input
        type="text"
        aria-label="Tracking number or link"
        class="row w-full bg-transparent px-2 outline-none pointer-coarse:control"
        maxLength={link() ? MAX_TEXT.trackingUrl : MAX_TEXT.trackingNumber}
        value={text()}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => setText(event.currentTarget.value)}
        onPaste={(event) => {
          // Cut to the length of a number, a link would lead nowhere.
          const pasted = event.clipboardData?.getData("text/plain").trim() ?? "";
          if (!isLink(pasted)) return;
          event.preventDefault();
          setText(pasted);
        }}
        onKeyDown={editorKeys({ save, cancel: () => props.onCancel(), typed: props.typed !== null })}
      />
      <p class="border-t border-line px-2 py-1 text-sm text-ink-faint">{link() ? "Saved as the link to the parcel." : "A link to the courier's page can be pasted here as well."}</p>
    </>
  );
}
