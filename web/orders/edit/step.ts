/** From a cell to another one: rows down, columns to the right. */
export interface Step {
  readonly rows: -1 | 0 | 1;
  readonly columns: -1 | 0 | 1;
}

export const STAY: Step = { rows: 0, columns: 0 };
const UP: Step = { rows: -1, columns: 0 };
const DOWN: Step = { rows: 1, columns: 0 };
const LEFT: Step = { rows: 0, columns: -1 };
const RIGHT: Step = { rows: 0, columns: 1 };

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export interface Entry {
  /** The editor was opened by typing over the cell: it is left as in a spreadsheet, for who types goes on with the next row. */
  readonly typed: boolean;
  /** `line`: the arrows up and down mean nothing within it, nor the one to the right at its end. `lines`: Shift+Enter begins one. */
  readonly text?: "line" | "lines";
  /** Where one types is the end of the text. */
  readonly atEnd?: boolean;
}

/** Where a key that saves an edit leads (L9.2, L9.21); null for one that does not save. */
export function stepOf({ key, shiftKey: shift, ctrlKey, metaKey, altKey }: Pressed, { typed, text, atEnd }: Entry): Step | null {
  if (altKey) return null;
  if (key === "Tab") return shift ? LEFT : RIGHT;
  if (key === "Enter") {
    if (text === "lines" && shift) return null;
    if (!typed || ctrlKey || metaKey) return STAY;
    return shift ? UP : DOWN;
  }
  if (!typed || text !== "line" || shift || ctrlKey || metaKey) return null;
  if (key === "ArrowUp") return UP;
  if (key === "ArrowDown") return DOWN;
  return key === "ArrowRight" && atEnd === true ? RIGHT : null;
}
