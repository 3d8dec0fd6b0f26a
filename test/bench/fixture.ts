import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { SQLInputValue, StatementSync } from "node:sqlite";
import * as v from "valibot";
import { controlDatabase } from "../../db/control.ts";
import { databaseFor } from "../../db/database.ts";
import { loadLookups } from "../../db/lookups.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { projectPerson } from "../../db/member.ts";
import type { NewOrganization } from "../../db/organization.ts";
import { FACET_COLUMNS, orderColumns } from "../../db/order-write.ts";
import type { Order } from "../../domain/order.ts";
import { personTokens } from "../../domain/search-text.ts";
import { bootstrapOrganization, sameDatabase } from "../../scripts/bootstrap.ts";
import { migrate } from "../../scripts/migrate.ts";
import { dataDir, root } from "../../scripts/paths.ts";
import { startSqld } from "../../scripts/sqld.ts";
import { base32, CSRS, randomCustomers, randomOrders } from "./random-orders.ts";
import type { RandomCustomer } from "./random-orders.ts";

/** The organization that fixtures fill. */
export const BENCH_ORG: NewOrganization = {
  slug: "bench",
  name: "Bench",
  currency: "GBP",
  locale: "en-GB",
  timeZone: "Europe/London",
  numberPrefix: "BE",
  taxRate: 2000,
  taxInclusive: true,
  riskThreshold: 75,
  agents: ["Kestrel Couriers", "Blue Van", "ParcelHorse", "Night Freight", "Own fleet"],
  microsites: ["Main shop", "Trade shop", "Outlet"],
};

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
  const lookups = await served(making, async (url) => {
    await migrate(url);
    return createBenchOrganization(url);
  });
  const files = join(making, "database/dbs/default");
  fillFile(join(files, "data"), lookups, count);
  // The server's replication log knows nothing of that: without one it writes another at its next
  // start, which nobody will ever replicate from.
  await rm(join(files, "wallog"), { force: true });
  await served(making, (url) => controlDatabase({ url, token: "" }).query("SELECT count(*) FROM head", {}));
  for (const log of ["to_compact", "snapshots"]) await rm(join(files, log), { recursive: true, force: true });
  await rename(making, dir);
  return dir;
}

async function served<T>(dir: string, use: (url: string) => Promise<T>): Promise<T> {
  const sqld = await startSqld(dir, undefined, 10 * 60_000);
  try {
    return await use(sqld.url);
  } finally {
    await sqld.stop();
  }
}

/** Raise it when rows come out otherwise though none of the hashed files changed. */
const VERSION = "2";

/** Of what decides the tables and nearly all of the rows. */
function contentHash(): string {
  const hash = createHash("sha256").update(VERSION);
  const migrations = ["control", "tenant"].flatMap((role) => readdirSync(join(root, "migrations", role)).filter((f) => f.endsWith(".sql")).map((f) => join("migrations", role, f)));
  const sources = ["test/bench/random-orders.ts", "db/order-write.ts"];
  for (const file of [...migrations, ...sources]) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex").slice(0, 12);
}

/** Its own rows, the way the product makes them. */
async function createBenchOrganization(url: string): Promise<Lookups> {
  const db = databaseFor({ url, token: "" }, await bootstrapOrganization(sameDatabase(url), BENCH_ORG));
  for (const [n, [name, , to]] of CSRS.entries()) await projectPerson(db, { id: `usr_${base32(n, 26)}`, name, role: "csr", active: to === 1 });
  return loadLookups(db);
}

/**
 * Orders, lines, payments and customers, written into the file while no server has it open: ten
 * times as fast as through one, whose replication log would have to hold every page of it. The
 * triggers fill the search index and the counters as for any insert.
 */
function fillFile(file: string, lookups: Lookups, count: number): void {
  const database = new DatabaseSync(file);
  try {
    database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY");
    const indexes = withoutIndexes(database);
    const insert = inserter(database, lookups.organization.id);
    const customers = randomCustomers(Math.ceil(count / 20), (n) => `cus_${base32(n, 26)}`);
    const facets = new Map<string, number>();
    const { timeZone, numberPrefix, riskThreshold } = BENCH_ORG;
    const world = { ...lookups, timeZone, numberPrefix, riskThreshold, customers, tax: { rate: BENCH_ORG.taxRate, inclusive: BENCH_ORG.taxInclusive } };
    database.exec("BEGIN");
    for (const customer of customers) insert("customer", customerColumns(customer));
    for (const order of randomOrders(count, world)) {
      insertOrder(insert, order, facets);
    }
    database.exec(`UPDATE head SET order_number = ${count}; COMMIT`);
    for (const sql of indexes) database.exec(sql);
    database.exec("PRAGMA journal_mode = WAL");
  } finally {
    database.close();
  }
}

/** Indexes are built sorted afterwards, in a third of the time. @returns the SQL that makes them again */
function withoutIndexes(database: DatabaseSync): string[] {
  const rows = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'orders'").all();
  const indexes = v.parse(v.array(v.object({ name: v.string(), sql: v.string() })), rows);
  for (const { name } of indexes) database.exec(`DROP INDEX ${name}`);
  return indexes.map((i) => i.sql);
}

type Columns = Readonly<Record<string, SQLInputValue>>;
type Insert = (table: string, columns: Columns) => void;

function inserter(database: DatabaseSync, orgId: string): Insert {
  const statements = new Map<string, StatementSync>();
  return (table, columns) => {
    let statement = statements.get(table);
    if (!statement) {
      const names = Object.keys(columns);
      statement = database.prepare(`INSERT INTO ${table} (org_id, ${names.join(", ")}) VALUES (?, ${names.map(() => "?").join(", ")})`);
      statements.set(table, statement);
    }
    statement.run(orgId, ...Object.values(columns));
  };
}

function customerColumns(c: RandomCustomer): Columns {
  const search = personTokens({ customerName: c.name, company: c.company, customerEmail: c.email, customerPhone: c.phone });
  const { postCode: _, ...stored } = c;
  return { ...stored, search_name: search.name.join(" "), search_email: search.email.join(" "), search_phone: search.phone.join(" "), created_at: 0 };
}

/** @param facets ids given out so far */
function insertOrder(insert: Insert, order: Order, facets: Map<string, number>): void {
  const columns = v.parse(Plain, orderColumns(order));
  const key = FACET_COLUMNS.map((c) => String(columns[c])).join("|");
  const known = facets.get(key);
  const facetId = known ?? facets.size + 1;
  if (known === undefined) {
    facets.set(key, facetId);
    insert("facet", { id: facetId, deleted: 0, ...Object.fromEntries(FACET_COLUMNS.map((c) => [c, columns[c] ?? null])) });
  }
  insert("orders", { id: order.id, number: order.number, facet_id: facetId, ...columns });
  for (const [position, l] of order.lines.entries()) {
    insert("order_line", { order_id: order.id, id: l.id, position, stock_code: l.stockCode, description: l.description, quantity: l.quantity, unit_price: l.unitPrice, total: l.total });
  }
  for (const p of order.payments) insert("payment", { order_id: order.id, id: p.id, method: p.method, amount: p.amount, status: p.status, at: p.at });
}

const Plain = v.record(v.string(), v.union([v.string(), v.number(), v.null()]));
