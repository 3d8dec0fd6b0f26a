import { SWEEP_EVERY_MS } from "../../domain/live.ts";
import { isGone, nextSweep } from "../../domain/room-pace.ts";
import { log } from "../log.ts";
import type { Presence } from "./presence.ts";
import type { Seat } from "./seat.ts";
import type { Seats } from "./seats.ts";

/**
 * The alarm that looks again: for publications that never came, for people who left
 * without a word, for rights that ended. It sleeps with the room, and wakes it seldom.
 */
export class Sweep {
  readonly #ctx: DurableObjectState;
  readonly #seats: Seats;
  readonly #presence: Presence;
  /** When the alarm rings, UTC milliseconds; null if this waking has set none. */
  #at: number | null = null;
  #activeAt = 0;

  constructor(ctx: DurableObjectState, seats: Seats, presence: Presence) {
    this.#ctx = ctx;
    this.#seats = seats;
    this.#presence = presence;
  }

  /** Somebody came, spoke or wrote. */
  active(): void {
    this.#activeAt = Date.now();
    // One that should have rung by now did so while nobody was there.
    const pending = this.#at !== null && this.#at >= this.#activeAt && this.#at <= this.#activeAt + SWEEP_EVERY_MS;
    if (!pending) this.#set(this.#activeAt + SWEEP_EVERY_MS);
  }

  /** The alarm rang: each duty by itself, so that one that fails does not hold up the others. */
  async run(duties: Readonly<Record<string, () => Promise<void>>>): Promise<void> {
    this.#at = null;
    try {
      this.#lookWhoIsThere();
      for (const [name, duty] of Object.entries(duties)) {
        await duty().catch((error: unknown) => log.error(`The sweep could not ${name}; the next one tries again.`, error));
      }
    } finally {
      this.#again();
    }
  }

  #again(): void {
    const present = [...this.#seats.all()].filter((seat) => !seat.kept.away);
    if (this.#seats.size > 0) this.#set(nextSweep(Date.now(), this.#activeAt, present.map((seat) => this.#lastSeen(seat))));
  }

  #set(at: number): void {
    this.#at = at;
    // Unconfirmed: frames must not wait until the time of the next alarm is on disk.
    this.#ctx.storage.setAlarm(at, { allowUnconfirmed: true }).catch((error: unknown) => {
      this.#at = null;
      log.error("The room could not set its alarm; the next sign of life tries again.", error);
    });
  }

  #lookWhoIsThere(): void {
    const now = Date.now();
    for (const seat of this.#seats.all()) {
      const away = isGone(this.#lastSeen(seat), now);
      if (away === seat.kept.away) continue;
      if (away) this.#presence.left(seat);
      seat.keep({ away });
      if (!away && seat.kept.greeted) this.#presence.came(seat);
    }
  }

  #lastSeen(seat: Seat): number {
    return seat.lastSeen(this.#ctx.getWebSocketAutoResponseTimestamp(seat.ws));
  }
}
