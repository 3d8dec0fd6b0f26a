import { createEffect, on, onCleanup } from "solid-js";
import type { ImportJobView } from "../../../domain/import/job.ts";
import type { Live } from "../../live/live-store.ts";

/** A progress that nobody heard is not sent again; this finds it. */
const LOOK_EVERY_MS = 10_000;

/** Whether a job goes on without anybody at this screen. */
export function isUnderWay(job: Pick<ImportJobView, "state">): boolean {
  return job.state === "uploading" || job.state === "queued" || job.state === "running";
}

/** Reads again where the socket may have missed something: after each loss of it, and now and then while a job is under way. */
export function readAgainWhen(live: Live, underWay: () => boolean, read: () => void): void {
  createEffect(on(() => live.status().kind, (kind, before) => {
    if (kind === "live" && before !== undefined && before !== "connecting") read();
  }));
  live.onReset(read);
  const timer = setInterval(() => {
    if (!document.hidden && underWay()) read();
  }, LOOK_EVERY_MS);
  onCleanup(() => clearInterval(timer));
}
