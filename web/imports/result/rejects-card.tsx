import IconDownload from "~icons/lucide/download";
import { For, type JSX, Match, Switch, onCleanup, onMount } from "solid-js";
import type { ImportJobView } from "../../../domain/import/job.ts";
import { Card } from "../../order/card.tsx";
import { useScope } from "../../session/organization-scope.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Badge } from "../../ui/pill.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { DownloadLink } from "../download-link.tsx";
import { useNumbers } from "../jobs/job-words.ts";
import { createRejects } from "./rejects-store.ts";

const head = "sticky top-0 z-10 h-8 border-b border-line bg-surface px-3 text-left text-sm font-medium whitespace-nowrap text-ink-faint";

/** The rows that stayed out, each with its reasons, to be corrected and uploaded again (X2.5). */
export function RejectsCard(props: { readonly job: ImportJobView }): JSX.Element {
  const scope = useScope();
  const numbers = useNumbers();
  const rejects = createRejects(scope, props.job.id);
  return (
    <Card
      flush
      title="Rejected rows"
      aside={<Badge color="rose">{numbers.count(props.job.rejected)}</Badge>}
      actions={<DownloadLink href={`/api/v1/${encodeURIComponent(scope.slug)}/imports/${props.job.id}/rejected.csv`} icon={IconDownload}>Download rejected.csv</DownloadLink>}
    >
      <p class="px-3 pt-1 pb-3 text-pretty text-ink-soft">Download them, correct them, and upload that file again. Orders that are in already stay as they are.</p>
      <div role="region" aria-label="Rejected rows" tabindex="0" class="max-h-[70dvh] overflow-auto border-t border-line">
        <table class="w-full border-separate border-spacing-0">
          <thead>
            <tr>
              <th scope="col" class={`${head} text-right`}>Row</th>
              <th scope="col" class={head}>Why it was not imported</th>
              <For each={rejects.header()}>{(name, i) => <th scope="col" class={head}><bdi>{name || `Column ${i() + 1}`}</bdi></th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={rejects.items()}>
              {(one) => (
                <tr>
                  <th scope="row" class="tabular border-b border-line px-3 py-1.5 text-right align-top font-normal text-ink-faint">{one.row}</th>
                  <td class="max-w-150 min-w-60 md:min-w-100 border-b border-line px-3 py-1.5 align-top text-pretty break-words"><bdi>{one.reason}</bdi></td>
                  <For each={one.cells}>{(cell) => <td class="max-w-60 truncate border-b border-line px-3 py-1.5 align-top text-ink-soft"><bdi>{cell}</bdi></td>}</For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <Switch>
          <Match when={rejects.phase() === "failed"}>
            <div class="p-3"><Banner tone="error" action={<Button onClick={rejects.readMore}>Try again</Button>}>{rejects.problem()}</Banner></div>
          </Match>
          <Match when={rejects.phase() === "reading"}><SkeletonRows rows={3} label="Rejected rows: loading" /></Match>
          <Match when={rejects.phase() === "more"}><Sentinel onSeen={rejects.readMore} /></Match>
        </Switch>
      </div>
    </Card>
  );
}

/** Says once that the end of what is loaded came near. */
function Sentinel(props: { readonly onSeen: () => void }): JSX.Element {
  let element: HTMLDivElement | undefined;
  onMount(() => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) props.onSeen();
    }, { rootMargin: "400px" });
    if (element) observer.observe(element);
    onCleanup(() => observer.disconnect());
  });
  return <div ref={element} class="h-px" />;
}
