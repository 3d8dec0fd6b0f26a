import type { Context } from "hono";
import type { AppEnv } from "./context.ts";
import type { Intent } from "./orders/intent.ts";

/** Who wants this write and under which key; only after `requirePermission`. */
export function intentOf(c: Context<AppEnv>): Intent {
  return { actor: c.var.who.actor, permissions: c.var.who.permissions, key: c.var.idempotency.key, fingerprint: c.var.idempotency.fingerprint, now: Date.now() };
}
