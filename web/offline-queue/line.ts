import { backoff } from "../live/backoff.ts";

/** What is known of the way to the server. Times are UTC milliseconds. */
export interface Line {
  /** Attempts without an answer in a row; 0: it is there. */
  readonly failures: number;
  /** Nothing is tried before. */
  readonly until: number;
  /** Nor sooner than this, whatever wakes it: the server asked for it. */
  readonly notBefore: number;
}

export const CLEAR: Line = { failures: 0, until: 0, notBefore: 0 };

/** @param retryAfter seconds that the server asked for, 0 if it did not  @param random from 0 to 1 */
export function afterFailure(line: Line, retryAfter: number, now: number, random: number): Line {
  const notBefore = Math.max(line.notBefore, now + retryAfter * 1_000);
  // Of several that were under way when the line broke only the first one counts.
  if (line.until > now) return { ...line, until: Math.max(line.until, notBefore), notBefore };
  return { failures: line.failures + 1, until: Math.max(now + backoff(line.failures, random), notBefore), notBefore };
}

/** Something says that the line may be back. */
export function woken(line: Line): Line {
  return { ...line, until: line.notBefore };
}

/** How many of different orders are sent at once. */
const SIDE_BY_SIDE = 4;

/** How many more may be sent now: over a line that was lost one goes first, to find out. */
export function room(line: Line, busy: number, now: number): number {
  if (line.until > now) return 0;
  return Math.max(0, (line.failures > 0 ? 1 : SIDE_BY_SIDE) - busy);
}
