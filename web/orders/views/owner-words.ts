import type { SavedView } from "../../../domain/saved-view.ts";

/** Whose a view is, as its list says it; a view outlives its owner's leaving. */
export function ownerWords({ owner, shared }: Pick<SavedView, "owner" | "shared">, self: string): string {
  if (owner.id === self) return shared ? "shared" : "only you";
  return owner.active ? owner.name : `${owner.name || "Somebody"}, who left`;
}
