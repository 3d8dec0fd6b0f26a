import type { Publication } from "./live.ts";
import { cutAfter } from "./publication.ts";

/**
 * Puts publications into the order of the log. Commits that ran side by side are
 * published in any order, twice after a retry, or never: what fits is ready at once,
 * what came too early waits for its predecessor, what is known already is dropped.
 */
export interface PublicationQueue {
  /** Everything up to here has been handed out. */
  readonly head: number;
  /** Not empty exactly while something before the first of them is missing; sorted by `from`. */
  readonly waiting: readonly Publication[];
}

/** One more is dropped: the gap is read from the log anyway, which then brings it too. */
export const WAITING_LIMIT = 1_000;

export interface Accepted {
  readonly queue: PublicationQueue;
  /** To hand out now, contiguous from the old head + 1 to the new head. */
  readonly ready: readonly Publication[];
}

export function queueAt(head: number): PublicationQueue {
  return { head, waiting: [] };
}

export function accept(queue: PublicationQueue, publication: Publication): Accepted {
  const next = cutAfter(publication, queue.head);
  if (next === null) return { queue, ready: [] };
  if (next.from === queue.head + 1 && queue.waiting.length === 0) return { queue: queueAt(next.to), ready: [next] };
  if (next.from > queue.head + 1 && queue.waiting.length >= WAITING_LIMIT) return { queue, ready: [] };
  return drain({ head: queue.head, waiting: [...queue.waiting, next].sort((a, b) => a.from - b.from) });
}

/** Moves the head to `head`, when what lies before it is known by other means; what waited behind it may become ready. */
export function advance(queue: PublicationQueue, head: number): Accepted {
  return head <= queue.head ? { queue, ready: [] } : drain({ head, waiting: queue.waiting });
}

function drain(queue: PublicationQueue): Accepted {
  const ready: Publication[] = [];
  let { head } = queue;
  let at = 0;
  for (; at < queue.waiting.length; at++) {
    const first = queue.waiting[at];
    if (!first || first.from > head + 1) break;
    const rest = cutAfter(first, head);
    if (rest === null) continue;
    ready.push(rest);
    head = rest.to;
  }
  return { queue: { head, waiting: queue.waiting.slice(at) }, ready };
}
