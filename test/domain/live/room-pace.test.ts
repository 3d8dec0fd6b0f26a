import { describe, expect, it } from "vitest";
import { ACTIVE_FOR_MS, BEHIND_FOR_MS, BEHIND_LIMIT, COALESCE_MS, GONE_AFTER_MS, IDLE_SWEEP_EVERY_MS, SWEEP_EVERY_MS } from "../../../domain/live.ts";
import { behindSince, isGone, mustReset, nextPause, nextSweep } from "../../../domain/room-pace.ts";

describe("the pace of the room", () => {
  it("sends a change that comes alone at once to a few sockets, and within the limit to many [N1.2]", () => {
    expect(nextPause(20, 1, 1)).toBe(0);
    expect(nextPause(20, 50, 1)).toBe(2);
    expect(nextPause(20, 1_000, 1)).toBeLessThanOrEqual(COALESCE_MS);
    expect(nextPause(20, 100_000, 1)).toBe(COALESCE_MS);
  });

  it("lets changes that come in crowds wait longer for one another, up to twice the limit, as long as they do [N1.2]", () => {
    const busy = (sockets: number) => {
      let pause = 0;
      for (let i = 0; i < 20; i++) pause = nextPause(pause, sockets, 5);
      return pause;
    };
    expect(busy(1)).toBe(0);
    expect(busy(50)).toBe(10);
    expect(busy(1_000)).toBe(2 * COALESCE_MS);
    expect(busy(100_000)).toBe(2 * COALESCE_MS);
    expect(nextPause(busy(50), 50, 1)).toBe(2);
  });

  it("takes a client for too far behind only if it stays so [N5.8]", () => {
    const since = behindSince(BEHIND_LIMIT + 1, 0, null, 1_000);
    expect(since).toBe(1_000);
    expect(behindSince(BEHIND_LIMIT + 500, 0, since, 2_000)).toBe(1_000);
    expect(behindSince(BEHIND_LIMIT + 500, 500, since, 3_000)).toBeNull();
    expect(mustReset(since, 1_000 + BEHIND_FOR_MS)).toBe(false);
    expect(mustReset(since, 1_001 + BEHIND_FOR_MS)).toBe(true);
    expect(mustReset(null, 1e15)).toBe(false);
  });

  it("sees a vanished client gone within ten seconds while anyone is active [N2.3]", () => {
    // The last ping came at 0; sweeps follow one another from any start.
    for (let now = 1; now < SWEEP_EVERY_MS; now += 97) {
      let at = now;
      while (!isGone(0, at)) at = nextSweep(at, at, [0, at - 1_000]);
      expect(at).toBeLessThanOrEqual(10_000);
      expect(at).toBeGreaterThan(GONE_AFTER_MS);
    }
  });

  it("sweeps every five seconds, and every minute once nobody is active, so that it can sleep [N5.6]", () => {
    expect([SWEEP_EVERY_MS, IDLE_SWEEP_EVERY_MS]).toEqual([5_000, 60_000]);
    expect(nextSweep(100_000, 100_000 - ACTIVE_FOR_MS, [99_000])).toBe(100_000 + SWEEP_EVERY_MS);
    expect(nextSweep(100_000, 100_000 - ACTIVE_FOR_MS - 1, [99_000])).toBe(100_000 + IDLE_SWEEP_EVERY_MS);
    expect(nextSweep(100_000, 100_000, [])).toBe(100_000 + SWEEP_EVERY_MS);
  });
});
