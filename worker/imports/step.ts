import { commit, GuardBroken } from "../../db/commit.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { progressOf } from "../../db/import-job.ts";
import type { ImportJob } from "../../db/import-job.ts";
import { readKnown } from "../../db/import-known.ts";
import { importWrites } from "../../db/import-write.ts";
import { advanceJob, finishJob } from "../../db/job.ts";
import type { Lookups } from "../../domain/lookups.ts";
import type { FileRow, Reading, Reject } from "../../domain/import/draft.ts";
import { groupRows } from "../../domain/import/group.ts";
import type { Group } from "../../domain/import/group.ts";
import { isBlank, raggedReason } from "../../domain/import/layout.ts";
import { planStep } from "../../domain/import/plan.ts";
import type { KnownOrder, PlanContext } from "../../domain/import/plan.ts";
import { readGroups, rejectKeyOf } from "../../domain/import/read-groups.ts";
import { orderKeyOf } from "../../domain/import/read-row.ts";
import type { ImportProgress, ImportSpec } from "../../domain/import/spec.ts";
import type { Env } from "../env.ts";
import { publish } from "../publish.ts";
import { readRange } from "./file.ts";
import { LEASE_MS } from "../job-lease.ts";
import { readPart } from "./read-part.ts";
import { readingOf } from "./reading.ts";
import { tellProgress } from "../tell-progress.ts";

/** First try of a part; it doubles for an order that does not fit, up to the limit. */
const PART_BYTES = 512 * 1024;
const MAX_PART_BYTES = 8 * 1024 * 1024;

/** People cannot read faster, and each telling is a frame on every screen. */
const TELL_EVERY_MS = 250;

/** One commit: as much as keeps other writers waiting less than 50 ms (measured in `test/bench/import.ts`). */
const COMMIT_ORDERS = 150;
const COMMIT_LINES = 2_000;

export type ImportStart = NonNullable<ImportSpec["start"]>;

/** A lease on one job, and what its steps need to know. */
export interface Running {
  readonly env: Env;
  readonly db: OrgDatabase;
  readonly job: ImportJob;
  readonly start: ImportStart;
  readonly lookups: Lookups;
  readonly plan: Omit<PlanContext, "now">;
}

/** Where a worker stands in a job: moves with every commit, so that after a failure it is where the last commit left it. */
export interface Position {
  progress: ImportProgress;
  /** What the job's row says of the lease; 0 once it is given back. */
  heldUntil: number;
  /** When everyone was told how far the job is (UTC milliseconds). */
  toldAt: number;
}

/** The groups of one commit, and where the file goes on behind them. */
interface Batch {
  readonly groups: readonly Group[];
  readonly records: number;
  /** Bytes of the file. */
  readonly end: number;
}

/**
 * Reads the next part of the file and commits its orders; moves `position`. Flat in
 * memory: nothing of the file is kept from one part to the next, since a part ends
 * where an order ends.
 * @param last asked before each commit: true gives the lease back with it, and ends the step
 * @returns true once the whole file is done
 */
export async function importPart(running: Running, position: Position, last: () => boolean): Promise<boolean> {
  const { env, job, start, lookups } = running;
  const { key, size } = job.spec.upload;
  const reading = readingOf(start, lookups);
  const { offset, row } = position.progress;
  for (let length = PART_BYTES; ; length *= 2) {
    const bytes = offset < size ? await readRange(env.FILES, key, offset, length) : new Uint8Array();
    const complete = offset + bytes.length >= size;
    const records = readPart(bytes, start.layout, complete);
    const rows = records.map((r, i): FileRow => ({ number: row + i + 1, cells: r.cells, broken: r.broken ?? (isBlank(r.cells) ? null : raggedReason(r.cells, start.header.length)) }));
    let groups = groupRows(rows, reading, complete);
    if (groups.length === 0 && !complete) {
      if (length < MAX_PART_BYTES) continue;
      groups = groupRows(rows, reading, true);
    }
    for (const batch of batchesOf(groups, (record) => offset + (records[record - 1]?.end ?? 0))) {
      await commitBatch(running, position, batch, reading, last());
      if (position.heldUntil === 0) return false;
    }
    if (complete) await finish(running, position);
    return complete;
  }
}

/** @param endOf byte at which the n-th record (from 1) of the part ends */
function batchesOf(groups: readonly Group[], endOf: (record: number) => number): Batch[] {
  const batches: Batch[] = [];
  let open: Group[] = [];
  let lines = 0;
  let records = 0;
  let before = 0;
  const close = (): void => {
    if (open.length > 0) batches.push({ groups: open, records: records - before, end: endOf(records) });
    before = records;
    open = [];
    lines = 0;
  };
  for (const group of groups) {
    if (open.length >= COMMIT_ORDERS || (open.length > 0 && lines + group.length > COMMIT_LINES)) close();
    open.push(group);
    lines += group.length;
    records += group.length;
  }
  close();
  return batches;
}

/** A row of an order whose other rows are in already must say so: correcting and importing it alone would not add it. */
function withWhereabouts(reject: Reject, reading: Reading, orders: ReadonlyMap<string, KnownOrder>, jobId: string): Reject {
  const known = orders.get(orderKeyOf(reject.row, reading));
  return known?.importId === jobId ? { ...reject, reason: `${reject.reason} Other rows of order ${known.number} are in already; add this one to it there.` } : reject;
}

async function commitBatch(running: Running, position: Position, batch: Batch, reading: Reading, giveBack: boolean): Promise<void> {
  const { db, job, lookups } = running;
  const now = Date.now();
  const { drafts, rejects, rejected } = readGroups(batch.groups, reading);
  const prefix = lookups.organization.numberPrefix;
  const known = await readKnown(db, drafts, rejected, { id: job.id, prefix, guestName: running.plan.guestName });
  const plan = planStep(drafts, known, { ...running.plan, now });
  const all = [...rejects.map((r) => withWhereabouts(r, reading, known.orders, job.id)), ...plan.rejects].map((reject) => ({ reject, key: rejectKeyOf(reject.row, reading) }));
  const { writes, changes } = importWrites(plan, all, { jobId: job.id, prefix, now });
  const was = position.progress;
  const progress: ImportProgress = {
    offset: batch.end,
    row: was.row + batch.records,
    orders: was.orders + plan.orders.length,
    lines: was.lines + plan.lines,
    unchanged: was.unchanged + plan.unchanged,
    rejected: was.rejected + all.length,
  };
  const heldUntil = giveBack ? 0 : now + LEASE_MS;
  const key = `import:${job.id}:${was.offset}`;
  const committed = await commit(db, {
    key,
    fingerprint: key,
    actor: { kind: "import", id: job.id, name: `${job.actor.name} (import)` },
    cause: { kind: "import", id: job.id },
    at: now,
    writes: [advanceJob(job.id, position.heldUntil, heldUntil, progress, now), ...writes],
    changes,
    result: { commit: `${now}` },
  });
  // Somebody else's commit of the same rows: read again where the job stands.
  if (committed.replayed && committed.result["commit"] !== `${now}`) throw new GuardBroken();
  position.progress = progress;
  position.heldUntil = heldUntil;
  if (committed.to >= committed.from) await publish(running.env, db.orgId, { from: committed.from, to: committed.to, cause: { kind: "import", id: job.id } });
  if (now - position.toldAt < TELL_EVERY_MS) return;
  position.toldAt = now;
  await tellProgress(running.env, db.orgId, progressOf({ ...job, progress, state: "running" }));
}

async function finish(running: Running, from: Position): Promise<void> {
  const { db, job, env } = running;
  const now = Date.now();
  const key = `import:${job.id}:end`;
  const progress = { ...from.progress, offset: job.spec.upload.size };
  await commit(db, {
    key, fingerprint: key, actor: job.actor, cause: { kind: "import", id: job.id }, at: now,
    writes: [finishJob(job.id, from.heldUntil, "done", progress, now)], changes: [], result: {},
  });
  await tellProgress(env, db.orgId, progressOf({ ...job, progress, state: "done" }));
  // Its rows are orders or rejects now; nobody needs the personal data of the file any more.
  await env.FILES.delete(job.spec.upload.key);
}
