import type { Change } from "../../../domain/change.ts";
import { equal } from "./digest.ts";
import type { FinalState, ImportRecord, Violation, WriteRecord } from "./history.ts";

/** The part of a cause's id that the client chose; before it stands who it was. */
export function keyOf(causeId: string): string {
  return causeId.slice(causeId.lastIndexOf(":") + 1);
}

/** Every acknowledged write is in the log exactly once and says what was wanted, every other at most once, and nothing else is there. */
export function checkWrites(writes: readonly WriteRecord[], final: FinalState): Violation[] {
  const logged = Map.groupBy(final.log.filter((c) => c.cause.kind === "request" && c.entity === "order"), (c) => keyOf(c.cause.id));
  const found: Violation[] = [];
  for (const write of writes) {
    const changes = logged.get(write.key) ?? [];
    logged.delete(write.key);
    found.push(...checkWrite(write, changes, final));
  }
  for (const [key, changes] of logged) found.push({ kind: "write nobody wanted", detail: `key ${key} at seq ${changes.map((c) => c.seq).join(", ")}` });
  return found;
}

function checkWrite(write: WriteRecord, changes: readonly Change[], final: FinalState): Violation[] {
  const found: Violation[] = [];
  const say = (kind: Violation["kind"], detail: string): void => void found.push({ kind, detail: `${write.actor}, key ${write.key}: ${detail}` });
  const [change, ...more] = changes;
  if (more.length > 0) say("write done twice", `seqs ${changes.map((c) => c.seq).join(", ")}`);
  if (write.refused && change) say("refused write done", `seq ${change.seq}`);
  else if (write.refusedLast && (change || write.answers.length > 0)) say("answer differs", "done, and yet refused when it was asked again under its key");
  const seqs = new Set(write.answers.map((a) => a.seq));
  if (seqs.size > 1) say("answer differs", `the same request was answered with seqs ${[...seqs].join(", ")}`);
  const [answer] = write.answers;
  const record = final.keys.get(write.key);
  if ((change || answer) && !record) say("no record of its key", change ? `done at seq ${change.seq}` : "acknowledged");
  if (record && change && (record.from !== change.seq || record.to !== change.seq)) say("no record of its key", `done at seq ${change.seq}, recorded as ${record.from} to ${record.to}`);
  if (change) {
    if (!isAsWanted(write, change)) say("write done otherwise", `seq ${change.seq} says ${JSON.stringify(change.patch)}, wanted was ${JSON.stringify(write.wish)}`);
    if (answer && (answer.seq !== change.seq || answer.orderId !== change.entityId)) say("answer differs", `answered with ${JSON.stringify(answer)}, logged at seq ${change.seq}`);
  } else if (answer && !wasDoneByOthers(write, answer.seq, final.log)) {
    say("acknowledged write lost", `acknowledged with seq ${answer.seq}, wanted was ${JSON.stringify(write.wish)}`);
  }
  return found;
}

function isAsWanted({ wish }: WriteRecord, change: Change): boolean {
  if (wish.kind === "create") return change.kind === "order.created" && change.version === 1 && change.row?.reference === wish.reference;
  if (wish.kind !== "edit") return change.entityId === wish.orderId && (change.patch["deletedAt"]?.[1] === null) === (wish.kind === "restore") && "deletedAt" in change.patch;
  return change.entityId === wish.orderId && change.version > wish.version && Object.entries(wish.patch).every(([field, value]) => field in change.patch && covers(change.patch[field]?.[1], value));
}

/** A save whose every value somebody else had set meanwhile changes nothing, and is a success all the same (N3.2). */
function wasDoneByOthers({ wish }: WriteRecord, seq: number, log: readonly Change[]): boolean {
  if (wish.kind === "create") return false;
  if (wish.kind !== "edit") {
    const last = log.slice(0, seq).findLast((c) => c.entityId === wish.orderId && "deletedAt" in c.patch);
    return (wish.kind === "delete") === (last !== undefined && last.patch["deletedAt"]?.[1] !== null);
  }
  const others = log.slice(0, seq).filter((c) => c.entityId === wish.orderId && c.version > wish.version);
  return Object.entries(wish.patch).every(([field, value]) => others.some((c) => field in c.patch && covers(c.patch[field]?.[1], value)));
}

/** Of a line that is added only what was asked for is known. */
function covers(actual: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null || Array.isArray(wanted) || typeof actual !== "object" || actual === null) return equal(actual, wanted);
  const has = new Map(Object.entries(actual));
  return Object.entries(wanted).every(([name, value]) => equal(has.get(name), value));
}

/** Each order of a file that went in is there once, whoever handed the consumer its message how often, and the log tells of it once. */
export function checkImports(imports: readonly ImportRecord[], final: FinalState): Violation[] {
  const stored = Map.groupBy(final.orders, (o) => o.externalId);
  const logged = Map.groupBy(final.log.filter((c) => c.kind === "order.imported"), (c) => c.entityId);
  const found: Violation[] = [];
  const known = new Set(imports.flatMap((i) => i.orders.map((o) => o.externalId)));
  for (const { file, done, orders } of imports) {
    for (const { externalId } of orders) {
      const there = stored.get(externalId) ?? [];
      const told = there.flatMap((o) => logged.get(o.order.id) ?? []);
      if (there.length > 1 || told.length > 1) found.push({ kind: "write done twice", detail: `${externalId} of ${file} is there ${there.length} times, logged ${told.length} times` });
      if (done && (there.length === 0 || told.length === 0)) found.push({ kind: "import not whole", detail: `${externalId} of ${file} is there ${there.length} times, logged ${told.length} times` });
    }
  }
  for (const [externalId] of stored) if (externalId !== null && !known.has(externalId)) found.push({ kind: "write nobody wanted", detail: `imported order ${externalId}` });
  return found;
}
