import { describe, expect, it } from "vitest";
import type { ImportJobView } from "../../../domain/import/job.ts";
import type { ImportJobProgress } from "../../../domain/live.ts";
import { shareOf, withHeard } from "../../../web/imports/jobs/job-progress.ts";

const progress: ImportJobProgress = { id: "job_1", kind: "import", state: "running", name: "orders.csv", done: 500, total: 1_000, orders: 5, lines: 9, unchanged: 0, rejected: 1 };
const job: ImportJobView = { ...progress, byId: "usr_1", by: "Cora Singh", error: "", createdAt: 1, updatedAt: 2 };

describe("what is heard of a job", () => {
  it("moves it on, and keeps who began it [X6.40]", () => {
    expect(withHeard(job, { ...progress, done: 800, orders: 8 })).toEqual({ ...job, done: 800, orders: 8 });
    expect(withHeard(job, { ...progress, state: "done", done: 1_000 })).toMatchObject({ state: "done", by: "Cora Singh" });
  });

  it.each([
    ["fewer bytes", { done: 400, orders: 4 }],
    ["an earlier state, though with more bytes", { state: "queued", done: 900 }],
    ["the upload", { state: "uploading", done: 0 }],
    ["another job", { id: "job_2", done: 900 }],
    ["the same moment", {}],
  ] satisfies [string, Partial<ImportJobProgress>][])("changes nothing if it is %s [X6.40]", (_, over) => {
    expect(withHeard(job, { ...progress, ...over })).toBe(job);
  });

  it("does not bring a job back that is over [X6.40]", () => {
    const cancelled: ImportJobView = { ...job, state: "cancelled" };
    expect(withHeard(cancelled, { ...progress, done: 900 })).toBe(cancelled);
  });
});

it("an import is whole only when it is done [X6.40]", () => {
  expect(shareOf(job)).toBe(0.5);
  expect(shareOf({ ...job, total: 0 })).toBe(0);
  expect(shareOf({ ...job, state: "done", total: 0 })).toBe(1);
});
