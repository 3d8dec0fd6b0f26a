import * as v from "valibot";

/** What can be done to many orders at once (E8). */
export const BULK_KINDS = ["csr", "agent", "status", "tags", "send", "delete", "restore"] as const;
export const BulkKind = v.picklist(BULK_KINDS);
export type BulkKind = v.InferOutput<typeof BulkKind>;

/** `counting` freezes the ids of all that match; `ready` shows the exact number and waits for the act; then as any job. */
export const BULK_STATES = ["counting", "ready", "queued", "running", "done", "failed", "cancelled"] as const;

/** A bulk action as everybody in the organization sees it, on the page and by the socket. */
export const BulkJobView = v.object({
  id: v.string(),
  kind: v.literal("bulk"),
  state: v.picklist(BULK_STATES),
  act: BulkKind,
  /** The action (see `domain/bulk.ts`); null before it is started, and for an undo. */
  action: v.unknown(),
  /** Orders frozen; grows while it counts. */
  total: v.number(),
  done: v.number(),
  /** They were so already. */
  unchanged: v.number(),
  /** Refused or stale; each has its reason. */
  failed: v.number(),
  /** The job that this one takes back. */
  undoes: v.nullable(v.string()),
  /** It takes back an undo: what it does is done again. */
  redo: v.boolean(),
  /** The job that takes this one back: of several, after one that stopped halfway, the last. */
  undoneBy: v.nullable(v.string()),
  /** Who started it. */
  byId: v.string(),
  by: v.string(),
  /** Why it stopped, or "". */
  error: v.string(),
  /** UTC milliseconds. */
  createdAt: v.number(),
  updatedAt: v.number(),
});
export type BulkJobView = v.InferOutput<typeof BulkJobView>;
