import { setTimeout as sleep } from "node:timers/promises";
import { type Client, createClient, type InStatement, LibsqlError } from "@libsql/client/web";
import * as v from "valibot";
import { type Migration, migrationsOf, type Role, roles, type Step } from "./migration-file.ts";
import { isProgram } from "./paths.ts";

/** Is told of each part of a migration in steps that is done. */
export type Report = (done: string) => void;

/**
 * Brings one role's tables up to date; a second call changes nothing. Each migration is applied
 * whole, together with its record, or not at all; one in steps goes on where it was cut off.
 * @returns the tags applied now
 * @throws Error if a migration was edited after it had been applied
 */
export async function migrateRole(role: Role, url: string, token?: string, report: Report = () => undefined): Promise<string[]> {
  const client = createClient({ url, ...(token ? { authToken: token } : {}) });
  const table = `_migrations_${role}`;
  try {
    const done = await applied(client, table);
    const now: string[] = [];
    for (const migration of migrationsOf(role)) {
      const { tag, hash, formerly } = migration;
      const before = done.get(tag);
      if (before !== undefined && before !== hash && before !== formerly) {
        throw new Error(
          `migrations/${role}/${tag}.sql was changed after it had been applied: put it back and add a new migration instead. On data that may be lost, npm run reset.`,
        );
      }
      if (before !== undefined) continue;
      const record = {
        sql: `INSERT INTO ${table} (tag, hash, applied_at) VALUES (?, ?, ?)`,
        args: [tag, hash, Date.now()],
      };
      const [first, ...more] = migration.steps;
      // migrate() is a batch with foreign keys off, which rebuilding a table needs.
      if (first?.kind === "whole" && more.length === 0) await patiently(() => client.migrate([...first.statements, record]));
      else {
        await applySteps(client, `${table}_parts`, migration, report);
        await patiently(() => client.execute(record));
      }
      now.push(tag);
    }
    return now;
  } finally {
    client.close();
  }
}

async function applied(client: Client, table: string): Promise<Map<string, string>> {
  await client.execute(
    `CREATE TABLE IF NOT EXISTS ${table} (tag TEXT PRIMARY KEY, hash TEXT NOT NULL, applied_at INTEGER NOT NULL)`,
  );
  const { rows } = await client.execute(`SELECT tag, hash FROM ${table}`);
  return new Map(rows.map((row) => [String(row["tag"]), String(row["hash"])]));
}

const Part = v.object({ step: v.number(), upto: v.number() });
const Last = v.object({ last: v.nullable(v.number()) });

/** Each part is recorded in its own transaction, under its own key: so it is done once, whoever else migrates at the same time. */
async function applySteps(client: Client, table: string, { tag, steps }: Migration, report: Report): Promise<void> {
  await client.execute(`CREATE TABLE IF NOT EXISTS ${table} (tag TEXT NOT NULL, step INTEGER NOT NULL, upto INTEGER NOT NULL, PRIMARY KEY (tag, step, upto))`);
  const { rows } = await client.execute({ sql: `SELECT step, upto FROM ${table} WHERE tag = ? ORDER BY step DESC, upto DESC LIMIT 1`, args: [tag] });
  const before = v.parse(v.optional(Part, { step: -1, upto: 0 }), rows[0]);
  for (const [n, step] of steps.entries()) {
    const part = (upto: number): InStatement => ({ sql: `INSERT INTO ${table} (tag, step, upto) VALUES (?, ?, ?)`, args: [tag, n, upto] });
    const done = (what: string) => report(`${tag}: step ${n + 1} of ${steps.length}${what}`);
    if (step.kind === "over" && n >= before.step) await goOver(client, step, n === before.step ? before.upto : 0, part, done);
    if (step.kind === "over" || n <= before.step) continue;
    if (step.kind === "whole") await patiently(() => client.batch([part(0), ...step.statements], "write"));
    else {
      for (const statement of step.statements) await patiently(() => client.execute(statement));
      await patiently(() => client.execute(part(0)));
    }
    done("");
  }
}

async function goOver(client: Client, { table, by, statements }: Step & { kind: "over" }, after: number, part: (upto: number) => InStatement, done: (what: string) => void): Promise<void> {
  const { rows } = await client.execute(`SELECT max(rowid) AS last FROM ${table}`);
  const last = v.parse(Last, rows[0]).last ?? 0;
  for (let upto = after; upto < last; ) {
    const args = { from: upto + 1, to: upto + by };
    upto += by;
    await patiently(() => client.batch([part(upto), ...statements.map((sql) => ({ sql, args }))], "write"));
    done(`, ${table} ${Math.min(upto, last)} of ${last}`);
  }
}

/** The server's own checkpoint turns a writer away now and then, before it has done anything; a large one lasts seconds. */
async function patiently(write: () => Promise<unknown>): Promise<void> {
  for (let left = 600; ; left--) {
    try {
      return void (await write());
    } catch (error) {
      if (left === 0 || !(error instanceof LibsqlError) || error.code !== "SQLITE_BUSY") throw error;
      await sleep(100);
    }
  }
}

/** A large database takes minutes: whoever waits is told how far it is. */
function nowAndThen(): Report {
  const pause = 5_000;
  let next = Date.now() + pause;
  return (done) => {
    if (Date.now() < next) return;
    next = Date.now() + pause;
    console.log(`Bringing the database up to date: ${done}`);
  };
}

/** Both roles in one database, as in local use. */
export async function migrate(url: string, token?: string): Promise<void> {
  for (const role of roles) await migrateRole(role, url, token, nowAndThen());
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
    const tags = await migrateRole(role, database.url, database.token, nowAndThen());
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
