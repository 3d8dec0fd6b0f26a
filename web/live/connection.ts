import type { Cause, Change } from "../../domain/change.ts";
import { ACK_EVERY_MS, CLOSE } from "../../domain/live.ts";
import type { Doing, ServerFrame } from "../../domain/live.ts";
import { changesSince, recentFrom, remember } from "../../domain/recent-changes.ts";
import { applyFrame, EMPTY_REPLICA, greeting } from "../../domain/replica.ts";
import { backoff } from "./backoff.ts";
import { Socket } from "./socket.ts";
import type { LiveStatus } from "./status.ts";

export interface ConnectionEvents {
  status(status: LiveStatus): void;
  /** Each change once, in the order of the log. */
  changes(changes: readonly Change[]): void;
  /** A job changed much: read again what is shown. */
  range(cause: Cause): void;
  /** What this person may do has changed; the connection comes back by itself. */
  changedAccess(): void;
  /** Too much was missed: read everything again. */
  reset(): void;
  /** Welcome, presence and job progress. */
  told(frame: Extract<ServerFrame, { type: "welcome" | "presence" | "job" }>): void;
}

/** The live connection of one tab to one organization: always tries to be there, and knows what it missed. */
export class Connection {
  readonly #address: string;
  readonly #events: ConnectionEvents;
  readonly #stop = new AbortController();
  #socket: Socket | null = null;
  #replica = EMPTY_REPLICA;
  #recent = recentFrom(0);
  /** The oldest state that was read before the first welcome: the log must be heard from there. */
  #wanted: number | null = null;
  #status: LiveStatus = { kind: "connecting" };
  #attempt = 0;
  #retrying: ReturnType<typeof setTimeout> | undefined;
  #ackedAt = 0;
  #acking: ReturnType<typeof setTimeout> | undefined;
  #doing: Doing | null = null;

  /** @param address of the live route, `http(s)://…/api/v1/:org/live` */
  constructor(address: string, events: ConnectionEvents) {
    this.#address = address;
    this.#events = events;
    const { signal } = this.#stop;
    addEventListener("offline", () => this.#lost(0), { signal });
    addEventListener("online", () => this.reconnect(), { signal });
    document.addEventListener("visibilitychange", () => this.#socket?.ping(), { signal });
    this.#connect();
  }

  close(): void {
    this.#stop.abort();
    clearTimeout(this.#retrying);
    clearTimeout(this.#acking);
    this.#socket?.giveUp();
  }

  /** At once, whatever was tried before: after signing in again, or because a person asks. */
  reconnect(): void {
    if (this.#socket !== null) return;
    clearTimeout(this.#retrying);
    this.#connect();
  }

  /** Told to the others, and again after each reconnect. */
  setDoing(doing: Doing): void {
    this.#doing = doing;
    if (this.#replica.greeted) this.#socket?.send({ type: "presence", doing });
  }

  /**
   * What to lay over rows that were read at `seq`: changes that arrived here while they were under
   * way. Null if that is not known any more: read them again.
   */
  since(seq: number): readonly Change[] | null {
    if (this.#replica.seq !== null) return changesSince(this.#recent, seq);
    this.#wanted = Math.min(this.#wanted ?? seq, seq);
    return [];
  }

  #connect(): void {
    const socket = new Socket(this.#address.replace(/^http/u, "ws"), {
      opened: () => this.#hello(),
      frame: (frame) => this.#received(frame),
      closed: (code, wasOpen) => {
        if (this.#socket !== socket) return;
        this.#socket = null;
        if (!this.#stop.signal.aborted) this.#lost(code, wasOpen);
      },
    });
    this.#socket = socket;
  }

  #hello(): void {
    this.#replica = greeting(this.#replica.seq === null ? { seq: this.#wanted, greeted: false } : this.#replica);
    this.#socket?.send({ type: "hello", after: this.#replica.seq });
  }

  #received(frame: ServerFrame): void {
    const before = this.#replica;
    const { replica, effect } = applyFrame(before, frame);
    this.#replica = replica;
    if (frame.type === "welcome") this.#welcomed(frame, replica.seq ?? frame.seq);
    else if (frame.type === "presence" || frame.type === "job") this.#events.told(frame);
    switch (effect.kind) {
      case "none":
        return;
      case "apply":
        this.#recent = remember(this.#recent, effect.changes);
        this.#events.changes(effect.changes);
        break;
      case "reread":
        this.#recent = recentFrom(replica.seq ?? 0);
        this.#events.range(effect.cause);
        break;
      case "reset":
        this.#recent = recentFrom(replica.seq ?? 0);
        this.#hello();
        this.#events.reset();
        return;
      case "rehello":
        this.#hello();
        return;
    }
    this.#ackSoon();
  }

  #welcomed(frame: Extract<ServerFrame, { type: "welcome" }>, seq: number): void {
    const first = this.#recent.after === 0 && this.#recent.changes.length === 0;
    if (first && this.#wanted !== null && this.#wanted < seq) {
      // Rows were read while the hello was under way, from a moment before the one it got: hear the log from theirs.
      this.#replica = { seq: this.#wanted, greeted: false };
      this.#recent = recentFrom(this.#wanted);
      this.#hello();
      return;
    }
    if (first) this.#recent = recentFrom(seq);
    this.#attempt = 0;
    this.#become({ kind: "live" });
    this.#events.told(frame);
    if (this.#doing !== null) this.#socket?.send({ type: "presence", doing: this.#doing });
  }

  /** Not by a timer alone: those of a hidden tab run late, and the room would take it for stuck. */
  #ackSoon(): void {
    const wait = this.#ackedAt + ACK_EVERY_MS - Date.now();
    clearTimeout(this.#acking);
    if (wait <= 0) this.#ack();
    else this.#acking = setTimeout(() => this.#ack(), wait);
  }

  #ack(): void {
    if (this.#replica.seq === null || !this.#replica.greeted) return;
    this.#ackedAt = Date.now();
    this.#socket?.send({ type: "ack", seq: this.#replica.seq });
  }

  #lost(code: number, wasOpen = true): void {
    const dying = this.#socket;
    this.#socket = null;
    dying?.giveUp();
    clearTimeout(this.#retrying);
    this.#replica = greeting(this.#replica);
    if (code === CLOSE.revoked) return this.#become({ kind: "revoked" });
    if (code === CLOSE.changed) this.#events.changedAccess();
    const since = "since" in this.#status ? this.#status.since : Date.now();
    // The browser's word counts only when it says no: a yes may be a network without a way out.
    if (!navigator.onLine) return this.#become({ kind: "offline", since });
    this.#become({ kind: "reconnecting", since });
    this.#retrying = setTimeout(() => void this.#again(wasOpen), backoff(this.#attempt++, Math.random()));
  }

  async #again(wasOpen: boolean): Promise<void> {
    // A refused upgrade looks like a lost network to a page, so the same address is asked for its reason.
    if (!wasOpen && (await this.#refused())) return this.#become({ kind: "revoked" });
    if (!this.#stop.signal.aborted) this.reconnect();
  }

  async #refused(): Promise<boolean> {
    try {
      const { status } = await fetch(this.#address, { signal: this.#stop.signal });
      return status === 401 || status === 403 || status === 404;
    } catch {
      return false;
    }
  }

  #become(status: LiveStatus): void {
    this.#status = status;
    this.#events.status(status);
  }
}
