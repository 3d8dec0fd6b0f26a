import { CLOSE } from "../../domain/live.ts";
import type { Badge } from "./badge.ts";
import { Seat } from "./seat.ts";

/** The sockets of this waking of the room. */
export class Seats {
  readonly #seats = new Map<WebSocket, Seat>();

  constructor(sockets: readonly WebSocket[]) {
    for (const ws of sockets) {
      // One that is closing is still listed by the runtime, but nobody sits there any more.
      if (ws.readyState !== WebSocket.OPEN) continue;
      const seat = Seat.woken(ws);
      if (seat) this.#seats.set(ws, seat);
      else ws.close(CLOSE.again, "Connect again.");
    }
  }

  take(ws: WebSocket, badge: Badge): Seat {
    const seat = Seat.taken(ws, badge, Date.now());
    this.#seats.set(ws, seat);
    return seat;
  }

  of(ws: WebSocket): Seat | undefined {
    return this.#seats.get(ws);
  }

  has(seat: Seat): boolean {
    return this.#seats.has(seat.ws);
  }

  leave(ws: WebSocket): Seat | undefined {
    const seat = this.#seats.get(ws);
    this.#seats.delete(ws);
    return seat;
  }

  get size(): number {
    return this.#seats.size;
  }

  all(): IterableIterator<Seat> {
    return this.#seats.values();
  }
}
