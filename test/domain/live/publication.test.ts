import { describe, expect, it } from "vitest";
import { FRAME_ITEMS } from "../../../domain/live.ts";
import { cutAfter, framesOf, isWhole, publicationsOf } from "../../../domain/publication.ts";
import { entries, entry, importJob } from "./log-fixture.ts";

describe("publications", () => {
  it("of changes with many lines fill a frame with few of them [N1.3]", () => {
    const patch = Object.fromEntries(Array.from({ length: 2_000 }, (_, i): [string, [null, number]] => [`lines.lin_${i}`, [null, i]]));
    const items = entries(1, 6).map((change) => ({ ...change, patch }));
    expect(framesOf([{ from: 1, to: 6, items }]).map((f) => [f.from, f.to])).toEqual([1, 2, 3, 4, 5, 6].map((seq) => [seq, seq]));
    expect(framesOf([{ from: 1, to: 6, items: [...items.slice(0, 1), ...entries(2, 6)] }]).map((f) => [f.from, f.to])).toEqual([[1, 6]]);
  });

  it("with a hole, a repeat or a wrong end are not whole [N5.2]", () => {
    expect(isWhole({ from: 3, to: 5, items: entries(3, 5) })).toBe(true);
    expect(isWhole({ from: 3, to: 5, items: [entry(3), entry(5)] })).toBe(false);
    expect(isWhole({ from: 3, to: 5, items: [entry(3), entry(3), entry(5)] })).toBe(false);
    expect(isWhole({ from: 3, to: 4, items: entries(3, 5) })).toBe(false);
    expect(isWhole({ from: 5, to: 4, items: [] })).toBe(false);
    expect(isWhole({ from: 1, to: 900, cause: importJob("job_1") })).toBe(true);
  });

  it("are cut to what is new [N5.3]", () => {
    expect(cutAfter({ from: 3, to: 5, items: entries(3, 5) }, 4)).toEqual({ from: 5, to: 5, items: [entry(5)] });
    expect(cutAfter({ from: 3, to: 5, cause: importJob("job_1") }, 3)).toEqual({ from: 4, to: 5, cause: importJob("job_1") });
    expect(cutAfter({ from: 3, to: 5, items: entries(3, 5) }, 5)).toBeNull();
  });

  it("read from the log become rows for requests and one range for each run of a job [N7.1]", () => {
    const log = [...entries(1, 2), ...entries(3, 6, importJob("job_1")), ...entries(7, 8, importJob("job_2")), entry(9)];
    expect(publicationsOf(log)).toEqual([
      { from: 1, to: 2, items: entries(1, 2) },
      { from: 3, to: 6, cause: importJob("job_1") },
      { from: 7, to: 8, cause: importJob("job_2") },
      { from: 9, to: 9, items: [entry(9)] },
    ]);
  });

  it("that follow one another share a frame, up to its limit, and ranges of one job are one [N1.2, N1.3, N7.1]", () => {
    const frames = framesOf([
      { from: 1, to: 1, items: [entry(1)] },
      { from: 2, to: FRAME_ITEMS + 1, items: entries(2, FRAME_ITEMS + 1) },
      { from: FRAME_ITEMS + 2, to: 2_000, cause: importJob("job_1") },
      { from: 2_001, to: 3_000, cause: importJob("job_1") },
    ]);
    expect(frames.map((f) => [f.type, f.from, f.to])).toEqual([
      ["changes", 1, FRAME_ITEMS],
      ["changes", FRAME_ITEMS + 1, FRAME_ITEMS + 1],
      ["range", FRAME_ITEMS + 2, 3_000],
    ]);
  });
});
