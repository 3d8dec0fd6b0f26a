import type { InStatement } from "@libsql/client/web";
import { expect, it } from "vitest";
import { fieldTokens, SEARCH_FIELDS, stockWords } from "../../domain/search-text.ts";
import { migrateRole } from "../../scripts/migrate.ts";
import { anOrder } from "../domain/order-fixture.ts";
import { bareDatabase, oldInstallation, orderInsert } from "./bare-database.ts";

const database = bareDatabase();

const order = anOrder({ id: "ord_1", number: "BT0000042", customerPhone: "020 7946 0123", deliveryAddress: { name: "", company: "", line1: "", line2: "", city: "", region: "", postCode: "SW1A 1AA", country: "", phone: "" } });
const CODES = ["85123A", "B-7/10", "85123A"];

/** So far apart that each step has several parts. */
const placed = (rid: number, over: Readonly<Record<string, string | number | null>>) =>
  orderInsert(database, { rid, org_id: "org_1", id: `ord_${rid}`, number: `BT${String(rid).padStart(7, "0")}`, placed_at: rid, placed_day: "2026-11-20", facet_id: 1, total: 100, ...over });

const facet = (id: number, org: string): InStatement => `INSERT INTO facet (id, org_id, deleted, status_id, stage, payment_status, unpaid, channel_id, csr_id, order_type, high_risk) VALUES (${id}, '${org}', 0, 's${id}', 'pending', 'pending', 1, 'c', '', 'standard', 0)`;

/** An installation as it was before orders knew their post code, with the order above and others. */
async function fill(): Promise<void> {
  await oldInstallation(database, "0004");
  await database.client.batch([
    "INSERT INTO address (org_id, id, name, company, line1, line2, city, region, post_code, country, phone) VALUES ('org_1', 'adr_1', '', '', '', '', '', '', 'SW1A 1AA', '', '')",
    facet(1, "org_1"), facet(600, "org_1"), facet(601, "org_2"),
    await placed(1, { number: order.number, tags: '["gift","urgent"]', delivery_address_id: "adr_1", search_phone: "02079460123 079460123 79460123" }),
    ...CODES.map((code, i): InStatement => ({ sql: "INSERT INTO order_line (org_id, order_id, id, position, stock_code, description, quantity, unit_price, total) VALUES ('org_1', 'ord_1', ?, ?, ?, '', 1, 1, 1)", args: [`lin_${i}`, i, code] })),
    await placed(3_000, { agent_id: "agt", total: 200, tags: '["gift"]', search_phone: "0123456789" }),
    await placed(8_000, { facet_id: 600, placed_day: "2026-11-21", agent_id: "agt", total: 400, deleted_at: 5, tags: '["gift"]' }),
    await placed(30_000, { org_id: "org_2", facet_id: 601, total: 800, search_name: "grace", tags: '["late"]' }),
  ], "write");
}

/** What there is, and what a recount says of it. */
async function counters(): Promise<{ found: unknown; recounted: unknown }> {
  const read = async (sql: string) => (await database.client.execute(sql)).rows.map((row) => Object.values(row));
  return {
    found: {
      facets: await read("SELECT facet_id, orders, total FROM facet_count WHERE orders <> 0 OR total <> 0 ORDER BY 1"),
      agents: await read("SELECT org_id, facet_id, agent_id, orders, total FROM facet_agent WHERE orders <> 0 OR total <> 0 ORDER BY 1, 2, 3"),
      days: await read("SELECT org_id, day, orders, total FROM day_count WHERE orders <> 0 OR total <> 0 ORDER BY 1, 2"),
      tags: await read("SELECT org_id, tag, placed_at, id, rid FROM order_tag ORDER BY 1, 2, 3"),
      searched: await read("SELECT rowid FROM orders_search ORDER BY 1"),
    },
    recounted: {
      facets: await read("SELECT facet_id, count(*), sum(total) FROM orders GROUP BY 1 ORDER BY 1"),
      agents: await read("SELECT org_id, facet_id, agent_id, count(*), sum(total) FROM orders GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"),
      days: await read("SELECT org_id, placed_day, count(*), sum(total) FROM orders WHERE deleted_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2"),
      tags: await read("SELECT o.org_id, t.value, o.placed_at, o.id, o.rid FROM orders o, json_each(o.tags) t WHERE o.deleted_at IS NULL ORDER BY 1, 2, 3"),
      searched: await read("SELECT rid FROM orders ORDER BY 1"),
    },
  };
}

async function foundBy(field: string, token: string): Promise<unknown[]> {
  const { rows } = await database.client.execute({ sql: "SELECT rowid AS rid FROM orders_search WHERE orders_search MATCH ? ORDER BY rowid", args: [`${field} : "${token}"`] });
  return rows.map((row) => row["rid"]);
}

async function expectSearchable(): Promise<void> {
  const { rows } = await database.client.execute("SELECT post_code, search_post, search_stock, search_phone, invoice_status FROM orders WHERE rid = 1");
  const row = { ...order, stockWords: stockWords(CODES) };
  const words = (text: unknown) => String(text).split(" ").filter(Boolean).toSorted();
  expect(rows[0]).toMatchObject({ post_code: "SW1A 1AA", invoice_status: "none" });
  expect(words(rows[0]?.["search_post"])).toEqual(fieldTokens(row, "postcode").toSorted());
  expect(words(rows[0]?.["search_stock"])).toEqual(fieldTokens(row, "stock").toSorted());
  expect(words(rows[0]?.["search_phone"])).toEqual(fieldTokens(row, "phone").toSorted());
  for (const field of SEARCH_FIELDS.filter((f) => f !== "name" && f !== "email" && f !== "reference")) {
    for (const token of fieldTokens(row, field)) expect([field, token, await foundBy(field, token)]).toEqual([field, token, [1]]);
  }
}

it("an installation that is older has its orders found and counted by what search, filters and groups know since [RUN.16, L3.32, L5.37]", async () => {
  await fill();
  expect(await migrateRole("tenant", database.url)).toContain("0008_search_tags_and_sorts");
  await expectSearchable();
  const { found, recounted } = await counters();
  expect(found).toEqual(recounted);
  expect(recounted).toMatchObject({ tags: [["org_1", "gift", 1, "ord_1", 1], ["org_1", "gift", 3_000, "ord_3000", 3_000], ["org_1", "urgent", 1, "ord_1", 1], ["org_2", "late", 30_000, "ord_30000", 30_000]] });
});

it("a migration in steps that is killed after each of its parts, while others write, goes on to the same tables, counters and search [RUN.19]", async () => {
  await fill();
  const { client, url } = database;
  // As the version that is still running would; each kind comes up before, at and after every step.
  const others = [
    () => client.execute("UPDATE orders SET total = total + 7, tags = iif(tags = '[]', '[\"late\"]', '[]') WHERE rid IN (3000, 30000)"),
    () => client.execute("UPDATE orders SET facet_id = iif(facet_id = 1, 600, 1), placed_day = iif(placed_day = '2026-11-21', '2026-11-22', '2026-11-21') WHERE rid IN (1, 8000)"),
    () => client.execute("UPDATE orders SET deleted_at = iif(deleted_at IS NULL, 1, NULL), search_name = search_name || ' x' WHERE rid IN (3000, 8000)"),
    async (n: number) => client.execute(await placed(30_001 + n, { agent_id: "agt", search_name: "newcomer", tags: '["gift"]' })),
  ];
  let killed = 0;
  for (let done = false; !done; killed++) {
    try {
      await migrateRole("tenant", url, undefined, () => {
        throw new Error("killed");
      });
      done = true;
    } catch (error) {
      expect(error).toMatchObject({ message: "killed" });
    }
    if (!done) await others[killed % others.length]?.(killed);
  }
  expect(killed).toBeGreaterThan(40);
  await expectSearchable();
  const { found, recounted } = await counters();
  expect(found).toEqual(recounted);
  const { rows } = await client.execute("SELECT rid FROM orders WHERE search_name = 'newcomer' ORDER BY rid");
  expect(await foundBy("name", "newcomer")).toEqual(rows.map((row) => row["rid"]));
  expect(await foundBy("name", "grace")).toEqual([30_000]);
  expect((await client.execute("SELECT name FROM sqlite_schema WHERE name LIKE '%\\_next%' ESCAPE '\\' OR name LIKE '%\\_before%' ESCAPE '\\' OR name LIKE '%\\_once%' ESCAPE '\\'")).rows).toEqual([]);
});

it("of two that migrate at once each part is done by one [RUN.19]", async () => {
  await fill();
  await Promise.allSettled([migrateRole("tenant", database.url), migrateRole("tenant", database.url)]);
  await migrateRole("tenant", database.url);
  await expectSearchable();
  const { found, recounted } = await counters();
  expect(found).toEqual(recounted);
});

it("letters such as ł, and numbers that begin with 00, are found as they are since, of orders, customers and products from before [L3.5, L3.31, L3.32]", async () => {
  await oldInstallation(database, "0009");
  const { client, url } = database;
  const later = anOrder({ number: "BT0000043", customerName: "Łucja Ørsted-Straße", customerEmail: "ı@ł.pl", customerPhone: "0044 20 7000 4321", company: "OʼBrien & Æon", reference: "Z00142" });
  await client.batch([
    facet(1, "org_1"),
    await placed(2, {
      number: later.number, customer_name: later.customerName, customer_email: later.customerEmail, customer_phone: later.customerPhone, company: later.company, reference: later.reference,
      search_name: "z00142ucja z000f8rsted straz000dfe oz002bcbrien z000e6on", search_email: "z00131 z00142 pl", search_phone: "00442070004321 442070004321 42070004321", search_reference: "z00142", search_stock: "z00142 z000d8",
    }),
    "INSERT INTO order_line (org_id, order_id, id, position, stock_code, description, quantity, unit_price, total) VALUES ('org_1', 'ord_2', 'lin_9', 1, 'Z00142', '', 1, 1, 1)",
    "INSERT INTO customer (org_id, id, version, name, email, phone, company, search_name, search_email, search_phone, created_at) VALUES ('org_1', 'cus_1', 1, 'Łucja', '', '020 7946 0123', '', 'z00142ucja', '', '02079460123 079460123 79460123', 0)",
    "INSERT INTO product (org_id, stock_code, name, price, search_code, search_name) VALUES ('org_1', 'Z00142', 'Spieß', 1, 'z00142', 'spiez000df')",
  ], "write");
  expect(await migrateRole("tenant", url)).toContain("0009_search_folding");
  for (const field of ["name", "email", "phone", "reference"] as const) for (const token of fieldTokens(later, field)) expect([field, token, await foundBy(field, token)]).toEqual([field, token, [2]]);
  expect((await client.execute("SELECT search_phone FROM orders")).rows[0]?.["search_phone"]).toBe(fieldTokens(later, "phone").join(" "));
  expect(await foundBy("stock", "z00142")).toEqual([2]);
  const hits = async (table: string, match: string) => (await client.execute({ sql: `SELECT rowid FROM ${table} WHERE ${table} MATCH ?`, args: [match] })).rows.length;
  expect(await hits("customer_search", 'name : "lucja" AND phone : "2079460123"')).toBe(1);
  expect(await hits("product_search", 'code : "z00142" AND name : "spiess"')).toBe(1);
});
