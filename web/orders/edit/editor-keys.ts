import { stepOf } from "./step.ts";
import type { Entry, Step } from "./step.ts";

interface EditorActs extends Pick<Entry, "typed" | "text"> {
  readonly save: (go: Step) => void;
  readonly cancel: () => void;
}

/** The keys of an editor that one types in: those of `stepOf` save, Escape gives up; none of them reaches the grid. */
export function editorKeys({ save, cancel, typed, text }: EditorActs): (event: KeyboardEvent & { readonly currentTarget: HTMLInputElement | HTMLTextAreaElement }) => void {
  return (event) => {
    if (event.isComposing) return;
    event.stopPropagation();
    const { selectionStart, value } = event.currentTarget;
    const go = stepOf(event, { typed, text: text ?? "line", atEnd: selectionStart === value.length });
    if (go) save(go);
    else if (event.key === "Escape") cancel();
    else return;
    event.preventDefault();
  };
}
