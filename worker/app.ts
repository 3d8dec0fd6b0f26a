import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import type { AppEnv } from "./context.ts";
import { isJson } from "./idempotency.ts";
import { identity } from "./identity.ts";
import { limitValues } from "./json-values.ts";
import { openApi } from "./openapi.ts";
import { answerError, answerNotFound } from "./problem.ts";
import { apiKeys } from "./routes/api-keys.ts";
import { auth } from "./routes/auth.ts";
import { bulk } from "./routes/bulk.ts";
import { changes } from "./routes/changes.ts";
import { customers } from "./routes/customers.ts";
import { imports } from "./routes/imports.ts";
import { live } from "./routes/live.ts";
import { lookups } from "./routes/lookups.ts";
import { me } from "./routes/me.ts";
import { members } from "./routes/members.ts";
import { orders } from "./routes/orders.ts";
import { preferences } from "./routes/preferences.ts";
import { products } from "./routes/products.ts";
import { views } from "./routes/views.ts";
import { securityHeaders } from "./security-headers.ts";

/** Far above any edit by hand; what is larger is a file, and files are streamed. */
const JSON_LIMIT_BYTES = 1 << 20;
const limit = bodyLimit({ maxSize: JSON_LIMIT_BYTES });
const limitJson = createMiddleware<AppEnv>(async (c, next) => {
  if (!isJson(c.req.header("Content-Type"))) return await next();
  return await limit(c, async () => {
    await limitValues(c);
    await next();
  });
});

/**
 * All addresses of the API. A file of `routes/` holds one concept, with paths relative to where it
 * is mounted here; each of its routes under :org begins with `requirePermission`.
 */
export const routes = new Hono<AppEnv>()
  .get("/api/v1/health", (c) => c.json({ ok: true }))
  .route("/api/auth", auth)
  .route("/api/v1/me", me)
  .use("/api/v1/:org/*", identity)
  .route("/api/v1/:org/live", live)
  .route("/api/v1/:org/lookups", lookups)
  .route("/api/v1/:org/orders", orders)
  .route("/api/v1/:org/views", views)
  .route("/api/v1/:org/preferences", preferences)
  .route("/api/v1/:org/customers", customers)
  .route("/api/v1/:org/products", products)
  .route("/api/v1/:org/bulk", bulk)
  .route("/api/v1/:org/imports", imports)
  .route("/api/v1/:org/changes", changes)
  .route("/api/v1/:org/members", members)
  .route("/api/v1/:org/api-keys", apiKeys);

export const app = new Hono<AppEnv>()
  .use("/api/*", securityHeaders)
  .use("/api/*", limitJson)
  .route("/", openApi(routes))
  .route("/", routes)
  .onError(answerError)
  .notFound(answerNotFound);

/** For `hc` in web: the types of all routes. */
export type Api = typeof routes;
