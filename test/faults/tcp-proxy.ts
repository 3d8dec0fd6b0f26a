import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { Server, Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How a connection ends when a trap closes on it. */
export type Cut =
  /** The request went through and was answered, but the answer is lost: it took effect, and nobody knows. */
  | "before_answer"
  /** The request went on its way, and both ends are cut in that moment: it took effect or not. */
  | "after_request"
  /** The request never arrives. */
  | "before_request";

interface Trap {
  readonly pattern: RegExp;
  readonly cut: Cut;
  readonly sprung: (connection: Connection) => void;
}

interface Connection {
  readonly near: Socket;
  readonly far: Socket;
  /** What was sent since the last answer. */
  asked: string;
  doomed: boolean;
  /** Of each direction, what was passed on last: bytes keep their order when the delay changes between them. */
  readonly passed: { up: Promise<void>; down: Promise<void> };
}

/** A line that fails on demand, between a client and a server on this machine. */
export class TcpProxy {
  readonly #server: Server;
  readonly #target: { host: string; port: number };
  readonly #connections = new Set<Connection>();
  readonly #watched = new Map<RegExp, number>();
  #traps: Trap[] = [];
  #delayMs = 0;
  #refusing = false;
  /** Address of this side, with the target's scheme. */
  url = "";

  private constructor(target: { host: string; port: number }) {
    this.#target = target;
    this.#server = createServer((near) => this.#accept(near));
  }

  static async open(targetUrl: string): Promise<TcpProxy> {
    const target = new URL(targetUrl);
    const proxy = new TcpProxy({ host: target.hostname, port: Number(target.port) });
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    const address = proxy.#server.address();
    if (address === null || typeof address === "string") throw new Error("no port for the proxy");
    proxy.url = `${target.protocol}//127.0.0.1:${address.port}`;
    return proxy;
  }

  /** Connections that are open now. */
  get size(): number {
    return this.#connections.size;
  }

  /** The next request that says this is cut; resolves when that has happened, before either side hears of it. */
  cutNext(pattern: RegExp, cut: Cut, meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#traps.push({
      pattern,
      cut,
      sprung: (connection) => {
        meanwhile().then(() => {
          destroy(connection);
          resolve();
        }, reject);
      },
    });
    return promise;
  }

  /** Takes away the traps that nobody ran into. @returns whether there were any */
  disarm(): boolean {
    const armed = this.#traps.length > 0;
    this.#traps = [];
    return armed;
  }

  /** Counts requests that say this from now on. */
  count(pattern: RegExp): () => number {
    this.#watched.set(pattern, 0);
    return () => this.#watched.get(pattern) ?? 0;
  }

  /** Both directions, from now on. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  cutAll(): void {
    for (const connection of this.#connections) destroy(connection);
  }

  /** One direction ends in good order, the other goes on: the server is told that its client has nothing more to ask, or the client that its server has nothing more to say. */
  halfClose(side: "client" | "server"): void {
    for (const { near, far } of this.#connections) (side === "client" ? far : near).end();
  }

  /** Connections stay, but nothing passes any more: neither end is told, as when a cable is pulled. */
  hang(): void {
    for (const { near, far } of this.#connections) {
      near.pause();
      far.pause();
    }
  }

  /** As a machine that is away: cuts what is there and lets nobody in. */
  refuse(refusing: boolean): void {
    this.#refusing = refusing;
    if (refusing) this.cutAll();
  }

  async close(): Promise<void> {
    this.cutAll();
    this.#server.close();
    await once(this.#server, "close");
  }

  #accept(near: Socket): void {
    if (this.#refusing) {
      near.destroy();
      return;
    }
    const far = connect(this.#target);
    const connection: Connection = { near, far, asked: "", doomed: false, passed: { up: Promise.resolve(), down: Promise.resolve() } };
    this.#connections.add(connection);
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.#connections.delete(connection);
        destroy(connection);
      });
    }
    const { passed } = connection;
    near.on("data", (data) => {
      const due = this.#due();
      passed.up = passed.up.then(() => due).then(() => this.#asked(connection, data));
    });
    far.on("data", (data) => {
      const due = this.#due();
      passed.down = passed.down.then(() => due).then(() => this.#answered(connection, data));
    });
  }

  /** Resolves when what arrives now may go on. */
  async #due(): Promise<void> {
    if (this.#delayMs > 0) await sleep(this.#delayMs);
  }

  #asked(connection: Connection, data: Buffer): void {
    const text = data.toString("latin1");
    connection.asked += text;
    for (const [pattern, times] of this.#watched) if (pattern.test(text)) this.#watched.set(pattern, times + 1);
    const trap = connection.doomed ? undefined : this.#traps.find((t) => t.pattern.test(connection.asked));
    if (trap === undefined) {
      connection.far.write(data);
      return;
    }
    this.#traps = this.#traps.filter((t) => t !== trap);
    connection.doomed = true;
    if (trap.cut === "before_request") return trap.sprung(connection);
    if (trap.cut === "before_answer") connection.far.once("data", () => trap.sprung(connection));
    connection.far.write(data, () => {
      if (trap.cut === "after_request") trap.sprung(connection);
    });
  }

  #answered(connection: Connection, data: Buffer): void {
    if (connection.doomed) return;
    connection.asked = "";
    connection.near.write(data);
  }
}

function destroy({ near, far }: Connection): void {
  near.destroy();
  far.destroy();
}
