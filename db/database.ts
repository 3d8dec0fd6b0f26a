import { createClient } from "@libsql/client/web";
import type { Client, InStatement, InValue, ResultSet, Row } from "@libsql/client/web";
import { ProblemError } from "../domain/problem.ts";

/** Where a role of database is: `http://127.0.0.1:…` locally, `libsql://…` at Turso. */
export interface DatabaseAddress {
  readonly url: string;
  readonly token: string;
}

/** A statement with named arguments; `:org` is bound by `OrgDatabase`, never by hand. */
export interface Statement {
  readonly sql: string;
  readonly args?: Readonly<Record<string, InValue>>;
}

// The client asks the server for its protocol version before the first batch. A
// client lives for one request, so without this every request would pay a round trip.
const versions = new Map<string, Promise<Response>>();

async function fetchOnceVersioned(input: Request): Promise<Response> {
  if (input.method !== "GET") return fetch(input);
  const known = versions.get(input.url);
  if (known) return (await known).clone();
  const asked = fetch(input).then((r) => new Response(null, { status: r.status }));
  versions.set(input.url, asked);
  try {
    const answer = await asked;
    if (!answer.ok) versions.delete(input.url);
    return answer.clone();
  } catch (error) {
    versions.delete(input.url);
    throw error;
  }
}

/** A client for one request or one queue batch. */
export function connect(address: DatabaseAddress): Client {
  return createClient({ url: address.url, ...(address.token ? { authToken: address.token } : {}), intMode: "number", fetch: fetchOnceVersioned });
}

/**
 * The only door to an organization's rows: binds `:org` in every statement and
 * refuses one that does not mention it, so that a query which forgets the
 * organization cannot run.
 */
export class OrgDatabase {
  readonly orgId: string;
  readonly #client: Client;

  constructor(client: Client, orgId: string) {
    this.#client = client;
    this.orgId = orgId;
  }

  async query(statement: Statement): Promise<Row[]> {
    return (await reachable(this.#client.execute(this.#bind(statement)))).rows;
  }

  /** Several reads as one snapshot and one round trip. */
  async queryAll(statements: readonly Statement[]): Promise<Row[][]> {
    const results = await reachable(this.#client.batch(statements.map((s) => this.#bind(s)), "read"));
    return results.map((r) => r.rows);
  }

  /** Only for `commit`, and for `createOrganization`, before which there is no log: one batch, all or nothing. Throws what the driver threw, so that `commit` can tell the failures apart. */
  writeBatch(statements: readonly Statement[]): Promise<ResultSet[]> {
    // "deferred", the default, would fail with SQLITE_BUSY when a batch that began by reading turns to writing.
    return this.#client.batch(statements.map((s) => this.#bind(s)), "write");
  }

  #bind(statement: Statement): InStatement {
    if (!/:org\b/u.test(statement.sql)) throw new TypeError(`A tenant query must name :org: ${statement.sql}`);
    return { sql: statement.sql, args: { ...statement.args, org: this.orgId } };
  }
}

/** Today all organizations share one database; a large one can move by answering another address here. */
export function databaseFor(address: DatabaseAddress, orgId: string): OrgDatabase {
  return new OrgDatabase(connect(address), orgId);
}

/** Turns "no answer" into a problem that a person can act on; errors of SQL itself are bugs and pass. */
export async function reachable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (isUnreachable(error)) {
      throw new ProblemError("unavailable", "The database cannot be reached. Nothing was saved; try again in a moment.", { retryAfter: 2 }, error);
    }
    throw error;
  }
}

/** Network failures, 5xx and expired streams; SQL errors carry a code of SQLite's. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return !code.startsWith("SQLITE_") && !code.startsWith("SQL_") && !(error instanceof TypeError && error.message.includes(":org"));
}
