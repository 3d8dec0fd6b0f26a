import { describe, expect, it } from "vitest";
import { CLEAR, afterFailure, room, woken } from "../../../web/offline-queue/line.ts";

describe("the line to the server", () => {
  it("takes several at once while it is there, and one at first when it was lost [N4.23]", () => {
    expect([room(CLEAR, 0, 1_000), room(CLEAR, 3, 1_000), room(CLEAR, 9, 1_000)]).toEqual([4, 1, 0]);
    const lost = afterFailure(CLEAR, 0, 1_000, 1);
    expect(room(lost, 0, 1_000)).toBe(0);
    expect([room(lost, 0, lost.until), room(lost, 1, lost.until)]).toEqual([1, 0]);
  });

  it("is tried after pauses that grow and differ, up to ten seconds, for ever [N4.23]", () => {
    const pauses: number[] = [];
    let line = CLEAR;
    for (let now = 0, i = 0; i < 100; i++) {
      line = afterFailure(line, 0, now, 1);
      pauses.push(line.until - now);
      now = line.until;
    }
    expect(pauses.slice(0, 7)).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000]);
    expect(pauses.at(-1)).toBe(10_000);
    expect(afterFailure(CLEAR, 0, 0, 0).until).toBeLessThan(afterFailure(CLEAR, 0, 0, 1).until);
  });

  it("that breaks under several at once has broken once [N4.23]", () => {
    const first = afterFailure(CLEAR, 0, 1_000, 1);
    expect(afterFailure(first, 0, 1_001, 1)).toEqual({ ...first, notBefore: 1_001 });
  });

  it("is tried at once when it may be back, but not before the server's Retry-After [N4.23]", () => {
    expect(room(woken(afterFailure(CLEAR, 0, 1_000, 1)), 0, 1_001)).toBe(1);
    const asked = woken(afterFailure(CLEAR, 30, 1_000, 1));
    expect([room(asked, 0, 30_999), room(asked, 0, 31_000)]).toEqual([0, 1]);
  });
});
