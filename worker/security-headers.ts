import { createMiddleware } from "hono/factory";
import { secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "./context.ts";
import { RATE_POLICY } from "./rate-limit.ts";

/** For answers of the API (SEC.4); the pages' own stand in web/public/_headers. */
const secured = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: "DENY",
  referrerPolicy: "same-origin",
  // The reference page states its own policy.
  overwrite: false,
});

export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  // The answer to a socket's upgrade comes from the room, and its headers cannot be changed.
  if (c.req.header("Upgrade") !== undefined) return await next();
  await secured(c, next);
  // What a person may see now they may not see tomorrow, and others never: no cache keeps it.
  if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
  c.header("RateLimit-Policy", RATE_POLICY);
  return undefined;
});
