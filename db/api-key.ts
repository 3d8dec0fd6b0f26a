import { createHash } from "node:crypto";
import * as v from "valibot";
import { API_KEY_PREFIX } from "../domain/api-key.ts";
import type { ApiKey } from "../domain/api-key.ts";
import { Permission } from "../domain/role.ts";
import type { ControlDatabase, ControlStatement } from "./control.ts";
import type { SqlRow } from "./hrana-protocol.ts";

/**
 * The table is the one of `@better-auth/api-key`, and what is written here its own `verifyApiKey`
 * accepts. Reading and writing go past it, because it checks a key with several round trips and a
 * write for each request.
 */
const Scopes = v.pipe(v.string(), v.parseJson(), v.object({ quayside: v.array(v.string()) }));
const Millis = v.nullable(v.number());
const KeyRow = v.object({
  id: v.string(),
  name: v.nullable(v.string()),
  start: v.nullable(v.string()),
  permissions: v.nullable(v.string()),
  created_at: v.number(),
  expires_at: Millis,
  last_request: Millis,
});

/** Scopes that this version knows; others were dropped with their permission, and allow nothing. */
function scopesOf(permissions: string | null): Permission[] {
  const parsed = v.safeParse(Scopes, permissions);
  if (!parsed.success) return [];
  return parsed.output.quayside.flatMap((p) => {
    const known = v.safeParse(Permission, p);
    return known.success ? [known.output] : [];
  });
}

function keyOf(row: SqlRow): ApiKey {
  const k = v.parse(KeyRow, row);
  return { id: k.id, name: k.name ?? "", start: k.start ?? "", scopes: scopesOf(k.permissions), createdAt: k.created_at, expiresAt: k.expires_at, lastUsedAt: k.last_request };
}

/** SHA-256, base64url without padding: what the library stores in place of a key. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

export interface HeldKey extends ApiKey {
  readonly orgId: string;
  readonly slug: string;
}

/** One round trip; null if the key is unknown, revoked or expired. */
export async function findApiKey(control: ControlDatabase, hash: string, now: number): Promise<HeldKey | null> {
  const [row] = await control.query(
    `SELECT k.id, k.name, k.start, k.permissions, k.created_at, k.expires_at, k.last_request, o.id AS org_id, o.slug
     FROM auth_api_key k JOIN auth_organization o ON o.id = k.reference_id
     WHERE k.key = :hash AND k.enabled = 1 AND (k.expires_at IS NULL OR k.expires_at > :now)`,
    { hash, now },
  );
  if (!row) return null;
  const org = v.parse(v.object({ org_id: v.string(), slug: v.string() }), row);
  return { ...keyOf(row), orgId: org.org_id, slug: org.slug };
}

/** What a key may do now; null if it was revoked or has expired. */
export async function scopesOfKey(control: ControlDatabase, orgId: string, id: string, now: number): Promise<readonly Permission[] | null> {
  const [row] = await control.query("SELECT permissions FROM auth_api_key WHERE reference_id = :orgId AND id = :id AND enabled = 1 AND (expires_at IS NULL OR expires_at > :now)", { orgId, id, now });
  return row ? scopesOf(v.parse(v.nullable(v.string()), row["permissions"])) : null;
}

/** Notes the use; the condition keeps two requests of one moment from writing twice. */
export async function touchApiKey(control: ControlDatabase, id: string, now: number, every: number): Promise<void> {
  await control.query("UPDATE auth_api_key SET last_request = :now WHERE id = :id AND (last_request IS NULL OR last_request <= :now - :every)", { id, now, every });
}

export async function listApiKeys(control: ControlDatabase, orgId: string): Promise<ApiKey[]> {
  const rows = await control.query(
    `SELECT id, name, start, permissions, created_at, expires_at, last_request FROM auth_api_key
     WHERE reference_id = :orgId ORDER BY created_at DESC, id DESC LIMIT 500`,
    { orgId },
  );
  return rows.map(keyOf);
}

export function insertApiKey(orgId: string, key: ApiKey, hash: string): ControlStatement {
  return {
    sql: `INSERT INTO auth_api_key (id, config_id, name, start, prefix, key, reference_id, enabled, rate_limit_enabled, request_count, expires_at, created_at, updated_at, permissions)
          VALUES (:id, 'default', :name, :start, :prefix, :hash, :orgId, 1, 0, 0, :expiresAt, :createdAt, :createdAt, :permissions)`,
    args: {
      id: key.id,
      name: key.name,
      start: key.start,
      prefix: API_KEY_PREFIX,
      hash,
      orgId,
      expiresAt: key.expiresAt,
      createdAt: key.createdAt,
      permissions: JSON.stringify({ quayside: key.scopes }),
    },
  };
}

/** Guarded: the key must be the organization's. */
export function deleteApiKey(orgId: string, id: string): ControlStatement {
  return { sql: "DELETE FROM auth_api_key WHERE reference_id = :orgId AND id = :id", args: { orgId, id }, guarded: true };
}
