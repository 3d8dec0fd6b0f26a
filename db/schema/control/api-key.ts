import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

const time = (name: string) => integer(name, { mode: "timestamp_ms" });

/** As `@better-auth/api-key` knows it; a key belongs to an organization (`reference_id`). Refills and limits of its own stay unused. */
export const authApiKey = sqliteTable("auth_api_key", {
  id: text("id").primaryKey(),
  configId: text("config_id").notNull(),
  name: text("name"),
  /** The first characters, to tell keys apart on the screen. */
  start: text("start"),
  prefix: text("prefix"),
  /** SHA-256 of the key, base64url: the key itself is nowhere. */
  key: text("key").notNull(),
  referenceId: text("reference_id").notNull(),
  refillInterval: integer("refill_interval"),
  refillAmount: integer("refill_amount"),
  lastRefillAt: time("last_refill_at"),
  enabled: integer("enabled", { mode: "boolean" }).default(true),
  rateLimitEnabled: integer("rate_limit_enabled", { mode: "boolean" }).default(false),
  rateLimitTimeWindow: integer("rate_limit_time_window"),
  rateLimitMax: integer("rate_limit_max"),
  requestCount: integer("request_count").default(0),
  remaining: integer("remaining"),
  lastRequest: time("last_request"),
  expiresAt: time("expires_at"),
  createdAt: time("created_at").notNull(),
  updatedAt: time("updated_at").notNull(),
  /** JSON: `{"quayside": Permission[]}`, the key's scopes. */
  permissions: text("permissions"),
  metadata: text("metadata"),
}, (t) => [uniqueIndex("auth_api_key_hash").on(t.key), index("auth_api_key_organization").on(t.referenceId)]);
