/**
 * Every key of a tenant table begins with `org_id`; money is minor units, times
 * are UTC milliseconds, "nobody" is the empty string (so that it can stand in a
 * key). Search tables and triggers are SQL of their own in `migrations/tenant`.
 */
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** Settings, and the two counters that only the committing batch moves. */
export const head = sqliteTable("head", {
  orgId: text("org_id").primaryKey(),
  /** Last sequence number of the change log. */
  seq: integer("seq").notNull().default(0),
  /** Last order number given out. */
  orderNumber: integer("order_number").notNull().default(0),
  /** Rises, by triggers, with every change of what `db/lookups.ts` reads, so that a copy of that knows whether it is still true. */
  lookups: integer("lookups").notNull().default(0),
});

export const organization = sqliteTable("organization", {
  orgId: text("org_id").primaryKey(),
  slug: text("slug").notNull(),
  name: text("name").notNull(),
  currency: text("currency").notNull(),
  locale: text("locale").notNull(),
  timeZone: text("time_zone").notNull(),
  numberPrefix: text("number_prefix").notNull(),
  taxRate: integer("tax_rate").notNull(),
  taxInclusive: integer("tax_inclusive").notNull(),
  riskThreshold: integer("risk_threshold").notNull(),
});

/** The projection of a member: who the grid and the timeline speak of. Kept when the person leaves. */
export const person = sqliteTable("person", {
  orgId: text("org_id").notNull(),
  id: text("id").notNull(),
  name: text("name").notNull(),
  role: text("role").notNull(),
  active: integer("active").notNull().default(1),
}, (t) => [primaryKey({ columns: [t.orgId, t.id] })]);

export const orderStatus = sqliteTable("order_status", {
  orgId: text("org_id").notNull(),
  id: text("id").notNull(),
  name: text("name").notNull(),
  stage: text("stage").notNull(),
  color: text("color").notNull(),
  position: integer("position").notNull(),
  active: integer("active").notNull().default(1),
  mark: text("mark"),
}, (t) => [primaryKey({ columns: [t.orgId, t.id] }), uniqueIndex("order_status_name").on(t.orgId, t.name)]);

export const channel = sqliteTable("channel", {
  orgId: text("org_id").notNull(),
  id: text("id").notNull(),
  name: text("name").notNull(),
  kind: text("kind").notNull(),
  active: integer("active").notNull().default(1),
  position: integer("position").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.id] }), uniqueIndex("channel_name").on(t.orgId, t.name)]);

export const microsite = sqliteTable("microsite", {
  orgId: text("org_id").notNull(),
  id: text("id").notNull(),
  name: text("name").notNull(),
  active: integer("active").notNull().default(1),
}, (t) => [primaryKey({ columns: [t.orgId, t.id] }), uniqueIndex("microsite_name").on(t.orgId, t.name)]);

export const agent = sqliteTable("agent", {
  orgId: text("org_id").notNull(),
  id: text("id").notNull(),
  name: text("name").notNull(),
  active: integer("active").notNull().default(1),
}, (t) => [primaryKey({ columns: [t.orgId, t.id] }), uniqueIndex("agent_name").on(t.orgId, t.name)]);

export const reason = sqliteTable("reason", {
  orgId: text("org_id").notNull(),
  id: text("id").notNull(),
  kind: text("kind").notNull(),
  text: text("text").notNull(),
  active: integer("active").notNull().default(1),
}, (t) => [primaryKey({ columns: [t.orgId, t.id] })]);
