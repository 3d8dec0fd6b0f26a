import { newIdempotencyKey } from "../api.ts";

const KEY = "quayside.tab";

/** Names this tab, also after a reload: messages about a save belong where it was made. */
export const THIS_TAB = remembered();

function remembered(): string {
  const fresh = newIdempotencyKey();
  try {
    const known = sessionStorage.getItem(KEY);
    if (known !== null) return known;
    sessionStorage.setItem(KEY, fresh);
  } catch {
    // Storage is refused: it holds until the page is left.
  }
  return fresh;
}
