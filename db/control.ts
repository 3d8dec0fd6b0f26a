import type { InValue } from "@libsql/client/web";
import * as v from "valibot";
import { ProblemError } from "../domain/problem.ts";
import { reachable, UNANSWERED } from "./database.ts";
import type { DatabaseAddress, Statement } from "./database.ts";
import { Hrana } from "./hrana.ts";
import type { SqlRow } from "./hrana-protocol.ts";

/** A write; a guarded one must hit exactly one row, or nothing of the batch happens. */
export interface ControlStatement extends Statement {
  readonly guarded?: true;
}

export interface ControlWrite {
  readonly orgId: string;
  /** Idempotency key, already scoped to the actor. */
  readonly key: string;
  readonly fingerprint: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly statements: readonly ControlStatement[];
  /** What a repeated request gets: never a secret. */
  readonly result: Readonly<Record<string, string>>;
}

export interface ControlWritten {
  /** The key had been used before: nothing was written now. */
  readonly replayed: boolean;
  readonly result: Record<string, string>;
}

/** A guarded statement found no row, or not the one that its rule allows. Internal: the caller says what that means. */
export class ControlGuardBroken extends Error {
  override readonly name = "ControlGuardBroken";
}

/** Somebody has it already: `what` is table and column, such as `auth_user.email`. Internal as well. */
export class ControlTaken extends Error {
  override readonly name = "ControlTaken";
  readonly what: string;
  constructor(what: string) {
    super(`taken: ${what}`);
    this.what = what;
  }
}

const Stored = v.object({ fingerprint: v.string(), result: v.string() });
const Result = v.record(v.string(), v.string());

/** The door to people, sessions, organizations, memberships and API keys. */
export class ControlDatabase {
  readonly #hrana: Hrana;

  constructor(hrana: Hrana) {
    this.#hrana = hrana;
  }

  /**
   * Holds the next query back until a read of `carrier` takes it along, or until it is released: one round trip less, while
   * both roles are one database. @param idleToo though nobody else is asking: then two side by side are answered sooner
   */
  hold(idleToo: boolean): void {
    if (idleToo || this.#hrana.isBusy) this.#hrana.hold();
  }

  release(): void {
    this.#hrana.release();
  }

  travelWith(carrier: Hrana): void {
    carrier.carry(this.#hrana);
  }

  /** One statement, one round trip. */
  async query(sql: string, args: Readonly<Record<string, InValue>>): Promise<SqlRow[]> {
    return await reachable(this.#hrana.execute({ sql, args }));
  }

  /** All or nothing, one round trip; for writes that may be repeated without harm. */
  async batch(statements: readonly Statement[]): Promise<SqlRow[][]> {
    return await reachable(this.#hrana.batch(statements, "write"));
  }

  /**
   * A write that a client asked for under an idempotency key: its record first, so that the same
   * request again finds it and changes nothing (A3.6).
   * @throws ControlGuardBroken, ControlTaken; ProblemError `idempotency_mismatch`, `unavailable`
   */
  async writeOnce(w: ControlWrite): Promise<ControlWritten> {
    const batch: Statement[] = [
      {
        sql: "INSERT INTO auth_idempotency (org_id, key, fingerprint, result, at) VALUES (:org, :key, :fingerprint, :result, :at)",
        args: { org: w.orgId, key: w.key, fingerprint: w.fingerprint, result: JSON.stringify(w.result), at: w.at },
      },
    ];
    for (const statement of w.statements) {
      batch.push(statement);
      // changes() speaks of the statement directly before.
      if (statement.guarded) batch.push({ sql: "INSERT INTO auth_guard (broken) SELECT NULL WHERE changes() <> 1" });
    }
    try {
      await this.#hrana.batch(batch, "write");
      return { replayed: false, result: { ...w.result } };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (message.includes("UNIQUE constraint failed: auth_idempotency")) {
        const written = await this.findWritten(w);
        if (written) return written;
      }
      if (message.includes("NOT NULL constraint failed: auth_guard")) throw new ControlGuardBroken();
      const taken = /UNIQUE constraint failed: ([\w.]+)/u.exec(message)?.[1];
      if (taken !== undefined) throw new ControlTaken(taken);
      return await reachable(Promise.reject(error), UNANSWERED);
    }
  }

  /** The outcome of an earlier write under this key; null if there is none. @throws ProblemError `idempotency_mismatch` */
  async findWritten(w: Pick<ControlWrite, "orgId" | "key" | "fingerprint">): Promise<ControlWritten | null> {
    const [row] = await this.query("SELECT fingerprint, result FROM auth_idempotency WHERE org_id = :org AND key = :key", { org: w.orgId, key: w.key });
    if (!row) return null;
    const stored = v.parse(Stored, row);
    if (stored.fingerprint !== w.fingerprint) {
      throw new ProblemError("idempotency_mismatch", "This Idempotency-Key was used for another request. Send a new key with each new request.");
    }
    return { replayed: true, result: v.parse(Result, JSON.parse(stored.result)) };
  }
}

/** For one request: a client is not shared between requests. */
export function controlDatabase(address: DatabaseAddress): ControlDatabase {
  return new ControlDatabase(new Hrana(address));
}
