const KEY = "quayside.organization";

/** The organization that was on this browser's screen last: only where `/` leads to, never what a page shows. */
export function lastOrganization(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is refused: the first organization then
  }
}

export function rememberOrganization(slug: string): void {
  try {
    localStorage.setItem(KEY, slug);
  } catch {
    // as above
  }
}
