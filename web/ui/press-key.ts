/** As the browser would, as far as a page can: a key that nobody heard writes into the field, or presses the button, that has the focus. */
export function pressKey(event: KeyboardEvent): void {
  const at = document.activeElement ?? document.body;
  if (!at.dispatchEvent(new KeyboardEvent("keydown", event))) return;
  if (at instanceof HTMLButtonElement && (event.key === "Enter" || event.key === " ")) at.click();
  if (at instanceof HTMLInputElement || at instanceof HTMLTextAreaElement) write(at, event);
}

function write(field: HTMLInputElement | HTMLTextAreaElement, { key, ctrlKey, metaKey, altKey }: KeyboardEvent): void {
  // Some fields, such as one of a number, tell nothing of where one is in them.
  const { selectionStart: from, selectionEnd: to } = field;
  if (from === null || to === null) return;
  if ((ctrlKey || metaKey) && key.toLowerCase() === "a") return field.select();
  if (ctrlKey || metaKey || altKey) return;
  if (key === "Backspace") field.setRangeText("", from === to ? Math.max(0, from - 1) : from, to, "end");
  else if (key.length === 1) field.setRangeText(key, from, to, "end");
  else return;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
