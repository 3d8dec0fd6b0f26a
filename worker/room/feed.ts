import { readChanges, readHead } from "../../db/change.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { DEAF, joining, recall } from "../../domain/listener.ts";
import { CATCH_UP_LIMIT, CLOSE, GAP_WAIT_MS, SWEEP_EVERY_MS } from "../../domain/live.ts";
import type { Publication } from "../../domain/live.ts";
import { accept, advance, queueAt } from "../../domain/publication-queue.ts";
import type { Accepted, PublicationQueue } from "../../domain/publication-queue.ts";
import { isWhole, publicationsOf } from "../../domain/publication.ts";
import { log } from "../log.ts";
import { deliver, Outbox, reset } from "./outbox.ts";
import type { Seat } from "./seat.ts";
import type { Seats } from "./seats.ts";

/** Rows read at a time: as a rule about a megabyte. */
const READ_ROWS = 1_000;

/**
 * Brings the log to the sockets (N5): decides by `domain/publication-queue.ts` what is next
 * and by `domain/listener.ts` what each socket hears; here are only time and database.
 */
export class Feed {
  readonly #seats: Seats;
  readonly #outbox: Outbox;
  readonly #db: () => OrgDatabase;
  #queue: PublicationQueue = queueAt(0);
  /** False until the head of the log was read: nobody has heard anything yet. */
  #known = false;
  /** When the head was last compared with the database, UTC milliseconds. */
  #verifiedAt = 0;
  #verifying: Promise<void> | null = null;
  #gapTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(seats: Seats, db: () => OrgDatabase) {
    this.#seats = seats;
    this.#outbox = new Outbox(seats);
    this.#db = db;
  }

  /** After hibernation: goes on from what the sockets were sent. What is sent twice, because that was noted too early, they drop. */
  wake(): void {
    const hearing = [...this.#seats.all()].filter((seat) => seat.kept.hearing !== "nothing");
    if (hearing.length === 0) return;
    const base = Math.max(...hearing.map(({ kept }) => Math.max(kept.sent, kept.acked)));
    this.#queue = queueAt(base);
    this.#known = true;
    for (const seat of hearing) {
      if (seat.kept.hearing === "history") void this.#letIn(seat, () => this.#join(seat, base, seat.kept.acked));
    }
  }

  /** Before the room may sleep: only the sockets remember. */
  note(): void {
    this.#outbox.flush();
    for (const seat of this.#seats.all()) {
      if (seat.listener.mode === "live" && seat.kept.sent !== this.#queue.head) seat.keep({ sent: this.#queue.head });
    }
  }

  /** @param publications in the order of the log, where several are known at once */
  publish(publications: readonly Publication[]): void {
    for (const p of publications) if (!isWhole(p)) throw new TypeError(`not a whole publication: ${p.from} to ${p.to}`);
    // With nobody to hear it, the first hello reads the head; while it does, what arrives must be kept.
    if (!this.#known && this.#verifying === null) return;
    const ready: Publication[] = [];
    for (const publication of publications) {
      const accepted = accept(this.#queue, publication);
      this.#queue = accepted.queue;
      ready.push(...accepted.ready);
    }
    this.#outbox.put(ready);
    if (this.#queue.waiting.length > 0 && this.#gapTimer === null) this.#gapTimer = setTimeout(() => this.#closeGap(), GAP_WAIT_MS);
  }

  /** Something was published that nobody was there to hear: whoever comes next is let in by the log, not by what the room last knew. */
  doubt(): void {
    this.#verifiedAt = 0;
  }

  /** Lets a client in that holds everything up to `after`. */
  async hello(seat: Seat, after: number | null, welcome: (head: number) => void): Promise<void> {
    const turn = ++seat.turn;
    seat.listener = DEAF;
    await this.#letIn(seat, async () => {
      if (!this.#known || Date.now() - this.#verifiedAt > SWEEP_EVERY_MS) await this.verify();
      // It may have learnt from an answer what was not published yet; only the log knows.
      if (after !== null && after > this.#queue.head) await this.verify();
      if (turn !== seat.turn || !this.#seats.has(seat)) return;
      this.#outbox.flush();
      welcome(this.#queue.head);
      await this.#join(seat, this.#queue.head, after);
    });
  }

  /** A client that got only a part must not take it for the whole: it is sent away to come again. */
  async #letIn(seat: Seat, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error("The room could not bring a client up to date.", error);
      seat.listener = DEAF;
      seat.close(CLOSE.again, "The database cannot be read.");
    }
  }

  acknowledged(seat: Seat, seq: number): void {
    // After waking the room believes the acks: a client that claims the future must not carry everybody there.
    seat.keep({ acked: Math.max(seat.kept.acked, Math.min(seq, this.#queue.head)) });
  }

  /** Compares the room with the log and sends what is missing. @throws if the database cannot be read */
  async verify(): Promise<void> {
    // One that began before does not know of commits since.
    await this.#verifying?.catch(() => undefined);
    this.#verifying ??= this.#readHead().finally(() => {
      this.#verifying = null;
    });
    await this.#verifying;
  }

  async #readHead(): Promise<void> {
    const asked = Date.now();
    const head = await readHead(this.#db());
    if (!this.#known) {
      this.#known = true;
      this.#take(advance(this.#queue, head));
    }
    await this.#readUpTo(head);
    this.#verifiedAt = asked;
  }

  #closeGap(): void {
    this.#gapTimer = null;
    if (this.#queue.waiting.length === 0) return;
    this.verify().catch((error: unknown) => log.error("The room could not close a gap; the sweep tries again.", error));
  }

  async #readUpTo(head: number): Promise<void> {
    const db = this.#db();
    let read = 0;
    while (this.#queue.head < head) {
      const rows = await readChanges(db, this.#queue.head, READ_ROWS);
      for (const publication of publicationsOf(rows)) this.#take(accept(this.#queue, publication));
      // Rows, not seqs: of what a job publishes meanwhile nothing is missing.
      read += rows.length;
      if (rows.length === 0) throw new Error(`the log ends at ${this.#queue.head}, before ${head}`);
      if (read >= CATCH_UP_LIMIT) return await this.#skip(db);
    }
  }

  /** So much is missing that reading windows again costs everybody less. */
  async #skip(db: OrgDatabase): Promise<void> {
    const head = await readHead(db);
    this.#outbox.flush();
    this.#queue = advance(this.#queue, head).queue;
    for (const seat of this.#seats.all()) if (seat.kept.hearing !== "nothing") reset(seat, head);
  }

  async #join(seat: Seat, head: number, after: number | null): Promise<void> {
    const listener = joining(head, after);
    if (listener === null) return reset(seat, head);
    seat.listener = listener;
    seat.behindSince = null;
    seat.keep({ hearing: "history", acked: after ?? head });
    const { turn } = seat;
    const db = this.#db();
    while (seat.listener.mode === "catching_up") {
      const { queue, target } = seat.listener;
      const rows = await readChanges(db, queue.head, Math.min(READ_ROWS, target - queue.head));
      if (turn !== seat.turn || !this.#seats.has(seat)) return;
      if (rows.length === 0) throw new Error(`the log ends at ${queue.head}, before ${target}`);
      deliver(seat, recall(seat.listener, publicationsOf(rows)));
    }
    seat.keep({ hearing: "everything", sent: head });
  }

  #take({ queue, ready }: Accepted): void {
    this.#queue = queue;
    this.#outbox.put(ready);
  }
}
