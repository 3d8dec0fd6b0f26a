import * as v from "valibot";
import { isBusy, reading, SqlError, writing } from "./hrana-batch.ts";
import type { HranaBatch, PartOutcome } from "./hrana-batch.ts";
import { Answer, Result, encoded, rowsOf } from "./hrana-protocol.ts";
import type { Outcome, SqlRow, SqlStatement } from "./hrana-protocol.ts";

/** Where a role of database is: `http://127.0.0.1:…` locally, `libsql://…` at Turso. */
export interface DatabaseAddress {
  readonly url: string;
  readonly token: string;
}

/** A request that waits for another that goes the same way. */
interface Held {
  readonly request: object;
  readonly resolve: (outcome: Promise<Outcome>) => void;
}

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
/** The database turns writers away while it checkpoints, mostly for less than a tenth of a second: whoever asks again at once waits no longer than that. */
const SOON_ATTEMPTS = 20;
const SOON_MS = 10;
/** About two seconds in all. */
const BUSY_ATTEMPTS = 40;
const LATER_MS = 200;
/** "Too many concurrent requests": it did nothing, and as soon as some are answered it will. */
const CROWDED = 429;
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

  get inUse(): number {
    return this.#used.size;
  }

  keep(stream: Stream): void {
    this.#idle.push(stream);
  }
}

/** Repeats what was refused because the database was busy. */
export async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || attempt === BUSY_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * (attempt <= SOON_ATTEMPTS ? SOON_MS : LATER_MS)));
    }
  }
}

const pools = new Map<string, Streams>();

/**
 * Hrana 3 over HTTP, libSQL's own protocol: as much of it as one batch in one round
 * trip needs. The well-kept client opens a stream for each batch and closes it again,
 * and the server then opens a connection and parses the whole schema each time: 1.5 ms
 * of its CPU before a "SELECT 1", against 0.3 ms on a stream that was kept. Here streams
 * outlive the request that opened them; nothing but their name is remembered, so any
 * later request may take one up.
 */
export class Hrana {
  readonly #url: string;
  readonly #token: string;
  readonly #streams: Streams;
  /** Set while it holds back; resolves when there is something held, or nothing to wait for any more. */
  #holds: PromiseWithResolvers<void> | null = null;
  #held: Held | null = null;
  #carried: Hrana | null = null;

  constructor({ url, token }: DatabaseAddress) {
    this.#url = url.replace(/^libsql:/u, "https:").replace(/\/$/u, "");
    this.#token = token;
    const key = `${this.#url} ${token}`;
    this.#streams = pools.get(key) ?? new Streams();
    pools.set(key, this.#streams);
  }

  /** Others are on their way to this server. */
  get isBusy(): boolean {
    return this.#streams.inUse > 0;
  }

  /** Holds back the next request until one that carries it is sent, or `release`: two questions in one round trip. */
  hold(): void {
    this.#holds = Promise.withResolvers<void>();
  }

  release(): void {
    const held = this.#leave();
    held?.resolve(this.#pipeline([held.request]).then(([outcome]) => answered(outcome)));
  }

  /** What `other` holds back travels with our next request, if that goes to the same server. */
  carry(other: Hrana): void {
    if (other.#streams === this.#streams) this.#carried = other;
    else other.release();
  }

  #leave(): Held | null {
    const held = this.#held;
    this.#held = null;
    this.#holds?.resolve();
    this.#holds = null;
    return held;
  }

  /** One statement, in a transaction of its own. @throws SqlError, or whatever fetch throws */
  async execute(statement: SqlStatement): Promise<SqlRow[]> {
    return whenFree(async () => rowsOf(v.parse(Result, await this.#ask({ type: "execute", stmt: encoded(statement) }))));
  }

  /** All or nothing, in one transaction and one round trip. @throws SqlError of the first statement that failed, or whatever fetch throws */
  async batch(statements: readonly SqlStatement[], mode: "read" | "write"): Promise<SqlRow[][]> {
    const batch = mode === "write" ? writing([statements]) : reading(statements);
    return whenFree(async () => {
      const [outcome = { rows: [] }] = await this.#run(batch);
      if ("refused" in outcome) throw new SqlError(outcome.refused);
      return outcome.rows;
    });
  }

  /** Parts in one transaction and one round trip, in their order; each all or nothing for itself. @throws whatever leaves the outcome of all of them unknown */
  async writeAll(parts: readonly (readonly SqlStatement[])[]): Promise<PartOutcome[]> {
    const batch = writing(parts);
    return whenFree(() => this.#run(batch));
  }

  async #run({ steps, read }: HranaBatch): Promise<PartOutcome[]> {
    return read(await this.#ask({ type: "batch", batch: { steps } }));
  }

  async #ask(request: object): Promise<unknown> {
    const outcome = await (this.#holds ? this.#wait(request, this.#holds) : this.#send(request));
    if (outcome.type === "error") throw new SqlError({ message: outcome.error.message, code: outcome.error.code ?? "SQL_UNKNOWN" });
    return outcome.response.result;
  }

  #wait(request: object, holds: PromiseWithResolvers<void>): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#held = { request, resolve };
      holds.resolve();
    });
  }

  async #send(request: object): Promise<Outcome> {
    const carried = this.#carried;
    this.#carried = null;
    // It may be on its way here: what stands before it is no more than a hash.
    if (carried && carried.#holds) await carried.#holds.promise;
    const companion = carried ? carried.#leave() : null;
    const outcomes = this.#pipeline(companion ? [companion.request, request] : [request]);
    companion?.resolve(outcomes.then(([first]) => answered(first)));
    return answered((await outcomes).at(-1));
  }

  /** @returns an outcome for each request, in their order */
  async #pipeline(requests: readonly object[]): Promise<Outcome[]> {
    const now = Date.now();
    const stream = this.#streams.take(now);
    const { keep, end } = this.#streams.begin(now);
    try {
      let response = await this.#post(stream, requests, keep);
      // The server did not know the stream any more (it idled, or the server began anew), and so did nothing.
      if (stream && response.status >= 400 && response.status < 500 && response.status !== CROWDED) response = await this.#post(null, requests, keep);
      if (response.status === CROWDED) throw new SqlError({ code: "SQLITE_BUSY_SERVER", message: "The server is answering as many requests as it can." });
      if (!response.ok) throw new Error(`The database answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
      const { baton, base_url: url, results } = v.parse(Answer, await response.json());
      if (keep && baton !== null) this.#streams.keep({ baton, url: url ?? stream?.url ?? this.#url, keptAt: now });
      return results.slice(0, requests.length);
    } finally {
      end();
    }
  }

  #post(stream: Stream | null, requests: readonly object[], keep: boolean): Promise<Response> {
    return fetchPatiently(`${stream?.url ?? this.#url}/v3/pipeline`, {
      method: "POST",
      // Packing a few hundred bytes, and unpacking them here, costs more than most statements (Node asks for it by itself).
      headers: { "Content-Type": "application/json", "Accept-Encoding": "identity", ...(this.#token ? { Authorization: `Bearer ${this.#token}` } : {}) },
      body: JSON.stringify({ baton: stream?.baton ?? null, requests: keep ? requests : [...requests, { type: "close" }] }),
    });
  }
}

function answered(outcome: Outcome | undefined): Outcome {
  if (!outcome) throw new Error("The database answered less than it was asked.");
  return outcome;
}

/** Fails when the answer is not there, to its end, within `PATIENCE_MS`: one that stalls would hold who asked, and in a room everybody's commits, for ever. */
export async function fetchPatiently(input: RequestInfo, init: RequestInit = {}): Promise<Response> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await fetch(input, { ...init, signal: patience.signal });
    return new Response(await response.arrayBuffer(), response);
  } finally {
    clearTimeout(timer); // a pending one would keep the room from sleeping
  }
}

