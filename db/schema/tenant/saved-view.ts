import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A named view of the list. Deleting keeps the row, so that it can be undone. */
export const savedView = sqliteTable("saved_view", {
  orgId: text("org_id").notNull(),
  id: text("id").notNull(),
  version: integer("version").notNull().default(1),
  ownerId: text("owner_id").notNull(),
  name: text("name").notNull(),
  shared: integer("shared").notNull(),
  /** The view as the text of an address. */
  query: text("query").notNull(),
  createdAt: integer("created_at").notNull(),
  updatedBy: text("updated_by").notNull(),
  updatedAt: integer("updated_at").notNull(),
  deletedAt: integer("deleted_at"),
}, (t) => [primaryKey({ columns: [t.orgId, t.id] })]);
