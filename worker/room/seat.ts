import * as v from "valibot";
import { newId } from "../../domain/ids.ts";
import { DEAF, LIVE } from "../../domain/listener.ts";
import type { Listener } from "../../domain/listener.ts";
import { Doing } from "../../domain/live.ts";
import type { Present, ServerFrame } from "../../domain/live.ts";
import { Badge } from "./badge.ts";

/** What survives hibernation with the socket: at most 16 KiB. */
const Attachment = v.object({
  clientId: v.string(),
  badge: Badge,
  doing: Doing,
  acked: v.number(),
  /** What it had been sent at the last sweep, so that a room which slept knows where it was. */
  sent: v.number(),
  /** Said hello: counts as present. */
  greeted: v.boolean(),
  hearing: v.picklist(["nothing", "history", "everything"]),
  /** Silent for so long that the others were told it left. */
  away: v.boolean(),
  joinedAt: v.number(),
});
type Attachment = v.InferOutput<typeof Attachment>;

/** One socket and what the room knows of it. */
export class Seat {
  readonly ws: WebSocket;
  listener: Listener = DEAF;
  behindSince: number | null = null;
  /** Counts its hellos: work for an older one stops when it finds another number. */
  turn = 0;
  /** UTC milliseconds of its last frame in this waking. */
  spokeAt = 0;
  #kept: Attachment;

  private constructor(ws: WebSocket, kept: Attachment) {
    this.ws = ws;
    this.#kept = kept;
  }

  static taken(ws: WebSocket, badge: Badge, now: number): Seat {
    const seat = new Seat(ws, {
      clientId: newId("cli", now),
      badge,
      doing: { orderId: null, field: null, mode: "viewing" },
      acked: 0,
      sent: 0,
      greeted: false,
      hearing: "nothing",
      away: false,
      joinedAt: now,
    });
    seat.keep({});
    return seat;
  }

  /** After the room woke; null for a socket that an older version of the room left behind. */
  static woken(ws: WebSocket): Seat | null {
    const kept = v.safeParse(Attachment, ws.deserializeAttachment());
    if (!kept.success) return null;
    const seat = new Seat(ws, kept.output);
    if (seat.#kept.hearing === "everything") seat.listener = LIVE;
    return seat;
  }

  get kept(): Readonly<Attachment> {
    return this.#kept;
  }

  /** Changes what must survive hibernation. */
  keep(change: Partial<Attachment>): void {
    this.#kept = { ...this.#kept, ...change };
    this.ws.serializeAttachment(this.#kept);
  }

  /** False if the socket is closed, which its close event tells of as well. */
  send(text: string): boolean {
    try {
      this.ws.send(text);
      return true;
    } catch {
      return false;
    }
  }

  sendFrame(frame: ServerFrame): boolean {
    return this.send(JSON.stringify(frame));
  }

  close(code: number, reason: string): void {
    try {
      this.ws.close(code, reason);
    } catch {
      // It was closed already.
    }
  }

  /** The last sign of life, UTC milliseconds: a frame of its own, or a ping that the runtime answered. */
  lastSeen(pinged: Date | null): number {
    return Math.max(this.#kept.joinedAt, this.spokeAt, pinged?.getTime() ?? 0);
  }

  present(): Present {
    const { clientId, badge, doing } = this.#kept;
    const { person } = badge;
    return { clientId, personId: person.id, name: person.name, initials: person.initials, color: person.color, script: badge.apiKeyId !== null, doing };
  }
}
