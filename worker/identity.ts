import type { Context, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import { findApiKey, hashApiKey, touchApiKey } from "../db/api-key.ts";
import type { HeldKey } from "../db/api-key.ts";
import { controlDatabase } from "../db/control.ts";
import type { ControlDatabase } from "../db/control.ts";
import { databaseFor } from "../db/database.ts";
import { findSession } from "../db/session.ts";
import { API_KEY_PREFIX } from "../domain/api-key.ts";
import { permissionsOfRole } from "../domain/member.ts";
import { initialsOf, personColor } from "../domain/organization.ts";
import { ProblemError } from "../domain/problem.ts";
import { Role, may } from "../domain/role.ts";
import type { Permission } from "../domain/role.ts";
import * as v from "valibot";
import type { AppEnv, Who } from "./context.ts";
import { requireOwnOrigin, sessionToken } from "./cookie.ts";
import { controlAddress, tenantAddress } from "./env.ts";
import { readIdempotency } from "./idempotency.ts";
import { log } from "./log.ts";
import { withinRate } from "./rate-limit.ts";
import { throughRoom } from "./through-room.ts";

/** How old the note of a key's last use may be: noting each one would make every read a write. */
const TOUCH_EVERY_MS = 60_000;

/** Names the person in whose name a browser sends what it had kept (N4.27). */
const PERSON = "Quayside-Person";

const notFound = () => new ProblemError("not_found", "There is no such organization, or you do not belong to it.");

/** The key that a script sent, or null. `Bearer` and `x-api-key` are the same. */
function sentApiKey(c: Context<AppEnv>): string | null {
  const authorization = c.req.header("Authorization");
  if (authorization !== undefined) return /^Bearer\s+(\S+)$/iu.exec(authorization)?.[1] ?? "";
  return c.req.header("x-api-key") ?? null;
}

/**
 * Who asks and what they may do in the organization of this address: one round trip to the control
 * database, whatever the credential (S1.1, A2.1).
 * @throws ProblemError `unauthenticated`, `not_found` (unknown organization and no member alike), `forbidden`, `rate_limited`
 */
export async function identify(c: Context<AppEnv>, slug: string, control: ControlDatabase): Promise<Who> {
  const key = sentApiKey(c);
  if (key !== null) return await identifyScript(c, control, key, slug);
  const token = await sessionToken(c);
  if (token === null) throw new ProblemError("unauthenticated", "Sign in to go on.");
  requireOwnOrigin(c);
  const [row] = await Promise.all([findSession(control, token, slug, Date.now()), withinRate(c.env, token)]);
  if (!row) throw new ProblemError("unauthenticated", "Your session has ended. Sign in to go on.");
  // Tabs share their cookie: what one person's page still has to send must not go in the name of who signed in after them.
  if (c.req.header(PERSON) !== undefined && c.req.header(PERSON) !== row.user_id) throw new ProblemError("unauthenticated", "Somebody else is signed in on this browser now. Sign in again to go on.");
  const role = v.safeParse(Role, row.role);
  if (row.org_id === null || !role.success) throw notFound();
  return {
    orgId: row.org_id,
    actor: { kind: "user", id: row.user_id, name: row.name },
    userId: row.user_id,
    sessionId: row.session_id,
    apiKeyId: null,
    role: role.output,
    permissions: permissionsOfRole(role.output),
    person: { id: row.user_id, name: row.name, initials: initialsOf(row.name), color: personColor(row.user_id) },
  };
}

async function identifyScript(c: Context<AppEnv>, control: ControlDatabase, key: string, slug: string): Promise<Who> {
  if (!key.startsWith(API_KEY_PREFIX)) throw new ProblemError("unauthenticated", `Send an API key of Quayside; it begins with ${API_KEY_PREFIX}.`);
  const now = Date.now();
  const hash = hashApiKey(key);
  const [held] = await Promise.all([findApiKey(control, hash, now), withinRate(c.env, hash)]);
  if (!held) throw new ProblemError("unauthenticated", "This API key is unknown, revoked or expired. Ask an admin for another.");
  if (held.slug !== slug) throw notFound();
  if (now - (held.lastUsedAt ?? 0) >= TOUCH_EVERY_MS) c.executionCtx.waitUntil(noteUse(control, held.id, now));
  return scriptOf(held);
}

/** A note that is lost is made by the next request. */
async function noteUse(control: ControlDatabase, id: string, now: number): Promise<void> {
  try {
    await touchApiKey(control, id, now, TOUCH_EVERY_MS);
  } catch (error) {
    log.error("the last use of an API key was not noted", error, { apiKeyId: id });
  }
}

function scriptOf(held: HeldKey): Who {
  return {
    orgId: held.orgId,
    actor: { kind: "api_key", id: held.id, name: held.name },
    userId: null,
    sessionId: null,
    apiKeyId: held.id,
    role: null,
    permissions: held.scopes,
    person: { id: held.id, name: held.name, initials: initialsOf(held.name), color: personColor(held.id) },
  };
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Organizations seen by this isolate, by slug. A guess to begin reading with, checked by every request before it answers. */
const seen = new Map<string, string>();

/**
 * For /api/v1/:org/*. Sets `identity`, `orgId`, `db` and `hurry`, and lets the route begin its reads
 * while the control database is still asked who this is: that saves each request a round trip, and
 * where both roles are one database the question travels with the first read. Nothing leaves and,
 * because only `requirePermission…` gives an idempotency key, nothing is written before the answer
 * is there; if it is no, it replaces whatever the route made (SEC.11).
 */
export const identity: MiddlewareHandler<AppEnv> = createMiddleware<AppEnv>(async (c, next) => {
  const slug = c.req.param("org") ?? "";
  const control = controlDatabase(controlAddress(c.env));
  const known = seen.get(slug);
  // A write reads its body first, and need not let the question of who asks wait for that.
  if (known !== undefined) control.hold(SAFE.has(c.req.method));
  const asked = identify(c, slug, control).then((who) => {
    seen.set(slug, who.orgId);
    // Whoever waits to hear who asks must not go on in the organization that had this name before.
    if (known !== undefined && who.orgId !== known) throw new ProblemError("unavailable", "The organization has just changed. Try again.", { retryAfter: 1 });
    return who;
  });
  asked.catch(() => control.release());
  c.set("identity", asked);
  c.set("hurry", () => control.release());
  const orgId = known ?? (await asked).orgId;
  c.set("orgId", orgId);
  c.set("db", databaseFor(tenantAddress(c.env), orgId, { companion: control, carrier: throughRoom(c.env, orgId) }));
  await next();
  control.release();
  await asked;
});

async function authorize(c: Context<AppEnv>, permission: Permission): Promise<Who> {
  const writes = !SAFE.has(c.req.method);
  const reading = writes ? readIdempotency(c) : undefined;
  reading?.catch(() => undefined);
  const who = await c.var.identity;
  if (!may(who.permissions, permission)) {
    throw new ProblemError("forbidden", `You may not do this here: it needs the permission "${permission}". Ask an admin.`);
  }
  c.set("who", who);
  if (reading) {
    const { key, fingerprint } = await reading;
    c.set("idempotency", { key: `${who.actor.kind}:${who.actor.id}:${key}`, fingerprint });
  }
  return who;
}

/** Middlewares that ask for a permission; a test looks for one on every route. */
const asking = new WeakMap<object, Permission>();

/** The permission that this middleware asks for, or undefined if it is another one. */
export function permissionOf(handler: object): Permission | undefined {
  return asking.get(handler);
}

/** First middleware of a route: asks for the permission, then sets `who` and, on a write, `idempotency`. */
export function requirePermission(permission: Permission): MiddlewareHandler<AppEnv> {
  const middleware = createMiddleware<AppEnv>(async (c, next) => {
    c.var.hurry();
    await authorize(c, permission);
    await next();
  });
  asking.set(middleware, permission);
  return middleware;
}

/** Who it is, before a route that reads meanwhile goes on. @throws ProblemError as the middleware does */
export async function whoAsks(c: Context<AppEnv>): Promise<Who> {
  c.var.hurry();
  return await c.var.allowed;
}

/**
 * The same for a route that reads while it is asked: `await c.var.allowed` before anything that
 * depends on who it is. A read need not wait, its answer is held back until the permission is sure.
 */
export function requirePermissionMeanwhile(permission: Permission): MiddlewareHandler<AppEnv> {
  const middleware = createMiddleware<AppEnv>(async (c, next) => {
    const allowed = authorize(c, permission);
    allowed.catch(() => undefined);
    c.set("allowed", allowed);
    await next();
    c.var.hurry();
    await allowed;
  });
  asking.set(middleware, permission);
  return middleware;
}
