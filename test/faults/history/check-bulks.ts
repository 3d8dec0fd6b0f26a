import type { BulkAction } from "../../../domain/bulk.ts";
import type { Change } from "../../../domain/change.ts";
import { MAX_TAGS } from "../../../domain/order.ts";
import type { OrderRow } from "../../../domain/order.ts";
import { equal } from "./digest.ts";
import type { BulkRecord, FinalState, StoredBulk, Violation } from "./history.ts";

type Chunk = StoredBulk["chunks"][number];
type Say = (kind: Violation["kind"], detail: string) => void;

/** What the log knows of each order, oldest first. */
type Timelines = ReadonlyMap<string, readonly Change[]>;

/**
 * Each order of a bulk action has one outcome, which is what the log says: done once and as it was
 * wanted, or not done for a reason that the log bears out. An undo takes back what nobody built on.
 */
export function checkBulks(bulks: readonly BulkRecord[], final: FinalState): Violation[] {
  const found: Violation[] = [];
  const entries = final.log.filter((c) => c.entity === "order");
  const timelines: Timelines = Map.groupBy(entries, (c) => c.entityId);
  const byJob = Map.groupBy(entries.filter((c) => c.cause.kind === "bulk"), (c) => c.cause.id);
  const records = new Map(bulks.map((b) => [b.jobId, b]));
  for (const stored of final.bulks) {
    const { id } = stored.job;
    const changes = byJob.get(id) ?? [];
    byJob.delete(id);
    const record = records.get(id);
    const say: Say = (kind, detail) => void found.push({ kind, detail: `${id} (${stored.job.act}${stored.job.undoes === null ? "" : ", undo"}): ${detail}` });
    if (record) checkTold(record, stored, say);
    else if (changes.length > 0) say("write nobody wanted", `${changes.length} changes`);
    checkNumbers(stored, changes, say);
    for (const chunk of stored.chunks) checkChunk(chunk, stored, record, changes, { final, timelines }, say);
  }
  for (const [id, changes] of byJob) found.push({ kind: "write nobody wanted", detail: `${changes.length} changes by ${id}, which is no job` });
  for (const { jobId } of bulks) if (!final.bulks.some((b) => b.job.id === jobId)) found.push({ kind: "bulk action not whole", detail: `${jobId} is not there` });
  return found;
}

function checkTold({ told, undoes }: BulkRecord, { job }: StoredBulk, say: Say): void {
  const now = { state: job.state, done: job.done, unchanged: job.unchanged, failed: job.failed, total: job.total, undoes: job.undoes };
  if (told && !equal({ state: told.state, done: told.done, unchanged: told.unchanged, failed: told.failed, total: told.total, undoes }, now)) say("bulk action told otherwise", `told ${JSON.stringify(told)}, stored ${JSON.stringify(now)}`);
}

function checkNumbers({ job, chunks, outcomes }: StoredBulk, changes: readonly Change[], say: Say): void {
  if (job.state === "failed") say("bulk action not whole", `it failed: ${job.error}`);
  if (job.state === "queued" || job.state === "running" || job.state === "counting") say("bulk action not whole", `it is still ${job.state}`);
  if (job.state === "done" && (chunks.some((c) => c.wrote === null) || job.done + job.unchanged + job.failed !== job.total)) say("bulk action not whole", `done, and yet ${JSON.stringify(job)}`);
  const counted = { done: changes.length, unchanged: outcomes.filter((o) => o.outcome === "unchanged").length, failed: outcomes.filter((o) => o.outcome !== "unchanged").length };
  const kept = { done: job.done, unchanged: job.unchanged, failed: job.failed };
  if (!equal(counted, kept)) say("bulk action not whole", `its numbers are ${JSON.stringify(kept)}, counted ${JSON.stringify(counted)}`);
  const orders = [...changes.map((c) => c.entityId), ...outcomes.map((o) => o.orderId)];
  if (new Set(orders).size !== orders.length) say("bulk action done twice", `${orders.length} outcomes of ${new Set(orders).size} orders`);
  const outside = changes.filter((c) => !chunks.some(({ wrote }) => wrote !== null && c.seq >= wrote.from && c.seq <= wrote.to));
  if (outside.length > 0) say("bulk action done twice", `seq ${outside.map((c) => c.seq).join(", ")} is of none of its chunks`);
}

interface Known {
  readonly final: FinalState;
  readonly timelines: Timelines;
}

function checkChunk(chunk: Chunk, { job, outcomes }: StoredBulk, record: BulkRecord | undefined, changes: readonly Change[], { final, timelines }: Known, say: Say): void {
  const { wrote, undo } = chunk;
  const undone = undo && final.log.slice(undo.from - 1, undo.to).filter((c) => c.cause.id === job.undoes);
  const items = undone ? undone.map((c) => [c.entityId, c.version] as const) : chunk.items;
  for (const [i, [orderId, seen]] of items.entries()) {
    const change = changes.find((c) => c.entityId === orderId);
    const kept = outcomes.find((o) => o.orderId === orderId);
    if (wrote === null) {
      if (change ?? kept) say("bulk action not whole", `${orderId} has an outcome, but its chunk was not come to`);
      continue;
    }
    if (!change && !kept) {
      say("bulk action not whole", `${orderId} has no outcome`);
      continue;
    }
    const entries = timelines.get(orderId) ?? [];
    const before = entries.filter((c) => c.seq < wrote.from);
    const outcome = change ? "done" : (kept?.outcome ?? "");
    const taken = undone?.[i];
    const why = taken ? wrongUndo(taken, before, change, outcome) : record?.action ? wrongAct(record.action, seen, before, change, outcome) : null;
    if (why !== null) say("bulk action done otherwise", `${orderId} ${outcome}${kept?.reason ? ` (“${kept.reason}”)` : ""}: ${why}`);
    if (kept && kept.outcome !== "unchanged" && kept.reason === "") say("bulk action done otherwise", `${orderId} is ${kept.outcome} without a reason`);
  }
}

/** Why this outcome of an undo is not what the log bears out; null if it is. */
function wrongUndo(taken: Change, before: readonly Change[], change: Change | undefined, outcome: string): string | null {
  const builtOn = before.at(-1)?.version !== taken.version;
  if (!change) return outcome === "stale" && builtOn ? null : builtOn ? "somebody built on it" : "nobody built on it";
  if (change.version !== taken.version + 1) return `it was taken back at version ${change.version}, though it was made at ${taken.version}`;
  const wrong = Object.entries(taken.patch).filter(([field, [old, now]]) => !equal(old, now) && !(field === "deletedAt" ? (old === null) === (change.patch[field]?.[1] === null) : equal(change.patch[field]?.[1], old)));
  return wrong.length === 0 ? null : `${wrong.map(([field]) => field).join(", ")} is not as it was`;
}

const FIELD: Partial<Record<BulkAction["kind"], "csrId" | "agentId" | "statusId">> = { csr: "csrId", agent: "agentId", status: "statusId" };

function wrongAct(action: BulkAction, seen: number, before: readonly Change[], change: Change | undefined, outcome: string): string | null {
  const last = before.at(-1)?.row;
  if (!last) return "it was not there";
  const since = before.filter((c) => c.version > seen);
  // What is not done is not guarded: it was so when it was looked at, and may have been changed until the commit.
  const states = before.flatMap((c) => (c.version >= seen && c.row ? [c.row] : []));
  const field = FIELD[action.kind];
  switch (outcome) {
    case "stale": return since.length > 0 ? null : "nobody changed it";
    case "refused": return states.some((row) => isClosedTo(action, row)) ? null : "nothing kept it back";
    case "unchanged": return states.some((row) => isSo(action, row)) ? null : "it was not so";
  }
  if (!change?.row || isClosedTo(action, last)) return "it should have been refused";
  if (field && since.some((c) => field in c.patch) && !equal(last[field], first(since, field))) return `somebody else had changed its ${field}`;
  if (action.kind === "delete" && since.length > 0) return "somebody else had changed it";
  return isSo(action, change.row) && !isSo(action, last) ? null : `it became ${JSON.stringify(change.patch)}`;
}

/** What a field was before these changes. */
function first(since: readonly Change[], field: string): unknown {
  return since.find((c) => field in c.patch)?.patch[field]?.[0];
}

function isClosedTo(action: BulkAction, row: OrderRow): boolean {
  if (action.kind === "restore") return row.deletedAt === null;
  return row.deletedAt !== null || (action.kind === "tags" && row.tags.length + action.add.length > MAX_TAGS);
}

function isSo(action: BulkAction, row: OrderRow): boolean {
  switch (action.kind) {
    case "csr": return row.csrId === action.csrId;
    case "agent": return row.agentId === action.agentId;
    case "status": return row.statusId === action.statusId;
    case "tags": return action.add.every((tag) => row.tags.includes(tag)) && !action.remove.some((tag) => row.tags.includes(tag));
    case "delete": return row.deletedAt !== null;
    case "restore": return row.deletedAt === null;
    case "send": return row.sentAt !== null;
  }
}
