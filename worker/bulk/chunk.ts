import { CHUNK_ORDERS, endChunk, outcomeWrites } from "../../db/bulk-chunk.ts";
import type { NotDone } from "../../db/bulk-chunk.ts";
import { bulkViewOf } from "../../db/bulk-job.ts";
import type { BulkProgress } from "../../db/bulk-job.ts";
import { commit, GuardBroken } from "../../db/commit.ts";
import type { NewChange } from "../../db/commit.ts";
import { advanceJob, finishJob } from "../../db/job.ts";
import { actWrites } from "../../db/order-act-write.ts";
import { loggedRow } from "../../db/order.ts";
import { kindOfPatch } from "../../domain/order-rule.ts";
import { LEASE_MS } from "../job-lease.ts";
import { publish } from "../publish.ts";
import { tellProgress } from "../tell-progress.ts";
import { giveUp } from "./give-up.ts";
import { movedBetween, prepareChunk } from "./prepare-chunk.ts";
import type { Decided, PreparedChunk } from "./prepare-chunk.ts";
import type { Position, Running } from "./run.ts";

/** So often a chunk is read again because somebody changed one of its orders in between; then those that are still being changed are left out. */
const PATIENT_TRIES = 4;
/** People cannot read faster, and each telling is a frame on every screen. */
const TELL_EVERY_MS = 250;

/**
 * Does the next chunk: one read, the one rule for each order, one commit. Whatever is true of one
 * order only (locked, stale, deleted) is noted with its reason and keeps nothing else back.
 * @param tries how often this chunk was tried before
 * @returns true once there are no more, or whoever started it may not do it any more
 */
export async function doChunk(running: Running, position: Position, tries: number, giveBack: boolean): Promise<boolean> {
  const { next, chunks } = position.progress;
  const prepared = await (tries === 0 ? takeAhead(position, next) ?? prepareChunk(running, next, NONE) : again(running, position, next, tries));
  // The permission ended halfway.
  if (prepared.decided === null) return await giveUp(running, position, "stopped", `${running.job.actor.name} may not do this any more: their role has changed or their access has ended. What was done before stays; the rest was not touched.`);
  position.tried = prepared;
  // While the database writes this one, the next is read: their orders are others, and each is guarded when it is written.
  if (!giveBack && next + 1 < chunks && position.ahead === null) {
    const ahead = prepareChunk(running, next + 1, NONE);
    ahead.catch(() => undefined);
    position.ahead = { chunk: next + 1, prepared: ahead };
  }
  return await commitChunk(running, position, prepared, prepared.decided, giveBack);
}

const NONE: ReadonlySet<string> = new Set();

function takeAhead(position: Position, chunk: number): Promise<PreparedChunk> | null {
  const { ahead } = position;
  position.ahead = null;
  return ahead?.chunk === chunk ? ahead.prepared : null;
}

/** The same chunk once more, without the orders that somebody changes again and again. */
async function again(running: Running, position: Position, chunk: number, tries: number): Promise<PreparedChunk> {
  const prepared = await prepareChunk(running, chunk, position.busy);
  if (tries < PATIENT_TRIES || position.tried?.chunk !== chunk) return prepared;
  const moved = movedBetween(position.tried, prepared);
  for (const id of moved) position.busy.add(id);
  return moved.length === 0 ? prepared : await prepareChunk(running, chunk, position.busy);
}

async function commitChunk({ env, db, job }: Running, position: Position, { at }: PreparedChunk, decided: readonly Decided[], giveBack: boolean): Promise<boolean> {
  const { progress: was } = position;
  const acted = decided.flatMap(({ before, decision }) => (decision.outcome === "done" && before ? [{ before, after: decision.order }] : []));
  const changes = decided.flatMap(({ decision: d }): NewChange[] => (d.outcome === "done" ? [{ kind: kindOfPatch(d.patch), entity: "order", entityId: d.order.id, version: d.order.version, patch: d.patch, row: loggedRow(d.order), comment: d.comment }] : []));
  const rest = decided.flatMap(({ item, decision: d }, i): NotDone[] => (d.outcome === "done" ? [] : [{ position: was.next * CHUNK_ORDERS + i, orderId: item[0], outcome: d.outcome, reason: d.outcome === "unchanged" ? "" : d.reason }]));
  const unchanged = rest.filter((o) => o.outcome === "unchanged").length;
  const progress: BulkProgress = { ...was, next: was.next + 1, done: was.done + changes.length, unchanged: was.unchanged + unchanged, failed: was.failed + rest.length - unchanged };
  const over = progress.next >= progress.chunks;
  const now = Date.now();
  const heldUntil = over || giveBack ? 0 : now + LEASE_MS;
  const key = `bulk:${job.id}:${was.next}`;
  const committed = await commit(db, {
    key, fingerprint: key, actor: job.actor, cause: { kind: "bulk", id: job.id }, at,
    writes: [
      over ? finishJob(job.id, position.heldUntil, "done", progress, now) : advanceJob(job.id, position.heldUntil, heldUntil, progress, now),
      endChunk(job.id, was.next, acted.map(({ before }) => [before.id, before.version])),
      ...actWrites(acted, at),
      ...outcomeWrites(job.id, rest),
    ],
    changes,
    result: { commit: `${now}` },
  });
  // Somebody else's commit of the same chunk: read again where the job stands.
  if (committed.replayed && committed.result["commit"] !== `${now}`) throw new GuardBroken();
  position.progress = progress;
  position.heldUntil = heldUntil;
  if (committed.to >= committed.from) await publish(env, db.orgId, { from: committed.from, to: committed.to, cause: { kind: "bulk", id: job.id } });
  if (over || now - position.toldAt >= TELL_EVERY_MS) {
    position.toldAt = now;
    await tellProgress(env, db.orgId, bulkViewOf({ ...job, progress, updatedAt: now, state: over ? "done" : "running" }));
  }
  return over;
}
