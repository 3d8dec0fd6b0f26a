const FIRST_MS = 250;
const LONGEST_MS = 10_000;

/**
 * How long to wait before the next attempt: doubling, and never the same for two tabs, because
 * after a restart all of them lose their connection in the same moment.
 * @param attempt 0 for the first one after a loss
 * @param random from 0 to 1
 */
export function backoff(attempt: number, random: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt) * (0.5 + random / 2);
}
