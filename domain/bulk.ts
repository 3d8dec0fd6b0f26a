import * as v from "valibot";
import { BulkKind } from "./bulk-job.ts";
import type { Change } from "./change.ts";
import { csrRefusal } from "./csr.ts";
import { conflictsOf } from "./merge.ts";
import { MAX_TAGS, MAX_TEXT } from "./order.ts";
import type { OrderHead } from "./order.ts";
import type { HeadEdit } from "./order-edit.ts";
import { editHead, spoken } from "./order-rule.ts";
import type { HeadContext, Patch } from "./order-rule.ts";
import type { FieldError } from "./problem.ts";
import type { Permission } from "./role.ts";
import { IdText, requiredText, text } from "./text.ts";
import { permissionsToUndo, undoOf } from "./undo.ts";

/** Orders of one bulk action; more than so many are narrowed down first. */
export const MAX_BULK_ORDERS = 200_000;
/** Ids that one request may carry: more than anybody chooses by hand. */
export const MAX_CHOSEN = 10_000;

export const BULK_NEEDS: Readonly<Record<BulkKind, Permission>> = {
  csr: "orders.edit",
  agent: "orders.edit",
  tags: "orders.edit",
  status: "orders.status",
  send: "orders.fulfil",
  delete: "orders.delete",
  restore: "orders.restore",
};

const SomeTags = v.pipe(v.array(requiredText(MAX_TEXT.tag)), v.maxLength(MAX_TAGS, `Use at most ${MAX_TAGS} tags.`));

export const BulkAction = v.variant("kind", [
  v.strictObject({ kind: v.literal("csr"), csrId: v.nullable(IdText) }),
  v.strictObject({ kind: v.literal("agent"), agentId: v.nullable(IdText) }),
  v.strictObject({ kind: v.literal("status"), statusId: IdText, comment: v.optional(text(MAX_TEXT.comment)), reasonId: v.optional(IdText) }),
  v.strictObject({ kind: v.literal("tags"), add: SomeTags, remove: SomeTags }),
  v.strictObject({ kind: v.literal("send") }),
  v.strictObject({ kind: v.literal("delete") }),
  v.strictObject({ kind: v.literal("restore") }),
]);
export type BulkAction = v.InferOutput<typeof BulkAction>;

/** Which orders: these, or all that a list's query string (`status=…&csr=…`) shows. */
export const BulkTarget = v.strictObject({
  kind: BulkKind,
  ids: v.optional(v.pipe(v.array(IdText), v.minLength(1, "Choose at least one order."), v.maxLength(MAX_CHOSEN, `Name at most ${MAX_CHOSEN} orders, or send the query of a list.`))),
  query: v.optional(v.pipe(v.string(), v.maxLength(8_000), v.description("The query string of a list, such as `status=sta_a&unpaid=true`; empty for all orders."))),
});
export type BulkTarget = v.InferOutput<typeof BulkTarget>;

/** What became of one order. `stale`: somebody changed the same meanwhile. */
export const BULK_OUTCOMES = ["refused", "stale", "unchanged", "done"] as const;
export const BulkOutcomeView = v.object({
  orderId: v.string(),
  number: v.string(),
  outcome: v.picklist(BULK_OUTCOMES),
  /** Why it was not done, as a sentence; else "". */
  reason: v.string(),
  /** Of the change in the log; null if there is none. */
  seq: v.nullable(v.number()),
});
export type BulkOutcomeView = v.InferOutput<typeof BulkOutcomeView>;

export type BulkDecision =
  | { readonly outcome: "done"; readonly order: OrderHead; readonly patch: Patch; readonly comment: string }
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "refused" | "stale"; readonly reason: string };

/** An order as it was frozen, and as it is. */
export interface Frozen {
  /** Undefined if it is not there. */
  readonly order: OrderHead | undefined;
  readonly version: number;
  /** Its changes after that version, oldest first. */
  readonly since: readonly Change[];
}

/** What is wrong with the action whatever the order: asked before anything is done, so that a mistake is one sentence and not fifty thousand. */
export function actionErrors(action: BulkAction, context: Pick<HeadContext, "statuses" | "people" | "agents" | "reasons">): FieldError[] {
  switch (action.kind) {
    case "csr": {
      const refused = action.csrId === null ? null : csrRefusal(action.csrId, context.people);
      return refused === null ? [] : [{ field: "action.csrId", message: refused }];
    }
    case "agent":
      return action.agentId === null || context.agents.some((a) => a.id === action.agentId && a.active) ? [] : [{ field: "action.agentId", message: "This delivery agent is not in use any more. Choose another." }];
    case "tags":
      return tagErrors(action.add, action.remove);
    case "status": {
      const status = context.statuses.find((s) => s.id === action.statusId);
      if (!status) return [{ field: "action.statusId", message: "This status does not exist. Choose another." }];
      if (!status.active) return [{ field: "action.statusId", message: `The status ${status.name} is retired. Choose another.` }];
      const reason = context.reasons.find((r) => r.id === action.reasonId && r.active);
      if (status.stage === "cancelled" && reason?.kind !== "cancel") return [{ field: "action.reasonId", message: "Choose a reason for cancelling." }];
      return action.reasonId === undefined || reason ? [] : [{ field: "action.reasonId", message: "This reason does not exist. Choose another." }];
    }
    default:
      return [];
  }
}

function tagErrors(add: readonly string[], remove: readonly string[]): FieldError[] {
  if (add.length + remove.length === 0) return [{ field: "action.add", message: "Name a tag to add or to remove." }];
  const both = add.find((tag) => remove.includes(tag));
  return both === undefined ? [] : [{ field: "action.remove", message: `“${both}” cannot be both added and removed. Keep one of them.` }];
}

/** The edit that the action is to one order. */
function editFor(action: BulkAction, order: OrderHead): HeadEdit {
  switch (action.kind) {
    case "csr": return { csrId: action.csrId };
    case "agent": return { agentId: action.agentId };
    case "status": return { statusId: action.statusId, ...(action.comment ? { comment: action.comment } : {}), ...(action.reasonId === undefined ? {} : { reasonId: action.reasonId }) };
    case "tags": {
      const kept = order.tags.filter((tag) => !action.remove.includes(tag));
      return { tags: [...kept, ...new Set(action.add.filter((tag) => !kept.includes(tag)))] };
    }
    case "send": return { send: true };
    case "delete": return { deleted: true };
    case "restore": return { deleted: false };
  }
}

/** What the act does to one order (E8): a change of the one rule, unless somebody changed the same since it was chosen. */
export function decideBulk(action: BulkAction, { order, version, since }: Frozen, context: HeadContext): BulkDecision {
  if (!order) return GONE;
  const edit = editFor(action, order);
  if ((edit.tags?.length ?? 0) > MAX_TAGS) return { outcome: "refused", reason: `Order ${order.number} would have more than ${MAX_TAGS} tags.` };
  if (order.version !== version) {
    const stale = staleness(action, edit, since, order);
    if (stale !== null) return { outcome: "stale", reason: stale };
  }
  return applied(order, edit, context);
}

/** Takes back what a bulk action did to one order, while nobody changed it since (N8). */
export function decideUndo(change: Change, { order, since }: Frozen, context: HeadContext): BulkDecision {
  if (!order) return GONE;
  const last = since.at(-1);
  if (order.version !== change.version) return { outcome: "stale", reason: `${last?.actor.name ?? "Somebody"} changed order ${order.number} since.` };
  const edit = undoOf(change.patch, new Map());
  if (!edit) return { outcome: "refused", reason: `What was done to order ${order.number} has no way back. Change it by hand.` };
  return applied(order, { ...edit, comment: "Undo" }, { ...context, permissions: permissionsToUndo(change.patch, context.permissions) });
}

/** Of an order that others change again and again while it is to be written. */
export function overtaken(order: OrderHead): BulkDecision {
  return { outcome: "stale", reason: `Order ${order.number} was being changed by others at this very moment. Try again.` };
}

const GONE: BulkDecision = { outcome: "refused", reason: "This order does not exist any more." };

function applied(order: OrderHead, edit: HeadEdit, context: HeadContext): BulkDecision {
  const result = editHead(order, edit, context);
  if (!result.ok) return { outcome: "refused", reason: result.problem.detail };
  if (result.order.version === order.version) return { outcome: "unchanged" };
  return { outcome: "done", order: result.order, patch: result.patch, comment: spoken(edit, context) };
}

const FIELD: Readonly<Record<string, string>> = { csrId: "CSR", agentId: "delivery agent", statusId: "status" };

/** Why the act is not based on what its author saw; null if it may go on. Tags merge, as added and taken away. */
function staleness(action: BulkAction, edit: HeadEdit, since: readonly Change[], order: OrderHead): string | null {
  if (action.kind === "tags") return null;
  const last = since.at(-1);
  // Deleting rests on the whole order: what somebody did to it meanwhile was not seen.
  if (action.kind === "delete" && order.deletedAt === null && last) return `${last.actor.name} changed order ${order.number} after it was chosen.`;
  const [conflict] = conflictsOf(edit, since);
  return conflict ? `${conflict.by} changed the ${FIELD[conflict.field] ?? "same field"} of order ${order.number} after it was chosen.` : null;
}
