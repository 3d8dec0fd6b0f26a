import { readChunk } from "../../db/bulk-chunk.ts";
import type { BulkChunk, FrozenItem } from "../../db/bulk-chunk.ts";
import { readChanges, readChangesAfter } from "../../db/change.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { LOOKUPS_VERSION, lookupsAt } from "../../db/lookups.ts";
import { loadOrderHeads } from "../../db/order-head.ts";
import { BULK_NEEDS, decideBulk, decideUndo, overtaken } from "../../domain/bulk.ts";
import type { BulkDecision } from "../../domain/bulk.ts";
import type { Change } from "../../domain/change.ts";
import type { Lookups } from "../../domain/lookups.ts";
import type { OrderHead } from "../../domain/order.ts";
import { may } from "../../domain/role.ts";
import { heldPermissions } from "./held-permissions.ts";
import type { Running } from "./run.ts";

export interface Decided {
  readonly item: FrozenItem;
  /** As it was read; undefined if it is not there. */
  readonly before: OrderHead | undefined;
  readonly decision: BulkDecision;
}

/** What a chunk will be, as its orders were when they were read. */
export interface PreparedChunk {
  readonly chunk: number;
  /** Null if whoever started the job may not do it any more. */
  readonly decided: readonly Decided[] | null;
  readonly lookups: Lookups;
  /** What the decisions were made at, UTC milliseconds. */
  readonly at: number;
}

/**
 * Reads the orders of a chunk and asks the one rule about each.
 * @param leaveOut orders that others change so often that they cannot be written
 */
export async function prepareChunk(running: Running, number: number, leaveOut: ReadonlySet<string>): Promise<PreparedChunk> {
  const { db, job, control } = running;
  const at = Date.now();
  const [chunk, version, permissions] = await Promise.all([readChunk(db, job.id, number), db.query(LOOKUPS_VERSION), heldPermissions(control, db.orgId, job.actor, at)]);
  const lookups = await lookupsAt(db, version);
  if (!may(permissions, BULK_NEEDS[job.spec.act])) return { chunk: number, decided: null, lookups, at };
  if (!chunk) throw new Error(`chunk ${number} of a bulk action is missing`);
  const context = { ...lookups, permissions, now: at };
  const undone = chunk.undo && job.spec.undoes !== null ? await changesOf(db, chunk.undo, job.spec.undoes) : null;
  const items = undone ? undone.map((change): FrozenItem => [change.entityId, change.version]) : chunk.items;
  const orders = await loadOrderHeads(db, items.map(([id]) => id));
  const moved = items.filter(([id, seen]) => orders.has(id) && orders.get(id)?.version !== seen);
  const since = Map.groupBy(await readChangesAfter(db, moved), (change) => change.entityId);
  const decided = items.map((item, i): Decided => {
    const [id, seen] = item;
    const before = orders.get(id);
    if (before && leaveOut.has(id)) return { item, before, decision: overtaken(before) };
    const frozen = { order: before, version: seen, since: since.get(id) ?? [] };
    const change = undone?.[i];
    if (change) return { item, before, decision: decideUndo(change, frozen, context) };
    if (!job.spec.action) throw new Error("a bulk action was started without saying what it does");
    return { item, before, decision: decideBulk(job.spec.action, frozen, context) };
  });
  return { chunk: number, decided, lookups, at };
}

/** Orders that are not as they were read before. */
export function movedBetween(one: PreparedChunk, other: PreparedChunk): string[] {
  const versions = new Map((one.decided ?? []).flatMap(({ before }) => (before ? [[before.id, before.version] as const] : [])));
  return (other.decided ?? []).flatMap(({ before }) => (before && versions.has(before.id) && versions.get(before.id) !== before.version ? [before.id] : []));
}

/** The changes that one chunk of another job made. */
async function changesOf(db: OrgDatabase, { from, to }: NonNullable<BulkChunk["undo"]>, jobId: string): Promise<Change[]> {
  const changes: Change[] = [];
  for (let after = from - 1; after < to; ) {
    const page = await readChanges(db, after, to - after);
    if (page.length === 0) throw new Error("the log ends before what a job wrote");
    changes.push(...page);
    after = page.at(-1)?.seq ?? to;
  }
  return changes.filter((change) => change.cause.id === jobId && change.entity === "order");
}
