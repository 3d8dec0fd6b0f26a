import { getTableConfig, SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { migrateRole } from "../../scripts/migrate.ts";
import { migrationsOf, roles } from "../../scripts/migration-file.ts";
import { bareDatabase } from "./bare-database.ts";

/** Every file of the schema, as drizzle-kit reads them. */
const schemas: Record<(typeof roles)[number], Record<string, unknown>> = {
  control: import.meta.glob("../../db/schema/control/*.ts", { eager: true }),
  tenant: import.meta.glob("../../db/schema/tenant/*.ts", { eager: true }),
};

const database = bareDatabase();

async function schemaNow(): Promise<unknown[]> {
  const { rows } = await database.client.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name");
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
    expect((await migrateRole(role, database.url)).length).toBeGreaterThan(0);
    const before = await schemaNow();
    expect(await migrateRole(role, database.url)).toEqual([]);
    expect(await schemaNow()).toEqual(before);
  });

  it("make the tables that the schema describes, column by column [RUN.16]", async () => {
    const tables = tablesOf(role);
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) {
      const { name, columns } = getTableConfig(table);
      const { rows } = await database.client.execute(`SELECT name, "notnull" FROM pragma_table_xinfo('${name}')`);
      const made = rows.map((row) => `${String(row["name"])} ${row["notnull"] === 1 ? "required" : ""}`);
      const meant = columns.map((one) => `${one.name} ${one.notNull ? "required" : ""}`);
      expect(made.sort(), name).toEqual(meant.sort());
    }
  });
});

it("a migration that was applied before it was cut into steps is not applied again [RUN.20]", async () => {
  const cut = migrationsOf("tenant").filter((m) => m.formerly !== undefined);
  expect(cut.map((m) => m.tag.slice(0, 4))).toEqual(["0004", "0006", "0008"]);
  await database.client.batch(cut.map(({ tag, formerly = "" }) => ({ sql: "UPDATE _migrations_tenant SET hash = ? WHERE tag = ?", args: [formerly, tag] })), "write");
  expect(await migrateRole("tenant", database.url)).toEqual([]);
});

it("a migration that was edited after it had been applied is refused by name [RUN.16]", async () => {
  await database.client.execute("UPDATE _migrations_tenant SET hash = 'another' WHERE tag LIKE '0000%'");
  await expect(migrateRole("tenant", database.url)).rejects.toThrow(
    /migrations\/tenant\/0000\w*\.sql was changed after it had been applied/,
  );
});
