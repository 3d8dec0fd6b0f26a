import { guessEncoding, notText } from "../../../domain/import/encoding.ts";
import { MAX_FILE_BYTES } from "../../../domain/import/spec.ts";

const HEAD_BYTES = 64 * 1024;

/** Why a file cannot be imported, before a byte of it is sent, or null (X1.13, X4.6). The server looks again. */
export async function fileProblem(file: File): Promise<string | null> {
  if (file.size > MAX_FILE_BYTES) return `${file.name} has ${(file.size / 2 ** 30).toFixed(1)} GiB; at most 5 GiB can be uploaded. Split it by date and import the pieces.`;
  try {
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    return notText(head, guessEncoding([head]));
  } catch {
    return `${file.name} cannot be read. If it is a folder, choose the file inside; if it was moved, choose it again.`;
  }
}
