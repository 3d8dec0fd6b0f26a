import { ProblemError } from "../domain/problem.ts";
import type { Env } from "./env.ts";

/** As wrangler.toml's API_LIMIT says: requests and seconds. Clients read it from `RateLimit-Policy`. */
export const RATE_POLICY = `"requests";q=6000;w=60`;
const WINDOW_SECONDS = 60;

/**
 * Counts a request of one credential (A3.9).
 * @throws ProblemError `rate_limited`
 */
export async function withinRate(env: Env, key: string): Promise<void> {
  const { success } = await env.API_LIMIT.limit({ key });
  if (success) return;
  throw new ProblemError("rate_limited", "Too many requests in the last minute. Wait a moment and go on more slowly.", { retryAfter: WINDOW_SECONDS });
}
