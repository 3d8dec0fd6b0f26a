import { ProblemError } from "../../domain/problem.ts";
import { addressesOf, isBuiltOn, permissionsToUndo, undoOf } from "../../domain/undo.ts";
import { addressesById, addressesFound } from "../../db/address.ts";
import { readChanges, readEntityChanges } from "../../db/change.ts";
import type { OrgDatabase } from "../../db/database.ts";
import type { Intent } from "./intent.ts";
import { readSnapshot, saveOrder } from "./save-order.ts";
import type { Saved } from "./save-order.ts";

const UNDONE = "Undo";

/**
 * Takes back a change of one's own, while nobody else changed the order and oneself not the same again (N8):
 * a save like any other, so the rule of edits, the guard and the log hold for it as well.
 * @param seq of the change in the log
 * @throws ProblemError not_found, forbidden, conflict, refused, unavailable
 */
export async function undoChange(db: OrgDatabase, intent: Intent, id: string, seq: number): Promise<Saved> {
  const [change] = await readChanges(db, seq - 1, 1);
  if (change?.seq !== seq || change.entity !== "order" || change.entityId !== id) throw new ProblemError("not_found", "This order has no such change.");
  if (change.actor.kind !== intent.actor.kind || change.actor.id !== intent.actor.id) throw new ProblemError("forbidden", `This change was made by ${change.actor.name}, who alone can undo it.`);
  const since = await readEntityChanges(db, id, change.version);
  // The undo itself, when it is sent again.
  const later = since.filter((c) => c.cause.id !== intent.key);
  const theirs = later.find((c) => c.actor.kind !== intent.actor.kind || c.actor.id !== intent.actor.id);
  if (theirs || isBuiltOn(change.patch, later.map((c) => c.patch))) {
    const who = theirs?.actor.name ?? "You";
    throw new ProblemError("conflict", `${who} changed this order since, so that change can no longer be undone. Change it back by hand.`, { version: since.at(-1)?.version ?? change.version, conflicts: [] });
  }
  const addresses = addressesFound(await db.query(addressesById(addressesOf(change.patch))));
  const edit = change.kind === "order.created" || change.kind === "order.imported" ? null : undoOf(change.patch, addresses);
  if (!edit) throw new ProblemError("refused", "This change cannot be undone. Change the order by hand.");
  const said = { ...edit, comment: UNDONE };
  const permissions = permissionsToUndo(change.patch, intent.permissions);
  return await saveOrder(db, { ...intent, permissions, id, version: change.version, edit: said }, readSnapshot(db, id, said));
}
