import type { Context } from "hono";
import { getSignedCookie } from "hono/cookie";
import { ProblemError } from "../domain/problem.ts";
import type { AppEnv } from "./context.ts";
import type { Env } from "./env.ts";

export const COOKIE_PREFIX = "quayside";

export function isSecure(env: Pick<Env, "PUBLIC_URL">): boolean {
  return env.PUBLIC_URL.startsWith("https://");
}

/** The name that better-auth gives its session cookie. */
export function sessionCookieName(env: Pick<Env, "PUBLIC_URL">): string {
  return `${isSecure(env) ? "__Secure-" : ""}${COOKIE_PREFIX}.session_token`;
}

/** The session's token if the cookie is there and bears our signature, else null. */
export async function sessionToken(c: Context<AppEnv>): Promise<string | null> {
  const token = await getSignedCookie(c, c.env.AUTH_SECRET, sessionCookieName(c.env));
  return token === undefined || token === false || token === "" ? null : token;
}

/**
 * A browser sends the cookie whoever wrote the page, so what changes something (or opens a socket,
 * which no same-origin policy covers) must come from a page of ours (SEC.2).
 * @throws ProblemError `forbidden`
 */
export function requireOwnOrigin(c: Context<AppEnv>): void {
  const opensSocket = c.req.header("Upgrade")?.toLowerCase() === "websocket";
  if (!opensSocket && (c.req.method === "GET" || c.req.method === "HEAD")) return;
  const origin = c.req.header("Origin");
  if (origin !== undefined && ownOrigins(c).includes(origin)) return;
  throw new ProblemError("forbidden", "This request did not come from a page of Quayside. Open Quayside and try again there; a script uses an API key.");
}

/** The address that the request was sent to is ours too: a foreign page cannot choose it and still get the cookie. */
export function ownOrigins(c: Context<AppEnv>): string[] {
  return [new URL(c.env.PUBLIC_URL).origin, new URL(c.req.url).origin];
}
