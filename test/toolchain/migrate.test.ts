import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Client, createClient } from "@libsql/client/web";
import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrateRole, roles } from "../../scripts/migrate.ts";
import { type Sqld, startSqld } from "../../scripts/sqld.ts";

/** Every file of the schema, as drizzle-kit reads them. */
const schemas: Record<(typeof roles)[number], Record<string, unknown>> = {
  control: import.meta.glob("../../db/schema/control/*.ts", { eager: true }),
  tenant: import.meta.glob("../../db/schema/tenant/*.ts", { eager: true }),
};

let dir = "";
let sqld: Sqld;
let client: Client;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "quayside-migrate-"));
  sqld = await startSqld(dir);
  client = createClient({ url: sqld.url });
});

afterAll(async () => {
  client.close();
  await sqld.stop();
  await rm(dir, { recursive: true, force: true });
});

async function schemaNow(): Promise<unknown[]> {
  const { rows } = await client.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name");
  return rows.map((row) => ({ ...row }));
}

function tablesOf(role: (typeof roles)[number]): SQLiteTable[] {
  return Object.values(schemas[role]).flatMap((module) =>
    typeof module === "object" && module !== null
      ? Object.values(module).filter((value): value is SQLiteTable => value instanceof SQLiteTable)
      : [],
  );
}

describe.each(roles)("the migrations of %s", (role) => {
  it("change nothing the second time [RUN.16]", async () => {
    expect((await migrateRole(role, sqld.url)).length).toBeGreaterThan(0);
    const before = await schemaNow();
    expect(await migrateRole(role, sqld.url)).toEqual([]);
    expect(await schemaNow()).toEqual(before);
  });

  it("make the tables that the schema describes, column by column [RUN.16]", async () => {
    const tables = tablesOf(role);
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const { name, columns } = getTableConfig(table);
      const { rows } = await client.execute(`SELECT name, "notnull" FROM pragma_table_xinfo('${name}')`);
      const made = rows.map((row) => `${String(row["name"])} ${row["notnull"] === 1 ? "required" : ""}`);
      const meant = columns.map((one) => `${one.name} ${one.notNull ? "required" : ""}`);
      expect(made.sort(), name).toEqual(meant.sort());
    }
  });
});

it("a migration that was edited after it had been applied is refused by name [RUN.16]", async () => {
  await client.execute("UPDATE _migrations_tenant SET hash = 'another' WHERE tag LIKE '0000%'");
  await expect(migrateRole("tenant", sqld.url)).rejects.toThrow(
    /migrations\/tenant\/0000\w*\.sql was changed after it had been applied/,
  );
});
