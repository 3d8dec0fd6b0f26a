import type { Change } from "../../domain/change.ts";
import { conflictsOf } from "../../domain/merge.ts";
import { editOrder, kindOfPatch, spoken } from "../../domain/order-rule.ts";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { EditContext, Patch } from "../../domain/order-rule.ts";
import type { Order } from "../../domain/order.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { FieldConflict } from "../../domain/problem.ts";
import { readChanges, readEntityChanges } from "../../db/change.ts";
import { commit, findOutcome, GuardBroken } from "../../db/commit.ts";
import type { Committed, NewChange } from "../../db/commit.ts";
import { customerById, customerOf } from "../../db/customer.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { LOOKUPS_VERSION, lookupsAt } from "../../db/lookups.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { loadOrder, loggedRow, orderById, orderOf } from "../../db/order.ts";
import { updateOrderWrites } from "../../db/order-write.ts";
import { productsByCode, productsOf } from "../../db/product.ts";
import { withAddresses } from "./address-conflict.ts";
import { commitHeader, toldChanges } from "./intent.ts";
import type { Intent } from "./intent.ts";

export interface SaveRequest extends Intent {
  readonly id: string;
  /** The version that the edit was based on. */
  readonly version: number;
  readonly edit: OrderEdit;
}

export interface Saved {
  readonly order: Order;
  readonly seq: number;
  /** Others had changed other fields since the version that the edit was based on. */
  readonly merged: boolean;
  /** To publish: what was committed now and nobody told of, or by the request that this one repeats. */
  readonly changes: readonly Change[];
}

/** What the rule needs, read together in one round trip. */
export interface Snapshot {
  readonly order: Order | null;
  readonly lookups: Lookups;
  readonly products: EditContext["products"];
  readonly customer: EditContext["customer"];
}

export async function readSnapshot(db: OrgDatabase, id: string, edit: OrderEdit): Promise<Snapshot> {
  const codes = (edit.lines ?? []).flatMap((l) => (l.op === "add" ? [l.stockCode] : []));
  const [order = [], version = [], products = [], customer = []] = await db.queryAll([
    orderById(id),
    LOOKUPS_VERSION,
    ...(codes.length > 0 || edit.customerId !== undefined ? [productsByCode(codes)] : []),
    ...(edit.customerId !== undefined ? [customerById(edit.customerId)] : []),
  ]);
  return { order: orderOf(order), lookups: await lookupsAt(db, version), products: productsOf(products), customer: customerOf(customer) };
}

/** Each broken guard means that somebody else succeeded, so of a crowd of so many on one order each gets through. */
const ATTEMPTS = 100;
/** Between turns, in milliseconds at most. */
const LONGEST_PAUSE = 100;

/**
 * One save (N3, N5): what is guarded is the version that the server read, so the
 * totals that the rule computes are right for it; the client's fields are merged
 * again on each attempt.
 * @param first what was read already, to save a round trip
 * @throws ProblemError not_found, conflict, refused, invalid, forbidden, unavailable
 */
export async function saveOrder(db: OrgDatabase, request: SaveRequest, first: Promise<Snapshot>): Promise<Saved> {
  let snapshot = await first;
  for (let attempt = 1; ; attempt++) {
    const { order, lookups } = snapshot;
    if (!order) throw new ProblemError("not_found", "This order does not exist in this organization.");
    if (request.version > order.version) {
      throw new ProblemError("conflict", `Order ${order.number} is at version ${order.version}. Read it again.`, { version: order.version, conflicts: [] });
    }
    const since = request.version < order.version ? await readEntityChanges(db, order.id, request.version) : [];
    const own = since.find((c) => c.cause.id === request.key);
    const conflicts = own ? [] : await withAddresses(db, conflictsOf(request.edit, since));
    if (conflicts.length > 0) return await repeatedOr(db, request, order, conflictProblem(order, conflicts));
    const context: EditContext = { ...lookups, permissions: request.permissions, tax: { rate: lookups.organization.taxRate, inclusive: lookups.organization.taxInclusive }, products: snapshot.products, customer: snapshot.customer, now: request.now };
    const result = own ? { ok: true as const, order, patch: {} } : editOrder(order, request.edit, context);
    if (!result.ok) return await repeatedOr(db, request, order, ProblemError.of(result.problem));
    try {
      const committed = await commitEdit(db, request, order, result.order, result.patch, lookups);
      return await savedOf(db, request, committed, result.order, since.some((c) => c !== own));
    } catch (error) {
      if (!(error instanceof GuardBroken)) throw error;
      if (attempt === ATTEMPTS) throw new ProblemError("unavailable", "Many people are changing this order at this moment. Nothing of yours was saved; try again.", { retryAfter: 1 });
      // Those who lost come back one after another, or each turn but one would be lost again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(LONGEST_PAUSE, 5 * attempt)));
      snapshot = await readSnapshot(db, request.id, request.edit);
    }
  }
}

/** A save that had changed nothing stands in no log, but it was answered with success, and is again however others went on since (A3.20). @throws the problem if it is a new one */
async function repeatedOr(db: OrgDatabase, request: SaveRequest, order: Order, otherwise: ProblemError): Promise<Saved> {
  const committed = await findOutcome(db, request.key, request.fingerprint);
  if (!committed) throw otherwise;
  return await savedOf(db, request, committed, order, true);
}

function conflictProblem(order: Order, conflicts: FieldConflict[]): ProblemError {
  const who = [...new Set(conflicts.map((c) => c.by))].join(", ");
  return new ProblemError("conflict", `${who} changed the same field of order ${order.number} meanwhile. Choose theirs or yours.`, { conflicts, version: order.version });
}

async function commitEdit(db: OrgDatabase, request: SaveRequest, before: Order, after: Order, patch: Patch, lookups: Lookups): Promise<Committed> {
  const changes: NewChange[] = [];
  // A comment is a change too, though every field stayed as it was.
  if (after.version > before.version) {
    changes.push({ kind: kindOfPatch(patch), entity: "order", entityId: after.id, version: after.version, patch, row: loggedRow(after), comment: spoken(request.edit, lookups) });
  }
  const writes = changes.length > 0 ? updateOrderWrites(before, after) : [];
  return await commit(db, { ...commitHeader(request), writes, changes, result: { order: after.id }, tell: toldChanges(request, changes, after) });
}

async function savedOf(db: OrgDatabase, request: SaveRequest, committed: Committed, order: Order, merged: boolean): Promise<Saved> {
  if (!committed.replayed) return { order, seq: committed.to, merged, changes: committed.untold };
  const logged = committed.to < committed.from ? [] : await readChanges(db, committed.from - 1, committed.to - committed.from + 1);
  return { order: (await loadOrder(db, request.id)) ?? order, seq: committed.to, merged, changes: logged };
}
