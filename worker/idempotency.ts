import type { Context } from "hono";
import { ProblemError } from "../domain/problem.ts";
import type { AppEnv, Idempotency } from "./context.ts";

const HEADER = "Idempotency-Key";
/** Printable ASCII: it is stored, shown in logs and compared byte by byte. */
const VALID = /^[\x21-\x7e][\x20-\x7e]{0,198}[\x21-\x7e]?$/u;

/** A body that a route reads as JSON; files are streamed and must not be read here. */
export function isJson(contentType: string | undefined): boolean {
  // As wide as the validator's own test or wider: a body that it reads and this does not would be neither limited nor fingerprinted.
  return contentType !== undefined && /^\s*application\/(?:[^\s;]*\+)?json\b/iu.test(contentType);
}

/**
 * The key that the client sent and what it stands for (A3.5). Of a body that is no JSON, an upload,
 * only type and length count: its bytes are checked where they are stored.
 * @throws ProblemError `idempotency_key_missing`, `invalid`
 */
export async function readIdempotency(c: Context<AppEnv>): Promise<Idempotency> {
  const key = c.req.header(HEADER);
  if (key === undefined || key === "") {
    throw new ProblemError("idempotency_key_missing", `Send an ${HEADER} header with each write: a new random value for a new request, the same one when you repeat it.`);
  }
  if (!VALID.test(key)) throw new ProblemError("invalid", `Use 1 to 200 printable ASCII characters as ${HEADER}.`, { errors: [{ field: HEADER, message: "Use 1 to 200 printable ASCII characters." }] });
  const type = c.req.header("Content-Type");
  const body = isJson(type) ? await c.req.text() : `${type ?? ""} ${c.req.header("Content-Length") ?? ""}`;
  const { pathname, search } = new URL(c.req.url);
  return { key, fingerprint: await keyed(c.env.AUTH_SECRET, `${c.req.method} ${pathname}${search}\n${body}`) };
}

/** HMAC-SHA-256 in hex. Keyed, because bodies hold passwords: a bare hash of one that is stored could be guessed at billions a second. */
async function keyed(secret: string, text: string): Promise<string> {
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey("raw", encoder.encode(`idempotency ${secret}`), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
