import type { ImportJob } from "../../db/import-job.ts";
import { PART_BYTES } from "../../domain/import/spec.ts";
import { ProblemError } from "../../domain/problem.ts";

/** How many bytes a part of an upload must have. */
export function partSize(size: number, part: number): number {
  return Math.min(PART_BYTES, size - (part - 1) * PART_BYTES);
}

export function partCount(size: number): number {
  return Math.ceil(size / PART_BYTES);
}

/**
 * Streams one part into R2; nothing of it is held here. A part that is sent again replaces the first.
 * @returns the part's ETag
 * @throws ProblemError `malformed` if it is not exactly as long as it must be
 */
export async function storePart(files: R2Bucket, job: ImportJob, part: number, body: ReadableStream | null, length: number | null): Promise<string> {
  const { key, uploadId, size } = job.spec.upload;
  const wanted = part >= 1 && part <= partCount(size) ? partSize(size, part) : 0;
  if (wanted === 0) throw new ProblemError("invalid", `This file has the parts 1 to ${partCount(size)}.`);
  if (length !== wanted || body === null) throw new ProblemError("malformed", `Part ${part} of this file must have exactly ${wanted} bytes and say so in Content-Length.`);
  // R2 takes only a stream whose length it knows; a body that ends early makes this one fail.
  const { readable, writable } = new FixedLengthStream(wanted);
  const piped = body.pipeTo(writable);
  piped.catch(() => undefined);
  try {
    const [{ etag }] = await Promise.all([files.resumeMultipartUpload(key, uploadId).uploadPart(part, readable), piped]);
    return etag;
  } catch (cause) {
    throw new ProblemError("unavailable", `Part ${part} did not arrive whole. Send it again. (${String(cause)})`, { retryAfter: 1 });
  }
}

/** @throws ProblemError `refused` while parts are missing */
export async function completeUpload(files: R2Bucket, job: ImportJob): Promise<void> {
  const { key, uploadId, size, parts } = job.spec.upload;
  const count = partCount(size);
  const received = Object.entries(parts).map(([part, etag]) => ({ partNumber: Number(part), etag })).sort((a, b) => a.partNumber - b.partNumber);
  if (received.length < count) throw new ProblemError("refused", `${count - received.length} of ${count} parts of the file have not arrived. Send them, then complete the upload.`);
  try {
    await files.resumeMultipartUpload(key, uploadId).complete(received);
  } catch (cause) {
    // Completed by a request whose answer was lost: then the file is there.
    if ((await files.head(key))?.size !== size) throw new ProblemError("unavailable", `The file could not be put together. Try again, or upload it anew. (${String(cause)})`, { retryAfter: 2 });
  }
}

/** Takes back what an import that ends early left in R2. */
export async function discardFile(files: R2Bucket, job: ImportJob): Promise<void> {
  const { key, uploadId } = job.spec.upload;
  if (job.state === "uploading") await files.resumeMultipartUpload(key, uploadId).abort().catch(() => undefined);
  await files.delete(key);
}
