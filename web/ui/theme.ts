import { createSignal } from "solid-js";

export type Theme = "system" | "light" | "dark";

/** What theme.js reads before the first paint: the choice of whoever used this browser last. */
const LAST = "quayside.theme";

function asTheme(text: string | null): Theme {
  return text === "light" || text === "dark" ? text : "system";
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is refused: the theme then lasts as long as the page
  }
}

const [theme, setSignal] = createSignal<Theme>(asTheme(stored(LAST)));
let person: string | undefined;

export { theme };

function apply(next: Theme): void {
  setSignal(next);
  if (next === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = next;
}

function store(key: string, next: Theme): void {
  try {
    localStorage.setItem(key, next);
  } catch {
    // as above
  }
}

export function setTheme(next: Theme): void {
  apply(next);
  store(LAST, next);
  if (person !== undefined) store(`${LAST}.${person}`, next);
}

/** Two people at one desk each get their own; who chose none gets the system's. */
export function themeOf(personId: string): void {
  person = personId;
  const own = asTheme(stored(`${LAST}.${personId}`));
  apply(own);
  store(LAST, own);
}
