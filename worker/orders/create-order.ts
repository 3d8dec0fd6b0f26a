import type { Change } from "../../domain/change.ts";
import type { OrderDraft } from "../../domain/order-create.ts";
import { placeOrder } from "../../domain/order-place.ts";
import type { Order } from "../../domain/order.ts";
import { ProblemError } from "../../domain/problem.ts";
import { readChanges } from "../../db/change.ts";
import { commit, findOutcome } from "../../db/commit.ts";
import type { Committed, NewChange } from "../../db/commit.ts";
import { customerById, customerOf } from "../../db/customer.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { LOOKUPS_VERSION, lookupsAt } from "../../db/lookups.ts";
import { loadOrder, loggedRow } from "../../db/order.ts";
import { insertOrderWrites } from "../../db/order-write.ts";
import { productsByCode, productsOf } from "../../db/product.ts";
import { commitHeader, toldChanges } from "./intent.ts";
import type { Intent } from "./intent.ts";

export interface Created {
  readonly order: Order;
  readonly seq: number;
  readonly changes: readonly Change[];
}

/** Places one order (C4); the same key again answers with the order that the first one placed. */
export async function createOrder(db: OrgDatabase, intent: Intent, draft: OrderDraft): Promise<Created> {
  const earlier = await findOutcome(db, intent.key, intent.fingerprint);
  if (earlier) return stored(db, earlier);
  const [version = [], productRows = [], customerRows = []] = await db.queryAll([LOOKUPS_VERSION, productsByCode(draft.lines.map((l) => l.stockCode)), customerById(draft.customerId)]);
  const lookups = await lookupsAt(db, version);
  const result = placeOrder(draft, { ...lookups, permissions: intent.permissions, products: productsOf(productRows), customer: customerOf(customerRows), now: intent.now });
  if (!result.ok) throw ProblemError.of(result.problem);

  const { order } = result;
  const changes: NewChange[] = [{ kind: "order.created", entity: "order", entityId: order.id, version: 1, patch: {}, row: loggedRow(order), comment: "" }];
  const committed = await commit(db, { ...commitHeader(intent), writes: insertOrderWrites(order, lookups.organization.numberPrefix), changes, result: { order: order.id } });
  if (committed.replayed) return stored(db, committed);
  // The number was allocated inside the batch, so it is read back once.
  const placed = await loadOrder(db, order.id);
  if (!placed) throw new ProblemError("internal", "The order was placed but could not be read back. Look for it in the list.");
  return { order: placed, seq: committed.to, changes: toldChanges(intent, changes, placed, committed.from) };
}

async function stored(db: OrgDatabase, committed: Committed): Promise<Created> {
  const order = await loadOrder(db, committed.result["order"] ?? "");
  if (!order) throw new ProblemError("internal", "The order of this Idempotency-Key is missing.");
  return { order, seq: committed.to, changes: await readChanges(db, committed.from - 1, committed.to - committed.from + 1) };
}
