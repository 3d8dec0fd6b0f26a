import type { InValue } from "@libsql/client/web";
import * as v from "valibot";

/** Where a role of database is: `http://127.0.0.1:…` locally, `libsql://…` at Turso. */
export interface DatabaseAddress {
  readonly url: string;
  readonly token: string;
}

/**
 * Hrana 3 over HTTP, libSQL's own protocol: as much of it as one batch in one round
 * trip needs. The well-kept client opens a stream for each batch and closes it again,
 * and the server then opens a connection and parses the whole schema each time: 1.5 ms
 * of its CPU before a "SELECT 1", against 0.3 ms on a stream that was kept. Here streams
 * outlive the request that opened them; nothing but their name is remembered, so any
 * later request may take one up.
 */
export type SqlValue = string | number | null;
export type SqlRow = Record<string, SqlValue>;

export interface SqlStatement {
  readonly sql: string;
  readonly args?: Readonly<Record<string, InValue>>;
}

/** SQLite's refusal, with its code (`SQLITE_BUSY`, `SQLITE_CONSTRAINT`…). Anything else that is thrown means that the outcome is unknown. */
export class SqlError extends Error {
  override readonly name = "SqlError";
  readonly code: string;

  constructor(message: string, code: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

interface Encoded {
  readonly type: string;
  readonly value?: unknown;
}

// Rows come from a server that we trust and are many: their values are looked at once, when they are decoded.
const Rows = v.custom<readonly (readonly Encoded[])[]>(Array.isArray);
const Failure = v.object({ message: v.string(), code: v.optional(v.nullable(v.string())) });
const Result = v.object({ cols: v.array(v.object({ name: v.nullable(v.string()) })), rows: Rows });
const Batch = v.object({ step_results: v.array(v.nullable(Result)), step_errors: v.array(v.nullable(Failure)) });
const Answer = v.object({
  baton: v.nullable(v.string()),
  base_url: v.nullable(v.string()),
  results: v.looseTuple([v.variant("type", [v.object({ type: v.literal("ok"), response: v.object({ result: v.unknown() }) }), v.object({ type: v.literal("error"), error: Failure })])]),
});

/** A stream that nobody uses at this moment. The baton is good for one request, which answers with the next. */
interface Stream {
  readonly baton: string;
  readonly url: string;
  readonly keptAt: number;
}

/** The server forgets a stream after ten idle seconds. */
const KEEP_MS = 7_000;
/** Each stream holds a connection of the server, which has 128 by default. */
const MOST_STREAMS = 32;
/** About two seconds in all. */
const BUSY_ATTEMPTS = 20;
/** No honest batch takes so long; a server that hangs would hold the request for ever. */
const PATIENCE_MS = 30_000;
/** A request that was cut off never says that it is over. */
const FORGET_MS = 30_000;

class Streams {
  #idle: Stream[] = [];
  /** Since when, of each that is in use. */
  #used = new Set<{ readonly since: number }>();

  /** The last one kept is the most likely to live. */
  take(now: number): Stream | null {
    this.#idle = this.#idle.filter((s) => now - s.keptAt < KEEP_MS);
    return this.#idle.pop() ?? null;
  }

  begin(now: number): { readonly keep: boolean; readonly end: () => void } {
    for (const use of this.#used) if (now - use.since > FORGET_MS) this.#used.delete(use);
    const keep = this.#idle.length + this.#used.size < MOST_STREAMS;
    const use = { since: now };
    if (keep) this.#used.add(use);
    return { keep, end: () => this.#used.delete(use) };
  }

  keep(stream: Stream): void {
    this.#idle.push(stream);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && typeof error.code === "string" && error.code.startsWith("SQLITE_BUSY");
}

/** Repeats what was refused because somebody else writes or checkpoints: the transaction did nothing, so the same again is safe. */
export async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || attempt === BUSY_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(200, 5 * 2 ** attempt)));
    }
  }
}

const pools = new Map<string, Streams>();

/** One address, for one request or for many. */
export class Hrana {
  readonly #url: string;
  readonly #token: string;
  readonly #streams: Streams;

  constructor({ url, token }: DatabaseAddress) {
    this.#url = url.replace(/^libsql:/u, "https:").replace(/\/$/u, "");
    this.#token = token;
    const key = `${this.#url} ${token}`;
    this.#streams = pools.get(key) ?? new Streams();
    pools.set(key, this.#streams);
  }

  /** One statement, in a transaction of its own. @throws SqlError, or whatever fetch throws */
  async execute(statement: SqlStatement): Promise<SqlRow[]> {
    return whenFree(async () => rowsOf(v.parse(Result, await this.#request({ type: "execute", stmt: encoded(statement) }))));
  }

  /** All or nothing, in one transaction and one round trip. @throws SqlError of the first statement that failed, or whatever fetch throws */
  async batch(statements: readonly SqlStatement[], mode: "read" | "write"): Promise<SqlRow[][]> {
    const done = (step: number) => ({ type: "ok", step });
    const steps = [
      { stmt: encoded({ sql: mode === "write" ? "BEGIN IMMEDIATE" : "BEGIN TRANSACTION READONLY" }) },
      ...statements.map((s, i) => ({ stmt: encoded(s), condition: done(i) })),
      { stmt: encoded({ sql: "COMMIT" }), condition: done(statements.length) },
      // A stream that is kept must not carry an open transaction into the next request.
      { stmt: encoded({ sql: "ROLLBACK" }), condition: { type: "not", cond: { type: "is_autocommit" } } },
    ];
    return whenFree(async () => {
      const { step_results: results, step_errors: errors } = v.parse(Batch, await this.#request({ type: "batch", batch: { steps } }));
      const failed = errors.find((e) => e !== null);
      if (failed) throw new SqlError(failed.message, failed.code ?? "SQL_UNKNOWN");
      return results.slice(1, statements.length + 1).map((r) => (r ? rowsOf(r) : []));
    });
  }

  async #request(request: object): Promise<unknown> {
    const now = Date.now();
    const stream = this.#streams.take(now);
    const { keep, end } = this.#streams.begin(now);
    try {
      let response = await this.#post(stream, request, keep);
      // The server did not know the stream any more (it idled, or the server began anew), and so did nothing.
      if (stream && response.status >= 400 && response.status < 500) response = await this.#post(null, request, keep);
      if (!response.ok) throw new Error(`The database answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
      const { baton, base_url: url, results } = v.parse(Answer, await response.json());
      if (keep && baton !== null) this.#streams.keep({ baton, url: url ?? stream?.url ?? this.#url, keptAt: now });
      const [first] = results;
      if (first.type === "error") throw new SqlError(first.error.message, first.error.code ?? "SQL_UNKNOWN");
      return first.response.result;
    } finally {
      end();
    }
  }

  #post(stream: Stream | null, request: object, keep: boolean): Promise<Response> {
    return fetchPatiently(`${stream?.url ?? this.#url}/v3/pipeline`, {
      method: "POST",
      // Packing a few hundred bytes, and unpacking them here, costs more than most statements (Node asks for it by itself).
      headers: { "Content-Type": "application/json", "Accept-Encoding": "identity", ...(this.#token ? { Authorization: `Bearer ${this.#token}` } : {}) },
      body: JSON.stringify({ baton: stream?.baton ?? null, requests: keep ? [request] : [request, { type: "close" }] }),
    });
  }
}

/** Fails when no answer has begun within `PATIENCE_MS`. */
export async function fetchPatiently(input: RequestInfo, init: RequestInit = {}): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    return await fetch(input, { ...init, signal: patience.signal });
  } finally {
    clearTimeout(timer); // a pending one would keep the room from sleeping
  }
}

function encoded({ sql, args = {} }: SqlStatement): object {
  return { sql, named_args: Object.entries(args).map(([name, value]) => ({ name, value: encodedValue(value) })) };
}

function encodedValue(value: InValue): Encoded {
  if (value === null) return { type: "null" };
  if (typeof value === "string") return { type: "text", value };
  if (typeof value === "boolean") return { type: "integer", value: value ? "1" : "0" };
  if (typeof value === "bigint" || Number.isSafeInteger(value)) return { type: "integer", value: String(value) };
  if (typeof value === "number") return { type: "float", value };
  throw new TypeError("Blobs and dates are no values of ours.");
}

function decodedValue({ type, value }: Encoded): SqlValue {
  if (type === "text" && typeof value === "string") return value;
  if (type === "integer") return Number(value);
  if (type === "null") return null;
  if (type === "float" && typeof value === "number") return value;
  throw new TypeError(`The database answered with a ${type}.`);
}

function rowsOf({ cols, rows }: v.InferOutput<typeof Result>): SqlRow[] {
  const names = cols.map((c, i) => c.name ?? String(i));
  return rows.map((row) => {
    const named: SqlRow = {};
    for (const [i, name] of names.entries()) named[name] = decodedValue(row[i] ?? { type: "null" });
    return named;
  });
}
