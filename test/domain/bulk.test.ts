import { describe, expect, it } from "vitest";
import { actionErrors, decideBulk, decideUndo, overtaken } from "../../domain/bulk.ts";
import type { BulkAction } from "../../domain/bulk.ts";
import type { Change } from "../../domain/change.ts";
import { MAX_TAGS } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { ROLE_PERMISSIONS } from "../../domain/role.ts";
import { anOrder, context, statuses, statusId } from "./order-fixture.ts";

const by = { kind: "user", id: "usr_2", name: "Dan Reyes" } as const;
const change = (patch: Change["patch"], version = 4): Change => ({ seq: 9, kind: "order.edited", entity: "order", entityId: "ord_1", version, patch, row: null, actor: by, cause: { kind: "request", id: "r" }, comment: "", at: 5 });
const decide = (action: BulkAction, order: Order = anOrder(), since: readonly Change[] = []) => decideBulk(action, { order, version: 3, since }, context);

describe("what an act on many does to one", () => {
  it("adds and takes away tags, keeps the others and their order, and refuses too many [E8.3, E8.4]", () => {
    expect(decide({ kind: "tags", add: ["c", "a", "c"], remove: ["b"] }, anOrder({ tags: ["a", "b"] }))).toMatchObject({ outcome: "done", order: { tags: ["a", "c"] } });
    expect(decide({ kind: "tags", add: ["a"], remove: ["z"] }, anOrder({ tags: ["a"] }))).toEqual({ outcome: "unchanged" });
    const full = anOrder({ tags: Array.from({ length: MAX_TAGS }, (_, i) => `t${i}`) });
    expect(decide({ kind: "tags", add: ["x"], remove: [] }, full)).toMatchObject({ outcome: "refused" });
    expect(decide({ kind: "tags", add: ["x"], remove: ["t0"] }, full)).toMatchObject({ outcome: "done" });
  });

  it("is nothing where it is so already, but for a comment, which is kept [E8.4, E2.13]", () => {
    expect(decide({ kind: "status", statusId: statusId("Pending") })).toEqual({ outcome: "unchanged" });
    expect(decide({ kind: "status", statusId: statusId("Pending"), comment: "Checked" })).toMatchObject({ outcome: "done", patch: {}, comment: "Checked" });
  });

  it("rests on what its author saw of the same field only; deleting rests on the whole order [E8.5]", () => {
    const changed = anOrder({ version: 4, csrId: "usr_1" });
    const theirs = [change({ csrId: [null, "usr_1"] })];
    expect(decide({ kind: "csr", csrId: null }, changed, theirs)).toEqual({ outcome: "stale", reason: "Dan Reyes changed the CSR of order BT0000042 after it was chosen." });
    expect(decide({ kind: "csr", csrId: "usr_1" }, changed, theirs)).toEqual({ outcome: "unchanged" });
    expect(decide({ kind: "agent", agentId: "agt_1" }, changed, theirs)).toMatchObject({ outcome: "done", order: { version: 5, csrId: "usr_1" } });
    expect(decide({ kind: "delete" }, changed, theirs)).toMatchObject({ outcome: "stale" });
    expect(decide({ kind: "delete" }, anOrder({ version: 4, deletedAt: 1 }), [change({ deletedAt: [null, 1] })])).toMatchObject({ outcome: "refused", reason: "Order BT0000042 was deleted already." });
    expect(overtaken(anOrder())).toMatchObject({ outcome: "stale" });
  });

  it("says of an order that is gone that it is gone [E8.4]", () => {
    expect(decideBulk({ kind: "send" }, { order: undefined, version: 3, since: [] }, context)).toEqual({ outcome: "refused", reason: "This order does not exist any more." });
  });

  it("is taken back while nobody changed the order since, by the right by which it was done [E8.9]", () => {
    const deleted = change({ deletedAt: [null, 7] });
    const admin = { ...context, permissions: ROLE_PERMISSIONS.admin };
    expect(decideUndo(deleted, { order: anOrder({ version: 4, deletedAt: 7 }), version: 4, since: [] }, admin)).toMatchObject({ outcome: "done", order: { deletedAt: null, version: 5 }, comment: "Undo" });
    expect(decideUndo(deleted, { order: anOrder({ version: 5, deletedAt: 7 }), version: 4, since: [change({}, 5)] }, admin)).toEqual({ outcome: "stale", reason: "Dan Reyes changed order BT0000042 since." });
    expect(decideUndo(change({ sentAt: [null, 7] }), { order: anOrder({ version: 4, sentAt: 7 }), version: 4, since: [] }, context)).toMatchObject({ outcome: "refused" });
    expect(decideUndo(deleted, { order: anOrder({ version: 4, deletedAt: 7 }), version: 4, since: [] }, { ...context, permissions: ROLE_PERMISSIONS.csr })).toMatchObject({ outcome: "refused" });
  });

  it("is asked whether it can be meant at all before it is done to anything [E8.7]", () => {
    const fields = (action: BulkAction, over = {}) => actionErrors(action, { ...context, ...over }).map((e) => e.field);
    expect(fields({ kind: "csr", csrId: "usr_2" })).toEqual(["action.csrId"]);
    expect(fields({ kind: "agent", agentId: "agt_9" })).toEqual(["action.agentId"]);
    expect(fields({ kind: "tags", add: [], remove: [] })).toEqual(["action.add"]);
    expect(fields({ kind: "status", statusId: "sta_x" })).toEqual(["action.statusId"]);
    expect(fields({ kind: "status", statusId: statusId("Pending") }, { statuses: statuses.map((s) => ({ ...s, active: false })) })).toEqual(["action.statusId"]);
    expect(fields({ kind: "status", statusId: statusId("Cancelled") })).toEqual(["action.reasonId"]);
    expect(fields({ kind: "status", statusId: statusId("Cancelled"), reasonId: "rsn_1" })).toEqual([]);
    for (const action of [{ kind: "csr", csrId: null }, { kind: "send" }, { kind: "delete" }, { kind: "restore" }] as const) expect(fields(action)).toEqual([]);
  });
});
