import * as v from "valibot";
import { ImportJobProgress } from "../live.ts";

/** An import as everyone in the organization sees it. */
export const ImportJobView = v.object({
  ...ImportJobProgress.entries,
  /** Who started it: id and name. */
  byId: v.string(),
  by: v.string(),
  /** Why it failed, or "". */
  error: v.string(),
  /** UTC milliseconds. */
  createdAt: v.number(),
  updatedAt: v.number(),
});
export type ImportJobView = v.InferOutput<typeof ImportJobView>;

/** What an upload that was cut off needs to go on: every part is `partBytes` long but the last. */
export const UploadView = v.object({
  partBytes: v.number(),
  /** Numbers (from 1) of the parts that have arrived. */
  received: v.array(v.number()),
});
export type UploadView = v.InferOutput<typeof UploadView>;

/** A row that stayed out. */
export const RejectView = v.object({
  /** 1 is the first row after the header. */
  row: v.number(),
  cells: v.array(v.string()),
  reason: v.string(),
});
export type RejectView = v.InferOutput<typeof RejectView>;

/** Nothing of it will change any more. */
export function isOver(job: Pick<ImportJobView, "state">): boolean {
  return job.state === "done" || job.state === "failed" || job.state === "cancelled";
}
