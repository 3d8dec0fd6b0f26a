import { createSignal } from "solid-js";
import type { ImportJobView, UploadView } from "../../../domain/import/job.ts";
import { api, newIdempotencyKey } from "../../api.ts";
import type { Scope } from "../../session/organization-scope.tsx";
import { JobAnswer } from "../jobs/jobs-store.ts";
import { persist } from "./persist.ts";
import { startUpload } from "./upload.ts";
import type { Upload } from "./upload.ts";

const LONGEST_NAME = 200;

export interface Uploads {
  /** The upload of a job, if it runs in this tab. */
  readonly of: (jobId: string) => Upload | undefined;
  /** Begins an import of the file. @returns its id @throws ApiProblem */
  readonly begin: (file: File) => Promise<string>;
  /** Goes on with an upload that was cut off. */
  readonly resume: (job: ImportJobView, view: UploadView, file: File) => void;
  readonly forget: (jobId: string) => void;
}

const known = new WeakMap<Scope, Uploads>();

/** Uploads outlive the page that began them, and end with the organization on screen. */
export function uploadsOf(scope: Scope): Uploads {
  const found = known.get(scope);
  if (found) return found;
  const [running, setRunning] = createSignal<ReadonlyMap<string, Upload>>(new Map());
  const put = (id: string, upload: Upload) => setRunning((before) => new Map(before).set(id, upload));
  const sending = () => [...running().values()].some((one) => one.state().kind === "sending" || one.state().kind === "waiting");
  // Closing the tab would end it: the browser asks first.
  addEventListener("beforeunload", (event) => {
    if (sending()) event.preventDefault();
  }, { signal: scope.signal });

  const uploads: Uploads = {
    of: (jobId) => running().get(jobId),
    async begin(file) {
      const idempotencyKey = newIdempotencyKey();
      const name = file.name.slice(-LONGEST_NAME);
      const { job, upload } = await persist(() => api(scope, "POST", "/imports", { name, size: file.size }, { idempotencyKey, schema: JobAnswer }), {
        signal: scope.signal, tries: 3, onWait: () => undefined, wake: new EventTarget(),
      });
      put(job.id, startUpload(scope, job, file, upload));
      return job.id;
    },
    resume: (job, view, file) => put(job.id, startUpload(scope, job, file, view)),
    forget(jobId) {
      running().get(jobId)?.stop();
      setRunning((before) => new Map([...before].filter(([id]) => id !== jobId)));
    },
  };
  known.set(scope, uploads);
  return uploads;
}
