import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const job = sqliteTable("job", {
  orgId: text("org_id").notNull(),
  id: text("id").notNull(),
  kind: text("kind").notNull(),
  state: text("state").notNull(),
  name: text("name").notNull(),
  /** What the job is to do (mapping, options): JSON. */
  spec: text("spec").notNull(),
  /** Where it stands, enough to go on from: JSON. */
  progress: text("progress").notNull(),
  actor: text("actor").notNull(),
  error: text("error").notNull().default(""),
  leaseUntil: integer("lease_until").notNull().default(0),
  createdAt: integer("created_at").notNull(),
  updatedAt: integer("updated_at").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.id] }), index("job_state").on(t.state, t.leaseUntil), index("job_created").on(t.orgId, t.createdAt)]);

/** A row of a file that could not go in, as it came, with the reason. */
export const importReject = sqliteTable("import_reject", {
  orgId: text("org_id").notNull(),
  jobId: text("job_id").notNull(),
  /** 1 is the first row after the header. */
  rowNumber: integer("row_number").notNull(),
  /** The order that it belongs to in the file: its other rows must stay out as well. "" if the row names none. */
  orderKey: text("order_key").notNull().default(""),
  /** The cells: JSON array. */
  cells: text("cells").notNull(),
  reason: text("reason").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.jobId, t.rowNumber] }), index("import_reject_order").on(t.orgId, t.jobId, t.orderKey)]);

/** The orders of a bulk action, frozen when they were counted; those of one chunk are changed by one commit. */
export const bulkChunk = sqliteTable("bulk_chunk", {
  orgId: text("org_id").notNull(),
  jobId: text("job_id").notNull(),
  /** From 0. */
  chunk: integer("chunk").notNull(),
  /** JSON: `[[order id, version seen], …]`. Empty for an undo, whose orders are those of the changes that it takes back. */
  items: text("items").notNull(),
  /** For an undo: the changes that it takes back, first and last of the log. */
  undoFrom: integer("undo_from"),
  undoTo: integer("undo_to"),
  /** What the chunk wrote, first and last of the log; null before. `to_seq` < `from_seq` if it changed nothing. */
  fromSeq: integer("from_seq"),
  toSeq: integer("to_seq"),
}, (t) => [primaryKey({ columns: [t.orgId, t.jobId, t.chunk] })]);

/** What became of the orders of a bulk action that were not changed; those that were stand in the log. */
export const bulkOutcome = sqliteTable("bulk_outcome", {
  orgId: text("org_id").notNull(),
  jobId: text("job_id").notNull(),
  /** 0: it has a reason to be read, 1: it was so already. The first are listed first. */
  rank: integer("rank").notNull(),
  /** Among the orders of the job. */
  position: integer("position").notNull(),
  orderId: text("order_id").notNull(),
  outcome: text("outcome").notNull(),
  reason: text("reason").notNull(),
}, (t) => [primaryKey({ columns: [t.orgId, t.jobId, t.rank, t.position] })]);
