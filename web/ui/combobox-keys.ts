export interface ComboboxActions {
  readonly open: () => boolean;
  readonly show: () => void;
  readonly close: () => void;
  /** Rows, downwards. */
  readonly move: (by: number) => void;
  readonly enter: () => void;
}

/** The keys of a combobox, after the pattern of WAI-ARIA. What it does not use goes on to the form, the cell, the dialog. */
export function comboboxKeys(actions: ComboboxActions): (event: KeyboardEvent) => void {
  const used = (event: KeyboardEvent, act: () => void) => {
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (event) => {
    if (event.isComposing) return;
    const open = actions.open();
    if (event.key === "ArrowDown") used(event, () => (open ? actions.move(1) : actions.show()));
    else if (event.key === "ArrowUp") used(event, () => (open ? (event.altKey ? actions.close() : actions.move(-1)) : actions.show()));
    else if (event.key === "Enter" && open && !event.ctrlKey && !event.metaKey) used(event, actions.enter);
    else if (event.key === "Escape" && open) used(event, actions.close);
  };
}
