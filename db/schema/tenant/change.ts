import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The change log: history, feed and truth in one. `row` leaves out personal values, which are read from the order's customer. */
export const change = sqliteTable("change", {
  orgId: text("org_id").notNull(),
  seq: integer("seq").notNull(),
  kind: text("kind").notNull(),
  entity: text("entity").notNull(),
  entityId: text("entity_id").notNull(),
  version: integer("version").notNull(),
  patch: text("patch").notNull(),
  row: text("row"),
  actor: text("actor").notNull(),
  cause: text("cause").notNull(),
  comment: text("comment").notNull(),
  at: integer("at").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.seq] }), index("change_entity").on(t.orgId, t.entityId, t.seq)]);

/** First statement of every commit: what was done under which key. */
export const idempotency = sqliteTable("idempotency", {
  orgId: text("org_id").notNull(),
  key: text("key").notNull(),
  /** Hash of method, path and body. */
  fingerprint: text("fingerprint").notNull(),
  fromSeq: integer("from_seq").notNull(),
  toSeq: integer("to_seq").notNull(),
  /** What the caller gets besides the changes: JSON. */
  result: text("result").notNull(),
  at: integer("at").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.key] })]);

/** Never holds a row: inserting NULL aborts the batch of a commit whose guarded row was not as read. */
export const guard = sqliteTable("guard", { broken: integer("broken").notNull() });
