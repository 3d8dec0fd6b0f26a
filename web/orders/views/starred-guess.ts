import * as v from "valibot";
import type { SavedView } from "../../../domain/saved-view.ts";
import type { Scope } from "../../session/organization-scope.tsx";

/** What of the starred views this browser remembers: they stand in the bar before they are read, and push nothing aside when they are. */
const Guess = v.pipe(v.string(), v.parseJson(), v.array(v.object({ id: v.string(), name: v.string(), query: v.string(), version: v.number() })));
export type StarredView = v.InferOutput<typeof Guess>[number];

const placeOf = (scope: Scope) => `quayside.starred.${scope.slug}.${scope.user.id}`;

export function guessedStarred(scope: Scope): readonly StarredView[] {
  try {
    const parsed = v.safeParse(Guess, localStorage.getItem(placeOf(scope)));
    return parsed.success ? parsed.output : [];
  } catch {
    return []; // storage refused
  }
}

export function rememberStarred(scope: Scope, views: readonly SavedView[]): void {
  try {
    localStorage.setItem(placeOf(scope), JSON.stringify(views.map(({ id, name, query, version }): StarredView => ({ id, name, query, version }))));
  } catch {
    // Full or refused: then they come a moment later.
  }
}
