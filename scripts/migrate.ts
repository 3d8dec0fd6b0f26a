import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Client, createClient } from "@libsql/client/web";
import * as v from "valibot";
import { isProgram, root } from "./paths.ts";

/** The two roles of database; each has a folder of migrations and a record of its own. */
export const roles = ["control", "tenant"] as const;
export type Role = (typeof roles)[number];

/** drizzle-kit's list of what it generated, in the order to apply. */
const journalSchema = v.object({ entries: v.array(v.object({ tag: v.string() })) });

interface Migration {
  readonly tag: string;
  readonly hash: string;
  readonly statements: readonly string[];
}

/** In the order to apply. */
export function migrationsOf(role: Role): Migration[] {
  const dir = join(root, "migrations", role);
  const journal = join(dir, "meta/_journal.json");
  if (!existsSync(journal)) return [];
  const content: unknown = JSON.parse(readFileSync(journal, "utf8"));
  return v.parse(journalSchema, content).entries.map(({ tag }) => {
    const sql = readFileSync(join(dir, `${tag}.sql`), "utf8");
    return {
      tag,
      hash: createHash("sha256").update(sql).digest("hex"),
      statements: sql.split("--> statement-breakpoint").filter((part) => part.trim() !== ""),
    };
  });
}

async function applied(client: Client, table: string): Promise<Map<string, string>> {
  await client.execute(
    `CREATE TABLE IF NOT EXISTS ${table} (tag TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)`,
  );
  const { rows } = await client.execute(`SELECT tag, hash FROM ${table}`);
  return new Map(rows.map((row) => [String(row["tag"]), String(row["hash"])]));
}

/**
 * Brings one role's tables up to date; a second call changes nothing. Each migration is applied
 * whole, together with its record, or not at all.
 * @returns the tags applied now
 * @throws Error if a migration was edited after it had been applied
 */
export async function migrateRole(role: Role, url: string, token?: string): Promise<string[]> {
  const client = createClient({ url, ...(token ? { authToken: token } : {}) });
  const table = `_migrations_${role}`;
  try {
    const done = await applied(client, table);
    const now: string[] = [];
    for (const { tag, hash, statements } of migrationsOf(role)) {
      const before = done.get(tag);
      if (before !== undefined && before !== hash) {
        throw new Error(
          `migrations/${role}/${tag}.sql was changed after it had been applied: put it back and add a new migration instead. On data that may be lost, npm run reset.`,
        );
      }
      if (before !== undefined) continue;
      const record = {
        sql: `INSERT INTO ${table} (tag, hash, applied_at) VALUES (?, ?, ?)`,
        args: [tag, hash, Date.now()],
      };
      // migrate() is a batch with foreign keys off, which rebuilding a table needs.
      await client.migrate([...statements, record]);
      now.push(tag);
    }
    return now;
  } finally {
    client.close();
  }
}

/** Both roles in one database, as in local use. */
export async function migrate(url: string, token?: string): Promise<void> {
  for (const role of roles) await migrateRole(role, url, token);
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    throw new Error(`Set ${name}: npm run migrate works on the databases that it names.`);
  }
  return value;
}

/**
 * Brings the databases of the environment up to date: DATABASE_URL and DATABASE_TOKEN (tenant),
 * CONTROL_DATABASE_URL and CONTROL_DATABASE_TOKEN, which default to the former.
 */
export async function migrateEnvironment(): Promise<void> {
  const url = required("DATABASE_URL");
  const token = process.env["DATABASE_TOKEN"];
  const databases = {
    control: {
      url: process.env["CONTROL_DATABASE_URL"] ?? url,
      token: process.env["CONTROL_DATABASE_TOKEN"] ?? token,
    },
    tenant: { url, token },
  };
  for (const role of roles) {
    const database = databases[role];
    const tags = await migrateRole(role, database.url, database.token);
    console.log(`${role}: ${tags.length === 0 ? "up to date" : `applied ${tags.join(", ")}`}`);
  }
}

if (isProgram(import.meta.url)) {
  try {
    await migrateEnvironment();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
