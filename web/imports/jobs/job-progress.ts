import type { ImportJobView } from "../../../domain/import/job.ts";
import type { ImportJobProgress } from "../../../domain/live.ts";

/** A job only ever goes on, so of two accounts of it the later one is the one further on. */
const RANK: Record<ImportJobProgress["state"], number> = { uploading: 0, ready: 1, queued: 2, running: 3, done: 4, failed: 4, cancelled: 4 };

function isBehind(one: ImportJobProgress, other: ImportJobProgress): boolean {
  return RANK[one.state] < RANK[other.state] || (RANK[one.state] === RANK[other.state] && one.done < other.done);
}

/** A job with what was heard of it since it was read. Frames and answers overtake each other: the one that is behind changes nothing. */
export function withHeard(job: ImportJobView, heard: ImportJobProgress | undefined): ImportJobView {
  if (heard === undefined || heard.id !== job.id || isBehind(heard, job)) return job;
  // An account of the same moment says nothing new, and a new object would draw the row again.
  if (heard.state === job.state && heard.done === job.done) return job;
  return { ...job, ...heard };
}

/** From 0 to 1. */
export function shareOf(job: Pick<ImportJobProgress, "done" | "total" | "state">): number {
  if (job.state === "done") return 1;
  return job.total > 0 ? Math.min(1, job.done / job.total) : 0;
}
