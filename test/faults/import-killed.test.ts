import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportJobView } from "../../domain/import/job.ts";
import { readImport, sourceOf, startImport, uploadFile, waitForImport } from "../../scripts/import-file.ts";
import { shorter } from "../harness/changed-build.ts";
import { bytesOf, csvOf, sumsOf, uci } from "../worker/imports/csv-file.ts";
import { openFaultDesk } from "./fault-desk.ts";
import type { FaultDesk } from "./fault-desk.ts";

const ORDERS = 6_000;
const LINES = 3;
/** The worker that held the lease is dead, and only time tells: at work, where one may just be slow, more of it. So it is with a database. */
const SHORTER = [shorter("LEASE_MS", 5), shorter("OUTAGE_PAUSE_S", 3)];
const PATIENCE_MS = 60_000;

/** Three lines an order, some of them of no use; every sum is known. */
function file(prefix: string): Uint8Array<ArrayBuffer> {
  const rows = Array.from({ length: ORDERS * LINES }, (_, i) => uci({ InvoiceNo: `${prefix}${Math.floor(i / LINES)}`, StockCode: `S${i % 50}`, Quantity: Math.floor(i / LINES) % 100 === 99 ? "-1" : "2", UnitPrice: "1.25", CustomerID: `${Math.floor(i / LINES) % 700}` }));
  return bytesOf(csvOf(rows));
}
const GOOD = ORDERS * 0.99;

describe("an import", () => {
  let desk: FaultDesk;
  beforeAll(async () => {
    desk = await openFaultDesk(SHORTER);
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  /** @param arm sets a trap for it before it begins: however fast it is, it runs into that */
  const begin = async (prefix: string, arm: (id: string) => void = () => undefined): Promise<string> => {
    const { call } = desk.tenant.people.csr;
    const id = await uploadFile(call, sourceOf(`${prefix}.csv`, file(prefix)));
    arm(id);
    await startImport(call, id);
    return id;
  };
  /** A commit from the middle of the file, known by the byte at which it begins. */
  const commitOf = (id: string) => new RegExp(`INSERT INTO idempotency[^]*"import:${id}:[3-9]\\d{5}"`, "u");
  const until = async (id: string, enough: (job: ImportJobView) => boolean): Promise<void> => {
    while (!enough(await readImport(desk.tenant.people.csr.call, id))) await sleep(5);
  };
  /** Compares everything with the file, and the counters with a count. */
  const expectWhole = async (id: string, files: number): Promise<void> => {
    expect(await waitForImport(desk.tenant.people.csr.call, id, PATIENCE_MS)).toMatchObject({ state: "done", orders: GOOD, lines: GOOD * LINES, rejected: (ORDERS - GOOD) * LINES, unchanged: 0 });
    expect(await sumsOf(desk.tenant)).toMatchObject({ orders: files * GOOD, lines: files * GOOD * LINES, money: files * GOOD * LINES * 250, line_money: files * GOOD * LINES * 250, versions: files * GOOD });
    const [counters, log, rejects, twice] = await desk.tenant.db.queryAll([
      { sql: "SELECT (SELECT sum(c.orders) FROM facet f JOIN facet_count c ON c.facet_id = f.id WHERE f.org_id = :org) AS facets, (SELECT sum(orders) FROM day_count WHERE org_id = :org) AS days, (SELECT order_number FROM head WHERE org_id = :org) AS number" },
      { sql: "SELECT count(*) AS n, min(seq) AS first, max(seq) AS last, count(DISTINCT CASE WHEN kind = 'order.imported' THEN entity_id END) AS orders, (SELECT seq FROM head WHERE org_id = :org) AS head FROM change WHERE org_id = :org" },
      { sql: "SELECT count(*) AS n FROM import_reject WHERE org_id = :org AND job_id = :job", args: { job: id } },
      { sql: "SELECT external_id FROM orders WHERE org_id = :org GROUP BY external_id HAVING count(*) > 1" },
    ]);
    expect(counters).toMatchObject([{ facets: files * GOOD, days: files * GOOD, number: files * GOOD }]);
    const [seqs] = log ?? [];
    expect(seqs).toMatchObject({ first: 1, last: seqs?.["n"], head: seqs?.["n"], orders: files * GOOD });
    expect(rejects).toMatchObject([{ n: (ORDERS - GOOD) * LINES }]);
    expect(twice).toEqual([]);
  };

  it("whose worker is killed between two steps goes on at the next start, and no row is in twice [X3.3]", async () => {
    let killed = Promise.resolve();
    const id = await begin("A", (job) => {
      killed = desk.database.cutNext(commitOf(job), "before_request", () => desk.stack.killWorker());
    });
    await killed;
    const [row] = await desk.tenant.db.query({ sql: "SELECT state FROM job WHERE org_id = :org AND id = :id", args: { id } });
    expect(row?.["state"]).toBe("running");
    await desk.stack.restartWorker();
    await desk.stack.runScheduled(); // as every start does
    await expectWhole(id, 1);
  });

  it("whose worker is killed after a commit and before its answer goes on as well [X3.3]", async () => {
    let killed = Promise.resolve();
    const id = await begin("B", (job) => {
      killed = desk.database.cutNext(commitOf(job), "before_answer", () => desk.stack.killWorker());
    });
    await killed;
    await desk.stack.restartWorker();
    await desk.stack.runScheduled();
    await expectWhole(id, 2);
  });

  it("whose database is killed waits and goes on without anybody's help [X3.4]", async () => {
    const id = await begin("C");
    await until(id, (job) => job.orders > 500);
    await desk.stack.killSqld();
    await sleep(4_000); // in which it is asked in vain more than once
    expect((await desk.tenant.people.csr.call("orders")).status).toBe(503);
    await desk.stack.restartSqld();
    await expectWhole(id, 3);
  });
});
