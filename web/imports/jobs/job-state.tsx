import IconBan from "~icons/lucide/ban";
import IconCheck from "~icons/lucide/check";
import IconTriangleAlert from "~icons/lucide/triangle-alert";
import { type JSX, Show } from "solid-js";
import type { ImportJobView } from "../../../domain/import/job.ts";
import type { ImportJobProgress } from "../../../domain/live.ts";
import type { Icon } from "../../ui/icon.ts";
import { StatusPill } from "../../ui/pill.tsx";
import { ProgressBar } from "../progress-bar.tsx";
import { shareOf } from "./job-progress.ts";
import { STATE_COLOR, STATE_NAME, useNumbers } from "./job-words.ts";

const ICONS: Partial<Record<ImportJobProgress["state"], Icon>> = { done: IconCheck, failed: IconTriangleAlert, cancelled: IconBan };

export function JobPill(props: { readonly state: ImportJobProgress["state"] }): JSX.Element {
  // Made anew for each state, for an icon that comes or goes.
  return (
    <Show keyed when={props.state}>
      {(state) => {
        const icon = ICONS[state];
        return <StatusPill color={STATE_COLOR[state]} {...(icon ? { icon } : {})}>{STATE_NAME[state]}</StatusPill>;
      }}
    </Show>
  );
}

/** The state of a job in a list: a word, a bar while it runs, the reason if it failed. */
export function JobState(props: { readonly job: ImportJobView }): JSX.Element {
  const numbers = useNumbers();
  return (
    <div class="flex min-w-0 items-center gap-2">
      <JobPill state={props.job.state} />
      <Show when={props.job.state === "running"}>
        <ProgressBar thin class="w-24 shrink-0 max-md:w-auto max-md:flex-1" label={`${props.job.name}: imported`} share={shareOf(props.job)} />
        <span class="tabular text-sm text-ink-faint">{numbers.share(shareOf(props.job))}</span>
      </Show>
      <Show when={props.job.state === "failed" && props.job.error}>
        <span class="truncate text-sm text-ink-soft" data-tip={props.job.error}>{props.job.error}</span>
      </Show>
    </div>
  );
}
