import { ACTIVE_FOR_MS, BEHIND_FOR_MS, BEHIND_LIMIT, COALESCE_MS, GONE_AFTER_MS, IDLE_SWEEP_EVERY_MS, SWEEP_EVERY_MS } from "./live.ts";

/** When the room does things. All times are UTC milliseconds. */

/** Sends that a room can afford while changes come one at a time... */
const SENDS_PER_MS = 25;
/** ...and while they come in crowds, when each frame that is saved is time for a commit. */
const BUSY_SENDS_PER_MS = 5;

/**
 * How long after a frame the next one waits for company, in milliseconds. With few sockets every
 * change goes at once. As long as frames find company, the pause grows to what a busy room can
 * afford; a change that comes alone ends that.
 * @param pause the last one
 * @param changes that the frame just sent brought
 */
export function nextPause(pause: number, sockets: number, changes: number): number {
  const least = Math.min(COALESCE_MS, Math.floor(sockets / SENDS_PER_MS));
  if (changes <= 1) return least;
  return Math.max(least, Math.min(2 * COALESCE_MS, Math.floor(sockets / BUSY_SENDS_PER_MS), Math.max(1, 2 * pause)));
}

/** Since when a client is too far behind; null while it is not. */
export function behindSince(head: number, acked: number, since: number | null, now: number): number | null {
  return head - acked > BEHIND_LIMIT ? (since ?? now) : null;
}

export function mustReset(since: number | null, now: number): boolean {
  return since !== null && now - since > BEHIND_FOR_MS;
}

export function isGone(lastSeen: number, now: number): boolean {
  return now - lastSeen > GONE_AFTER_MS;
}

/**
 * When a room with sockets looks again whether it has everything and who is still there.
 * A client that stops pinging is noticed when it is due, not a whole sweep later.
 * @param lastSeen of those who count as present
 */
export function nextSweep(now: number, lastActive: number, lastSeen: readonly number[]): number {
  if (now - lastActive > ACTIVE_FOR_MS) return now + IDLE_SWEEP_EVERY_MS;
  const due = Math.min(...lastSeen) + GONE_AFTER_MS + 1;
  return Math.min(now + SWEEP_EVERY_MS, Math.max(due, now + 250));
}
