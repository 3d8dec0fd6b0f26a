import { DEAF, hear } from "../../domain/listener.ts";
import type { Heard } from "../../domain/listener.ts";
import type { ChangesFrame, Publication, RangeFrame } from "../../domain/live.ts";
import { framesOf } from "../../domain/publication.ts";
import { behindSince, mustReset, nextPause } from "../../domain/room-pace.ts";
import type { Seat } from "./seat.ts";
import type { Seats } from "./seats.ts";

/** What is ready for everybody, sent at once or, with many sockets, in the company of what follows closely. */
export class Outbox {
  readonly #seats: Seats;
  #ready: Publication[] = [];
  #sentAt = 0;
  #pause = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(seats: Seats) {
    this.#seats = seats;
  }

  /** Contiguous with what was put in before. */
  put(publications: readonly Publication[]): void {
    if (publications.length === 0) return;
    this.#ready.push(...publications);
    const wait = this.#sentAt + this.#pause - Date.now();
    if (wait <= 0) this.flush();
    else if (this.#timer === null) this.#timer = setTimeout(() => this.flush(), wait);
  }

  /** Each frame is put into words once, however many sockets there are. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const changes = this.#ready.reduce((sum, p) => sum + p.to - p.from + 1, 0);
    const frames = framesOf(this.#ready);
    this.#ready = [];
    this.#sentAt = Date.now();
    this.#pause = nextPause(this.#pause, this.#seats.size, changes);
    for (const frame of frames) {
      const text = JSON.stringify(frame);
      for (const seat of this.#seats.all()) {
        if (seat.listener.mode === "live") this.#sendLive(seat, frame, text);
        else deliver(seat, hear(seat.listener, frame));
      }
    }
  }

  #sendLive(seat: Seat, frame: ChangesFrame | RangeFrame, text: string): void {
    seat.send(text);
    seat.behindSince = behindSince(frame.to, seat.kept.acked, seat.behindSince, this.#sentAt);
    if (mustReset(seat.behindSince, this.#sentAt)) reset(seat, frame.to);
  }
}

/** To one socket that is being brought up to date. */
export function deliver(seat: Seat, { listener, send }: Heard): void {
  seat.listener = listener;
  for (const frame of framesOf(send)) seat.sendFrame(frame);
}

/** Tells a client to start over from `seq`; it hears nothing until it says hello. */
export function reset(seat: Seat, seq: number): void {
  seat.listener = DEAF;
  seat.turn++;
  seat.keep({ hearing: "nothing" });
  seat.sendFrame({ type: "reset", seq });
}
