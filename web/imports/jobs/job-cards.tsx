import { A } from "@solidjs/router";
import { For, type JSX, Show } from "solid-js";
import type { ImportJobView } from "../../../domain/import/job.ts";
import { useScope } from "../../session/organization-scope.tsx";
import { RelativeTime } from "../../ui/relative-time.tsx";
import { JobState } from "./job-state.tsx";
import { useNumbers } from "./job-words.ts";

/** All imports on a narrow screen. */
export function JobCards(props: { readonly jobs: readonly ImportJobView[] }): JSX.Element {
  const scope = useScope();
  const numbers = useNumbers();
  const begun = (job: ImportJobView) => job.orders + job.unchanged + job.rejected > 0;
  return (
    <ul aria-label="Imports" class="divide-y divide-line border-b border-line">
      <For each={props.jobs}>
        {(job) => (
          <li class="relative flex flex-col gap-1.5 px-3 py-2.5">
            <div class="flex items-baseline gap-3">
              <A href={scope.path(`/imports/${job.id}`)} class="min-w-0 truncate font-medium after:absolute after:inset-0"><bdi>{job.name}</bdi></A>
              <span class="ml-auto shrink-0 text-sm text-ink-faint"><RelativeTime at={job.createdAt} /></span>
            </div>
            <JobState job={job} />
            <p class="tabular text-sm text-ink-soft">
              {job.by}
              <Show when={begun(job)}>
                {` · ${numbers.of(job.orders, "order")} · ${numbers.of(job.lines, "line")}`}
                <Show when={job.unchanged > 0}>{` · ${numbers.count(job.unchanged)} unchanged`}</Show>
                <Show when={job.rejected > 0}><span class="text-danger">{` · ${numbers.count(job.rejected)} rejected`}</span></Show>
              </Show>
            </p>
          </li>
        )}
      </For>
    </ul>
  );
}
