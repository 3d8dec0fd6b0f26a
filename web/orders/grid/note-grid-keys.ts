import { noteShortcut } from "../../shell/shortcuts.ts";

/** The grid hears its keys itself (`grid-keys.ts`); the sheet names those that nobody would guess. */
export function noteGridKeys(): void {
  noteShortcut("enter", "Edit the cell, or open the order");
  noteShortcut("mod+enter", "Open the order");
  noteShortcut("space", "Select the order");
  noteShortcut("shift+down", "Select on to the next one");
  noteShortcut("mod+a", "Select all");
  noteShortcut("shift+F10", "Actions");
  noteShortcut("mod+z", "Undo your last change");
  noteShortcut("mod+shift+z", "Redo it");
  noteShortcut("mod+up", "To the first order");
  noteShortcut("mod+down", "To the last order");
}
