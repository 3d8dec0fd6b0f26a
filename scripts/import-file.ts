import * as v from "valibot";
import { ImportJobView, isOver, UploadView } from "../domain/import/job.ts";
import { ImportPreview } from "../domain/import/spec.ts";
import type { ImportStart } from "../domain/import/spec.ts";

/** Sends a request to `imports/…` of one organization, as somebody who may import. */
export type ImportCall = (path: string, request: { readonly method?: string; readonly body?: unknown; readonly raw?: Uint8Array<ArrayBuffer>; readonly headers?: Readonly<Record<string, string>> }) => Promise<Response>;

const Answer = v.object({ job: ImportJobView, upload: UploadView });

/** Up to now parts are read one after another: a whole file never has to be in memory. */
export interface ImportSource {
  readonly name: string;
  readonly size: number;
  readonly slice: (from: number, to: number) => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>;
}

export function sourceOf(name: string, bytes: Uint8Array<ArrayBuffer>): ImportSource {
  return { name, size: bytes.length, slice: (from, to) => bytes.subarray(from, to) };
}

async function read<const S extends v.GenericSchema>(schema: S, response: Response): Promise<v.InferOutput<S>> {
  if (!response.ok) throw new Error(`${response.status} of ${new URL(response.url).pathname}: ${await response.text()}`);
  return v.parse(schema, await response.json());
}

/** Uploads a file in its parts, as the web does. @returns the job's id */
export async function uploadFile(call: ImportCall, source: ImportSource): Promise<string> {
  const { job, upload } = await read(Answer, await call("imports", { method: "POST", body: { name: source.name, size: source.size } }));
  for (let from = 0, part = 1; from < source.size; from += upload.partBytes, part++) {
    const raw = await source.slice(from, Math.min(source.size, from + upload.partBytes));
    await read(UploadView, await call(`imports/${job.id}/parts/${part}`, { method: "PUT", raw, headers: { "Content-Type": "application/octet-stream" } }));
  }
  await read(Answer, await call(`imports/${job.id}/complete`, { method: "POST" }));
  return job.id;
}

export async function previewFile(call: ImportCall, id: string, query: Readonly<Record<string, string>> = {}): Promise<ImportPreview> {
  return await read(ImportPreview, await call(`imports/${id}/preview?${new URLSearchParams(query)}`, {}));
}

/** Starts with what the preview guessed, changed where wanted. */
export async function startImport(call: ImportCall, id: string, change: (guess: ImportStart) => ImportStart = (guess) => guess): Promise<void> {
  const { layout, mapping, options } = await previewFile(call, id);
  await read(Answer, await call(`imports/${id}/start`, { method: "POST", body: change({ layout, mapping, options }) }));
}

export async function readImport(call: ImportCall, id: string): Promise<ImportJobView> {
  return (await read(Answer, await call(`imports/${id}`, {}))).job;
}

/** Looks until the job is over. @throws Error if that takes longer than `patience` milliseconds */
export async function waitForImport(call: ImportCall, id: string, patience = 300_000): Promise<ImportJobView> {
  const deadline = Date.now() + patience;
  for (;;) {
    const job = await readImport(call, id);
    if (isOver(job)) return job;
    if (Date.now() > deadline) throw new Error(`The import ${job.name} is still ${job.state} after ${patience} ms, at ${job.done} of ${job.total} bytes.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Upload, start, wait. */
export async function importFile(call: ImportCall, source: ImportSource, change?: (guess: ImportStart) => ImportStart): Promise<ImportJobView> {
  const id = await uploadFile(call, source);
  await startImport(call, id, change);
  return await waitForImport(call, id);
}
