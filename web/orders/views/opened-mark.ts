/**
 * Names the saved view that was opened, and its version then: `viw_1.3`. What shows is said by the rest of the address,
 * so that a link outlives the view; the version tells whether a colleague saved it since the link was made.
 */
export const OPENED = "view";

export interface OpenedMark {
  readonly id: string;
  /** Null in a link without it. */
  readonly version: number | null;
}

export function openedMark(search: string): OpenedMark | null {
  const [id, version] = new URLSearchParams(search).get(OPENED)?.split(".") ?? [];
  if (!id) return null;
  return { id, version: /^[1-9]\d{0,8}$/u.test(version ?? "") ? Number(version) : null };
}

/** With its question mark; "" for the usual list. */
export function searchOf(query: string, of: OpenedMark | null): string {
  const mark = of && `${OPENED}=${encodeURIComponent(of.id)}${of.version === null ? "" : `.${of.version}`}`;
  const text = [query, mark].filter(Boolean).join("&");
  return text === "" ? "" : `?${text}`;
}
