import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const product = sqliteTable("product", {
  rid: integer("rid").primaryKey(),
  orgId: text("org_id").notNull(),
  stockCode: text("stock_code").notNull(),
  name: text("name").notNull(),
  price: integer("price").notNull(),
  active: integer("active").notNull().default(1),
  searchCode: text("search_code").notNull(),
  searchName: text("search_name").notNull(),
}, (t) => [uniqueIndex("product_code").on(t.orgId, t.stockCode)]);
