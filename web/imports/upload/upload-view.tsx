import IconFileUp from "~icons/lucide/file-up";
import { type JSX, Match, Show, Switch, createSignal } from "solid-js";
import type { ImportJobView } from "../../../domain/import/job.ts";
import { api, newIdempotencyKey, sentenceOf } from "../../api.ts";
import { useScope } from "../../session/organization-scope.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../order/card.tsx";
import { currentTime } from "../../ui/relative-time.tsx";
import type { OneJob } from "../jobs/job-store.ts";
import { JobAnswer } from "../jobs/jobs-store.ts";
import { useNumbers } from "../jobs/job-words.ts";
import { ProgressBar } from "../progress-bar.tsx";
import { DropOverlay, useFileDrop } from "./file-drop.tsx";
import { FileInput } from "./file-input.tsx";
import type { Upload } from "./upload.ts";
import { uploadsOf } from "./uploads.ts";

/** A colleague's upload that sent nothing for so long was most likely cut off. */
const QUIET_MS = 120_000;

/** The file is on its way: from this tab, from another one, or no longer. */
export function UploadView(props: { readonly job: ImportJobView; readonly one: OneJob }): JSX.Element {
  const scope = useScope();
  const here = () => uploadsOf(scope).of(props.job.id);
  return (
    <Show when={here()} fallback={<Elsewhere job={props.job} one={props.one} />}>
      {(upload) => <Sending job={props.job} upload={upload()} one={props.one} />}
    </Show>
  );
}

function Sending(props: { readonly job: ImportJobView; readonly upload: Upload; readonly one: OneJob }): JSX.Element {
  const numbers = useNumbers();
  const scope = useScope();
  const share = () => (props.job.total > 0 ? props.upload.sent() / props.job.total : 0);
  const waits = () => {
    const now = props.upload.state();
    return now.kind === "waiting" && now.detail;
  };
  const stopped = () => {
    const now = props.upload.state();
    return now.kind === "stopped" && now.detail;
  };
  const retry = () => {
    uploadsOf(scope).forget(props.job.id);
    props.one.read();
  };
  return (
    <div class="flex max-w-180 flex-col gap-3 p-4 max-md:p-3">
      <Card title={share() < 1 ? "Uploading" : "Putting the file together"}>
        <ProgressBar label="Uploaded" share={share()} />
        <p class="tabular mt-2 flex justify-between gap-4 text-ink-soft">
          <span>{numbers.bytes(props.upload.sent())} of {numbers.bytes(props.job.total)}</span>
          <span>{numbers.share(share())}</span>
        </p>
      </Card>
      <Switch fallback={<p class="text-pretty text-ink-faint">Keep this tab open until the file has arrived; you may go to other pages of Quayside in it.</p>}>
        <Match when={stopped()}>{(text) => <Banner tone="error" action={<Button onClick={retry}>Choose the file again</Button>}>{text()}</Banner>}</Match>
        <Match when={waits()}>
          {(text) => <Banner tone="warn" action={<Button onClick={props.upload.tryNow}>Try now</Button>}>{text()} The upload goes on by itself, from where it stopped.</Banner>}
        </Match>
      </Switch>
    </div>
  );
}

function Elsewhere(props: { readonly job: ImportJobView; readonly one: OneJob }): JSX.Element {
  const scope = useScope();
  const numbers = useNumbers();
  const [problem, setProblem] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  let input: HTMLInputElement | undefined;

  const parts = () => Math.ceil(props.job.total / props.one.upload().partBytes);
  const arrived = () => Math.min(props.job.total, props.one.upload().received.length * props.one.upload().partBytes);
  const mine = () => props.job.byId === scope.user.id;
  const complete = () => props.one.upload().received.length >= parts();
  const quiet = () => mine() || currentTime() - props.job.updatedAt > QUIET_MS;
  const mayGoOn = () => scope.may("imports.run") && quiet();

  function goOn(files: readonly File[]): void {
    const [file] = files;
    if (file === undefined || !mayGoOn()) return;
    if (file.size === props.job.total && file.name === props.job.name) uploadsOf(scope).resume(props.job, props.one.upload(), file);
    else setProblem(`${file.name} (${numbers.bytes(file.size)}) is another file. Choose ${props.job.name} (${numbers.bytes(props.job.total)}), or cancel this import and begin a new one.`);
  }
  async function finish(): Promise<void> {
    setBusy(true);
    try {
      props.one.take(await api(scope, "POST", `/imports/${props.job.id}/complete`, undefined, { idempotencyKey: newIdempotencyKey(), schema: JobAnswer }));
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }
  const over = useFileDrop(goOn);

  return (
    <div class="flex max-w-180 flex-col gap-3 p-4 max-md:p-3">
      <Show when={problem()}>{(text) => <Banner tone="error">{text()}</Banner>}</Show>
      <Show when={mayGoOn()}>
        <Banner
          tone="warn"
          icon={IconFileUp}
          action={
            <Show when={complete()} fallback={<Button variant="primary" onClick={() => input?.click()}>Choose the file</Button>}>
              <Button variant="primary" busy={busy()} onClick={() => void finish()}>Go on</Button>
            </Show>
          }
        >
          <Show when={complete()} fallback={`The upload was interrupted: choose the same file to go on. Its parts that have arrived are not sent again.`}>
            The upload was interrupted after the last part had arrived. Nothing needs to be sent again.
          </Show>
        </Banner>
        <FileInput ref={(element) => (input = element)} label={`The file ${props.job.name}`} onFiles={goOn} />
        <DropOverlay shown={over()} text={`Drop ${props.job.name} to go on`} />
      </Show>
      <Card title={quiet() ? "What has arrived" : `${props.job.by} is uploading the file`}>
        <ProgressBar label="Arrived" share={props.job.total > 0 ? arrived() / props.job.total : 0} />
        <p class="tabular mt-2 text-ink-soft">{numbers.bytes(arrived())} of {numbers.bytes(props.job.total)}</p>
      </Card>
    </div>
  );
}
