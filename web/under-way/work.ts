import type { JobProgress } from "../../domain/live.ts";
import { ACT_NAME, jobText, shareDone } from "../bulk/bulk-words.ts";
import { shareOf } from "../imports/jobs/job-progress.ts";

/** A job as this tab has heard of it, from when it was seen under way. */
export interface Heard {
  readonly job: JobProgress;
  /** UTC milliseconds, as the other two: heard of first, and last. */
  readonly since: number;
  readonly at: number;
  /** Null while it is under way. */
  readonly endedAt: number | null;
}

/** One line of what is under way. */
export interface Work {
  readonly id: string;
  readonly title: string;
  /** Under the organization. */
  readonly path: string;
  /** From 0 to 1. */
  readonly share: number;
  /** How it ended; null while it is under way. */
  readonly ended: "Done" | "Failed" | "Cancelled" | null;
}

/** What is over before one could look is not worth a flicker... */
const SHOWN_AFTER_MS = 800;
/** ...and an end stays for as long as it takes to come across it. */
const END_SHOWN_MS = 20_000;
/** One that runs is told of several times a second. */
const SILENT_MS = 10_000;

const ENDED: Partial<Record<JobProgress["state"], NonNullable<Work["ended"]>>> = { done: "Done", failed: "Failed", cancelled: "Cancelled" };

function isUnderWay(job: JobProgress): boolean {
  return job.state === "queued" || job.state === "running";
}

function share(job: JobProgress): number {
  return job.kind === "bulk" ? shareDone(job) : shareOf(job);
}

/** What is known of a job once this is heard. Of one that was over already nothing is. */
export function heardOf(known: Heard | undefined, job: JobProgress, now: number): Heard | undefined {
  if (!known) return isUnderWay(job) ? { job, since: now, at: now, endedAt: null } : undefined;
  // Frames and answers overtake each other: what is over stays over, and nothing goes back.
  if (known.endedAt !== null || (isUnderWay(job) && share(job) < share(known.job))) return known;
  return { ...known, job, at: now, endedAt: isUnderWay(job) ? null : now };
}

/** Nothing of it is to be shown any more. */
export function isGone({ endedAt, since }: Heard, now: number): boolean {
  return endedAt !== null && (endedAt - since < SHOWN_AFTER_MS || now - endedAt > END_SHOWN_MS);
}

/** Its end may have been told while nobody listened. */
export function isSilent({ endedAt, at }: Heard, now: number): boolean {
  return endedAt === null && now - at > SILENT_MS;
}

/** What to show of it; null as long as it may be over at once, and when it is gone. */
export function workOf(heard: Heard, now: number): Work | null {
  const { job, since } = heard;
  if (now - since < SHOWN_AFTER_MS || isGone(heard, now)) return null;
  const ended = ENDED[job.state] ?? null;
  if (job.kind === "import") return { id: job.id, title: job.name, path: `/imports/${job.id}`, share: share(job), ended };
  return { id: job.id, title: job.undoes === null ? ACT_NAME[job.act] : jobText(job, undefined), path: "/orders", share: share(job), ended };
}
