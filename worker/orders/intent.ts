import type { Actor, Change } from "../../domain/change.ts";
import type { Order } from "../../domain/order.ts";
import type { Permission } from "../../domain/role.ts";
import type { Commit, NewChange } from "../../db/commit.ts";
import { listRow } from "../../db/order.ts";

/** Who wants something, under which idempotency key: common to every write. */
export interface Intent {
  readonly actor: Actor;
  readonly permissions: readonly Permission[];
  readonly key: string;
  readonly fingerprint: string;
  /** UTC milliseconds. */
  readonly now: number;
}

export function commitHeader(intent: Intent): Pick<Commit, "key" | "fingerprint" | "actor" | "cause" | "at"> {
  return { key: intent.key, fingerprint: intent.fingerprint, actor: intent.actor, cause: { kind: "request", id: intent.key }, at: intent.now };
}

/** What everybody is told of changes, made here so that nothing is read back. @param from sequence number of the first; 1 before it is known */
export function toldChanges(intent: Intent, changes: readonly NewChange[], order: Order | null, from = 1): Change[] {
  return changes.map((c, i) => ({
    seq: from + i,
    kind: c.kind,
    entity: c.entity,
    entityId: c.entityId,
    version: c.version,
    patch: Object.fromEntries(Object.entries(c.patch).map(([field, [old, now]]) => [field, [old, now]])),
    row: order && c.entity === "order" ? listRow(order) : null,
    actor: intent.actor,
    cause: { kind: "request", id: intent.key },
    comment: c.comment,
    at: intent.now,
  }));
}
