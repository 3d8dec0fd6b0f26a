import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BulkAction } from "../../domain/bulk.ts";
import { bodyOf } from "../harness/answer.ts";
import { shorter } from "../harness/changed-build.ts";
import { acted, BulkAnswer, chosen, outcomesOf, overOf, started } from "../harness/bulk.ts";
import { manyOrders } from "../harness/many-orders.ts";
import { openFaultDesk } from "./fault-desk.ts";
import type { FaultDesk } from "./fault-desk.ts";

const ORDERS = 6_000;

interface Bindings {
  readonly JOBS: { send(message: { orgId: string; jobId: string; kind: "bulk" }): Promise<void> };
}

describe("a bulk action", () => {
  let desk: FaultDesk;
  let ids: string[];
  beforeAll(async () => {
    // The lease of a worker that was killed is only waited for.
    desk = await openFaultDesk([shorter("LEASE_MS", 5)]);
    ids = await manyOrders(desk.tenant, desk, ORDERS);
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  const call = () => desk.tenant.people.csr.call;
  /** @param arm sets a trap for it before it begins: however fast it is, it runs into that */
  const begin = async (tag: string, arm: (id: string) => void = () => undefined): Promise<string> => {
    const action: BulkAction = { kind: "tags", add: [tag], remove: [] };
    const { id } = await chosen(call(), { kind: "tags", query: "" });
    arm(id);
    await started(call(), id, action);
    return id;
  };
  /** The commit of one of the first chunks of a job, all of them named by patterns. */
  const commitOf = (id: string, chunk: string) => new RegExp(`INSERT INTO idempotency[^]*"bulk:${id}:${chunk}"`, "u");
  /** Each order was changed once by this job, in the log as in its row, and what counts them counts right. */
  const expectWhole = async (id: string, tag: string): Promise<void> => {
    expect(await overOf(call(), id)).toMatchObject({ state: "done", total: ORDERS + 1, done: ORDERS + 1, failed: 0, unchanged: 0 });
    const [log, rows, seqs] = await desk.tenant.db.queryAll([
      { sql: "SELECT count(*) AS changes, count(DISTINCT entity_id) AS orders FROM change WHERE org_id = :org AND cause->>'id' = :id", args: { id } },
      { sql: "SELECT count(*) AS n FROM orders o WHERE o.org_id = :org AND (SELECT count(*) FROM json_each(o.tags) WHERE value = :tag) = 1", args: { tag } },
      { sql: "SELECT count(*) AS n, max(seq) AS last, (SELECT seq FROM head WHERE org_id = :org) AS head FROM change WHERE org_id = :org" },
    ]);
    expect(log).toMatchObject([{ changes: ORDERS + 1, orders: ORDERS + 1 }]);
    expect(rows).toMatchObject([{ n: ORDERS + 1 }]);
    expect(seqs?.[0]).toMatchObject({ last: seqs?.[0]?.["n"], head: seqs?.[0]?.["n"] });
    expect((await outcomesOf(call(), id)).filter((o) => o.outcome === "done")).toHaveLength(ORDERS + 1);
  };

  it("whose worker is killed in its middle, between a commit and its answer, goes on at the next start, and no order is changed twice [E8.8]", async () => {
    let killed = Promise.resolve();
    const id = await begin("second", (job) => {
      killed = desk.database.cutNext(commitOf(job, "5"), "before_answer", () => desk.stack.killWorker());
    });
    await killed;
    await desk.stack.restartWorker();
    await desk.stack.runScheduled();
    await expectWhole(id, "second");
  });

  it("is done once, however often its messages come [E8.8]", async () => {
    const { JOBS } = await desk.stack.bindings<Bindings>();
    const id = await begin("third");
    await Promise.all(Array.from({ length: 12 }, () => JOBS.send({ orgId: desk.tenant.orgId, jobId: id, kind: "bulk" })));
    await expectWhole(id, "third");
    await JOBS.send({ orgId: desk.tenant.orgId, jobId: id, kind: "bulk" });
    await sleep(200);
    await expectWhole(id, "third");
  });

  it("whose undo was cancelled goes on with the rest, though its worker is killed, and no order is taken back twice [E8.8, E8.13]", async () => {
    const id = await begin("fourth");
    await overOf(call(), id);
    const undo = async () => (await bodyOf(BulkAnswer, call()(`bulk/${id}/undo`, { method: "POST" }))).job.id;
    const met = desk.database.cutNext(commitOf(`(?!${id})\\w+`, "3"), "before_request");
    const half = await undo();
    await met;
    // What was cut is sent again; this comes before most of what is left.
    await bodyOf(BulkAnswer, call()(`bulk/${half}/cancel`, { method: "POST" }));
    const killed = desk.database.cutNext(commitOf(`(?!${id}|${half})\\w+`, "[4-9]"), "before_answer", () => desk.stack.killWorker());
    const rest = await undo();
    await killed;
    await desk.stack.restartWorker();
    await desk.stack.runScheduled();
    const [before, after] = [await overOf(call(), half), await overOf(call(), rest)];
    expect([before, after]).toMatchObject([{ state: "cancelled", total: ORDERS + 1 }, { state: "done", total: ORDERS + 1 - before.done, done: ORDERS + 1 - before.done, failed: 0 }]);
    const [log, rows] = await desk.tenant.db.queryAll([
      { sql: "SELECT count(*) AS changes, count(DISTINCT entity_id) AS orders FROM change WHERE org_id = :org AND cause->>'id' IN (:half, :rest)", args: { half, rest } },
      { sql: "SELECT count(*) AS n FROM orders o, json_each(o.tags) t WHERE o.org_id = :org AND t.value = 'fourth'" },
    ]);
    expect(log).toMatchObject([{ changes: ORDERS + 1, orders: ORDERS + 1 }]);
    expect(rows).toMatchObject([{ n: 0 }]);
  });

  it("goes on while others change the same orders all the time; each change of theirs and its own is kept [E8.5, E8.8]", async () => {
    const some = ids.slice(0, 40);
    const end = new AbortController();
    const others = Promise.all([0, 1, 2, 3].map(async (lane) => {
      for (let i = lane; !end.signal.aborted; i += 4) {
        await desk.tenant.people.csr2.call(`orders/${some[i % some.length] ?? ""}`, { method: "PATCH", body: { version: 1, edit: { note: `note ${i}` } } });
      }
    }));
    const jobs = [];
    for (const tag of ["amid", "them", "all"]) jobs.push(await acted(call(), { ids: some }, { kind: "tags", add: [tag], remove: [] }));
    end.abort();
    await others;
    for (const job of jobs) expect(job).toMatchObject({ state: "done", total: some.length, unchanged: 0 });
    const [versions, tags] = await desk.tenant.db.queryAll([
      { sql: "SELECT o.id FROM orders o WHERE o.org_id = :org AND o.id IN (SELECT value FROM json_each(:ids)) AND o.version <> 1 + (SELECT count(*) FROM change c WHERE c.org_id = o.org_id AND c.entity_id = o.id)", args: { ids: JSON.stringify(some) } },
      { sql: "SELECT count(*) AS n FROM orders o, json_each(o.tags) t WHERE o.org_id = :org AND t.value IN ('amid', 'them', 'all')" },
    ]);
    expect(versions).toEqual([]);
    expect(tags).toMatchObject([{ n: jobs.reduce((sum, job) => sum + job.done, 0) }]);
  });
});
