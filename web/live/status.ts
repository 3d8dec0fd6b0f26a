/** Times are UTC milliseconds: since when nothing was heard. */
export type LiveStatus =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "reconnecting"; readonly since: number }
  /** The browser itself has no network. */
  | { readonly kind: "offline"; readonly since: number }
  /** Signed out, removed or unknown here: nothing is tried any more. */
  | { readonly kind: "revoked" };
