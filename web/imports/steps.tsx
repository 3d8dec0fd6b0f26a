import IconCheck from "~icons/lucide/check";
import { For, type JSX, Show } from "solid-js";
import type { ImportJobProgress } from "../../domain/live.ts";
import { cx } from "../ui/cx.ts";
import { STATE_NAME } from "./jobs/job-words.ts";

const STEPS = ["Upload", "Check", "Import", "Result"] as const;
const STEP_OF: Record<ImportJobProgress["state"], number> = { uploading: 0, ready: 1, queued: 2, running: 2, done: 3, failed: 3, cancelled: 3 };

/** Where the import stands, on the way of every import. */
export function Steps(props: { readonly state: ImportJobProgress["state"] }): JSX.Element {
  const at = () => STEP_OF[props.state];
  // What broke off may have done none of the steps before.
  const broken = () => props.state === "failed" || props.state === "cancelled";
  return (
    <ol aria-label="Steps of the import" class="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-4 py-2 max-md:px-3">
      <For each={STEPS}>
        {(step, i) => (
          <li aria-current={at() === i() ? "step" : undefined} class={cx("flex items-center gap-1.5 text-sm", at() === i() ? "font-medium text-ink" : "text-ink-faint")}>
            <Show when={i() > 0}><span class="mr-0.5 h-px w-5 bg-line-strong max-md:w-3" aria-hidden="true" /></Show>
            <span class={cx("tabular grid size-4.5 place-items-center rounded-full border text-xs", at() === i() ? "border-transparent bg-harbour text-on-harbour" : "border-line-strong")} aria-hidden="true">
              <Show when={i() < at() && !broken()} fallback={i() + 1}><IconCheck class="size-3" /></Show>
            </span>
            {broken() && at() === i() ? STATE_NAME[props.state] : step}
            <Show when={i() < at() && !broken()}><span class="sr-only">, done</span></Show>
          </li>
        )}
      </For>
    </ol>
  );
}
