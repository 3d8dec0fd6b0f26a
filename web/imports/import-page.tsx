import { A, useParams } from "@solidjs/router";
import IconFileQuestion from "~icons/lucide/file-question-mark";
import IconHourglass from "~icons/lucide/hourglass";
import IconUnplug from "~icons/lucide/unplug";
import { type Accessor, type JSX, Match, Show, Switch } from "solid-js";
import { isOver } from "../../domain/import/job.ts";
import type { ImportJobView } from "../../domain/import/job.ts";
import { useLive } from "../live/live-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { CancelImport } from "./cancel-import.tsx";
import { CheckView } from "./check/check-view.tsx";
import { JobPill } from "./jobs/job-state.tsx";
import { createJob } from "./jobs/job-store.ts";
import type { OneJob } from "./jobs/job-store.ts";
import { OverView } from "./result/over-view.tsx";
import { RunningView } from "./result/running-view.tsx";
import { Steps } from "./steps.tsx";
import { UploadView } from "./upload/upload-view.tsx";

/** One import, from its upload to its result: the page follows the job, whoever moves it on. */
export function ImportPage(): JSX.Element {
  const scope = useScope();
  const one = createJob(scope, useLive(), useParams<{ id: string }>().id);
  return (
    <Switch
      fallback={
        <>
          <PageHeader title="Import" />
          <SkeletonRows rows={4} label="Import: loading" />
        </>
      }
    >
      <Match when={one.problem()?.code === "not_found"}>
        <PageHeader title="No such import" />
        <EmptyState icon={IconFileQuestion} title="This import does not exist here" action={<ButtonLink href={scope.path("/imports")}>All imports</ButtonLink>}>
          It is not among the imports of {scope.organization.name}. Check the link, or switch to the organization that it belongs to.
        </EmptyState>
      </Match>
      <Match when={one.job()}>{(job) => <OpenImport job={job} one={one} />}</Match>
      <Match when={one.problem()}>
        {(problem) => (
          <>
            <PageHeader title="Import" />
            <EmptyState icon={IconUnplug} title="The import could not be read" action={<Button variant="primary" onClick={one.read}>Try again</Button>}>{problem().detail}</EmptyState>
          </>
        )}
      </Match>
    </Switch>
  );
}

function OpenImport(props: { readonly job: Accessor<ImportJobView>; readonly one: OneJob }): JSX.Element {
  const scope = useScope();
  const job = () => props.job();
  const may = () => scope.may("imports.run");
  const is = (...states: readonly ImportJobView["state"][]) => states.includes(job().state);
  return (
    <>
      <PageHeader
        title={job().name}
        aside={
          <div class="flex min-w-0 flex-wrap items-center gap-2 text-sm text-ink-faint">
            <JobPill state={job().state} />
            <span>{job().by}, <RelativeTime at={job().createdAt} /></span>
          </div>
        }
      >
        <A href={scope.path("/imports")} class="quick rounded-m px-2 py-1 text-ink-soft hover:bg-hover hover:text-ink">All imports</A>
        <Show when={may() && !isOver(job())}><CancelImport job={job()} one={props.one} /></Show>
      </PageHeader>
      <Steps state={job().state} />
      <Switch>
        <Match when={is("uploading")}><UploadView job={job()} one={props.one} /></Match>
        <Match when={is("ready") && may()}><CheckView jobId={job().id} one={props.one} /></Match>
        <Match when={is("ready")}>
          <EmptyState icon={IconHourglass} title="Waiting to be checked">The file is uploaded. Someone who may import checks it and starts the import; then you see here how it goes.</EmptyState>
        </Match>
        <Match when={is("queued", "running")}><RunningView job={job()} /></Match>
        <Match when={isOver(job())}><OverView job={job()} /></Match>
      </Switch>
    </>
  );
}
