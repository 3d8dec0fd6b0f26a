import * as v from "valibot";
import { parseView, printView } from "./filter-url.ts";
import type { Permission } from "./role.ts";
import { requiredText, text } from "./text.ts";
import { viewErrors } from "./view-refusal.ts";

/** Personal ones of each person, and shared ones of each organization. */
export const MOST_VIEWS = 100;

/**
 * The view as the text of an address, as `printView` writes it. A script must not save what it mistyped: nonsense is
 * refused here, where an address that a person opens leaves it out and says so.
 */
export const ViewText = v.pipe(
  text(8_000),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const { message } of viewErrors(new URLSearchParams(dataset.value))) addIssue({ message });
  }),
  v.transform((query) => printView(parseView(new URLSearchParams(query)).view).toString()),
  v.string(),
);

const Name = requiredText(60);

/** A favourite (L5): a name for filter, sort, columns and grouping. */
export const SavedView = v.object({
  id: v.string(),
  name: v.string(),
  /** Everybody of the organization sees it; else only its owner. */
  shared: v.boolean(),
  query: v.string(),
  version: v.number(),
  /** Who made it; not active any more if they left. */
  owner: v.object({ id: v.string(), name: v.string(), active: v.boolean() }),
  /** Name of who changed it last, and when (UTC milliseconds). */
  updatedBy: v.string(),
  updatedAt: v.number(),
});
export type SavedView = v.InferOutput<typeof SavedView>;

export const NewSavedView = v.strictObject({ name: Name, shared: v.boolean(), query: ViewText });
export type NewSavedView = v.InferOutput<typeof NewSavedView>;

export const SavedViewEdit = v.strictObject({ name: v.optional(Name), shared: v.optional(v.boolean()), query: v.optional(ViewText) });
export type SavedViewEdit = v.InferOutput<typeof SavedViewEdit>;

/**
 * A shared view stands in everybody's list, of which there is only so much: sharing is for who works on orders, in
 * whatever way, and not for who only looks.
 */
export const SHARES_VIEWS: Permission = "orders.status";

/** A change of a shared view is its owner's, or of who manages the organization; of a personal one nobody else knows. */
export function mayChangeView(view: Pick<SavedView, "owner" | "shared">, personId: string, manages: boolean): boolean {
  return view.owner.id === personId || (view.shared && manages);
}
