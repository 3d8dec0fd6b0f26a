import type { JSX } from "solid-js";
import type { ImportJobView } from "../../../domain/import/job.ts";
import { Card } from "../../order/card.tsx";
import { useNumbers } from "../jobs/job-words.ts";
import { shareOf } from "../jobs/job-progress.ts";
import { ProgressBar } from "../progress-bar.tsx";
import { Counts } from "./counts.tsx";

/** It waits or runs; nobody needs to stay. */
export function RunningView(props: { readonly job: ImportJobView }): JSX.Element {
  const numbers = useNumbers();
  return (
    <div class="flex max-w-220 flex-col gap-3 p-4 max-md:p-3">
      <Card title={props.job.state === "queued" ? "Waiting to run" : "Importing"}>
        <ProgressBar label="Imported" share={shareOf(props.job)} />
        <p class="tabular mt-2 flex justify-between gap-4 text-ink-soft">
          <span>{numbers.bytes(props.job.done)} of {numbers.bytes(props.job.total)} read</span>
          <span>{numbers.share(shareOf(props.job))}</span>
        </p>
      </Card>
      <Counts job={props.job} />
      <p class="text-pretty text-ink-faint">You can leave this page: the import goes on, and everyone in the organization sees it under Imports.</p>
    </div>
  );
}
