import { onCleanup } from "solid-js";

/** What is none of the page's: the modifiers themselves, and the browser's own, such as F5 and Ctrl+R; Ctrl+A is a field's. */
function passes({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return ["Alt", "Control", "Meta", "Shift"].includes(key) || /^F(?!2$|10$)\d/u.test(key) || ((ctrlKey || metaKey) && key.length === 1 && key.toLowerCase() !== "a");
}

const POINTER = ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "auxclick", "dblclick", "contextmenu"] as const;

let keepers = 0;
/** Who presses again just now; 0 for nobody. */
let presser = 0;

/**
 * Keeps what is pressed for code that is on its way: it would be lost, or fall on what lies beneath. What is then
 * clicked waits behind the keys before it, which would fall on what was clicked otherwise.
 * @param begins whether a key that nothing else on the page meant is the first one to keep; all that follow it are kept as well. Left out: from now on
 * @returns presses them again, in their order, where the focus is by then; or forgets them
 */
export function keepKeys(begins?: (event: KeyboardEvent) => boolean): (again: boolean) => void {
  const over = new AbortController();
  const kept: (KeyboardEvent | MouseEvent)[] = [];
  const own = ++keepers;
  /** What one presses again is for what opened since, and so for those who came later; two that kept it from each other would never end. */
  const may = () => own > presser;
  let begun = begins === undefined;
  const keep = (event: KeyboardEvent | MouseEvent) => {
    begun = true;
    // Asked for now, to be there by then; who presses again hears of it if it does not come.
    import("./press-again.ts").catch(() => undefined);
    kept.push(event);
    event.preventDefault();
    // Nor do two keep the same.
    event.stopImmediatePropagation();
  };
  addEventListener("keydown", (event) => begun && may() && !passes(event) && keep(event), { capture: true, signal: over.signal });
  for (const type of POINTER) addEventListener(type, (event) => kept.length > 0 && may() && keep(event), { capture: true, signal: over.signal });
  addEventListener("keydown", (event) => !begun && !event.defaultPrevented && !passes(event) && begins?.(event) && keep(event), { signal: over.signal });

  async function pressAll(): Promise<void> {
    while (kept.length > 0) {
      // What each does to the page is there one turn later; what is pressed meanwhile waits its turn.
      // oxlint-disable-next-line no-await-in-loop
      const [{ pressAgain }] = await Promise.all([import("./press-again.ts"), new Promise((resolve) => setTimeout(resolve))]);
      const next = kept.shift();
      presser = own;
      try {
        if (next) pressAgain(next);
      } finally {
        presser = 0;
      }
    }
  }
  const forget = () => {
    kept.length = 0;
    over.abort();
  };
  return (again) => void (again ? pressAll().then(forget, forget) : forget());
}

/** The same for a dialog or menu that opens now, until it has the focus. If its owner goes before, they are forgotten. */
export function keepKeysForLayer(): void {
  const layer = () => document.activeElement?.closest('[role="dialog"], [role="menu"]');
  const before = layer();
  const end = keepKeys();
  const over = new AbortController();
  const arrived = () => {
    if (!layer() || layer() === before) return;
    over.abort();
    setTimeout(end, 0, true);
  };
  addEventListener("focusin", arrived, { signal: over.signal });
  onCleanup(() => {
    over.abort();
    end(false);
  });
}
