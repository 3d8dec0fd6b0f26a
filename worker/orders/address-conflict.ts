import { addressesById, addressesFound } from "../../db/address.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { same } from "../../domain/same.ts";
import type { FieldConflict } from "../../domain/problem.ts";

const ADDRESSES: ReadonlySet<string> = new Set(["deliveryAddress", "billingAddress"]);

/**
 * Conflicts with addresses in full: the log names them by ids, which differ though what they say is
 * the same. An address that both changed alike, or that was changed back, is no conflict (N3.2).
 */
export async function withAddresses(db: OrgDatabase, conflicts: FieldConflict[]): Promise<FieldConflict[]> {
  const ids = conflicts.flatMap((c) => (ADDRESSES.has(c.field) ? [c.base, c.theirs] : [])).filter((id) => typeof id === "string");
  if (ids.length === 0) return conflicts;
  const found = addressesFound(await db.query(addressesById(ids)));
  const textOf = (id: unknown) => (typeof id === "string" ? (found.get(id) ?? null) : null);
  return conflicts.flatMap((c) => {
    if (!ADDRESSES.has(c.field)) return [c];
    const told = { ...c, base: textOf(c.base), theirs: textOf(c.theirs) };
    return same(told.base, told.theirs) || same(told.theirs, told.mine) ? [] : [told];
  });
}
