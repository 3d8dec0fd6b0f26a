import { createClient } from "@libsql/client/web";
import type { Client, InArgs, InStatement } from "@libsql/client/web";
import type { Change } from "../domain/change.ts";
import { ProblemError } from "../domain/problem.ts";
import { SqlError } from "./hrana-batch.ts";
import type { PartOutcome } from "./hrana-batch.ts";
import { fetchPatiently, Hrana, whenFree } from "./hrana.ts";
import type { SqlRow, SqlStatement } from "./hrana-protocol.ts";
import type { DatabaseAddress } from "./hrana.ts";

export type { DatabaseAddress } from "./hrana.ts";

/** A statement with named arguments; `:org` is bound by `OrgDatabase`, never by hand. */
export type Statement = SqlStatement;

/** A client for better-auth's adapter, which signs people in and out; all else goes by `Hrana`. */
export function connect(address: DatabaseAddress): Client {
  const client = createClient({ url: address.url, ...(address.token ? { authToken: address.token } : {}), intMode: "number", fetch: fetchPatiently });
  const execute = client.execute.bind(client);
  client.execute = (statement: InStatement, args?: InArgs) => whenFree(() => (typeof statement === "string" ? execute(statement, args) : execute(statement)));
  return client;
}

/** The statements of one commit, and what everybody is told once they are committed; its `seq`s count from 1. */
export interface WritePart {
  readonly statements: readonly Statement[];
  readonly tell: readonly Change[];
}

/** Carries a commit to the database in company, and tells of it. Null if it cannot be asked: the same part may then be written past it, under the same key. @throws if the outcome is unknown */
export type Carrier = (part: WritePart) => Promise<PartOutcome | null>;

/**
 * The only door to an organization's rows: binds `:org` in every statement and
 * refuses one that does not mention it, so that a query which forgets the
 * organization cannot run.
 */
export class OrgDatabase {
  readonly orgId: string;
  readonly #hrana: Hrana;
  readonly #carrier: Carrier | null;

  constructor(hrana: Hrana, orgId: string, carrier: Carrier | null) {
    this.#hrana = hrana;
    this.orgId = orgId;
    this.#carrier = carrier;
  }

  async query(statement: Statement): Promise<SqlRow[]> {
    return await reachable(this.#hrana.execute(this.#bind(statement)));
  }

  /** Several reads as one snapshot and one round trip. */
  async queryAll(statements: readonly Statement[]): Promise<SqlRow[][]> {
    return await reachable(this.#hrana.batch(statements.map((s) => this.#bind(s)), "read"));
  }

  /** Only for `commit`, and for `createOrganization`, before which there is no log: one batch, all or nothing. Throws what the driver threw, so that `commit` can tell the failures apart. */
  writeBatch(statements: readonly Statement[]): Promise<SqlRow[][]> {
    return this.#hrana.batch(statements.map((s) => this.#bind(s)), "write");
  }

  /** Only for `commit`: one part, by way of the carrier if there is one. Throws what the driver threw. */
  async writePart(part: WritePart): Promise<{ rows: SqlRow[][]; told: boolean }> {
    // What cannot be bound must not keep company with others.
    for (const statement of part.statements) this.#bind(statement);
    const outcome = await this.#carrier?.(part);
    if (!outcome) return { rows: await this.writeBatch(part.statements), told: false };
    if ("refused" in outcome) throw new SqlError(outcome.refused);
    return { rows: outcome.rows, told: true };
  }

  /** Only for the room, who is the carrier: what waits there in one transaction, each part all or nothing for itself. */
  writeAll(parts: readonly WritePart[]): Promise<PartOutcome[]> {
    return this.#hrana.writeAll(parts.map((p) => p.statements.map((s) => this.#bind(s))));
  }

  #bind(statement: Statement): SqlStatement {
    if (!/:org\b/u.test(statement.sql)) throw new BadStatement(`A tenant query must name :org: ${statement.sql}`);
    for (const [name, value] of Object.entries(statement.args ?? {})) {
      // The server would refuse the whole request, which reads like an outage.
      if (typeof value === "string" ? !value.isWellFormed() : typeof value === "number" && !Number.isFinite(value)) throw new BadStatement(`:${name} cannot be sent`);
    }
    return { sql: statement.sql, args: { ...statement.args, org: this.orgId } };
  }
}

interface Company {
  /** Takes its held query along with the first read, if it goes to the same server. */
  readonly companion?: { travelWith(carrier: Hrana): void };
  readonly carrier?: Carrier;
}

/** Today all organizations share one database; a large one can move by answering another address here. */
export function databaseFor(address: DatabaseAddress, orgId: string, { companion, carrier }: Company = {}): OrgDatabase {
  const hrana = new Hrana(address);
  companion?.travelWith(hrana);
  return new OrgDatabase(hrana, orgId, carrier ?? null);
}

/** A mistake of ours in a statement: asking again will not help. */
class BadStatement extends TypeError {
  override readonly name = "BadStatement";
}

const UNREACHABLE = "The database cannot be reached. Nothing was saved; try again in a moment.";
/** Of a write that was sent and not answered, nobody can say more. */
export const UNANSWERED = "The database did not answer, so it is not known whether this was saved. Please try again: what is repeated is done once.";

/** Turns "no answer" into a problem that a person can act on; errors of SQL itself are bugs and pass. */
export async function reachable<T>(answer: Promise<T>, detail = UNREACHABLE): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (isUnreachable(error)) {
      throw new ProblemError("unavailable", detail, { retryAfter: 2 }, error);
    }
    throw error;
  }
}

/** Network failures, 5xx and expired streams; SQL errors carry a code of SQLite's. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return !code.startsWith("SQLITE_") && !code.startsWith("SQL_") && !(error instanceof BadStatement);
}
