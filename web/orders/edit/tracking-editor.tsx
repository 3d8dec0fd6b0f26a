import { type JSX, createSignal } from "solid-js";
import { MAX_TEXT } from "../../../domain/order.ts";
import type { EditorProps } from "./editor-props.ts";

/** The parcel's number; a link to the courier's page is taken for what it is. */
export function TrackingEditor(props: EditorProps): JSX.Element {
  const [text, setText] = createSignal(props.typed ?? props.begun?.trackingUrl ?? props.begun?.trackingNumber ?? props.row.trackingNumber);
  const isLink = () => /^https?:/iu.test(text().trim());
  const save = (go: 1 | -1 | 0) => props.onSave(isLink() ? { trackingUrl: text().trim() } : { trackingNumber: text().trim() }, go);
  props.onLeaving(() => save(0));
  return (
    <>
      <input
        type="text"
        aria-label="Tracking number or link"
        class="row w-full bg-transparent px-2 outline-none"
        maxLength={isLink() ? MAX_TEXT.trackingUrl : MAX_TEXT.trackingNumber}
        value={text()}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => setText(event.currentTarget.value)}
        onPaste={(event) => {
          // Cut to the length of a number, a link would lead nowhere.
          const pasted = event.clipboardData?.getData("text/plain").trim() ?? "";
          if (!/^https?:/iu.test(pasted)) return;
          event.preventDefault();
          setText(pasted);
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return;
          event.stopPropagation();
          if (event.key === "Enter") save(0);
          else if (event.key === "Escape") props.onCancel();
          else if (event.key === "Tab") save(event.shiftKey ? -1 : 1);
          else return;
          event.preventDefault();
        }}
      />
      <p class="border-t border-line px-2 py-1 text-sm text-ink-faint">{isLink() ? "Saved as the link to the parcel." : "A link to the courier's page can be pasted here as well."}</p>
    </>
  );
}
