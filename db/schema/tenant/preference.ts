import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** One choice of one person, such as the width of a column. */
export const preference = sqliteTable("preference", {
  orgId: text("org_id").notNull(),
  personId: text("person_id").notNull(),
  /** `columns`, `density`, `starred`, `width.<column>`. */
  field: text("field").notNull(),
  /** JSON. */
  value: text("value").notNull(),
  at: integer("at").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.personId, t.field] })]);
