import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@libsql/client/web";
import { afterAll, beforeAll, expect, it } from "vitest";
import { fieldTokens, SEARCH_FIELDS, stockWords } from "../../domain/search-text.ts";
import { migrateRole, migrationsOf } from "../../scripts/migrate.ts";
import { type Sqld, startSqld } from "../../scripts/sqld.ts";
import { anOrder } from "../domain/order-fixture.ts";

let dir = "";
let sqld: Sqld;
let client: Client;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "quayside-backfill-"));
  sqld = await startSqld(dir);
  client = createClient({ url: sqld.url });
});

afterAll(async () => {
  client.close();
  await sqld.stop();
  await rm(dir, { recursive: true, force: true });
});

const order = anOrder({ id: "ord_1", number: "BT0000042", customerPhone: "020 7946 0123", deliveryAddress: { name: "", company: "", line1: "", line2: "", city: "", region: "", postCode: "SW1A 1AA", country: "", phone: "" } });
const CODES = ["85123A", "B-7/10", "85123A"];

/** An installation as it was before orders knew their post code, with one order of two kinds of goods and two tags. */
async function oldInstallation(): Promise<void> {
  await client.execute("CREATE TABLE _migrations_tenant (tag TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)");
  for (const { tag, hash, statements } of migrationsOf("tenant").filter((m) => m.tag < "0004")) {
    await client.migrate([...statements, { sql: "INSERT INTO _migrations_tenant (tag, hash, applied_at) VALUES (?, ?, 0)", args: [tag, hash] }]);
  }
  await client.batch([
    "INSERT INTO address (org_id, id, name, company, line1, line2, city, region, post_code, country, phone) VALUES ('org_1', 'adr_1', '', '', '', '', '', '', 'SW1A 1AA', '', '')",
    "INSERT INTO facet (id, org_id, deleted, status_id, stage, payment_status, unpaid, channel_id, csr_id, order_type, high_risk) VALUES (1, 'org_1', 0, 's', 'pending', 'pending', 1, 'c', '', 'standard', 0)",
    {
      sql: `INSERT INTO orders (org_id, id, number, version, placed_at, placed_day, order_type, channel_id, customer_id, customer_name, customer_email, customer_phone, company, customer_sort, status_id, stage, status_position, payment_status,
        subtotal, discount, fee, tax, total, paid, refunded, due, unpaid, high_risk, reference, tags, csr_id, agent_id, note, delivery_address_id, line_count, search_name, search_email, search_phone, search_reference, facet_id, updated_at)
        VALUES ('org_1', 'ord_1', 'BT0000042', 1, 5, '2026-01-01', 'standard', 'c', 'u', '', '', '', '', '', 's', 'pending', 0, 'pending', 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, '', '["gift","urgent"]', '', '', '', 'adr_1', 3, 'ada', '', '02079460123 079460123 79460123', '', 1, 0)`,
      args: [],
    },
    ...CODES.map((code, i) => ({ sql: "INSERT INTO order_line (org_id, order_id, id, position, stock_code, description, quantity, unit_price, total) VALUES ('org_1', 'ord_1', ?, ?, ?, '', 1, 1, 1)", args: [`lin_${i}`, i, code] })),
  ], "write");
}

it("an installation that is older has its orders found by what search and filters know since [RUN.16, L3.32]", async () => {
  await oldInstallation();
  expect(await migrateRole("tenant", sqld.url)).toContain("0008_search_tags_and_sorts");
  const { rows } = await client.execute("SELECT post_code, search_post, search_stock, search_phone, invoice_status FROM orders");
  const row = { ...order, stockWords: stockWords(CODES) };
  const words = (text: unknown) => String(text).split(" ").filter(Boolean).toSorted();
  expect(rows[0]).toMatchObject({ post_code: "SW1A 1AA", invoice_status: "none" });
  expect(words(rows[0]?.["search_post"])).toEqual(fieldTokens(row, "postcode").toSorted());
  expect(words(rows[0]?.["search_stock"])).toEqual(fieldTokens(row, "stock").toSorted());
  expect(words(rows[0]?.["search_phone"])).toEqual(fieldTokens(row, "phone").toSorted());
  for (const field of SEARCH_FIELDS.filter((f) => f !== "name" && f !== "email" && f !== "reference")) {
    for (const token of fieldTokens(row, field)) {
      const { rows: found } = await client.execute({ sql: "SELECT rowid FROM orders_search WHERE orders_search MATCH ?", args: [`${field} : "${token}"`] });
      expect([field, token, found.length]).toEqual([field, token, 1]);
    }
  }
  const tags = await client.execute("SELECT tag, placed_at, id FROM order_tag ORDER BY tag");
  expect(tags.rows.map((t) => ({ ...t }))).toEqual([{ tag: "gift", placed_at: 5, id: "ord_1" }, { tag: "urgent", placed_at: 5, id: "ord_1" }]);
});
