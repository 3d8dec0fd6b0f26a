import IconFileX from "~icons/lucide/file-x-2";
import IconPlay from "~icons/lucide/play";
import { For, type JSX, Match, Show, Switch, createSignal } from "solid-js";
import { missingFields } from "../../../domain/import/field.ts";
import { api, newIdempotencyKey, sentenceOf } from "../../api.ts";
import { lookupsOf } from "../../orders/lookups.ts";
import { useScope } from "../../session/organization-scope.tsx";
import { useShortcut } from "../../shell/shortcuts.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { catchLostFocus } from "../../ui/rest-focus.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toasts.ts";
import { Card } from "../../order/card.tsx";
import type { OneJob } from "../jobs/job-store.ts";
import { JobAnswer } from "../jobs/jobs-store.ts";
import { useNumbers } from "../jobs/job-words.ts";
import { useNarrow } from "../../ui/narrow.ts";
import { ColumnList } from "./column-list.tsx";
import { ColumnTable } from "./column-table.tsx";
import { DefaultsCard } from "./defaults-card.tsx";
import { FindingsCard } from "./findings-card.tsx";
import { Forecast } from "./forecast.tsx";
import { createPreview } from "./preview-store.ts";
import { ReadingCard } from "./reading-card.tsx";

/** The file is here: how it would be read, to be corrected and started. */
export function CheckView(props: { readonly one: OneJob; readonly jobId: string }): JSX.Element {
  const scope = useScope();
  const numbers = useNumbers();
  const narrow = useNarrow();
  // It may be that somebody has started or cancelled it meanwhile.
  const store = createPreview(scope, props.jobId, props.one.read);
  const { lookups, read: readLookups } = lookupsOf(scope);
  readLookups().catch((error: unknown) => toast(sentenceOf(error), { tone: "error", key: "lookups" }));
  const [starting, setStarting] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  let intent = { body: "", key: "" };

  const mapping = () => store.choice().mapping ?? store.preview()?.mapping ?? {};
  const missing = () => missingFields(mapping());
  const blocked = () => {
    if (missing().length > 0) return missing().join(" ");
    if (store.choice().guestName?.trim() === "") return "Name the customer of orders that name nobody.";
    if (store.problem() !== undefined) return "The file cannot be read as chosen. Change what was chosen last.";
    if (store.busy() || store.preview() === undefined) return "The preview is being read.";
    return store.preview()?.blockers.join(" ") || undefined;
  };

  async function start(): Promise<void> {
    const preview = store.preview();
    if (preview === undefined || blocked() !== undefined || starting()) return;
    setStarting(true);
    setFailure(undefined);
    const request = { layout: preview.layout, mapping: preview.mapping, options: preview.options };
    const body = JSON.stringify(request);
    if (intent.body !== body) intent = { body, key: newIdempotencyKey() };
    try {
      props.one.take(await api(scope, "POST", `/imports/${props.jobId}/start`, request, { idempotencyKey: intent.key, schema: JobAnswer }));
      // The button has gone with this view.
      catchLostFocus();
    } catch (error) {
      setFailure(sentenceOf(error));
      props.one.read();
    } finally {
      setStarting(false);
    }
  }
  useShortcut("mod+enter", "Start the import", () => void start());
  const startButton = () => <Button variant="primary" icon={IconPlay} shortcut="mod+enter" busy={starting()} blocked={blocked()} onClick={() => void start()}>Start import</Button>;

  return (
    <Switch fallback={<CheckSkeleton />}>
      <Match when={store.preview() === undefined && store.problem()}>
        {(text) => (
          <EmptyState
            icon={IconFileX}
            title="This file cannot be imported"
            action={<><Button busy={store.busy()} onClick={store.again}>Try again</Button><ButtonLink variant="primary" href={scope.path("/imports")}>Choose another file</ButtonLink></>}
          >
            {text()}
          </EmptyState>
        )}
      </Match>
      <Match when={store.preview()}>
        {(preview) => (
          <div class="flex flex-col gap-3 p-4 max-md:p-3">
            <Show when={failure() ?? store.problem()}>{(text) => <Banner tone="error">{text()}</Banner>}</Show>
            <Show
              when={missing().length > 0}
              fallback={
                <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
                  <Forecast preview={preview()} />
                  {startButton()}
                </div>
              }
            >
              <Banner tone="warn" action={startButton()}>
                <p class="font-medium">Some columns must be chosen before the import can start.</p>
                <ul><For each={missing()}>{(sentence) => <li>{sentence}</li>}</For></ul>
              </Banner>
            </Show>
            <div class="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_300px]">
              <div class={cx("flex min-w-0 flex-col gap-3", store.busy() && "quick opacity-60")} aria-busy={store.busy()}>
                <Card flush title="Columns" aside={<span class="text-sm text-ink-faint">{columnsText(preview().header.length, preview().unused.length, numbers.of)}</span>}>
                  <div class="mt-1 border-t border-line">
                    <Show when={narrow()} fallback={<ColumnTable preview={preview()} mapping={mapping()} onChange={(next) => store.choose({ mapping: next })} />}>
                      <ColumnList preview={preview()} mapping={mapping()} onChange={(next) => store.choose({ mapping: next })} />
                    </Show>
                  </div>
                </Card>
                <Show when={preview().problems.length > 0}><FindingsCard preview={preview()} /></Show>
              </div>
              <div class="flex min-w-0 flex-col gap-3">
                <ReadingCard store={store} preview={preview()} />
                <DefaultsCard store={store} preview={preview()} lookups={lookups()} />
              </div>
            </div>
          </div>
        )}
      </Match>
    </Switch>
  );
}

function columnsText(all: number, unused: number, of: (n: number, one: string) => string): string {
  return unused === 0 ? `${of(all, "column")}, all imported` : `${of(all - unused, "column")} imported, ${unused} not`;
}

function CheckSkeleton(): JSX.Element {
  return (
    <div role="status" aria-label="Reading the file" class="late grid items-start gap-3 p-4 max-md:p-3 lg:grid-cols-[minmax(0,1fr)_300px]">
      <div class="flex flex-col gap-4 rounded-l border border-line p-3"><For each={[1, 2, 3, 4, 5, 6, 7, 8]}>{(i) => <Skeleton class={i % 2 === 0 ? "w-4/5" : "w-3/5"} />}</For></div>
      <div class="flex flex-col gap-5 rounded-l border border-line p-3"><For each={[1, 2, 3, 4, 5]}>{() => <Skeleton class="h-6 w-full" />}</For></div>
    </div>
  );
}
