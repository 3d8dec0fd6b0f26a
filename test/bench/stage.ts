import { readdirSync } from "node:fs";
import { cp, open, rm } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { hashApiKey, insertApiKey } from "../../db/api-key.ts";
import { findOrganizationId } from "../../db/bootstrap.ts";
import { controlDatabase } from "../../db/control.ts";
import { databaseFor } from "../../db/database.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { loadLookups } from "../../db/lookups.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { API_KEY_PREFIX } from "../../domain/api-key.ts";
import { newId, randomText } from "../../domain/ids.ts";
import { PERMISSIONS } from "../../domain/role.ts";
import { sameDatabase } from "../../scripts/bootstrap.ts";
import { startStack } from "../../scripts/stack.ts";
import type { Stack } from "../../scripts/stack.ts";
import { BENCH_ORG, benchDir, fixture } from "./fixture.ts";
import { Caller, memoryOf } from "./measure.ts";
import type { Answer, Ask } from "./measure.ts";

/** What `npm start` runs, over a fixture, with somebody who may do everything. */
export interface Stage {
  readonly stack: Stack;
  readonly db: OrgDatabase;
  readonly lookups: Lookups;
  /** Authorization of a script with every scope. */
  readonly headers: Readonly<Record<string, string>>;
  /** Calls `orders/x` as /api/v1/bench/orders/x; anything but a 2xx is an error. */
  readonly call: (path: string, ask?: Ask) => Promise<Answer>;
  readonly address: (path: string) => string;
  readonly stop: () => Promise<void>;
}

/** On, but out of the way: a benchmark is one very busy client. */
const RATE_LIMITS = { API_LIMIT: 1_000_000_000 };

/** @param writes the bench changes orders, so it gets a copy that is thrown away */
export async function openStage(orders: number, { writes, connections }: { writes: boolean; connections: number }): Promise<Stage> {
  const made = await fixture(orders);
  await removeAbandoned();
  const dataDir = writes ? join(benchDir, `run-${process.pid}-${orders}`) : made;
  if (writes) {
    await cp(made, dataDir, { recursive: true });
    await onDisk(join(dataDir, "database/dbs/default/data"));
  }
  const stack = await startStack({ dataDir, rateLimits: RATE_LIMITS, cron: false });
  const caller = new Caller(stack.url, connections);

  const databases = sameDatabase(stack.sqldUrl);
  const control = controlDatabase(databases.control);
  const orgId = (await findOrganizationId(control, BENCH_ORG.slug)) ?? "";
  const secret = `${API_KEY_PREFIX}${randomText(32)}`;
  await control.batch([insertApiKey(orgId, { id: newId("key"), name: "Bench", start: "bench", scopes: [...PERMISSIONS], createdAt: Date.now(), expiresAt: null, lastUsedAt: null }, hashApiKey(secret))]);
  const db = databaseFor(databases.tenant, orgId);
  const headers = { Authorization: `Bearer ${secret}` };
  const address = (path: string) => `/api/v1/${BENCH_ORG.slug}/${path}`;

  return {
    stack,
    db,
    lookups: await loadLookups(db),
    headers,
    address,
    async call(path, ask = {}) {
      const answer = await caller.call(address(path), { ...ask, headers: { ...headers, ...ask.headers } });
      if (answer.status >= 300) throw new Error(`${answer.status} of ${path}: ${answer.text}`);
      return answer;
    },
    async stop() {
      caller.close();
      await stack.stop();
      if (writes) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Half a gigabyte that the system has not written yet would be waited for by the first checkpoints. */
async function onDisk(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync();
  await handle.close();
}

/** Copies whose bench was killed. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(benchDir)) {
    const pid = /^run-(\d+)-/u.exec(name)?.[1];
    if (pid !== undefined && Number(pid) !== process.pid && memoryOf(Number(pid)) === 0) await rm(join(benchDir, name), { recursive: true, force: true });
  }
}

/** One number out of the database itself, past the product. */
export async function countOf(db: OrgDatabase, sql: string, args: Readonly<Record<string, string | number>> = {}): Promise<number> {
  const [row] = await db.query({ sql: `SELECT (${sql}) AS n`, args });
  return v.parse(v.number(), row?.["n"]);
}

/** A run whose rows are not in the database has measured nothing. */
export function verify(what: string, found: unknown, wanted: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(found)} in the database, ${JSON.stringify(wanted)} expected`);
}
