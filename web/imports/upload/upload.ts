import { createSignal } from "solid-js";
import type { Accessor } from "solid-js";
import type { ImportJobView, UploadView } from "../../../domain/import/job.ts";
import { ApiProblem, api, newIdempotencyKey, sentenceOf } from "../../api.ts";
import type { ApiScope } from "../../api.ts";
import { JobAnswer } from "../jobs/jobs-store.ts";
import { persist } from "./persist.ts";
import { sendPart } from "./send-part.ts";

/** Side by side: one part's answer is on its way while the next is sent. */
const AT_ONCE = 3;

export type UploadState =
  | { readonly kind: "sending" }
  /** The connection is lost or the server busy; it goes on by itself. */
  | { readonly kind: "waiting"; readonly detail: string }
  | { readonly kind: "done" }
  /** It cannot go on by itself. */
  | { readonly kind: "stopped"; readonly detail: string };

/** A file on its way, as long as its organization is on screen, whatever page is shown. */
export interface Upload {
  readonly state: Accessor<UploadState>;
  /** Bytes that have gone. */
  readonly sent: Accessor<number>;
  /** Ends a wait at once. */
  readonly tryNow: () => void;
  /** Stops sending; the job is the caller's to cancel. */
  readonly stop: () => void;
}

/** @param received what the server has already: those parts are not sent again (X1.11) */
export function startUpload(scope: ApiScope, job: Pick<ImportJobView, "id">, file: File, view: UploadView): Upload {
  const [state, setState] = createSignal<UploadState>({ kind: "sending" });
  const [sent, setSent] = createSignal(0);
  const stopped = new AbortController();
  const signal = AbortSignal.any([scope.signal, stopped.signal]);
  const wake = new EventTarget();
  const waiting = new Map<number, string>();
  const { partBytes } = view;
  const count = Math.ceil(file.size / partBytes);
  const bytesOf = (part: number) => file.slice((part - 1) * partBytes, Math.min(file.size, part * partBytes));
  const gone = new Map<number, number>(view.received.map((part) => [part, bytesOf(part).size]));
  const todo = Array.from({ length: count }, (_, i) => i + 1).filter((part) => !gone.has(part));

  const tell = () => {
    setSent([...gone.values()].reduce((sum, bytes) => sum + bytes, 0));
    if (stopped.signal.aborted) return;
    const [detail] = waiting.values();
    setState(detail === undefined ? { kind: "sending" } : { kind: "waiting", detail });
  };
  const patience = (part: number) => ({
    signal,
    wake,
    onWait: (detail: string | undefined) => {
      if (detail === undefined) waiting.delete(part);
      else waiting.set(part, detail);
      tell();
    },
  });

  async function send(part: number): Promise<void> {
    const bytes = bytesOf(part);
    // One key for every try: a part whose answer was lost is not stored twice.
    const idempotencyKey = newIdempotencyKey();
    await persist(async () => {
      gone.set(part, 0);
      await stillReadable(file);
      return await sendPart({ slug: scope.slug, jobId: job.id, number: part, bytes, idempotencyKey, signal, onSent: (n) => {
        gone.set(part, n);
        tell();
      } });
    }, patience(part));
    gone.set(part, bytes.size);
    tell();
  }
  async function worker(): Promise<void> {
    for (let part = todo.shift(); part !== undefined; part = todo.shift()) await send(part);
  }
  async function run(): Promise<void> {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const idempotencyKey = newIdempotencyKey();
    await persist(() => api(scope, "POST", `/imports/${job.id}/complete`, undefined, { idempotencyKey, signal, schema: JobAnswer }), patience(0));
    setState({ kind: "done" });
  }

  tell();
  run().catch((error: unknown) => {
    if (signal.aborted) return;
    stopped.abort();
    setState({ kind: "stopped", detail: error instanceof FileChanged ? error.message : sentenceOf(error) });
    if (!(error instanceof FileChanged) && !(error instanceof ApiProblem)) reportError(error);
  });

  return { state, sent, tryNow: () => wake.dispatchEvent(new Event("wake")), stop: () => stopped.abort() };
}

class FileChanged extends Error {}

/** The browser refuses to read a file that was saved again since it was chosen, and calls that a lost connection. */
async function stillReadable(file: File): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer();
  } catch {
    throw new FileChanged("The file was changed or moved on this computer since the upload began. Cancel this import and upload the file again.");
  }
}
