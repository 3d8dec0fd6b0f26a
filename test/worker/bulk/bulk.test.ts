import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Change } from "../../../domain/change.ts";
import type { BulkAction } from "../../../domain/bulk.ts";
import type { OrderEdit } from "../../../domain/order-edit.ts";
import type { Order } from "../../../domain/order.ts";
import { MAX_TAGS } from "../../../domain/order.ts";
import type { Lookups } from "../../../domain/lookups.ts";
import { loadLookups } from "../../../db/lookups.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { acted, BulkAnswer, bulkIn, chosen, outcomesOf, overOf, started } from "../../harness/bulk.ts";
import { LiveClient, liveOf } from "../../harness/live-client.ts";
import { manyOrders } from "../../harness/many-orders.ts";
import { newShop, OrderAnswer, SavedAnswer } from "../../harness/orders.ts";
import type { Shop } from "../../harness/orders.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Call, Tenant } from "../../harness/tenant.ts";

let t: Tenant;
let shop: Shop;
let names: Lookups;
let admin: Call;
let csr: Call;
beforeAll(async () => {
  t = await newTenant();
  shop = await newShop(t);
  names = await loadLookups(t.db);
  admin = t.people.superadmin.call;
  csr = t.people.csr.call;
});

const status = (name: string): string => names.statuses.find((s) => s.name === name)?.id ?? "";
const reason = (): string => names.reasons.find((r) => r.kind === "cancel")?.id ?? "";
const agent = (): string => names.agents[0]?.id ?? "";
const place = (count: number) => Promise.all(Array.from({ length: count }, () => shop.place()));
const idsOf = (orders: readonly Pick<Order, "id">[]) => orders.map((o) => o.id);
const read = async (id: string) => (await bodyOf(OrderAnswer, csr(`orders/${id}`))).order;
const readAll = (orders: readonly Pick<Order, "id">[]) => Promise.all(orders.map((o) => read(o.id)));
const edit = async (order: Pick<Order, "id">, of: OrderEdit, call: Call = t.people.csr2.call) => bodyOf(SavedAnswer, call(`orders/${order.id}`, { method: "PATCH", body: { version: (await read(order.id)).version, edit: of } }));
const timeline = async (id: string) => (await bodyOf(v.object({ items: v.array(Change) }), csr(`orders/${id}/timeline`))).items;
const undo = (id: string, call: Call) => call(`bulk/${id}/undo`, { method: "POST" });
const undone = async (id: string, call: Call) => overOf(call, (await bodyOf(BulkAnswer, undo(id, call))).job.id);

/** Counters that a recount contradicts. */
async function wrongCounters(): Promise<unknown[]> {
  const found = await t.db.queryAll([
    { sql: "SELECT f.id, c.orders, count(o.rid) AS n FROM facet f LEFT JOIN facet_count c ON c.facet_id = f.id LEFT JOIN orders o ON o.facet_id = f.id WHERE f.org_id = :org GROUP BY f.id HAVING coalesce(c.orders, 0) <> n" },
    { sql: "SELECT d.day, d.orders, count(o.rid) AS n FROM day_count d LEFT JOIN orders o ON o.org_id = d.org_id AND o.placed_day = d.day AND o.deleted_at IS NULL WHERE d.org_id = :org GROUP BY d.day HAVING d.orders <> n" },
    { sql: "SELECT o.id FROM orders o JOIN facet f ON f.id = o.facet_id WHERE o.org_id = :org AND (f.org_id, f.deleted, f.status_id, f.stage, f.csr_id, f.unpaid) IS NOT (o.org_id, o.deleted_at IS NOT NULL, o.status_id, o.stage, o.csr_id, o.unpaid)" },
  ]);
  return found.flat();
}

describe("a bulk action", () => {
  const acts = (): [BulkAction, (order: Order) => unknown, unknown][] => [
    [{ kind: "csr", csrId: t.people.csr2.id }, (o) => o.csrId, t.people.csr2.id],
    [{ kind: "agent", agentId: agent() }, (o) => o.agentId, agent()],
    [{ kind: "status", statusId: status("Approved"), comment: "All checked" }, (o) => [o.statusId, o.stage], [status("Approved"), "approved"]],
    [{ kind: "tags", add: ["vip", "gift"], remove: ["old"] }, (o) => o.tags, ["kept", "vip", "gift"]],
    [{ kind: "send" }, (o) => o.sentAt !== null, true],
    [{ kind: "status", statusId: status("Cancelled"), reasonId: reason() }, (o) => o.stage, "cancelled"],
    [{ kind: "delete" }, (o) => o.deletedAt !== null, true],
    [{ kind: "restore" }, (o) => o.deletedAt, null],
  ];

  it("assigns, changes status, tags, sends, deletes and restores, each order by a change of its own in the log [E8.3, E8.1]", async () => {
    const orders = await Promise.all([1, 2, 3].map(() => shop.place({ tags: ["old", "kept"] })));
    for (const [action, of, wanted] of acts()) {
      const job = await acted(admin, { ids: idsOf(orders) }, action);
      expect(job, action.kind).toMatchObject({ state: "done", total: 3, done: 3, unchanged: 0, failed: 0, error: "", by: t.people.superadmin.name });
      for (const after of await readAll(orders)) expect(of(after), action.kind).toEqual(wanted);
      const last = (await timeline(orders[0]?.id ?? "")).at(-1);
      expect(last).toMatchObject({ cause: { kind: "bulk", id: job.id }, actor: { kind: "user", id: t.people.superadmin.id } });
      expect((await outcomesOf(admin, job.id)).map((o) => [o.outcome, o.seq !== null, o.number !== ""])).toEqual(orders.map(() => ["done", true, true]));
    }
    expect((await timeline(orders[1]?.id ?? "")).map((c) => [c.kind, c.comment])).toEqual([
      ["order.created", ""], ["order.edited", ""], ["order.edited", ""], ["order.status_changed", "All checked"], ["order.edited", ""], ["order.sent_for_fulfilment", ""],
      ["order.status_changed", names.reasons.find((r) => r.kind === "cancel")?.text], ["order.deleted", ""], ["order.restored", ""],
    ]);
    expect(await wrongCounters()).toEqual([]);
  });

  it("freezes all that match a filter: exactly those are acted on, whatever comes to match or stops matching [E8.2]", async () => {
    const [there, leaves] = await Promise.all(["Freeze A", "Freeze B"].map((reference) => shop.place({ reference })));
    const { id, total, state } = await chosen(csr, { kind: "tags", query: "reference=freeze" });
    expect([state, total]).toEqual(["ready", 2]);
    const comes = await shop.place({ reference: "Freeze C" });
    if (!there || !leaves) throw new Error("two orders were placed");
    await edit(leaves, { reference: "other" });
    await started(csr, id, { kind: "tags", add: ["frozen"], remove: [] });
    expect(await overOf(csr, id)).toMatchObject({ state: "done", total: 2, done: 2 });
    expect((await readAll([there, leaves, comes])).map((o) => o.tags)).toEqual([["frozen"], ["frozen"], []]);
  });

  it("leaves out what is locked, deleted or so already, with the reason first, and does the rest [E8.4]", async () => {
    const orders = await place(5);
    const [sent, deleted, cancelled, plain, other] = orders;
    if (!sent || !deleted || !cancelled || !plain || !other) throw new Error("five orders were placed");
    await edit(sent, { send: true });
    await edit(deleted, { deleted: true }, admin);
    await edit(cancelled, { statusId: status("Cancelled"), reasonId: reason() });
    const job = await acted(csr, { ids: idsOf(orders) }, { kind: "send" });
    expect(job).toMatchObject({ state: "done", total: 5, done: 2, failed: 3 });
    const outcomes = await outcomesOf(csr, job.id);
    expect(outcomes.map((o) => o.outcome)).toEqual(["refused", "refused", "refused", "done", "done"]);
    expect(new Map(outcomes.map((o) => [o.orderId, o.reason]))).toEqual(new Map([
      [sent.id, `Order ${sent.number} was already sent for fulfilment.`],
      [deleted.id, `Order ${deleted.number} was deleted. Ask a SuperAdmin to restore it first.`],
      [cancelled.id, `Order ${cancelled.number} is cancelled. Change its status before sending it for fulfilment.`],
      [plain.id, ""], [other.id, ""],
    ]));
    expect(await acted(csr, { ids: [plain.id, other.id] }, { kind: "csr", csrId: null })).toMatchObject({ done: 0, unchanged: 2 });
    const full = await shop.place({ tags: Array.from({ length: MAX_TAGS }, (_, i) => `t${i}`) });
    const tagged = await acted(csr, { ids: [full.id, plain.id] }, { kind: "tags", add: ["one more"], remove: [] });
    expect((await outcomesOf(csr, tagged.id))[0]).toMatchObject({ orderId: full.id, outcome: "refused", reason: expect.stringContaining("20 tags") });
  });

  it("leaves an order in which somebody changed the same meanwhile, merges with other changes, and deletes none that was changed [E8.5]", async () => {
    const orders = await place(3);
    const [same, elsewhere, untouched] = orders;
    if (!same || !elsewhere || !untouched) throw new Error("three orders were placed");
    const assign = await chosen(csr, { kind: "csr", ids: idsOf(orders) });
    const remove = await chosen(admin, { kind: "delete", ids: idsOf(orders) });
    await edit(same, { csrId: t.people.csr2.id });
    await edit(elsewhere, { note: "Ring first" });
    await started(csr, assign.id, { kind: "csr", csrId: t.people.csr.id });
    expect(await overOf(csr, assign.id)).toMatchObject({ done: 2, failed: 1 });
    expect((await outcomesOf(csr, assign.id))[0]).toEqual({ orderId: same.id, number: same.number, outcome: "stale", reason: `${t.people.csr2.name} changed the CSR of order ${same.number} after it was chosen.`, seq: null });
    expect((await readAll(orders)).map((o) => [o.csrId, o.note])).toEqual([[t.people.csr2.id, ""], [t.people.csr.id, "Ring first"], [t.people.csr.id, ""]]);
    await started(admin, remove.id, { kind: "delete" });
    expect(await overOf(admin, remove.id)).toMatchObject({ done: 0, failed: 3 });
  });

  it("is for who holds the permission of the act, and started by who chose the orders [E8.6]", async () => {
    const ids = idsOf(await place(1));
    const ask = (call: Call, kind: string) => call("bulk", { method: "POST", body: { kind, ids } });
    for (const kind of ["csr", "tags", "delete", "restore"]) expect((await problemOf(ask(t.people.fulfilment.call, kind))).code, kind).toBe("forbidden");
    for (const kind of ["status", "send"]) expect((await ask(t.people.fulfilment.call, kind)).status, kind).toBe(201);
    expect((await problemOf(ask(t.people.admin.call, "restore"))).code).toBe("forbidden");
    const reader = await t.addScript(["orders.read"]);
    expect((await problemOf(ask(reader.call, "tags"))).code).toBe("forbidden");
    const job = await chosen(csr, { kind: "tags", ids });
    expect((await problemOf(t.people.csr2.call(`bulk/${job.id}/start`, { method: "POST", body: { action: { kind: "tags", add: ["x"], remove: [] } } }))).code).toBe("forbidden");
    expect((await acted(t.script.call, { ids }, { kind: "tags", add: ["script"], remove: [] })).by).toBe("Test script");
  });

  it.each(["a role that changed", "a member who was removed"])("stops with a sentence at %s while it runs; what was done stays and is listed [E8.6]", async (how) => {
    const many = await newTenant();
    const ids = await manyOrders(many, await newShop(many), 8_000);
    const person = await many.addPerson("csr", "Rita Bloom");
    const { id } = await chosen(person.call, { kind: "csr", query: "" });
    await started(person.call, id, { kind: "csr", csrId: many.people.csr2.id });
    while ((await bodyOf(BulkAnswer, many.people.csr.call(`bulk/${id}`))).job.done === 0);
    const ended = how.startsWith("a role") ? many.people.admin.call(`members/${person.id}`, { method: "PATCH", body: { role: "viewer" } }) : many.people.admin.call(`members/${person.id}`, { method: "DELETE" });
    expect((await ended).ok).toBe(true);
    const job = await overOf(many.people.csr.call, id);
    expect(job).toMatchObject({ state: "failed", failed: 0, error: expect.stringContaining("Rita Bloom may not do this any more") });
    expect(job.done).toBeLessThan(ids.length);
    const [row] = await many.db.query({ sql: "SELECT count(*) AS n FROM orders WHERE org_id = :org AND csr_id = :csr", args: { csr: many.people.csr2.id } });
    expect(row?.["n"]).toBe(job.done);
    expect((await outcomesOf(many.people.csr.call, id)).filter((o) => o.outcome === "done")).toHaveLength(job.done);
  });

  it("refuses in a sentence what cannot be meant, before anything is done [E8.7]", async () => {
    const { id, version } = await shop.place();
    const other = await newTenant();
    const foreign = await (await newShop(other)).place();
    const ask = (body: object) => problemOf(csr("bulk", { method: "POST", body }));
    expect(await ask({ kind: "csr", ids: [] })).toMatchObject({ code: "invalid", errors: [{ field: "ids", message: "Choose at least one order." }] });
    expect(await ask({ kind: "csr" })).toMatchObject({ code: "invalid" });
    expect(await ask({ kind: "csr", ids: [id], query: "" })).toMatchObject({ code: "invalid" });
    expect(await ask({ kind: "csr", ids: [id, foreign.id] })).toMatchObject({ code: "invalid", errors: [{ field: "ids.1" }] });
    expect(await ask({ kind: "csr", query: "total=much" })).toMatchObject({ code: "invalid", errors: [{ field: "query" }] });
    for (const query of ["statuss=sta_1", "quick=unpaid&quick=today", "csr=none&csr=!none", "text=x", "email=", "total=9..1", "placed=..", "after=zzz"]) expect(await ask({ kind: "tags", query }), query).toMatchObject({ code: "invalid", errors: [{ field: "query" }] });
    expect(await ask({ kind: "rename", ids: [id] })).toMatchObject({ code: "invalid" });

    const job = await chosen(csr, { kind: "status", ids: [id] });
    const begin = (action: object, at = job.id) => problemOf(csr(`bulk/${at}/start`, { method: "POST", body: { action } }));
    await t.db.writeBatch([{ sql: "UPDATE order_status SET active = 0 WHERE org_id = :org AND name = 'Exchange On Hold'" }]);
    expect((await begin({ kind: "status", statusId: status("Exchange On Hold") })).detail).toContain("retired");
    expect((await begin({ kind: "status", statusId: status("Cancelled") })).detail).toContain("reason");
    expect((await begin({ kind: "status", statusId: "sta_nowhere" })).detail).toContain("does not exist");
    expect((await begin({ kind: "csr", csrId: null })).code).toBe("invalid");
    expect(await begin({ kind: "tags", add: [], remove: [] }, (await chosen(csr, { kind: "tags", ids: [id] })).id)).toMatchObject({ code: "invalid", detail: "Name a tag to add or to remove." });
    const both = await begin({ kind: "tags", add: ["new", "gift"], remove: ["gift"] }, (await chosen(csr, { kind: "tags", ids: [id] })).id);
    expect(both).toMatchObject({ code: "invalid", detail: "“gift” cannot be both added and removed. Keep one of them." });
    const none = await chosen(csr, { kind: "tags", query: "reference=nobodyhasthis" });
    expect(none).toMatchObject({ state: "ready", total: 0 });
    expect(await begin({ kind: "tags", add: ["x"], remove: [] }, none.id)).toMatchObject({ code: "refused", detail: expect.stringContaining("No order matches") });
    await started(csr, job.id, { kind: "status", statusId: status("Pending") });
    expect((await begin({ kind: "status", statusId: status("Pending") })).code).toBe("refused");
    await overOf(csr, job.id);
    expect((await read(id)).version).toBe(version + 1);
  });

  it("of a filter that only an earlier version understood does nothing, and says so [E8.7]", async () => {
    await shop.place();
    const [key, target] = [crypto.randomUUID(), { kind: "tags", query: "reference=nobodyhasthis" }];
    const choose = async () => (await bodyOf(BulkAnswer, csr("bulk", { method: "POST", body: target, key }))).job;
    const { id } = await bulkIn(csr, (await choose()).id, ["ready"]);
    await t.db.writeBatch([{ sql: "UPDATE job SET state = 'queued', spec = json_set(spec, '$.query', 'total=9..1'), progress = json_set(progress, '$.counted', json('false')) WHERE org_id = :org AND id = :id", args: { id } }]);
    await choose(); // wakes it
    expect(await bulkIn(csr, id, ["ready", "failed"])).toMatchObject({ state: "failed", total: 0, error: "This filter is not understood any more, so nothing was done. Choose the orders again." });
  });

  it("is undone by who did it, once, but for orders that somebody changed since; an undo can be undone [E8.9, E8.11]", async () => {
    const orders = await Promise.all([["a"], ["b"], []].map((tags) => shop.place({ tags })));
    const [first, second, third] = orders;
    if (!first || !second || !third) throw new Error("three orders were placed");
    const job = await acted(csr, { ids: idsOf(orders) }, { kind: "tags", add: ["a", "z"], remove: ["b"] });
    await edit(third, { note: "mine" });
    expect((await problemOf(undo(job.id, t.people.csr2.call))).code).toBe("forbidden");
    const back = await undone(job.id, csr);
    expect(back).toMatchObject({ state: "done", total: 3, done: 2, failed: 1, undoes: job.id });
    expect((await readAll(orders)).map((o) => o.tags)).toEqual([["a"], ["b"], ["a", "z"]]);
    expect((await outcomesOf(csr, back.id))[0]).toMatchObject({ orderId: third.id, outcome: "stale", reason: `${t.people.csr2.name} changed order ${third.number} since.` });
    expect((await timeline(first.id)).at(-1)).toMatchObject({ comment: "Undo", cause: { kind: "bulk", id: back.id } });
    expect((await problemOf(undo(job.id, csr))).detail).toBe("This was undone already.");
    expect(await undone(back.id, csr)).toMatchObject({ done: 2, failed: 0 });
    expect((await readAll(orders)).map((o) => o.tags)).toEqual([["a", "z"], ["a", "z"], ["a", "z"]]);

    const deleted = await acted(t.people.admin.call, { ids: idsOf(orders) }, { kind: "delete" });
    expect(await undone(deleted.id, t.people.admin.call)).toMatchObject({ done: 3 });
    const sent = await acted(csr, { ids: idsOf(orders) }, { kind: "send" });
    expect((await problemOf(undo(sent.id, csr))).code).toBe("refused");
    expect(await wrongCounters()).toEqual([]);
  });

  it("is one act however often its requests are sent [E8.8]", async () => {
    const { id } = await shop.place();
    const [one, two] = await Promise.all([1, 2].map(() => bodyOf(BulkAnswer, csr("bulk", { method: "POST", key: "bulk-1", body: { kind: "tags", ids: [id] } }))));
    expect(one?.job.id).toBe(two?.job.id);
    const job = one?.job.id ?? "";
    const begin = () => csr(`bulk/${job}/start`, { method: "POST", key: "bulk-2", body: { action: { kind: "tags", add: ["once"], remove: [] } } });
    expect((await Promise.all([begin(), begin(), begin()])).map((a) => a.status)).toEqual([202, 202, 202]);
    await overOf(csr, job);
    expect((await begin()).status).toBe(202);
    const back = await Promise.all([1, 2].map(() => bodyOf(BulkAnswer, csr(`bulk/${job}/undo`, { method: "POST", key: "bulk-3" }))));
    expect(back[0]?.job.id).toBe(back[1]?.job.id);
    await overOf(csr, back[0]?.job.id ?? "");
    expect((await read(id)).version).toBe(3);
  });

  it("is seen by everybody: its changes as ranges, its progress as it goes, its end with all numbers [N7.30]", async () => {
    const many = await newTenant();
    await manyOrders(many, await newShop(many), 3_000);
    const ears = await LiveClient.open(liveOf(many, many.people.viewer));
    const job = await acted(many.people.csr.call, { query: "" }, { kind: "agent", agentId: null });
    expect(job).toMatchObject({ total: 3_001, unchanged: 3_001 });
    const second = await acted(many.people.csr.call, { query: "" }, { kind: "tags", add: ["seen"], remove: [] });
    expect(second).toMatchObject({ state: "done", done: 3_001 });
    const jobs = () => ears.frames.flatMap((f) => (f.type === "job" && f.job.kind === "bulk" && f.job.id === second.id ? [f.job] : []));
    await ears.until(() => jobs().some((j) => j.state === "done"), "the end of the job");
    await ears.until(() => ears.replica.seq === 3_003, "all changes");
    expect(jobs().at(-1)).toEqual(second);
    expect(jobs().length).toBeLessThan(30);
    expect(ears.frames.filter((f) => f.type === "changes")).toEqual([]);
    ears.close();
  });

  it("stops when it is cancelled; what was done stays, and can be undone [E8.10]", async () => {
    const many = await newTenant();
    await manyOrders(many, await newShop(many), 8_000);
    const { call } = many.people.csr;
    const { id } = await chosen(call, { kind: "tags", query: "" });
    await started(call, id, { kind: "tags", add: ["half"], remove: [] });
    while ((await bodyOf(BulkAnswer, call(`bulk/${id}`))).job.done === 0);
    expect((await many.people.csr2.call(`bulk/${id}/cancel`, { method: "POST" })).status).toBe(200);
    const cancelled = await bulkIn(call, id, ["cancelled"]);
    expect(cancelled.done).toBeLessThan(8_001);
    const tagged = async () => (await many.db.query({ sql: `SELECT count(*) AS n FROM orders WHERE org_id = :org AND tags = '["half"]'` }))[0]?.["n"];
    expect(await tagged()).toBe(cancelled.done);
    expect(await undone(id, call)).toMatchObject({ state: "done", done: cancelled.done });
    expect(await tagged()).toBe(0);
    // Also while it is counted, and by two at once.
    for (let i = 0; i < 6; i++) {
      const { job } = await bodyOf(BulkAnswer, call("bulk", { method: "POST", body: { kind: "tags", query: "" } }));
      const answers = await Promise.all([call, many.people.csr2.call].map((who) => who(`bulk/${job.id}/cancel`, { method: "POST" })));
      expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
      expect((await problemOf(call(`bulk/${job.id}/start`, { method: "POST", body: { action: { kind: "tags", add: ["late"], remove: [] } } }))).detail).toContain("ended already");
    }
    const unstarted = await chosen(call, { kind: "tags", query: "" });
    expect((await call(`bulk/${unstarted.id}/cancel`, { method: "POST" })).status).toBe(200);
    expect(await many.db.query({ sql: "SELECT 1 FROM bulk_chunk WHERE org_id = :org AND job_id = :id", args: { id: unstarted.id } })).toEqual([]);
  });
});
