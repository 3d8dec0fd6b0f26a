import { CHUNK_ORDERS, endChunk, outcomeWrites, readChunk } from "../../db/bulk-chunk.ts";
import type { BulkChunk, FrozenItem, NotDone } from "../../db/bulk-chunk.ts";
import { bulkViewOf } from "../../db/bulk-job.ts";
import type { BulkProgress } from "../../db/bulk-job.ts";
import { readChanges, readChangesAfter } from "../../db/change.ts";
import { commit, GuardBroken } from "../../db/commit.ts";
import type { NewChange } from "../../db/commit.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { advanceJob, finishJob } from "../../db/job.ts";
import { LOOKUPS_VERSION, lookupsAt } from "../../db/lookups.ts";
import { actWrites } from "../../db/order-act-write.ts";
import { loadOrderHeads } from "../../db/order-head.ts";
import { loggedRow } from "../../db/order.ts";
import { BULK_NEEDS, decideBulk, decideUndo, overtaken } from "../../domain/bulk.ts";
import type { BulkDecision } from "../../domain/bulk.ts";
import type { Change } from "../../domain/change.ts";
import type { OrderHead } from "../../domain/order.ts";
import { kindOfPatch } from "../../domain/order-rule.ts";
import type { HeadContext } from "../../domain/order-rule.ts";
import { may } from "../../domain/role.ts";
import { LEASE_MS } from "../job-lease.ts";
import { publish } from "../publish.ts";
import { tellProgress } from "../tell-progress.ts";
import { heldPermissions } from "./held-permissions.ts";
import type { Position, Running } from "./run.ts";

/** So often a chunk is read again because somebody changed one of its orders in between; then those that are still being changed are left out. */
const PATIENT_TRIES = 4;
/** People cannot read faster, and each telling is a frame on every screen. */
const TELL_EVERY_MS = 250;

interface Decided {
  readonly item: FrozenItem;
  readonly before: OrderHead | undefined;
  readonly decision: BulkDecision;
}

/**
 * Does the next chunk: one read, the one rule for each order, one commit. Whatever is true of one
 * order only (locked, stale, deleted) is noted with its reason and keeps nothing else back.
 * @param tries how often this chunk was tried before
 * @returns true once there are no more, or whoever started it may not do it any more
 */
export async function doChunk(running: Running, position: Position, tries: number, giveBack: boolean): Promise<boolean> {
  const { db, job, control } = running;
  const { progress: was } = position;
  const now = Date.now();
  const [chunk, version, permissions] = await Promise.all([readChunk(db, job.id, was.next), db.query(LOOKUPS_VERSION), heldPermissions(control, db.orgId, job.actor, now)]);
  if (!may(permissions, BULK_NEEDS[job.spec.act])) return await stop(running, position);
  const lookups = await lookupsAt(db, version);
  const context: HeadContext = { ...lookups, permissions, now };
  const decided = chunk ? await decide(running, position, chunk, context, tries) : [];

  const acted = decided.flatMap(({ before, decision }) => (decision.outcome === "done" && before ? [{ before, after: decision.order }] : []));
  const changes = decided.flatMap(({ decision: d }): NewChange[] => (d.outcome === "done" ? [{ kind: kindOfPatch(d.patch), entity: "order", entityId: d.order.id, version: d.order.version, patch: d.patch, row: loggedRow(d.order), comment: d.comment }] : []));
  const rest = decided.flatMap(({ item, decision: d }, i): NotDone[] => (d.outcome === "done" ? [] : [{ position: was.next * CHUNK_ORDERS + i, orderId: item[0], outcome: d.outcome, reason: d.outcome === "unchanged" ? "" : d.reason }]));
  const unchanged = rest.filter((o) => o.outcome === "unchanged").length;
  const progress: BulkProgress = { ...was, next: was.next + 1, done: was.done + changes.length, unchanged: was.unchanged + unchanged, failed: was.failed + rest.length - unchanged };
  const over = progress.next >= progress.chunks;
  const heldUntil = over || giveBack ? 0 : now + LEASE_MS;
  const statuses = new Map(lookups.statuses.map((s) => [s.id, s.position]));
  const key = `bulk:${job.id}:${was.next}`;
  const committed = await commit(db, {
    key, fingerprint: key, actor: job.actor, cause: { kind: "bulk", id: job.id }, at: now,
    writes: [
      over ? finishJob(job.id, position.heldUntil, "done", progress, now) : advanceJob(job.id, position.heldUntil, heldUntil, progress, now),
      endChunk(job.id, was.next, acted.map(({ before }) => [before.id, before.version])),
      ...actWrites(acted, (id) => statuses.get(id) ?? 0, now),
      ...outcomeWrites(job.id, rest),
    ],
    changes,
    result: { commit: `${now}` },
  });
  // Somebody else's commit of the same chunk: read again where the job stands.
  if (committed.replayed && committed.result["commit"] !== `${now}`) throw new GuardBroken();
  position.progress = progress;
  position.heldUntil = heldUntil;
  if (committed.to >= committed.from) await publish(running.env, db.orgId, { from: committed.from, to: committed.to, cause: { kind: "bulk", id: job.id } });
  if (over || now - position.toldAt >= TELL_EVERY_MS) {
    position.toldAt = now;
    await tellProgress(running.env, db.orgId, bulkViewOf({ ...job, progress, updatedAt: now, state: over ? "done" : "running" }));
  }
  return over;
}

/** What becomes of each order of the chunk, as the orders are now. */
async function decide({ db, job }: Running, position: Position, chunk: BulkChunk, context: HeadContext, tries: number): Promise<Decided[]> {
  const undone = chunk.undo && job.spec.undoes !== null ? await readAll(db, chunk.undo, job.spec.undoes) : null;
  const items = undone ? undone.map((change): FrozenItem => [change.entityId, change.version]) : chunk.items;
  const heads = await loadOrderHeads(db, items.map(([id]) => id));
  const moved = items.filter(([id, version]) => heads.has(id) && heads.get(id)?.version !== version);
  const since = Map.groupBy(await readChangesAfter(db, moved), (change) => change.entityId);
  const busy = tries < PATIENT_TRIES ? [] : [...heads.values()].filter((order) => position.read.has(order.id) && position.read.get(order.id) !== order.version).map((order) => order.id);
  for (const id of busy) position.busy.add(id);
  position.read = new Map([...heads.values()].map((order) => [order.id, order.version]));
  return items.map((item, i): Decided => {
    const before = heads.get(item[0]);
    if (before && position.busy.has(before.id)) return { item, before, decision: overtaken(before) };
    const frozen = { order: before, version: item[1], since: since.get(item[0]) ?? [] };
    const change = undone?.[i];
    if (change) return { item, before, decision: decideUndo(change, frozen, context) };
    if (!job.spec.action) throw new Error("a bulk action was started without saying what it does");
    return { item, before, decision: decideBulk(job.spec.action, frozen, context) };
  });
}

/** The changes that one chunk of another job made. */
async function readAll(db: OrgDatabase, { from, to }: { readonly from: number; readonly to: number }, jobId: string): Promise<Change[]> {
  const changes: Change[] = [];
  for (let after = from - 1; after < to; ) {
    const page = await readChanges(db, after, to - after);
    if (page.length === 0) throw new Error("the log ends before what a job wrote");
    changes.push(...page);
    after = page.at(-1)?.seq ?? to;
  }
  return changes.filter((change) => change.cause.id === jobId && change.entity === "order");
}

/** The permission ended halfway: what was done stays, and is listed; the rest is not touched. */
async function stop({ env, db, job }: Running, position: Position): Promise<true> {
  const now = Date.now();
  const key = `bulk:${job.id}:stopped`;
  const error = `${job.actor.name} may not do this any more: their role has changed or their access has ended. What was done before stays; the rest was not touched.`;
  await commit(db, {
    key, fingerprint: key, actor: job.actor, cause: { kind: "bulk", id: job.id }, at: now,
    writes: [finishJob(job.id, position.heldUntil, "failed", position.progress, now, error)], changes: [], result: {},
  });
  await tellProgress(env, db.orgId, bulkViewOf({ ...job, progress: position.progress, updatedAt: now, error, state: "failed" }));
  return true;
}
