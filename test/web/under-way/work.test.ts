import { describe, expect, it } from "vitest";
import type { BulkJobView } from "../../../domain/bulk-job.ts";
import type { ImportJobProgress } from "../../../domain/live.ts";
import { heardOf, isGone, isSilent, workOf } from "../../../web/under-way/work.ts";
import type { Heard } from "../../../web/under-way/work.ts";

const file: ImportJobProgress = { id: "job_1", kind: "import", state: "running", name: "orders.csv", done: 500, total: 1_000, orders: 5, lines: 9, unchanged: 0, rejected: 1 };
const act: BulkJobView = { id: "job_2", kind: "bulk", state: "running", act: "tags", action: null, total: 100, done: 20, unchanged: 5, failed: 0, undoes: null, redo: false, undoneBy: null, byId: "usr_1", by: "Cora Singh", error: "", createdAt: 1, updatedAt: 2 };
const heard = (job: Heard["job"], ...more: readonly (readonly [Heard["job"], number])[]): Heard => {
  let known = heardOf(undefined, job, 0);
  for (const [next, at] of more) known = heardOf(known, next, at);
  if (!known) throw new Error("nothing was heard of");
  return known;
};

describe("what is under way", () => {
  it("is what was heard of while it ran, and goes only on [N7.32]", () => {
    expect(heardOf(undefined, { ...act, state: "done" }, 0)).toBeUndefined();
    expect(heardOf(undefined, { ...act, state: "ready" }, 0)).toBeUndefined();
    expect(workOf(heard(file), 1_000)).toEqual({ id: "job_1", title: "orders.csv", path: "/imports/job_1", share: 0.5, ended: null });
    expect(workOf(heard(act), 1_000)).toEqual({ id: "job_2", title: "Change tags", path: "/orders", share: 0.25, ended: null });
    expect(workOf(heard({ ...act, undoes: "job_1" }), 1_000)?.title).toBe("Undo: change tags");
    expect(workOf(heard(act, [{ ...act, done: 10 }, 500]), 1_000)?.share).toBe(0.25);
    expect(workOf(heard(act, [{ ...act, state: "cancelled" }, 2_000], [{ ...act, done: 60 }, 2_100]), 3_000)?.ended).toBe("Cancelled");
  });

  it("shows after a moment, says how it ended for a while, and then goes [N7.32]", () => {
    const over = heard(act, [{ ...act, state: "done", done: 95 }, 5_000]);
    expect([workOf(heard(act), 500), workOf(over, 5_000)?.ended]).toEqual([null, "Done"]);
    expect([isGone(heard(act), 1e9), isGone(over, 20_000), isGone(over, 30_000)]).toEqual([false, false, true]);
    expect([isGone(heard(act, [{ ...act, state: "done" }, 100]), 101), workOf(over, 30_000)]).toEqual([true, null]);
  });

  it("is asked about when nothing is heard of it any more [N7.32]", () => {
    expect([isSilent(heard(act), 5_000), isSilent(heard(act), 11_000), isSilent(heard(act, [{ ...act, state: "done" }, 5]), 11_000)]).toEqual([false, true, false]);
  });
});
