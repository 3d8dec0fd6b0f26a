import { describe, expect, it } from "vitest";
import { changesSince, recentFrom, remember } from "../../../domain/recent-changes.ts";
import { entries } from "./log-fixture.ts";

describe("recent changes", () => {
  it("are laid over an answer that shows an older state, or say that they cannot be [N1.4]", () => {
    const recent = remember(remember(recentFrom(10), entries(11, 12)), entries(13, 15));
    expect(changesSince(recent, 12)).toEqual(entries(13, 15));
    expect(changesSince(recent, 15)).toEqual([]);
    expect(changesSince(recent, 20)).toEqual([]);
    expect(changesSince(recent, 10)).toEqual(entries(11, 15));
    expect(changesSince(recent, 9)).toBeNull();
  });

  it("stay few however long the page is open [N1.4]", () => {
    let recent = recentFrom(0);
    for (let seq = 0; seq < 20_000; seq += 100) recent = remember(recent, entries(seq + 1, seq + 100));
    expect(recent.changes.length).toBeLessThanOrEqual(4_000);
    expect(recent.changes.at(-1)?.seq).toBe(20_000);
    expect(changesSince(recent, 19_000)).toHaveLength(1_000);
    expect(changesSince(recent, recent.after)).toHaveLength(recent.changes.length);
    expect(changesSince(recent, recent.after - 1)).toBeNull();
  });
});
