import * as v from "valibot";
import { OrderRow } from "./order.ts";

/** Who made a change: shown in the timeline, and as the colour of a cell that just changed. */
export const Actor = v.object({
  kind: v.picklist(["user", "api_key", "import", "system"]),
  /** User, key or job id. */
  id: v.string(),
  name: v.string(),
});
export type Actor = v.InferOutput<typeof Actor>;

export const CHANGE_KINDS = [
  "order.created",
  "order.imported",
  "order.edited",
  "order.status_changed",
  "order.lines_changed",
  "order.sent_for_fulfilment",
  "order.deleted",
  "order.restored",
  "customer.created",
  // Which fields, never what stands in them.
  "view.saved",
  "view.deleted",
] as const;
export const ChangeKind = v.picklist(CHANGE_KINDS);
export type ChangeKind = v.InferOutput<typeof ChangeKind>;

/** What set it off: one request, or a job whose changes belong together. */
export const Cause = v.object({ kind: v.picklist(["request", "import", "bulk"]), id: v.string() });
export type Cause = v.InferOutput<typeof Cause>;

/** One entry of the change log: history, feed and truth in one. Written once, never edited, never pruned. */
export const Change = v.object({
  /** Per organization, contiguous from 1. */
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  kind: ChangeKind,
  entity: v.picklist(["order", "customer", "view"]),
  entityId: v.string(),
  /** Of the entity, after this change. */
  version: v.number(),
  /** Old and new value by field (see `patchOf`). Personal values only as ids. */
  patch: v.record(v.string(), v.tuple([v.unknown(), v.unknown()])),
  /** The order as the list shows it after this change; null for other entities. */
  row: v.nullable(OrderRow),
  actor: Actor,
  cause: Cause,
  /** Said with it: a comment, a reason's text. */
  comment: v.string(),
  /** UTC milliseconds. */
  at: v.number(),
});
export type Change = v.InferOutput<typeof Change>;
