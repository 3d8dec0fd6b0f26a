import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { InValue } from "@libsql/client/web";
import { databaseFor } from "../../db/database.ts";
import type { OrgDatabase, Statement } from "../../db/database.ts";
import { loadLookups } from "../../db/lookups.ts";
import { createOrganization } from "../../db/organization.ts";
import { FACET_COLUMNS, orderColumns } from "../../db/order-write.ts";
import type { Organization } from "../../domain/organization.ts";
import type { Order } from "../../domain/order.ts";
import { searchTokens } from "../../domain/search-text.ts";
import { migrate } from "../../scripts/migrate.ts";
import { dataDir, root } from "../../scripts/paths.ts";
import { startSqld } from "../../scripts/sqld.ts";
import { base32, CSRS, randomCustomers, randomOrders } from "./random-orders.ts";
import type { RandomCustomer } from "./random-orders.ts";

/** The organization that fixtures fill. */
export const BENCH_ORG: Organization = {
  id: "org_01jd0000000000000000000000",
  slug: "bench",
  name: "Bench",
  currency: "GBP",
  locale: "en-GB",
  timeZone: "Europe/London",
  numberPrefix: "BE",
  taxRate: 2000,
  taxInclusive: true,
  riskThreshold: 75,
};

const CHUNK = 2_000;

/** Where runs of the bench keep what they make. */
export const benchDir = join(dataDir, "bench");

/**
 * A data directory whose database holds `count` orders of `BENCH_ORG`; made once for each content
 * of what makes it, a few minutes for a million. It must not be written to: copy it first.
 */
export async function fixture(count: number): Promise<string> {
  const dir = join(benchDir, `orders-${count}-${contentHash()}`);
  if (existsSync(dir)) return dir;
  const making = `${dir}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  const sqld = await startSqld(making);
  try {
    await migrate(sqld.url);
    await fillOrganization(databaseFor({ url: sqld.url, token: "" }, BENCH_ORG.id), count);
  } finally {
    await sqld.stop();
  }
  await rename(making, dir);
  return dir;
}

/** Of everything that decides the rows and the tables. */
function contentHash(): string {
  const hash = createHash("sha256");
  const migrations = ["control", "tenant"].flatMap((role) => readdirSync(join(root, "migrations", role)).filter((f) => f.endsWith(".sql")).map((f) => join("migrations", role, f)));
  const sources = ["test/bench/fixture.ts", "test/bench/random-orders.ts", "db/order-write.ts", "domain/order-sort.ts", "domain/search-text.ts", "domain/order-status.ts", "domain/filter.ts"];
  for (const file of [...migrations, ...sources]) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex").slice(0, 12);
}

async function fillOrganization(db: OrgDatabase, count: number): Promise<void> {
  await createOrganization(db, { ...BENCH_ORG, agents: ["Kestrel Couriers", "Blue Van", "ParcelHorse", "Night Freight", "Own fleet"] });
  const customers = randomCustomers(Math.ceil(count / 20), (n) => `cus_${base32(n, 26)}`);
  await db.writeBatch([
    insert("person", CSRS.map(([name, , to], n) => ({ id: `usr_${base32(n, 26)}`, name, role: "csr", active: to === 1 ? 1 : 0 }))),
    { sql: "UPDATE head SET order_number = :count WHERE org_id = :org", args: { count } },
  ]);
  for (let from = 0; from < customers.length; from += CHUNK) await db.writeBatch([insert("customer", customers.slice(from, from + CHUNK).map(customerColumns))]);

  const lookups = await loadLookups(db);
  const tax = { rate: BENCH_ORG.taxRate, inclusive: BENCH_ORG.taxInclusive };
  const facets = new Map<string, number>();
  let chunk: { order: Order; statusPosition: number }[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  const flush = async () => {
    const statements = chunkStatements(chunk, facets);
    chunk = [];
    await writing; // the next chunk is made while the database takes this one
    writing = db.writeBatch(statements);
  };
  for (const row of randomOrders(count, { ...BENCH_ORG, ...lookups, customers, tax })) {
    chunk.push(row);
    if (chunk.length === CHUNK) await flush();
  }
  if (chunk.length > 0) await flush();
  await writing;
}

function customerColumns(c: RandomCustomer): Record<string, InValue> {
  const search = searchTokens({ number: "", customerName: c.name, company: c.company, customerEmail: c.email, customerPhone: c.phone, reference: "" });
  return { ...c, search_name: search.name.join(" "), search_email: search.email.join(" "), search_phone: search.phone.join(" "), created_at: 0 };
}

/** @param facets ids given out so far; counted by the triggers as for any insert */
function chunkStatements(chunk: readonly { order: Order; statusPosition: number }[], facets: Map<string, number>): Statement[] {
  const born: Record<string, InValue>[] = [];
  const rows = chunk.map(({ order, statusPosition }) => {
    const columns = orderColumns(order, statusPosition);
    const key = FACET_COLUMNS.map((c) => String(columns[c])).join("|");
    const known = facets.get(key);
    const facetId = known ?? facets.size + 1;
    if (known === undefined) {
      facets.set(key, facetId);
      born.push({ id: facetId, deleted: 0, ...Object.fromEntries(FACET_COLUMNS.map((c) => [c, columns[c] ?? null])) });
    }
    return { id: order.id, number: order.number, facet_id: facetId, ...columns };
  });
  const lines = chunk.flatMap(({ order }) =>
    order.lines.map((l, position) => ({ order_id: order.id, id: l.id, position, stock_code: l.stockCode, description: l.description, quantity: l.quantity, unit_price: l.unitPrice, total: l.total })),
  );
  const payments = chunk.flatMap(({ order }) => order.payments.map((p) => ({ order_id: order.id, ...p })));
  return [insert("facet", born), insert("orders", rows), insert("order_line", lines), insert("payment", payments)];
}

/** One statement for many rows: they travel as arrays in one JSON argument. */
function insert(table: string, rows: readonly Record<string, InValue>[]): Statement {
  const columns = Object.keys(rows[0] ?? { id: 0 });
  return {
    sql: `INSERT INTO ${table} (org_id, ${columns.join(", ")}) SELECT :org, ${columns.map((_, i) => `value->>${i}`).join(", ")} FROM json_each(:rows)`,
    args: { rows: JSON.stringify(rows.map((row) => columns.map((c) => row[c]))) },
  };
}
