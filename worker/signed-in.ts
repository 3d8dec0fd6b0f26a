import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { controlDatabase } from "../db/control.ts";
import { reachable } from "../db/database.ts";
import { findSignedIn } from "../db/session.ts";
import { ProblemError } from "../domain/problem.ts";
import { REFRESH_SECONDS, createAuth } from "./auth.ts";
import type { AppEnv } from "./context.ts";
import { requireOwnOrigin, sessionToken } from "./cookie.ts";
import { controlAddress } from "./env.ts";
import { withinRate } from "./rate-limit.ts";

/** For what belongs to a person and not to an organization: a session, no API key. */
export const requireSession = createMiddleware<AppEnv>(async (c, next) => {
  const token = await sessionToken(c);
  if (token === null) throw new ProblemError("unauthenticated", "Sign in to go on.");
  requireOwnOrigin(c);
  const control = controlDatabase(controlAddress(c.env));
  const [signedIn] = await Promise.all([findSignedIn(control, token, Date.now()), withinRate(c.env, token)]);
  if (!signedIn) throw new ProblemError("unauthenticated", "Your session has ended. Sign in to go on.");
  c.set("signedIn", signedIn);
  c.set("control", control);
  await next();
});

/** Moves the end of a session that is still in use, in the database and in the browser; at most once a day (S1.14). */
export async function keepSession(c: Context<AppEnv>): Promise<void> {
  if (Date.now() - c.var.signedIn.refreshedAt < REFRESH_SECONDS * 1000) return;
  const { headers } = await reachable(createAuth(c.env).api.getSession({ headers: c.req.raw.headers, returnHeaders: true }));
  for (const cookie of headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true });
}
