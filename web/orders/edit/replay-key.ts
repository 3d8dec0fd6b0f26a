import { choosesAll, typesSign } from "./typed-ahead.ts";
import type { Key } from "./typed-ahead.ts";

/** Does in the editor's box what the browser does for a key that is pressed in it. */
export function replay(box: HTMLInputElement | HTMLTextAreaElement, key: Key): void {
  if (choosesAll(key)) return box.select();
  const heard = new KeyboardEvent("keydown", { key: key.key, shiftKey: key.shiftKey, bubbles: true, cancelable: true });
  if (!box.dispatchEvent(heard) || !typesSign(key)) return;
  box.setRangeText(key.key, box.selectionStart ?? box.value.length, box.selectionEnd ?? box.value.length, "end");
  box.dispatchEvent(new InputEvent("input", { data: key.key, inputType: "insertText", bubbles: true }));
}
