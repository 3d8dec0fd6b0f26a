/** As the browser would, as far as a page can: keys where the focus is by now, the pointer where it was. */
export function pressAgain(event: KeyboardEvent | MouseEvent): void {
  if (event instanceof KeyboardEvent) pressKey(event);
  else if (event.target instanceof Element) point(event.target, event);
}

/** A press leads the focus to what takes it. */
function point(at: Element, event: MouseEvent): void {
  const again = event instanceof PointerEvent ? new PointerEvent(event.type, event) : new MouseEvent(event.type, event);
  if (!at.dispatchEvent(again) || event.type !== "mousedown") return;
  const taking = at.closest<HTMLElement>("a[href], button, input, select, textarea, [tabindex]");
  if (taking) taking.focus();
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** A key that nobody heard writes into the field, or presses the button, that has the focus. */
function pressKey(event: KeyboardEvent): void {
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
