import IconCheck from "~icons/lucide/circle-check";
import IconLoader from "~icons/lucide/loader-circle";
import IconAlert from "~icons/lucide/triangle-alert";
import IconX from "~icons/lucide/x";
import { type JSX, Match, Show, Switch, createSignal } from "solid-js";
import type { BulkJobView } from "../../domain/bulk-job.ts";
import { notTried } from "../../domain/bulk-undo.ts";
import type { Lookups } from "../../domain/lookups.ts";
import { ProgressBar } from "../imports/progress-bar.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { useConventions } from "../ui/locale.ts";
import { numberText } from "../ui/number-text.ts";
import type { BulkStore } from "./bulk-store.ts";
import { isUnderWay, jobText, ordersText, resultText, shareDone } from "./bulk-words.ts";

interface JobStripProps {
  readonly job: BulkJobView;
  readonly store: BulkStore;
  readonly names: Lookups | undefined;
  /** Why this person may not stop it, or undefined. */
  readonly blocked: string | undefined;
  readonly onOutcomes: () => void;
}

/** One bulk action as everybody sees it while it runs, and who started it when it is over. */
export function JobStrip(props: JobStripProps): JSX.Element {
  const conventions = useConventions();
  const [cancelling, setCancelling] = createSignal(false);
  const count = (n: number) => numberText(n, conventions().locale);
  const own = () => props.store.isOwn(props.job);
  const running = () => isUnderWay(props.job);
  const troubled = () => props.job.state === "failed" || props.job.failed > 0;
  /** Stopped halfway: the rest can be done by another one. */
  const resumable = () => props.job.undoes !== null && notTried(props.job) > 0;
  const undoable = () => props.job.done > 0 && props.job.act !== "send";
  const back = () => (props.job.undoes === null || props.job.redo ? "Undo" : "Redo");
  const told = () => props.job.done + props.job.unchanged + props.job.failed;
  return (
    <div class="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-raised px-3 py-1">
      <Switch>
        <Match when={running()}><IconLoader class="size-4 shrink-0 text-ink-faint motion-safe:animate-spin" aria-hidden="true" /></Match>
        <Match when={troubled()}><IconAlert data-color="amber" class="size-4 shrink-0 text-dot" aria-hidden="true" /></Match>
        <Match when={true}><IconCheck data-color="green" class="size-4 shrink-0 text-dot" aria-hidden="true" /></Match>
      </Switch>
      <p class="min-w-0 max-w-full truncate">
        <b class="font-medium"><bdi>{jobText(props.job, props.names)}</bdi></b>
        <Show when={!own()}><span class="text-ink-soft"> by <bdi>{props.job.by}</bdi></span></Show>
      </p>
      <Show
        when={running()}
        fallback={
          <>
            {/* A status, so that the end is heard without looking. */}
            <p role="status" class="tabular min-w-0 text-ink-soft">
              <Show when={props.job.state === "cancelled"}>Cancelled. </Show>
              {resultText(props.job, count)}
              <Show when={props.job.error}> <span class="text-ink">{props.job.error}</span></Show>
            </p>
            <span class="ml-auto flex items-center gap-1">
              <Show when={props.job.failed > 0}>
                <Button variant="ghost" onClick={() => props.onOutcomes()}>Show the {count(props.job.failed)} not done</Button>
              </Show>
              <Show when={resumable()}>
                <Button variant="ghost" onClick={() => props.store.undoRest(props.job)}>{props.job.redo ? "Redo" : "Undo"} the rest</Button>
              </Show>
              <Show when={undoable()}>
                <Button variant="ghost" onClick={() => props.store.undo(props.job)}>{back()}</Button>
              </Show>
              <IconButton icon={IconX} label="Put it away" onClick={() => props.store.putAway(props.job.id)} />
            </span>
          </>
        }
      >
        <span class="tabular text-ink-soft whitespace-nowrap">{count(told())} of {ordersText(props.job.total, count)}</span>
        <ProgressBar label={`${jobText(props.job, props.names)}, how far it is`} share={shareDone(props.job)} thin class="min-w-24 flex-1 max-md:order-last max-md:basis-full" />
        <Button
          variant="ghost"
          class="ml-auto"
          busy={cancelling()}
          blocked={props.blocked}
          onClick={() => {
            setCancelling(true);
            props.store.cancel(props.job.id);
          }}
        >
          Cancel
        </Button>
      </Show>
    </div>
  );
}
