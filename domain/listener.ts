import { CATCH_UP_LIMIT } from "./live.ts";
import type { Publication } from "./live.ts";
import { accept, queueAt } from "./publication-queue.ts";
import type { PublicationQueue } from "./publication-queue.ts";

/**
 * What one socket hears of the log. While its history is being read, what the room
 * sends to the others queues behind it, so that nothing is skipped, repeated or reordered.
 */
export type Listener =
  /** Has not said hello, or was told to reset: hears nothing. */
  | { readonly mode: "deaf" }
  | { readonly mode: "catching_up"; readonly queue: PublicationQueue; /** Where the room was when the history began. */ readonly target: number }
  /** Has everything that the room has sent. */
  | { readonly mode: "live" };

export interface Heard {
  readonly listener: Listener;
  readonly send: readonly Publication[];
}

export const DEAF: Listener = { mode: "deaf" };
export const LIVE: Listener = { mode: "live" };

/** How a client that holds everything up to `after` joins a room that has sent everything up to `head`; null: it must reset. */
export function joining(head: number, after: number | null): Listener | null {
  if (after === null || after === head) return LIVE;
  if (after > head || head - after > CATCH_UP_LIMIT) return null;
  return { mode: "catching_up", queue: queueAt(after), target: head };
}

/** The room sends a publication to everybody. */
export function hear(listener: Listener, publication: Publication): Heard {
  switch (listener.mode) {
    case "deaf":
      return { listener, send: [] };
    case "live":
      return { listener, send: [publication] };
    case "catching_up":
      return received(listener, publication);
  }
}

/** A part of its history arrives: rows after `queue.head`, none beyond `target`. */
export function recall(listener: Listener, history: readonly Publication[]): Heard {
  const send: Publication[] = [];
  let now = listener;
  for (const publication of history) {
    if (now.mode !== "catching_up") break;
    const heard = received(now, publication);
    now = heard.listener;
    send.push(...heard.send);
  }
  return { listener: now, send };
}

function received(listener: Extract<Listener, { mode: "catching_up" }>, publication: Publication): Heard {
  const { queue, ready } = accept(listener.queue, publication);
  // All that the room sent since `target` waited here, so reaching it means having everything.
  const listening: Listener = queue.head >= listener.target && queue.waiting.length === 0 ? LIVE : { ...listener, queue };
  return { listener: listening, send: ready };
}
