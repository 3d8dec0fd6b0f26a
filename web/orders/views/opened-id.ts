/** Names the saved view that was opened. What shows is said by the rest of the address, so that a link outlives the view. */
export const OPENED = "view";

export function openedId(search: string): string | null {
  return new URLSearchParams(search).get(OPENED);
}

/** With its question mark; "" for the usual list. */
export function searchOf(query: string, id: string | null): string {
  const text = [query, ...(id === null ? [] : [`${OPENED}=${encodeURIComponent(id)}`])].filter(Boolean).join("&");
  return text === "" ? "" : `?${text}`;
}
