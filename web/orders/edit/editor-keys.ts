interface EditorActs {
  /** @param go 1 or -1 moves to the next or previous cell afterwards */
  readonly save: (go: 1 | -1 | 0) => void;
  readonly cancel: () => void;
  /** Shift+Enter begins a line. */
  readonly lines?: true;
}

/** The keys of an editor that one types in: Enter saves, Escape gives up, Tab saves and moves on; none of them reaches the grid. */
export function editorKeys({ save, cancel, lines }: EditorActs): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.isComposing) return;
    event.stopPropagation();
    if (event.key === "Enter" && !(lines && event.shiftKey)) save(0);
    else if (event.key === "Escape") cancel();
    else if (event.key === "Tab") save(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
}
