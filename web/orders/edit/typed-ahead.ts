/** What comes while an editor is on its way means there what it would have meant had it come later. */
export type Key = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey">;

export function endsTyping({ key }: Key): boolean {
  return key === "Enter" || key === "Tab" || key === "Escape";
}

export function typesSign({ key, ctrlKey, metaKey }: Key): boolean {
  return key.length === 1 && !ctrlKey && !metaKey;
}

export function choosesAll({ key, ctrlKey, metaKey }: Key): boolean {
  return (ctrlKey || metaKey) && key.toLowerCase() === "a";
}
