import { Hono } from "hono";
import * as v from "valibot";
import { deleteApiKey, hashApiKey, insertApiKey, listApiKeys } from "../../db/api-key.ts";
import { ControlGuardBroken, controlDatabase } from "../../db/control.ts";
import { API_KEY_PREFIX, ApiKey, NewApiKey, expiryRefusal } from "../../domain/api-key.ts";
import { newId, randomText } from "../../domain/ids.ts";
import { scopesBeyond } from "../../domain/member.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { AppEnv } from "../context.ts";
import { describe } from "../describe.ts";
import { controlAddress } from "../env.ts";
import { requirePermission } from "../identity.ts";
import { closeSockets } from "../revoke.ts";
import { validate } from "../validate.ts";

/** 200 bits: nobody guesses one. */
const SECRET_LENGTH = 40;
const START_LENGTH = 10;

const KeyParam = v.object({ id: v.pipe(v.string(), v.maxLength(60)) });

const Created = v.object({
  key: ApiKey,
  /** In the first answer only; null when the same request is repeated. */
  secret: v.nullable(v.string()),
});

export const apiKeys = new Hono<AppEnv>()
  .get(
    "/",
    requirePermission("api_keys.manage"),
    describe({ tag: "API keys", summary: "List API keys", permission: "api_keys.manage", answer: { schema: v.object({ keys: v.array(ApiKey) }) } }),
    async (c) => c.json({ keys: await listApiKeys(controlDatabase(controlAddress(c.env)), c.var.orgId) }),
  )
  .post(
    "/",
    requirePermission("api_keys.manage"),
    describe({
      tag: "API keys",
      summary: "Create an API key",
      description: "The secret is in this answer and nowhere else: only its hash is kept, so a repeated request answers without it. Scopes can be given by who holds them.",
      permission: "api_keys.manage",
      answer: { status: 201, schema: Created },
    }),
    validate("json", NewApiKey),
    async (c) => {
      const { name, scopes, expiresAt } = c.req.valid("json");
      const now = Date.now();
      const beyond = scopesBeyond(c.var.who.permissions, scopes);
      if (beyond.length > 0) throw new ProblemError("forbidden", `You can only give scopes that you hold yourself; you do not hold ${beyond.join(", ")}.`);
      const refusal = expiryRefusal(expiresAt, now);
      if (refusal !== null) throw new ProblemError("invalid", refusal, { errors: [{ field: "expiresAt", message: refusal }] });

      const secret = API_KEY_PREFIX + randomText(SECRET_LENGTH);
      const key: ApiKey = { id: newId("key", now), name, start: secret.slice(0, START_LENGTH), scopes: [...new Set(scopes)], createdAt: now, expiresAt, lastUsedAt: null };
      const control = controlDatabase(controlAddress(c.env));
      const { replayed, result } = await control.writeOnce({
        orgId: c.var.orgId,
        ...c.var.idempotency,
        at: now,
        statements: [insertApiKey(c.var.orgId, key, hashApiKey(secret))],
        result: { id: key.id },
      });
      if (!replayed) return c.json({ key, secret }, 201);
      const stored = (await listApiKeys(control, c.var.orgId)).find((k) => k.id === result["id"]);
      if (!stored) throw new ProblemError("refused", "This request was carried out before, and the key was revoked since. Send a new Idempotency-Key for another.");
      return c.json({ key: stored, secret: null }, 201);
    },
  )
  .delete(
    "/:id",
    requirePermission("api_keys.manage"),
    describe({ tag: "API keys", summary: "Revoke an API key", description: "It is refused at once, and its sockets close.", permission: "api_keys.manage", answer: { status: 204 } }),
    validate("param", KeyParam),
    async (c) => {
      const { id } = c.req.valid("param");
      try {
        await controlDatabase(controlAddress(c.env)).writeOnce({
          orgId: c.var.orgId,
          ...c.var.idempotency,
          at: Date.now(),
          statements: [deleteApiKey(c.var.orgId, id)],
          result: { id },
        });
      } catch (error) {
        if (error instanceof ControlGuardBroken) throw new ProblemError("not_found", "There is no such API key; it may have been revoked already.");
        throw error;
      }
      await closeSockets(c.env, [c.var.orgId], { apiKeyId: id });
      return c.body(null, 204);
    },
  );
