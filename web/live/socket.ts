import * as v from "valibot";
import { PING, PING_EVERY_MS, PONG, ServerFrame } from "../../domain/live.ts";
import type { ClientFrame } from "../../domain/live.ts";

export interface SocketEvents {
  opened(): void;
  frame(frame: ServerFrame): void;
  /** Once; nothing comes after it. `code` is 0 if it was given up from here. */
  closed(code: number, wasOpen: boolean): void;
}

/** A pong that takes longer than this will not come: the connection is dead, though nobody said so. */
const PONG_WITHIN_MS = 6_000;

/** One WebSocket: checks what arrives, and notices by itself when nothing arrives any more. */
export class Socket {
  readonly #ws: WebSocket;
  readonly #events: SocketEvents;
  readonly #pinging: ReturnType<typeof setInterval>;
  /** When the ping was sent whose pong is awaited. */
  #pingedAt: number | null = null;
  #wasOpen = false;
  #over = false;

  constructor(url: string, events: SocketEvents) {
    this.#events = events;
    this.#ws = new WebSocket(url);
    this.#pinging = setInterval(() => this.ping(), PING_EVERY_MS);
    this.#ws.addEventListener("open", () => {
      this.#wasOpen = true;
      if (!this.#over) events.opened();
    });
    this.#ws.addEventListener("message", (event: MessageEvent<unknown>) => this.#received(event.data));
    this.#ws.addEventListener("close", (event) => this.#end(event.code));
  }

  send(frame: ClientFrame): void {
    if (this.#ws.readyState === WebSocket.OPEN) this.#ws.send(JSON.stringify(frame));
  }

  /** Asks whether the other side is there; a page that slept calls it to find out at once. */
  ping(): void {
    const now = Date.now();
    if (this.#pingedAt !== null && now - this.#pingedAt > PONG_WITHIN_MS) this.giveUp();
    else if (this.#ws.readyState === WebSocket.OPEN && this.#pingedAt === null) {
      this.#pingedAt = now;
      this.#ws.send(PING);
    }
  }

  /** Does not wait for the closing handshake: the other side may be gone. */
  giveUp(): void {
    this.#ws.close();
    this.#end(0);
  }

  #received(data: unknown): void {
    if (this.#over || typeof data !== "string") return;
    this.#pingedAt = null;
    if (data === PONG) return;
    const frame = v.safeParse(ServerFrame, JSON.parse(data));
    // The page may be older than the server: it can only come again, and is told to reload by others.
    if (frame.success) this.#events.frame(frame.output);
    else this.giveUp();
  }

  #end(code: number): void {
    if (this.#over) return;
    this.#over = true;
    clearInterval(this.#pinging);
    this.#events.closed(code, this.#wasOpen);
  }
}
