import { type JSX, createSignal } from "solid-js";
import { MAX_TEXT } from "../../../domain/order.ts";
import { isLink } from "../row-edit.ts";
import { editorKeys } from "./editor-keys.ts";
import type { EditorProps } from "./editor-props.ts";

/** The parcel's number; a link to the courier's page is taken for what it is. */
export function TrackingEditor(props: EditorProps): JSX.Element {
  const [text, setText] = createSignal(props.typed ?? props.begun?.trackingUrl ?? props.begun?.trackingNumber ?? props.row.trackingNumber);
  const link = () => isLink(text().trim());
  const save = (go: 1 | -1 | 0) => props.onSave(link() ? { trackingUrl: text().trim() } : { trackingNumber: text().trim() }, go);
  props.onLeaving(() => save(0));
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
        onKeyDown={editorKeys({ save, cancel: () => props.onCancel() })}
      />
      <p class="border-t border-line px-2 py-1 text-sm text-ink-faint">{link() ? "Saved as the link to the parcel." : "A link to the courier's page can be pasted here as well."}</p>
    </>
  );
}
