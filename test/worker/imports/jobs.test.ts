import { setTimeout as sleep } from "node:timers/promises";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { previewFile, readImport, sourceOf, startImport, uploadFile, waitForImport } from "../../../scripts/import-file.ts";
import { startStack } from "../../../scripts/stack.ts";
import type { Stack } from "../../../scripts/stack.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Tenant } from "../../harness/tenant.ts";
import { bytesOf, csvOf, sumsOf, uci } from "./csv-file.ts";

interface Bindings {
  readonly JOBS: { send(message: { orgId: string; jobId: string; kind: "import" }): Promise<void> };
  readonly FILES: { delete(key: string): Promise<void> };
}

/** A stack whose queue and files a test can reach as the worker does. */
describe("the jobs of a worker", () => {
  let stack: Stack;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "quayside-jobs-"));
    stack = await startStack({ dataDir, cron: false });
  });
  afterAll(async () => {
    await stack.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const many = (n: number) => bytesOf(csvOf(Array.from({ length: n }, (_, i) => uci({ InvoiceNo: `J${i}` }))));
  const ready = async (bytes: Uint8Array<ArrayBuffer>): Promise<{ t: Tenant; id: string }> => {
    const t = await newTenant({}, stack);
    return { t, id: await uploadFile(t.people.csr.call, sourceOf("orders.csv", bytes)) };
  };

  /** Started, but without a message. */
  const queue = async (t: Tenant, id: string): Promise<void> => {
    const header = Object.keys(uci());
    const start = {
      layout: { encoding: "utf-8", delimiter: ",", newline: "\n", preamble: 0 }, mapping: { order: 0, stockCode: 1, quantity: 3, date: 4, unitPrice: 5 },
      options: { dateOrder: "ymd", decimal: ".", statusId: null, channelId: null, guestName: "Guest", createProducts: true }, header, dataOffset: header.join(",").length + 1,
    };
    await t.db.writeBatch([{
      sql: "UPDATE job SET state = 'queued', spec = json_set(spec, '$.start', json(:start)), progress = json_set(progress, '$.offset', :offset) WHERE org_id = :org AND id = :id",
      args: { id, start: JSON.stringify(start), offset: start.dataOffset },
    }]);
  };

  it("are started once by a start that is sent many times at once, and each sending is answered with success [A3.6]", async () => {
    const { t, id } = await ready(many(20));
    const { call } = t.people.csr;
    const { layout, mapping, options } = await previewFile(call, id);
    const key = crypto.randomUUID();
    // A little apart, so that some look for an outcome before there is one, and at the job after it has moved on.
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => sleep(i * 2).then(() => call(`imports/${id}/start`, { method: "POST", key, body: { layout, mapping, options } }))));
    expect(answers.map((a) => a.status)).toEqual(answers.map(() => 202));
    expect(await waitForImport(call, id)).toMatchObject({ state: "done", orders: 20 });
  });

  it("are worked on by one at a time, however many messages wake them [X3.7]", async () => {
    const { t, id } = await ready(many(3_000));
    const { JOBS } = await stack.bindings<Bindings>();
    await startImport(t.people.csr.call, id);
    await Promise.all(Array.from({ length: 12 }, () => JOBS.send({ orgId: t.orgId, jobId: id, kind: "import" })));
    expect(await waitForImport(t.people.csr.call, id)).toMatchObject({ state: "done", orders: 3_000, lines: 3_000, unchanged: 0, rejected: 0 });
    expect(await sumsOf(t)).toMatchObject({ orders: 3_000, lines: 3_000, versions: 3_000 });
    // A message that comes late finds nothing to do.
    await JOBS.send({ orgId: t.orgId, jobId: id, kind: "import" });
    await sleep(300);
    expect(await sumsOf(t)).toMatchObject({ orders: 3_000 });
  });

  it("of one organization may run side by side: what both need is made once [X3.7, X1.7]", async () => {
    const t = await newTenant({}, stack);
    const { call } = t.people.csr;
    const file = (prefix: string) => bytesOf(csvOf(Array.from({ length: 1_500 }, (_, i) => uci({ InvoiceNo: `${prefix}${i}`, CustomerID: `${i % 300}`, StockCode: `S${i % 90}` }))));
    const ids = await Promise.all(["P", "Q", "R"].map((prefix) => uploadFile(call, sourceOf(`${prefix}.csv`, file(prefix)))));
    await Promise.all(ids.map((id) => startImport(call, id)));
    for (const job of await Promise.all(ids.map((id) => waitForImport(call, id)))) expect(job).toMatchObject({ state: "done", orders: 1_500, rejected: 0 });
    const [counts] = await t.db.query({ sql: "SELECT (SELECT count(*) FROM customer WHERE org_id = :org) AS customers, (SELECT count(*) FROM product WHERE org_id = :org) AS products, (SELECT count(DISTINCT number) FROM orders WHERE org_id = :org) AS numbers" });
    expect(counts).toMatchObject({ customers: 300, products: 90, numbers: 4_500 });
  });

  it("are woken by the look at what waits, when the queue lost their message [X3.3]", async () => {
    const { t, id } = await ready(many(20));
    // As if the worker had died between the commit of the start and its message.
    await queue(t, id);
    await sleep(300);
    expect((await readImport(t.people.csr.call, id)).state).toBe("queued");
    await stack.runScheduled();
    expect(await waitForImport(t.people.csr.call, id, 10_000)).toMatchObject({ state: "done", orders: 20 });
  });

  it("of a worker that died with its lease go on when the lease would have ended [X3.3, X3.7]", async () => {
    const { t, id } = await ready(many(20));
    await queue(t, id);
    const until = Date.now() + 3_000;
    await t.db.writeBatch([{ sql: "UPDATE job SET state = 'running', lease_until = :until WHERE org_id = :org AND id = :id", args: { id, until } }]);
    await stack.runScheduled();
    for (;;) {
      const job = await readImport(t.people.csr.call, id);
      if (Date.now() >= until) break;
      expect(job).toMatchObject({ state: "running", orders: 0 });
      await sleep(200);
    }
    expect(await waitForImport(t.people.csr.call, id, 10_000)).toMatchObject({ state: "done", orders: 20 });
  });

  it("stop when they are cancelled, with whole orders only [X3.5]", async () => {
    const { t, id } = await ready(many(20_000));
    await startImport(t.people.csr.call, id);
    while ((await readImport(t.people.csr.call, id)).orders === 0) await sleep(5);
    const answer = await t.people.csr.call(`imports/${id}/cancel`, { method: "POST" });
    expect(answer.status).toBe(200);
    const cancelled = await readImport(t.people.csr.call, id);
    expect(cancelled.state).toBe("cancelled");
    await sleep(500);
    const sums = await sumsOf(t);
    expect(sums.orders).toBe(cancelled.orders);
    expect(sums.lines).toBe(cancelled.lines);
    expect(sums.orders).toBeLessThan(20_000);
    expect((await readImport(t.people.csr.call, id)).state).toBe("cancelled");
  });

  it("that cannot go on say so with the reason, and keep what they did [X3.6]", async () => {
    const { t, id } = await ready(many(100));
    const { FILES } = await stack.bindings<Bindings>();
    await queue(t, id);
    await FILES.delete(`${t.orgId}/imports/${id}.csv`);
    await stack.runScheduled();
    const job = await waitForImport(t.people.csr.call, id, 15_000);
    expect(job).toMatchObject({ state: "failed", error: "The uploaded file is not there any more. Upload it again." });
  });

  it("that fail again and again are buried with a reason instead of running for ever [X3.6]", async () => {
    const { t, id } = await ready(many(100));
    // A row of the organization that no step can read: its status has a stage that does not exist.
    await t.db.writeBatch([{ sql: "UPDATE order_status SET stage = 'nowhere' WHERE org_id = :org AND name = 'Incomplete'" }]);
    await queue(t, id);
    const { JOBS } = await stack.bindings<Bindings>();
    await JOBS.send({ orgId: t.orgId, jobId: id, kind: "import" });
    const job = await waitForImport(t.people.csr.call, id, 25_000);
    expect(job).toMatchObject({ state: "failed", orders: 0 });
    expect(job.error).toContain("several times");
  });
});
