import { ProblemError } from "../../domain/problem.ts";
import { UnreadableFile } from "./read-part.ts";

/** Where an organization's uploads lie in R2: nothing outside its own folder can be named by a job. */
export function fileKey(orgId: string, jobId: string): string {
  return `${orgId}/imports/${jobId}.csv`;
}

/** Bytes `offset` to `offset + length`, fewer at the file's end. */
export async function readRange(files: R2Bucket, key: string, offset: number, length: number): Promise<Uint8Array> {
  const object = await files.get(key, { range: { offset, length } }).catch((cause: unknown) => {
    throw new ProblemError("unavailable", `The file cannot be read now (${String(cause)}). Try again in a moment.`, { retryAfter: 5 });
  });
  if (!object) throw new UnreadableFile("The uploaded file is not there any more. Upload it again.");
  return new Uint8Array(await object.arrayBuffer());
}
