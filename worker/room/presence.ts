import { PRESENCE_EVERY_MS } from "../../domain/live.ts";
import type { Present, ServerFrame } from "../../domain/live.ts";
import type { Seat } from "./seat.ts";
import type { Seats } from "./seats.ts";

/** Who is here and what they do (N2): told as differences, held only in the sockets' attachments. */
export class Presence {
  readonly #seats: Seats;
  /** Not yet told: the person as they are now, or null for one who left. */
  readonly #news = new Map<string, Present | null>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(seats: Seats) {
    this.#seats = seats;
  }

  people(): Present[] {
    return [...this.#seats.all()].filter((seat) => seat.kept.greeted && !seat.kept.away).map((seat) => seat.present());
  }

  came(seat: Seat): void {
    this.#tell(seat.kept.clientId, seat.present());
  }

  left(seat: Seat): void {
    if (seat.kept.greeted && !seat.kept.away) this.#tell(seat.kept.clientId, null);
  }

  #tell(clientId: string, present: Present | null): void {
    this.#news.set(clientId, present);
    if (this.#timer === null) this.#timer = setTimeout(() => this.#flush(), PRESENCE_EVERY_MS);
  }

  #flush(): void {
    this.#timer = null;
    const came: Present[] = [];
    const left: string[] = [];
    for (const [clientId, present] of this.#news) {
      if (present) came.push(present);
      else left.push(clientId);
    }
    this.#news.clear();
    broadcast(this.#seats, { type: "presence", came, left });
  }
}

/** To everybody who listens: one that was told to reset is spared, and hears who is here with its next welcome. */
export function broadcast(seats: Seats, frame: ServerFrame): void {
  const text = JSON.stringify(frame);
  for (const seat of seats.all()) {
    if (seat.listener.mode !== "deaf") seat.send(text);
  }
}
