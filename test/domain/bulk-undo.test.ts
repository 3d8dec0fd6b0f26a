import { describe, expect, it } from "vitest";
import { isBulkOver, notTried, planUndo } from "../../domain/bulk-undo.ts";
import { BULK_STATES } from "../../domain/bulk-job.ts";

const job = (over: Partial<Parameters<typeof planUndo>[0]> = {}): Parameters<typeof planUndo>[0] => ({ act: "tags", state: "done", total: 10, done: 7, unchanged: 2, failed: 1, ...over });
const refusal = (...of: Parameters<typeof planUndo>): string => {
  const plan = planUndo(...of);
  return "refused" in plan ? plan.refused : plan.kind;
};

describe("the undo of a bulk action", () => {
  it("takes back all that it changed, once it is over, however it ended [E8.9, E8.10]", () => {
    for (const state of BULK_STATES) expect(planUndo(job({ state }), null)).toEqual(isBulkOver({ state }) ? { kind: "all" } : { refused: "This is not over yet. Cancel it first, or wait for its end." });
    expect(refusal(job({ done: 0 }), null)).toContain("nothing to undo");
    expect(refusal(job({ act: "send" }), null)).toContain("Tell the warehouse");
  });

  it("takes back the rest if the undo before it stopped halfway, and nothing while that is under way or when it was done [E8.9, E8.13]", () => {
    const half = { state: "cancelled", total: 7, done: 3, unchanged: 0, failed: 1 } as const;
    expect(notTried(half)).toBe(3);
    expect(planUndo(job(), half)).toEqual({ kind: "rest" });
    expect(planUndo(job(), { ...half, state: "failed" })).toEqual({ kind: "rest" });
    expect(refusal(job(), { ...half, state: "running" })).toBe("This is being undone at this moment.");
    expect(refusal(job(), { ...half, state: "queued" })).toBe("This is being undone at this moment.");
    expect(refusal(job(), { ...half, done: 6 })).toBe("This was undone already.");
  });
});
