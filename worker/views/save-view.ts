import type { Change, ChangeKind } from "../../domain/change.ts";
import { newId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { FieldConflict } from "../../domain/problem.ts";
import { may } from "../../domain/role.ts";
import { MOST_VIEWS, mayChangeView, SHARES_VIEWS } from "../../domain/saved-view.ts";
import type { NewSavedView, SavedView, SavedViewEdit } from "../../domain/saved-view.ts";
import { readEntityChanges } from "../../db/change.ts";
import { GuardBroken, commit, findOutcome } from "../../db/commit.ts";
import type { Commit, Committed, NewChange } from "../../db/commit.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { findSavedView, insertSavedView, updateSavedView } from "../../db/saved-view.ts";
import type { FoundView } from "../../db/saved-view.ts";
import { commitHeader, toldChanges } from "../orders/intent.ts";
import type { Intent } from "../orders/intent.ts";

export interface SavedViewAnswer {
  readonly view: SavedView;
  /** To publish. */
  readonly changes: readonly Change[];
}

const gone = () => new ProblemError("not_found", "This view was deleted, or it is not shared with you.");

/** Creates a view of the person's own; the same key again answers with the view that the first one made. */
export async function createView(db: OrgDatabase, intent: Intent, draft: NewSavedView): Promise<SavedViewAnswer> {
  if (draft.shared) allowSharing(intent);
  const id = newId("viw", intent.now);
  const committed = await commit(db, commitOf(intent, [insertSavedView(id, intent.actor.id, draft, intent.now)], [changeOf("view.saved", id, 1)], id)).catch((error: unknown) => {
    throw error instanceof GuardBroken ? tooMany(draft.shared) : error;
  });
  return await answerOf(db, intent, committed, committed.result["view"] ?? id);
}

/**
 * Renames, shares or changes a view. What somebody else made of the same field since `version` is a conflict, with
 * theirs and mine: nothing is lost, and who asks may save under another name.
 */
export async function changeView(db: OrgDatabase, intent: Intent, id: string, version: number, edit: SavedViewEdit): Promise<SavedViewAnswer> {
  return await change(db, intent, id, async ({ view, deleted }) => {
    if (deleted) return gone();
    if (edit.shared === true && !view.shared) allowSharing(intent);
    if (edit.shared === false && view.shared && view.owner.id !== intent.actor.id) return new ProblemError("forbidden", `Only ${view.owner.name || "its owner"} can make this view personal. Delete it, if nobody needs it.`);
    if (version > view.version) return new ProblemError("conflict", `The view “${view.name}” is at version ${view.version}. Read it again.`, { version: view.version, conflicts: [] });
    const conflicts = version < view.version ? conflictsOf(view, edit, await readEntityChanges(db, id, version)) : [];
    if (conflicts.length > 0) {
      const detail = `${conflicts[0]?.by ?? "Somebody"} changed the view “${view.name}” meanwhile. Take theirs, save yours over it, or save yours under another name.`;
      return new ProblemError("conflict", detail, { version: view.version, conflicts });
    }
    const after = { name: edit.name ?? view.name, shared: edit.shared ?? view.shared, query: edit.query ?? view.query, deleted: false };
    return after.name === view.name && after.shared === view.shared && after.query === view.query ? null : after;
  });
}

export async function deleteView(db: OrgDatabase, intent: Intent, id: string): Promise<SavedViewAnswer> {
  return await change(db, intent, id, ({ view, deleted }) => Promise.resolve(deleted ? gone() : { ...view, deleted: true }));
}

/** Takes a deletion back. */
export async function restoreView(db: OrgDatabase, intent: Intent, id: string): Promise<SavedViewAnswer> {
  return await change(db, intent, id, ({ view, deleted }) => Promise.resolve(deleted ? { ...view, deleted: false } : null));
}

type After = Parameters<typeof updateSavedView>[1];

/** Each broken guard means that somebody else's change of this view succeeded, or that there is no room. */
const ATTEMPTS = 20;

/** @param decide what the row becomes; null leaves it as it is; a problem, unless this very request was carried out before */
async function change(db: OrgDatabase, intent: Intent, id: string, decide: (found: FoundView) => Promise<After | ProblemError | null>): Promise<SavedViewAnswer> {
  for (let attempt = 1, read = 0; ; attempt++) {
    const found = await findSavedView(db, intent.actor.id, id);
    if (!found) throw gone();
    if (!mayChangeView(found.view, intent.actor.id, may(intent.permissions, "settings.manage"))) {
      throw new ProblemError("forbidden", `This view is ${found.view.owner.name || "somebody else"}'s. Save yours under another name.`);
    }
    const after = await decide(found);
    if (after instanceof ProblemError) {
      const earlier = await findOutcome(db, intent.key, intent.fingerprint);
      if (!earlier) throw after;
      return { view: found.view, changes: [] };
    }
    // The guard broke though nobody else changed the row.
    if (read === found.view.version && after && !after.deleted) throw tooMany(after.shared);
    if (attempt > ATTEMPTS) throw new ProblemError("unavailable", "Many people are changing this view at this moment. Nothing of yours was saved; try again.", { retryAfter: 1 });
    read = found.view.version;
    const changes = after ? [changeOf(after.deleted ? "view.deleted" : "view.saved", id, read + 1, FIELDS.filter((field) => after[field] !== found.view[field]))] : [];
    const writes = after ? [updateSavedView(found.view, after, intent.actor.id, intent.now)] : [];
    try {
      return await answerOf(db, intent, await commit(db, commitOf(intent, writes, changes, id)), id);
    } catch (error) {
      if (!(error instanceof GuardBroken)) throw error;
    }
  }
}

const FIELDS = ["name", "shared", "query"] as const;

/** What was saved since by somebody else, and differs from what is wanted. What it was before nobody kept. */
function conflictsOf(view: SavedView, edit: SavedViewEdit, since: readonly Change[]): FieldConflict[] {
  return FIELDS.flatMap((field) => {
    const last = since.findLast((c) => field in c.patch);
    return last === undefined || edit[field] === undefined || edit[field] === view[field] ? [] : [{ field, base: null, theirs: view[field], mine: edit[field], by: last.actor.name, at: last.at }];
  });
}

/** @throws ProblemError forbidden */
function allowSharing(intent: Intent): void {
  if (!may(intent.permissions, SHARES_VIEWS)) throw new ProblemError("forbidden", "Your role does not allow sharing views. Save it for yourself, or ask a colleague to share it.");
}

function tooMany(shared: boolean): ProblemError {
  return new ProblemError("refused", `There are ${MOST_VIEWS} ${shared ? "shared views" : "views of yours"} already. Delete one that nobody needs, and save again.`);
}

/** The log says which fields changed, never what stands in them: a personal view is nobody else's, and a filter may name a customer. */
function changeOf(kind: ChangeKind, id: string, version: number, fields: readonly string[] = []): NewChange {
  return { kind, entity: "view", entityId: id, version, patch: Object.fromEntries(fields.map((field) => [field, [null, null]])), row: null, comment: "" };
}

function commitOf(intent: Intent, writes: Commit["writes"], changes: readonly NewChange[], id: string): Commit {
  return { ...commitHeader(intent), writes, changes, result: { view: id }, tell: toldChanges(intent, changes, null) };
}

async function answerOf(db: OrgDatabase, intent: Intent, committed: Committed, id: string): Promise<SavedViewAnswer> {
  const found = await findSavedView(db, intent.actor.id, id);
  if (!found) throw gone();
  return { view: found.view, changes: committed.untold };
}
