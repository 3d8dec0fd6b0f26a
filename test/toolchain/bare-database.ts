import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient, type InStatement } from "@libsql/client/web";
import { afterAll, beforeAll } from "vitest";
import { migrationsOf } from "../../scripts/migration-file.ts";
import { type Sqld, startSqld } from "../../scripts/sqld.ts";

export interface BareDatabase {
  readonly url: string;
  readonly client: Client;
}

/** A libSQL server without any table, for the tests of one file. */
export function bareDatabase(): BareDatabase {
  let dir = "";
  let sqld: Sqld | undefined;
  let client: Client | undefined;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "quayside-bare-"));
    sqld = await startSqld(dir);
    client = createClient({ url: sqld.url });
  });
  afterAll(async () => {
    client?.close();
    await sqld?.stop();
    await rm(dir, { recursive: true, force: true });
  });
  const started = <T>(part: T | undefined): T => {
    if (part === undefined) throw new TypeError("The database is there only while a test runs.");
    return part;
  };
  return {
    get url() {
      return started(sqld).url;
    },
    get client() {
      return started(client);
    },
  };
}

/** The empty tables of an installation that is older, in place of those that there are. @param before the first migration that it lacks */
export async function oldInstallation({ client }: BareDatabase, before: string): Promise<void> {
  const { rows } = await client.execute("SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND (sql LIKE 'CREATE VIRTUAL%' OR name NOT LIKE '%\\_search%' ESCAPE '\\')");
  await client.migrate(rows.map((row) => `DROP TABLE "${String(row["name"])}"`));
  await client.execute("CREATE TABLE _migrations_tenant (tag TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)");
  for (const { tag, hash, steps } of migrationsOf("tenant").filter((m) => m.tag < before)) {
    await client.migrate([...steps.flatMap((step) => (step.kind === "over" ? [] : step.statements)), { sql: "INSERT INTO _migrations_tenant (tag, hash, applied_at) VALUES (?, ?, 0)", args: [tag, hash] }]);
  }
}

/** An order as the tables are at that time: every column that is not given is empty, but must be there. */
export async function orderInsert({ client }: BareDatabase, given: Readonly<Record<string, string | number | null>>): Promise<InStatement> {
  const { rows } = await client.execute(`SELECT name, type, "notnull" AS required FROM pragma_table_xinfo('orders')`);
  const names = rows.map((row) => String(row["name"]));
  const args = rows.map((row) => given[String(row["name"])] ?? (row["required"] !== 1 ? null : row["name"] === "tags" ? "[]" : row["type"] === "integer" ? 0 : ""));
  return { sql: `INSERT INTO orders (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`, args };
}
