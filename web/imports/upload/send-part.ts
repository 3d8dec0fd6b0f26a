import { UploadView } from "../../../domain/import/job.ts";
import { problem } from "../../../domain/problem.ts";
import { ApiProblem, answerOf } from "../../api.ts";
import { signedInAgain } from "../../session/expiry.ts";

export interface Part {
  readonly slug: string;
  readonly jobId: string;
  /** From 1. */
  readonly number: number;
  readonly bytes: Blob;
  readonly idempotencyKey: string;
  readonly signal: AbortSignal;
  /** Bytes of the part that are on their way. */
  readonly onSent: (bytes: number) => void;
}

/**
 * Sends one part. `fetch` cannot say how much of a body has gone, and 8 MiB take a minute on a slow line: hence the older interface.
 * After a 401 it waits for the sign-in and sends the part again.
 * @throws ApiProblem, or the signal's reason
 */
export async function sendPart(part: Part): Promise<UploadView> {
  let response = await put(part);
  if (response.status === 401) {
    await signedInAgain(part.signal);
    response = await put(part);
  }
  return answerOf(response, UploadView);
}

function put({ slug, jobId, number, bytes, idempotencyKey, signal, onSent }: Part): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener("abort", stop);
    request.open("PUT", `/api/v1/${encodeURIComponent(slug)}/imports/${jobId}/parts/${number}`);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Idempotency-Key", idempotencyKey);
    request.upload.addEventListener("progress", (event) => onSent(Math.min(bytes.size, event.loaded)));
    request.addEventListener("loadend", () => signal.removeEventListener("abort", stop));
    request.addEventListener("load", () => resolve(responseOf(request)));
    request.addEventListener("abort", () => reject(signal.reason));
    request.addEventListener("error", () => reject(new ApiProblem(problem("unavailable", "Quayside cannot be reached."), true)));
    request.send(bytes);
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const name of ["Content-Type", "Retry-After"]) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(request.responseText, { status: request.status, headers });
}
