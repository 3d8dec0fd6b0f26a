/** Labels of the Encoding Standard, as `TextDecoder` knows them. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const ENCODING_NAME: Record<Encoding, string> = { "utf-8": "UTF-8", "utf-16le": "UTF-16", "utf-16be": "UTF-16 (big endian)", "windows-1252": "Windows-1252 (Western European)" };

/** Bytes of a byte-order mark at the start, which is no text of the first cell. */
export function bomLength(bytes: Uint8Array, encoding: Encoding): number {
  const starts = (...mark: number[]) => mark.every((b, i) => bytes[i] === b);
  if (encoding === "utf-8" && starts(0xef, 0xbb, 0xbf)) return 3;
  if (encoding === "utf-16le" && starts(0xff, 0xfe)) return 2;
  if (encoding === "utf-16be" && starts(0xfe, 0xff)) return 2;
  return 0;
}

/**
 * What the bytes speak for. Windows-1252 is what is left: every byte is a character
 * there, so it must be the last to be asked.
 * @param samples the file's first bytes, then others from further on: a file may be plain ASCII for megabytes before its first ü
 */
export function guessEncoding(samples: readonly Uint8Array[]): Encoding {
  const head = samples[0] ?? new Uint8Array();
  for (const encoding of ["utf-8", "utf-16le", "utf-16be"] as const) if (bomLength(head, encoding) > 0) return encoding;
  const zeros = zeroShare(head);
  if (zeros.odd > 0.4 && zeros.even < 0.1) return "utf-16le";
  if (zeros.even > 0.4 && zeros.odd < 0.1) return "utf-16be";
  return samples.every(isUtf8) ? "utf-8" : "windows-1252";
}

function zeroShare(bytes: Uint8Array): { even: number; odd: number } {
  let even = 0;
  let odd = 0;
  const n = Math.min(bytes.length, 4096) & ~1;
  for (let i = 0; i < n; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  return n === 0 ? { even: 0, odd: 0 } : { even: even / (n / 2), odd: odd / (n / 2) };
}

/** True if the bytes are UTF-8 but for a character cut off at either end of the sample. */
export function isUtf8(sample: Uint8Array): boolean {
  let start = 0;
  while (start < Math.min(3, sample.length) && isContinuation(sample[start])) start++;
  let end = sample.length;
  for (let back = 1; back <= Math.min(3, sample.length - start); back++) {
    if (isContinuation(sample[sample.length - back])) continue;
    if ((sample[sample.length - back] ?? 0) >= 0xc0) end = sample.length - back;
    break;
  }
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(sample.subarray(start, end));
    return true;
  } catch {
    return false;
  }
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], "This is an Excel workbook or another zip archive. Save it as CSV and upload that."],
  [[0xd0, 0xcf, 0x11, 0xe0], "This is an old Excel workbook. Save it as CSV and upload that."],
  [[0x1f, 0x8b], "This is a compressed file. Unpack it and upload the CSV inside."],
  [[0x25, 0x50, 0x44, 0x46], "This is a PDF. Export the orders as CSV and upload that."],
];

/** Why the bytes cannot be text, or null. Runs before any parsing, because every binary file parses as some CSV. */
export function notText(head: Uint8Array, encoding: Encoding): string | null {
  if (head.length === 0) return "The file is empty. Export the orders again and upload the new file.";
  for (const [signature, sentence] of SIGNATURES) if (signature.every((b, i) => head[i] === b)) return sentence;
  if (encoding === "utf-16le" || encoding === "utf-16be") return null;
  let control = 0;
  const n = Math.min(head.length, 65_536);
  for (let i = 0; i < n; i++) {
    const b = head[i] ?? 0;
    if (b < 32 && b !== 9 && b !== 10 && b !== 13 && b !== 12) control++;
  }
  return control > n / 100 ? "This is not a text file. Upload a CSV: one row for each order line, with a header row." : null;
}
