import { useNavigate } from "@solidjs/router";
import IconDownload from "~icons/lucide/download";
import IconUnplug from "~icons/lucide/unplug";
import IconUpload from "~icons/lucide/upload";
import IconX from "~icons/lucide/x";
import { type JSX, Match, Show, Switch, createSignal } from "solid-js";
import { sentenceOf } from "../api.ts";
import { useLive } from "../live/live-store.ts";
import { useScope } from "../session/organization-scope.tsx";
import { PageHeader } from "../shell/page-header.tsx";
import { useShortcut } from "../shell/shortcuts.ts";
import { Banner } from "../ui/banner.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { DownloadLink } from "./download-link.tsx";
import { createJobs } from "./jobs/jobs-store.ts";
import { JobCards } from "./jobs/job-cards.tsx";
import { JobTable } from "./jobs/job-table.tsx";
import { useNarrow } from "../ui/narrow.ts";
import { DropOverlay, useFileDrop } from "./upload/file-drop.tsx";
import { FileInput } from "./upload/file-input.tsx";
import { fileProblem } from "./upload/file-problem.ts";
import { uploadsOf } from "./upload/uploads.ts";

/** Everybody's imports, and the place to begin one (X1, X6). */
export function ImportsPage(): JSX.Element {
  const scope = useScope();
  const navigate = useNavigate();
  const jobs = createJobs(scope, useLive());
  const narrow = useNarrow();
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<string>();
  let input: HTMLInputElement | undefined;
  const may = () => scope.may("imports.run");
  const template = () => `/api/v1/${encodeURIComponent(scope.slug)}/imports/template.csv`;

  async function begin(files: readonly File[]): Promise<void> {
    const [file, another] = files;
    if (!may() || busy() || file === undefined) return;
    setRefusal(undefined);
    if (another !== undefined) {
      setRefusal("One file at a time: each is an import of its own. Choose the first one.");
      return;
    }
    setBusy(true);
    try {
      const problem = await fileProblem(file);
      if (problem === null) navigate(scope.path(`/imports/${await uploadsOf(scope).begin(file)}`));
      else setRefusal(problem);
    } catch (error) {
      setRefusal(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }
  const choose = () => input?.click();
  const over = useFileDrop((files) => void begin(files));
  if (may()) useShortcut("n", "Import orders", choose);

  return (
    <div class="flex min-h-full flex-col">
      <PageHeader title="Imports">
        <Show when={may()}>
          <DownloadLink href={template()} icon={IconDownload}>Template</DownloadLink>
          <Button variant="primary" icon={IconUpload} busy={busy()} shortcut="n" onClick={choose}>Import orders</Button>
        </Show>
      </PageHeader>
      <Show when={may()}>
        <FileInput ref={(element) => (input = element)} label="CSV file of orders" onFiles={(files) => void begin(files)} />
        <DropOverlay shown={over()} text="Drop the file to import its orders" />
        <Show when={refusal()}>
          {(text) => <div class="border-b border-line px-4 py-3 max-md:px-3"><Banner tone="error" action={<IconButton icon={IconX} label="Close" onClick={() => setRefusal(undefined)} />}>{text()}</Banner></div>}
        </Show>
      </Show>
      <Switch>
        <Match when={jobs.phase() === "loading"}><SkeletonRows rows={6} label="Imports: loading" /></Match>
        <Match when={jobs.phase() === "failed"}>
          <EmptyState icon={IconUnplug} title="The imports could not be read" action={<Button variant="primary" onClick={jobs.read}>Try again</Button>}>{jobs.problem()}</EmptyState>
        </Match>
        <Match when={jobs.items.length === 0 && may()}>
          <DropZone onChoose={choose} busy={busy()} />
        </Match>
        <Match when={jobs.items.length === 0}>
          <EmptyState icon={IconUpload} title="No imports yet">When a colleague imports orders, you see here how it goes and what came of it.</EmptyState>
        </Match>
        <Match when={jobs.items.length > 0}>
          <Show when={narrow()} fallback={<JobTable jobs={jobs.items} />}><JobCards jobs={jobs.items} /></Show>
          <div class="flex flex-col items-start gap-3 p-4 max-md:p-3">
            <Show when={jobs.hasOlder()}><Button busy={jobs.readingOlder()} onClick={jobs.readOlder}>Show older imports</Button></Show>
            <Show when={may() && !narrow()}>
              <p class="flex w-full items-center justify-center gap-2 rounded-l border border-dashed border-line-strong px-4 py-5 text-ink-soft">
                <IconUpload class="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
                To import another file, drop it anywhere on this page.
              </p>
            </Show>
          </div>
        </Match>
      </Switch>
    </div>
  );
}

interface DropZoneProps {
  readonly busy: boolean;
  readonly onChoose: () => void;
}

/** What an organization sees that has never imported. */
function DropZone(props: DropZoneProps): JSX.Element {
  return (
    <div class="flex flex-1 p-4 max-md:p-3">
      <div class="flex flex-1 flex-col items-center justify-center gap-1 rounded-l border border-dashed border-line-strong px-4 py-16 text-center">
        <span class="mb-2 grid size-10 place-items-center rounded-l border border-line bg-sunken text-ink-faint"><IconUpload class="size-5" aria-hidden="true" /></span>
        <p class="text-lg font-semibold text-balance">Bring your orders in</p>
        <p class="max-w-100 text-pretty text-ink-soft">
          <span class="max-md:hidden">Drop a CSV anywhere on this page, or choose one. </span>Exports of other shops are understood; you check what was understood before anything is imported.
        </p>
        <div class="mt-3"><Button icon={IconUpload} busy={props.busy} onClick={props.onChoose}>Choose a file</Button></div>
        <p class="mt-2 text-sm text-ink-faint">CSV, TSV or text, up to 5 GiB</p>
      </div>
    </div>
  );
}
