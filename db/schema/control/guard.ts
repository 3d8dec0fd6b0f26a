import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Attempts to sign in, per account and per address, within the running window. In the database, so that every worker counts together. */
export const signInAttempt = sqliteTable("auth_sign_in_attempt", {
  /** `account:` and a hash of the e-mail, or `address:` and the address. */
  key: text("key").primaryKey(),
  count: integer("count").notNull(),
  /** UTC milliseconds. */
  windowStart: integer("window_start").notNull(),
}, (t) => [index("auth_sign_in_attempt_window").on(t.windowStart)]);

/** First statement of every write to the control database that a client asked for under an idempotency key. */
export const controlIdempotency = sqliteTable("auth_idempotency", {
  orgId: text("org_id").notNull(),
  key: text("key").notNull(),
  fingerprint: text("fingerprint").notNull(),
  /** What the caller got, without secrets: JSON. */
  result: text("result").notNull(),
  at: integer("at").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.key] })]);

/** Never holds a row: inserting NULL aborts a batch whose guarded statement did not hit exactly one row. */
export const controlGuard = sqliteTable("auth_guard", { broken: integer("broken").notNull() });
