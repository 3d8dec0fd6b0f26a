import * as v from "valibot";
import { expect, it } from "vitest";
import { Order } from "../../../domain/order.ts";
import { readImport, sourceOf, startImport, uploadFile, waitForImport } from "../../../scripts/import-file.ts";
import { newShop, SavedAnswer } from "../../harness/orders.ts";
import { newTenant } from "../../harness/tenant.ts";
import { bytesOf, csvOf, uci } from "./csv-file.ts";

it("beside an import the desk places and changes orders as ever; each of its commits is small [X6.3, X1.6]", async () => {
  const t = await newTenant();
  const shop = await newShop(t);
  const { call } = t.people.csr;
  const rows = Array.from({ length: 6_000 }, (_, i) => uci({ InvoiceNo: `W${Math.floor(i / 2)}`, StockCode: `S${i % 40}` }));
  const id = await uploadFile(call, sourceOf("many.csv", bytesOf(csvOf(rows))));
  await startImport(call, id);

  const numbers: string[] = [];
  let order = await shop.place();
  for (let i = 0; (await readImport(call, id)).state !== "done" && i < 400; i++) {
    numbers.push((await shop.place()).number);
    const saved = await call(`orders/${order.id}`, { method: "PATCH", body: { version: order.version, edit: { reference: `call ${i}` } } });
    expect(saved.status).toBe(200);
    order = v.parse(SavedAnswer, await saved.json()).order;
  }
  expect(await waitForImport(call, id)).toMatchObject({ state: "done", orders: 3_000, rejected: 0 });
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.length).toBeGreaterThan(0);

  const commits = await t.db.query({
    sql: `SELECT (SELECT count(*) FROM change c WHERE c.org_id = :org AND c.seq BETWEEN i.from_seq AND i.to_seq AND c.kind = 'order.imported') AS orders,
            (SELECT count(DISTINCT c.cause) FROM change c WHERE c.org_id = :org AND c.seq BETWEEN i.from_seq AND i.to_seq) AS causes
          FROM idempotency i WHERE i.org_id = :org AND i.key LIKE 'import:' || :id || ':%' AND i.to_seq >= i.from_seq`,
    args: { id },
  });
  expect(commits.reduce((sum, c) => sum + Number(c["orders"]), 0)).toBe(3_000);
  expect(Math.max(...commits.map((c) => Number(c["orders"])))).toBeLessThanOrEqual(150);
  expect(Math.max(...commits.map((c) => Number(c["causes"])))).toBe(1);
  expect(v.parse(Order, order).number).toMatch(/^TT\d{7}$/u);
});
