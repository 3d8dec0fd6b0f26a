import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { WebSocket } from "ws";
import type { Change } from "../../domain/change.ts";
import { ServerFrame } from "../../domain/live.ts";
import type { ClientFrame, Present } from "../../domain/live.ts";
import { applyFrame, EMPTY_REPLICA, greeting } from "../../domain/replica.ts";
import type { Tenant, TestPerson, TestScript } from "./tenant.ts";

export interface LiveClientOptions {
  /** Of the live route, `http://…/api/v1/:org/live`. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Says nothing by itself: no hello, no ack, no ping. */
  readonly mute?: boolean;
  /** The last seq that it holds. */
  readonly after?: number | null;
  /** Where to keep the changes, if they are to outlive this connection. */
  readonly changes?: Change[];
}

/** Where and as whom a person's browser or a script would connect. */
export function liveOf(tenant: Tenant, who: TestPerson | TestScript, headers: Readonly<Record<string, string>> = {}): LiveClientOptions {
  const credentials: Record<string, string> = "secret" in who ? { Authorization: `Bearer ${who.secret}` } : { Cookie: `${who.cookie.name}=${who.cookie.value}`, Origin: tenant.stack.url };
  return { address: `${tenant.stack.url}/api/v1/${tenant.slug}/live`, headers: { ...credentials, ...headers } };
}

/** A client of the room that keeps everything it was told, by the same rules as the page's. */
export class LiveClient {
  readonly ws: WebSocket;
  readonly frames: ServerFrame[] = [];
  /** Seqs in the order in which they were applied; of a range, its last. */
  readonly applied: number[] = [];
  readonly changes: Change[];
  people = new Map<string, Present>();
  resets = 0;
  gaps = 0;
  closed: { code: number; reason: string } | null = null;
  replica = EMPTY_REPLICA;
  /** When anything arrived last, a pong included (`performance.now()`). */
  heardAt = performance.now();
  readonly #mute: boolean;
  #pinging: ReturnType<typeof setInterval> | undefined;

  private constructor(options: LiveClientOptions) {
    this.#mute = options.mute ?? false;
    this.changes = options.changes ?? [];
    this.replica = { seq: options.after ?? null, greeted: false };
    this.ws = new WebSocket(options.address.replace(/^http/u, "ws"), { headers: options.headers });
    this.ws.on("open", () => {
      if (this.#mute) return;
      this.hello();
      this.#pinging = setInterval(() => this.ws.send("ping"), 4_000);
    });
    this.ws.on("message", (data) => this.#received(String(data)));
    this.ws.on("error", () => undefined);
    this.ws.on("close", (code, reason) => {
      clearInterval(this.#pinging);
      this.closed = { code, reason: String(reason) };
    });
  }

  /** Open and, unless mute, welcomed. */
  static async open(options: LiveClientOptions): Promise<LiveClient> {
    const client = new LiveClient(options);
    try {
      await once(client.ws, "open");
      if (!client.#mute) await client.until(() => client.replica.greeted || client.closed !== null, "a welcome");
      return client;
    } catch (error) {
      client.ws.terminate();
      throw error;
    }
  }

  /** The status that an upgrade is refused with. */
  static async refusal(options: LiveClientOptions): Promise<{ status: number; body: string }> {
    const ws = new WebSocket(options.address.replace(/^http/u, "ws"), { headers: options.headers });
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
    ws.on("open", () => {
      ws.terminate();
      reject(new Error("the socket was let in"));
    });
    ws.on("error", reject);
    ws.on("unexpected-response", (_request, response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    return await promise;
  }

  send(frame: ClientFrame): void {
    this.ws.send(JSON.stringify(frame));
  }

  hello(): void {
    this.replica = greeting(this.replica);
    this.send({ type: "hello", after: this.replica.seq });
  }

  ack(): void {
    if (this.replica.seq !== null) this.send({ type: "ack", seq: this.replica.seq });
  }

  get welcome(): Extract<ServerFrame, { type: "welcome" }> {
    const welcome = this.frames.findLast((f) => f.type === "welcome");
    if (welcome?.type !== "welcome") throw new Error("no welcome yet");
    return welcome;
  }

  #received(text: string): void {
    this.heardAt = performance.now();
    if (text === "pong") return;
    const frame = v.parse(ServerFrame, JSON.parse(text));
    this.frames.push(frame);
    if (frame.type === "welcome") this.people = new Map(frame.people.map((p) => [p.clientId, p]));
    if (frame.type === "presence") {
      for (const id of frame.left) this.people.delete(id);
      for (const person of frame.came) this.people.set(person.clientId, person);
    }
    const { replica, effect } = applyFrame(this.replica, frame);
    this.replica = replica;
    if (effect.kind === "apply") {
      this.changes.push(...effect.changes);
      this.applied.push(...effect.changes.map((c) => c.seq));
    }
    if (effect.kind === "reread") this.applied.push(replica.seq ?? 0);
    if (effect.kind === "reset") this.resets++;
    if (effect.kind === "rehello") this.gaps++;
    if (this.#mute) return;
    if (effect.kind === "apply" || effect.kind === "reread") this.ack();
    if (effect.kind === "reset" || effect.kind === "rehello") this.hello();
  }

  async until(condition: () => boolean, what: string, ms = 10_000): Promise<void> {
    const deadline = performance.now() + ms;
    while (!condition()) {
      if (performance.now() > deadline) throw new Error(`${what} did not come within ${ms} ms; seq ${this.replica.seq}, closed ${JSON.stringify(this.closed)}, last frame ${JSON.stringify(this.frames.at(-1))?.slice(0, 300)}`);
      await sleep(2);
    }
  }

  async reaches(seq: number, ms?: number): Promise<void> {
    await this.until(() => (this.replica.seq ?? 0) >= seq, `seq ${seq}`, ms);
  }

  close(): void {
    clearInterval(this.#pinging);
    this.ws.close();
  }

  /** As a laptop whose lid is shut: nothing is sent any more, and nobody is told. */
  vanish(): void {
    clearInterval(this.#pinging);
    this.ws.removeAllListeners("close");
    this.ws.pause();
  }
}
