import { Hono } from "hono";
import * as v from "valibot";
import { controlDatabase } from "../../db/control.ts";
import { reachable } from "../../db/database.ts";
import { findSignedIn } from "../../db/session.ts";
import { Email } from "../../domain/member.ts";
import { Me } from "../../domain/me.ts";
import { ProblemError } from "../../domain/problem.ts";
import { createAuth } from "../auth.ts";
import type { AppEnv } from "../context.ts";
import { ownOrigins, sessionToken } from "../cookie.ts";
import { describe } from "../describe.ts";
import { controlAddress } from "../env.ts";
import { closeSockets } from "../revoke.ts";
import { attemptToSignIn } from "../sign-in-limit.ts";
import { validate } from "../validate.ts";

/** The password is not judged here: a wrong one is just wrong. */
const Credentials = v.strictObject({ email: Email, password: v.pipe(v.string(), v.minLength(1, "Type your password."), v.maxLength(200, "This password is too long.")) });

const wrong = () => new ProblemError("unauthenticated", "The e-mail or the password is not right. Check both and try again.");

function tokenOf(answer: unknown): string {
  return v.parse(v.object({ token: v.string() }), answer).token;
}

export const auth = new Hono<AppEnv>()
  .use(async (c, next) => {
    // There may be no cookie yet, but a foreign page must not sign its visitor in to another's account.
    const origin = c.req.header("Origin");
    if (origin !== undefined && !ownOrigins(c).includes(origin)) throw new ProblemError("forbidden", "This request did not come from a page of Quayside.");
    await next();
  })
  .post(
    "/sign-in/email",
    describe({ tag: "Me", summary: "Sign in", description: "Sets the session cookie. Five wrong passwords in a minute make the account wait.", answer: { schema: Me } }),
    validate("json", Credentials),
    async (c) => {
      const { email, password } = c.req.valid("json");
      const control = controlDatabase(controlAddress(c.env));
      const attempt = await attemptToSignIn(control, email, c.req.header("CF-Connecting-IP") ?? "unknown");
      const answer = await reachable(createAuth(c.env).api.signInEmail({ body: { email, password }, headers: c.req.raw.headers, asResponse: true }));
      if (answer.status >= 500) throw new ProblemError("unavailable", "You cannot be signed in just now. Try again in a moment.", { retryAfter: 2 });
      if (!answer.ok) throw wrong();
      const [signedIn] = await Promise.all([findSignedIn(control, tokenOf(await answer.json()), Date.now()), attempt.forgive()]);
      if (!signedIn) throw wrong();
      for (const cookie of answer.headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true });
      return c.json(signedIn.me, 200);
    },
  )
  .post("/sign-out", describe({ tag: "Me", summary: "Sign out", description: "Ends the session and closes its sockets.", answer: { status: 204 } }), async (c) => {
    const token = await sessionToken(c);
    if (token !== null) {
      const signedIn = await findSignedIn(controlDatabase(controlAddress(c.env)), token, Date.now());
      const answer = await reachable(createAuth(c.env).api.signOut({ headers: c.req.raw.headers, asResponse: true }));
      for (const cookie of answer.headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true });
      if (signedIn) await closeSockets(c.env, signedIn.me.organizations.map((o) => o.id), { sessionId: signedIn.sessionId });
    }
    return c.body(null, 204);
  });
