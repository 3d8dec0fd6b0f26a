import { problem } from "../../domain/problem.ts";
import { CLEAR, afterFailure, room, woken } from "./line.ts";
import type { QueuedEdit } from "./queued-edit.ts";
import { attempt } from "./send-edit.ts";
import type { Attempt } from "./send-edit.ts";
import { whoseTurn } from "./turns.ts";

/** What the sender needs to know and to tell. */
export interface SenderDesk {
  readonly edits: () => readonly QueuedEdit[];
  /** Made on this page since it was opened, and since what was stored is known. */
  readonly isMadeHere: (key: string) => boolean;
  /** Takes in what other tabs stored. */
  readonly refresh: () => Promise<void>;
  /** Resolves when it is stored: the next edit of that order is based on it, also after a crash. */
  readonly told: (edit: QueuedEdit, outcome: Exclude<Attempt, { kind: "again" | "signed_out" }>) => Promise<void>;
  readonly stalled: (stalled: boolean) => void;
  /** @returns whether a sign-in is being waited for */
  readonly signedOut: () => Promise<boolean>;
}

/** A later try of a timer that is further away than it can count is woken by something else. */
const LONGEST_SLEEP = 3_600_000;

/** Sends the queue of one person in one organization. Of all tabs the one that holds the lock does it; when it ends in whatever way, the next one has the lock. */
export class Sender {
  readonly #lock: string;
  readonly #desk: SenderDesk;
  readonly #busy = new Set<string>();
  #line = CLEAR;
  #working = false;
  /** From the first look on, the tabs keep each other up to date. */
  #current = false;
  #bell = Promise.withResolvers<void>();

  constructor(lock: string, desk: SenderDesk) {
    this.#lock = lock;
    this.#desk = desk;
  }

  /** The line was lost and is not known to be back. */
  get stalled(): boolean {
    return this.#line.failures > 0;
  }

  /** The queue has changed. */
  changed(): void {
    this.#ring();
    if (this.#working || this.#turns().length === 0) return;
    this.#working = true;
    this.#sendAhead();
    void locked(this.#lock, (waited) => this.#work(waited))
      .catch((error: unknown) => reportError(error))
      .finally(() => {
        this.#working = false;
        this.changed();
      });
  }

  /** The line may be back: tries at once. */
  wake(): void {
    this.#line = woken(this.#line);
    this.#ring();
  }

  #turns(): readonly QueuedEdit[] {
    return whoseTurn(this.#desk.edits(), this.#busy);
  }

  /**
   * The common edit, alone in the queue, need not wait for the lock: other tabs hear of it only when it is stored, and
   * the lock is asked for before that. Should one of them have the lock all the same, both send under one key.
   */
  #sendAhead(): void {
    const [edit, ...others] = this.#desk.edits().filter((one) => one.state.kind === "queued");
    if (edit && others.length === 0 && this.#line.failures === 0 && this.#desk.isMadeHere(edit.key)) void this.#send(edit);
  }

  /** @param waited another tab had the lock: what it did last may not be known here */
  async #work(waited: boolean): Promise<void> {
    this.#line = woken(this.#line);
    if (waited || !this.#current) await this.#desk.refresh();
    this.#current = true;
    while (this.#busy.size > 0 || this.#turns().length > 0) {
      const bell = this.#bell.promise;
      for (const edit of this.#turns().slice(0, room(this.#line, this.#busy.size, Date.now()))) void this.#send(edit);
      // One step after the other is what a queue is.
      // oxlint-disable-next-line no-await-in-loop
      await Promise.race([bell, sleepUntil(this.#line.until)]);
    }
  }

  async #send(edit: QueuedEdit): Promise<void> {
    this.#busy.add(edit.key);
    try {
      const outcome = await attempt(edit).catch(thrown);
      if (outcome.kind === "again") this.#failed(outcome.retryAfter);
      else if (outcome.kind === "signed_out") {
        this.#failed(0);
        if (await this.#desk.signedOut()) this.#line = { ...this.#line, until: Number.POSITIVE_INFINITY };
      } else {
        this.#line = CLEAR;
        this.#desk.stalled(false);
        await this.#desk.told(edit, outcome);
      }
    } finally {
      this.#busy.delete(edit.key);
      this.#ring();
    }
  }

  #failed(retryAfter: number): void {
    this.#line = afterFailure(this.#line, retryAfter, Date.now(), Math.random());
    this.#desk.stalled(true);
  }

  #ring(): void {
    this.#bell.resolve();
    this.#bell = Promise.withResolvers<void>();
  }
}

/** An answer that cannot be read, such as one of a newer server: whether it was saved the page cannot tell, the same key can. */
function thrown(error: unknown): Attempt {
  reportError(error);
  return { kind: "refused", problem: problem("internal", "Something went wrong here. Reload the page and send it again.") };
}

async function locked(name: string, work: (waited: boolean) => Promise<void>): Promise<void> {
  // Without a secure context there are no locks. Two tabs may then send the same, which its key makes harmless.
  if (!("locks" in navigator)) return work(true);
  const had = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await work(false);
    return lock !== null;
  });
  if (!had) await navigator.locks.request(name, () => work(true));
}

/** Never for a time that has come: there it is the bell that counts. */
function sleepUntil(at: number): Promise<void> {
  const ms = at - Date.now();
  if (ms <= 0) return new Promise(() => undefined);
  return new Promise((resolve) => setTimeout(resolve, Math.min(ms, LONGEST_SLEEP)));
}
