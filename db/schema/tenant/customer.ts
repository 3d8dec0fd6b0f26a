import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const customer = sqliteTable("customer", {
  rid: integer("rid").primaryKey(),
  orgId: text("org_id").notNull(),
  id: text("id").notNull(),
  version: integer("version").notNull().default(1),
  name: text("name").notNull(),
  email: text("email").notNull(),
  phone: text("phone").notNull(),
  company: text("company").notNull(),
  /** The customer's id in the system that an import came from. */
  externalId: text("external_id"),
  addressId: text("address_id"),
  searchName: text("search_name").notNull(),
  searchEmail: text("search_email").notNull(),
  searchPhone: text("search_phone").notNull(),
  createdAt: integer("created_at").notNull(),
}, (t) => [
  uniqueIndex("customer_id").on(t.orgId, t.id),
  uniqueIndex("customer_external").on(t.orgId, t.externalId),
  index("customer_email").on(t.orgId, t.email),
]);

/** Immutable rows: history names them by id. */
export const address = sqliteTable("address", {
  orgId: text("org_id").notNull(),
  id: text("id").notNull(),
  name: text("name").notNull(),
  company: text("company").notNull(),
  line1: text("line1").notNull(),
  line2: text("line2").notNull(),
  city: text("city").notNull(),
  region: text("region").notNull(),
  postCode: text("post_code").notNull(),
  country: text("country").notNull(),
  phone: text("phone").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.id] })]);
