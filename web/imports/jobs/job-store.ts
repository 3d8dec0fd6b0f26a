import { createEffect, createSignal, untrack } from "solid-js";
import type { Accessor } from "solid-js";
import type { Problem } from "../../../domain/problem.ts";
import type { ImportJobView, UploadView } from "../../../domain/import/job.ts";
import { ApiProblem, api } from "../../api.ts";
import type { Live } from "../../live/live-store.ts";
import type { Scope } from "../../session/organization-scope.tsx";
import { withHeard } from "./job-progress.ts";
import { isUnderWay, readAgainWhen } from "./job-watch.ts";
import { JobAnswer } from "./jobs-store.ts";

export interface OneJob {
  readonly job: Accessor<ImportJobView | undefined>;
  /** What has arrived of the file. */
  readonly upload: Accessor<UploadView>;
  /** Why it could not be read; gone once it can. */
  readonly problem: Accessor<Problem | undefined>;
  readonly read: () => void;
  /** The answer to a write: newer than what is shown. */
  readonly take: (answer: { readonly job: ImportJobView; readonly upload: UploadView }) => void;
}

/** One import, as it goes. */
export function createJob(scope: Scope, live: Live, id: string): OneJob {
  const [job, setJob] = createSignal<ImportJobView>();
  const [upload, setUpload] = createSignal<UploadView>({ partBytes: 1, received: [] });
  const [problem, setProblem] = createSignal<Problem>();
  const heard = () => live.jobs().find((one) => one.id === id);

  function take(answer: { readonly job: ImportJobView; readonly upload: UploadView }): void {
    const shown = untrack(job);
    const next = withHeard(withHeard(answer.job, shown), untrack(heard));
    setUpload(answer.upload);
    setProblem(undefined);
    // Only the answer tells why it failed.
    setJob(answer.job.error === "" ? next : { ...next, error: answer.job.error });
  }
  function read(): void {
    api(scope, "GET", `/imports/${encodeURIComponent(id)}`, undefined, { schema: JobAnswer }).then(take, (error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
      if (untrack(job) === undefined || error.problem.code === "not_found") setProblem(error.problem);
    });
  }

  createEffect(() => {
    const news = heard();
    const known = untrack(job);
    if (news === undefined || known === undefined) return;
    const next = withHeard(known, news);
    setJob(next);
    if (next.state !== known.state) read();
  });
  readAgainWhen(live, () => {
    const now = job();
    return now !== undefined && isUnderWay(now);
  }, read);
  read();

  return { job, upload, problem, read, take };
}
