import { createSignal, onCleanup } from "solid-js";
import { delegateEvents } from "solid-js/web";

export interface Shortcut {
  /** One key (`n`), a chord (`mod+k`) or a sequence (`g o`). */
  readonly keys: string;
  readonly label: string;
  /** Heading in the sheet. */
  readonly group: string;
  /** Left out where something on the page hears the key itself: it is only listed. */
  readonly run?: (event: KeyboardEvent) => void;
}

const THIS_PAGE = "This page";

/** Milliseconds between the keys of a sequence. */
const PATIENCE = 900;

const [list, setList] = createSignal<readonly Shortcut[]>([]);

/** What can be pressed now, for the sheet. */
export const shortcuts = list;

/** Binds a key while the component lives; of two on the same key the later one wins. Silent while one types or a dialog is open. */
export function useShortcut(keys: string, label: string, run: (event: KeyboardEvent) => void, group = THIS_PAGE): void {
  add({ keys, label, group, run });
}

/** Names a key in the sheet that a part of the page hears by itself, such as the arrows of a grid. */
export function noteShortcut(keys: string, label: string, group = THIS_PAGE): void {
  add({ keys, label, group });
}

function add(own: Shortcut): void {
  setList((before) => [...before, own]);
  onCleanup(() => setList((before) => before.filter((one) => one !== own)));
}

/** `mod+k` for Ctrl+K, or ⌘K on a Mac. A shifted sign is itself: `?`, not `shift+?`. */
function pressed(event: KeyboardEvent): string {
  // With Alt a Mac writes another sign: the key's own letter is meant.
  const plain = event.altKey ? (/^Key([A-Z])$/u.exec(event.code)?.[1] ?? event.key) : event.key;
  const key = plain === " " ? "space" : plain.toLowerCase();
  const shifted = event.shiftKey && (plain.length > 1 || /[a-z]/u.test(key));
  return [(event.ctrlKey || event.metaKey) && "mod", event.altKey && "alt", shifted && "shift", key].filter(Boolean).join("+");
}

function typing(event: KeyboardEvent): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches("input:not([type=checkbox],[type=radio]), textarea, select");
}

/** The one listener; `ShellShortcuts` starts it. */
export function listenForShortcuts(): void {
  let begun = "";
  let timer = 0;
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    const key = pressed(event);
    if (typing(event) && !key.startsWith("mod+")) return;
    if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return;
    clearTimeout(timer);
    const keys = begun === "" ? key : `${begun} ${key}`;
    const all = list().filter((one) => one.run !== undefined);
    const found = all.findLast((one) => one.keys === keys) ?? all.findLast((one) => one.keys === key);
    begun = "";
    if (found !== undefined) {
      event.preventDefault();
      found.run?.(event);
    } else if (all.some((one) => one.keys.startsWith(`${key} `))) {
      begun = key;
      timer = window.setTimeout(() => {
        begun = "";
      }, PATIENCE);
    }
  };
  // Solid hears the keys of the page's own elements at the document as well, from when the first one asked for it: they go first.
  delegateEvents(["keydown"]);
  document.addEventListener("keydown", onKey);
  onCleanup(() => {
    clearTimeout(timer);
    document.removeEventListener("keydown", onKey);
  });
}
