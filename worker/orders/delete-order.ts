import type { OrderEdit } from "../../domain/order-edit.ts";
import type { OrgDatabase } from "../../db/database.ts";
import type { Intent } from "./intent.ts";
import { readSnapshot, saveOrder } from "./save-order.ts";
import type { Saved } from "./save-order.ts";

/**
 * Deletes an order, or restores it (E9): a save like any other, based on whatever stands, because no
 * change of a field collides with it.
 * @throws ProblemError not_found, refused, forbidden, unavailable
 */
export async function deleteOrder(db: OrgDatabase, intent: Intent, id: string, deleted: boolean): Promise<Saved> {
  const edit: OrderEdit = { deleted };
  const snapshot = await readSnapshot(db, id, edit);
  return await saveOrder(db, { ...intent, id, version: snapshot.order?.version ?? 1, edit }, Promise.resolve(snapshot));
}
