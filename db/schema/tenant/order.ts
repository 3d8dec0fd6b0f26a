import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/**
 * `rid` orders the search index. The partial indexes hold only what lists show;
 * the matrix of filters and sorts that they serve is in SPEC.md.
 */
export const orders = sqliteTable("orders", {
  rid: integer("rid").primaryKey(),
  orgId: text("org_id").notNull(),
  id: text("id").notNull(),
  number: text("number").notNull(),
  version: integer("version").notNull(),
  placedAt: integer("placed_at").notNull(),
  placedDay: text("placed_day").notNull(),
  orderType: text("order_type").notNull(),
  channelId: text("channel_id").notNull(),
  customerId: text("customer_id").notNull(),
  customerName: text("customer_name").notNull(),
  customerEmail: text("customer_email").notNull(),
  customerPhone: text("customer_phone").notNull(),
  company: text("company").notNull(),
  customerSort: text("customer_sort").notNull(),
  statusId: text("status_id").notNull(),
  stage: text("stage").notNull(),
  /** Read by nothing: see `orderColumns`. */
  statusPosition: integer("status_position").notNull(),
  paymentStatus: text("payment_status").notNull(),
  subtotal: integer("subtotal").notNull(),
  discount: integer("discount").notNull(),
  fee: integer("fee").notNull(),
  tax: integer("tax").notNull(),
  total: integer("total").notNull(),
  paid: integer("paid").notNull(),
  refunded: integer("refunded").notNull(),
  due: integer("due").notNull(),
  unpaid: integer("unpaid").notNull(),
  fraudScore: integer("fraud_score"),
  highRisk: integer("high_risk").notNull(),
  reference: text("reference").notNull(),
  tags: text("tags").notNull(),
  csrId: text("csr_id").notNull(),
  agentId: text("agent_id").notNull(),
  micrositeId: text("microsite_id").notNull().default(""),
  invoiceStatus: text("invoice_status").notNull().default("none"),
  trackingNumber: text("tracking_number").notNull().default(""),
  trackingUrl: text("tracking_url").notNull().default(""),
  paymentMethod: text("payment_method"),
  note: text("note").notNull(),
  deliveryAddressId: text("delivery_address_id"),
  billingAddressId: text("billing_address_id"),
  /** Of the delivery address, which never changes once it is written. */
  postCode: text("post_code").notNull().default(""),
  sentAt: integer("sent_at"),
  lineCount: integer("line_count").notNull(),
  /** The order's id in the file or shop that it was imported from, and what its rows hashed to. */
  externalId: text("external_id"),
  externalHash: text("external_hash"),
  importId: text("import_id"),
  searchName: text("search_name").notNull(),
  searchEmail: text("search_email").notNull(),
  searchPhone: text("search_phone").notNull(),
  searchReference: text("search_reference").notNull(),
  searchPost: text("search_post").notNull().default(""),
  searchStock: text("search_stock").notNull().default(""),
  facetId: integer("facet_id").notNull(),
  updatedAt: integer("updated_at").notNull(),
  deletedAt: integer("deleted_at"),
}, (t) => [
  uniqueIndex("orders_id").on(t.orgId, t.id),
  uniqueIndex("orders_number").on(t.orgId, t.number),
  uniqueIndex("orders_external").on(t.orgId, t.externalId).where(sql`external_id IS NOT NULL`),
  // Sorted by time, in the order of the list's first page.
  index("orders_placed").on(t.orgId, t.placedAt, t.id).where(sql`deleted_at IS NULL`),
  index("orders_status_placed").on(t.orgId, t.statusId, t.placedAt, t.id).where(sql`deleted_at IS NULL`),
  index("orders_csr_placed").on(t.orgId, t.csrId, t.placedAt, t.id).where(sql`deleted_at IS NULL`),
  index("orders_channel_placed").on(t.orgId, t.channelId, t.placedAt, t.id).where(sql`deleted_at IS NULL`),
  index("orders_agent_placed").on(t.orgId, t.agentId, t.placedAt, t.id).where(sql`deleted_at IS NULL`),
  // What nearly all orders are is left out: nobody looks for it alone, and each write would pay for it.
  index("orders_payment_placed").on(t.orgId, t.paymentStatus, t.placedAt, t.id).where(sql`deleted_at IS NULL AND payment_status <> 'paid'`),
  index("orders_type_placed").on(t.orgId, t.orderType, t.placedAt, t.id).where(sql`deleted_at IS NULL AND order_type <> 'standard'`),
  index("orders_unpaid_placed").on(t.orgId, t.placedAt, t.id).where(sql`deleted_at IS NULL AND unpaid = 1`),
  index("orders_risk_placed").on(t.orgId, t.placedAt, t.id).where(sql`deleted_at IS NULL AND high_risk = 1`),
  index("orders_microsite_placed").on(t.orgId, t.micrositeId, t.placedAt, t.id).where(sql`deleted_at IS NULL`),
  index("orders_method_placed").on(t.orgId, t.paymentMethod, t.placedAt, t.id).where(sql`deleted_at IS NULL`),
  index("orders_invoice_placed").on(t.orgId, t.invoiceStatus, t.placedAt, t.id).where(sql`deleted_at IS NULL`),
  index("orders_score_placed").on(t.orgId, t.fraudScore, t.placedAt, t.id).where(sql`deleted_at IS NULL`),
  index("orders_facet_placed").on(t.facetId, t.placedAt, t.id),
  // Other sorts.
  index("orders_customer").on(t.orgId, t.customerSort, t.id).where(sql`deleted_at IS NULL`),
  index("orders_total").on(t.orgId, t.total, t.id).where(sql`deleted_at IS NULL`),
  index("orders_paid").on(t.orgId, t.paid, t.id).where(sql`deleted_at IS NULL`),
  index("orders_email").on(t.orgId, t.searchEmail, t.id).where(sql`deleted_at IS NULL`),
  index("orders_reference").on(t.orgId, t.searchReference, t.id).where(sql`deleted_at IS NULL`),
  index("orders_company").on(t.orgId, sql`lower(company)`, t.id).where(sql`deleted_at IS NULL`),
  // Holds all that groups are added up from where no counter knows: a million orders in a fifth of a second.
  index("orders_grouped").on(t.orgId, t.placedDay, t.facetId, t.agentId, t.total).where(sql`deleted_at IS NULL`),
  index("orders_unpaid_total").on(t.orgId, t.total, t.id).where(sql`deleted_at IS NULL AND unpaid = 1`),
]);

/**
 * One row for each combination of what filters ask for that really occurs, with
 * the number of its orders and their sum: exact counts of any such filter without
 * counting, and the list of any such filter as a merge of a few index ranges.
 */
export const facet = sqliteTable("facet", {
  id: integer("id").primaryKey(),
  orgId: text("org_id").notNull(),
  deleted: integer("deleted").notNull(),
  statusId: text("status_id").notNull(),
  stage: text("stage").notNull(),
  paymentStatus: text("payment_status").notNull(),
  unpaid: integer("unpaid").notNull(),
  channelId: text("channel_id").notNull(),
  csrId: text("csr_id").notNull(),
  orderType: text("order_type").notNull(),
  highRisk: integer("high_risk").notNull(),
}, (t) => [uniqueIndex("facet_key").on(t.orgId, t.deleted, t.statusId, t.csrId, t.channelId, t.paymentStatus, t.orderType, t.unpaid, t.highRisk, t.stage)]);

/** The orders of each facet and the sum of their totals. Apart from the facets, because every write counts: two hundred of these fit on a page that it rewrites, of those twenty. */
export const facetCount = sqliteTable("facet_count", {
  facetId: integer("facet_id").primaryKey(),
  orders: integer("orders").notNull(),
  total: integer("total").notNull(),
});

/** Facets by delivery agent: in the facets themselves agents would double the ranges that a list is merged of. */
export const facetAgent = sqliteTable("facet_agent", {
  orgId: text("org_id").notNull(),
  facetId: integer("facet_id").notNull(),
  agentId: text("agent_id").notNull(),
  orders: integer("orders").notNull(),
  total: integer("total").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.facetId, t.agentId] })]);

/** Orders (not deleted) of a day in the organization's zone, and the sum of their totals. */
export const dayCount = sqliteTable("day_count", {
  orgId: text("org_id").notNull(),
  day: text("day").notNull(),
  orders: integer("orders").notNull(),
  total: integer("total").notNull().default(0),
}, (t) => [primaryKey({ columns: [t.orgId, t.day] })]);

export const orderLine = sqliteTable("order_line", {
  orgId: text("org_id").notNull(),
  orderId: text("order_id").notNull(),
  id: text("id").notNull(),
  position: integer("position").notNull(),
  stockCode: text("stock_code").notNull(),
  description: text("description").notNull(),
  quantity: integer("quantity").notNull(),
  unitPrice: integer("unit_price").notNull(),
  total: integer("total").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.orderId, t.id] })]);

export const payment = sqliteTable("payment", {
  orgId: text("org_id").notNull(),
  orderId: text("order_id").notNull(),
  id: text("id").notNull(),
  method: text("method").notNull(),
  amount: integer("amount").notNull(),
  status: text("status").notNull(),
  at: integer("at").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.orderId, t.id] })]);
