import { noteShortcut } from "../../shell/shortcuts.ts";

/** The grid hears its keys itself (`grid-keys.ts`); the sheet names them. */
export function noteGridKeys(grouped: boolean): void {
  noteShortcut("down", "Into the list, from the top of the page");
  noteShortcut("up down left right", "To the next cell");
  noteShortcut("Home End", "First or last column");
  noteShortcut("PageUp PageDown", "A screen up or down");
  noteShortcut("mod+up", "To the first order");
  noteShortcut("mod+down", "To the last order");
  noteShortcut("A-Z", "Type to edit the cell");
  noteShortcut("enter Tab", "After typing: save, and on down or right");
  noteShortcut("Delete", "Empty the cell");
  noteShortcut("F2", "Edit the cell as it is");
  noteShortcut("enter", "Edit the cell, or open the order");
  noteShortcut("escape", "Leave the cell as it was, or clear the selection");
  noteShortcut("mod+enter", "Open the order");
  noteShortcut("space", "Select the order");
  noteShortcut("shift+down", "Select on to the next one");
  noteShortcut("mod+a", "Select all");
  noteShortcut("shift+F10", "Actions, or the menu of a heading");
  noteShortcut("alt+left right", "On a heading: narrower or wider");
  noteShortcut("alt+shift+left right", "On a heading: move the column");
  noteShortcut("mod+c", "Copy the cell, or the selected orders");
  noteShortcut("mod+v", "Paste from here on, or into all selected");
  if (grouped) {
    noteShortcut("left right", "On a group: close or open it");
    noteShortcut("mod+shift+left right", "Close or open all groups");
  }
  noteShortcut("mod+z", "Undo your last change");
  noteShortcut("mod+shift+z", "Redo it");
}
