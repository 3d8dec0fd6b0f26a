import { parseView, printView } from "../../../domain/filter-url.ts";
import type { View } from "../../../domain/filter-url.ts";
import type { ColumnId } from "../../../domain/order-column.ts";
import type { SavedView } from "../../../domain/saved-view.ts";
import type { OpenedMark } from "./opened-mark.ts";

/** What is saved: with the columns that show, or a colleague would see other ones. */
export function savedText(view: View, shown: readonly ColumnId[]): string {
  return printView({ ...view, columns: shown }).toString();
}

/** Whether a view shows what a saved one says, however that was written. */
export function showsSaved(view: View, saved: Pick<SavedView, "query">): boolean {
  return printView(view).toString() === printView(parseView(new URLSearchParams(saved.query)).view).toString();
}

/** What a saved view said when the address last agreed with it. */
export interface Basis {
  readonly version: number;
  readonly query: string;
}

export type OpenedView =
  | { readonly kind: "none" }
  /** The views are not read yet. */
  | { readonly kind: "reading" }
  /** Deleted, or not shared. */
  | { readonly kind: "gone" }
  | {
      readonly kind: "open";
      readonly saved: SavedView;
      /** `same`: as it was saved; `edited`: the address says something else; `newer`: a colleague saved it meanwhile, and the address says what it said before. */
      readonly state: "same" | "edited" | "newer";
      /** What saving is based on: if a colleague saved since, they are asked about. */
      readonly version: number;
    };

/** @param basis null if the address never agreed with it here, as that of an old link: then the version counts of which the link was made */
export function openedView(mark: OpenedMark | null, views: readonly SavedView[] | null, view: View, basis: Basis | null): OpenedView {
  if (mark === null) return { kind: "none" };
  if (views === null) return { kind: "reading" };
  const saved = views.find((one) => one.id === mark.id);
  if (!saved) return { kind: "gone" };
  if (showsSaved(view, saved)) return { kind: "open", saved, state: "same", version: saved.version };
  const outdated = basis !== null && basis.query !== saved.query && showsSaved(view, basis);
  // A link that does not tell may be as old as the view: whoever saves by it is asked if it was ever changed.
  return { kind: "open", saved, state: outdated ? "newer" : "edited", version: basis?.version ?? Math.min(mark.version ?? 1, saved.version) };
}
