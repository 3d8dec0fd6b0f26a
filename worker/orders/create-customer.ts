import type { Change } from "../../domain/change.ts";
import type { Customer, CustomerDraft } from "../../domain/customer.ts";
import { newId } from "../../domain/ids.ts";
import { ProblemError } from "../../domain/problem.ts";
import { readChanges } from "../../db/change.ts";
import { commit } from "../../db/commit.ts";
import type { NewChange } from "../../db/commit.ts";
import { customerById, customerOf, insertCustomerWrites } from "../../db/customer.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { commitHeader, toldChanges } from "./intent.ts";
import type { Intent } from "./intent.ts";

/** Creates a customer in place (C1); the same key again answers with the customer that the first one made. */
export async function createCustomer(db: OrgDatabase, intent: Intent, draft: CustomerDraft): Promise<{ customer: Customer; seq: number; changes: readonly Change[] }> {
  const customer: Customer = { id: newId("cus", intent.now), ...draft };
  const changes: NewChange[] = [{ kind: "customer.created", entity: "customer", entityId: customer.id, version: 1, patch: {}, row: null, comment: "" }];
  const writes = insertCustomerWrites(customer, customer.address ? newId("adr", intent.now) : null, intent.now);
  const committed = await commit(db, { ...commitHeader(intent), writes, changes, result: { customer: customer.id }, tell: toldChanges(intent, changes, null) });
  if (!committed.replayed) return { customer, seq: committed.to, changes: committed.untold };
  const stored = customerOf(await db.query(customerById(committed.result["customer"] ?? "")));
  if (!stored) throw new ProblemError("internal", "The customer of this Idempotency-Key is missing.");
  return { customer: stored, seq: committed.to, changes: await readChanges(db, committed.from - 1, committed.to - committed.from + 1) };
}
