import type { OrderRow } from "../../domain/order.ts";
import { editQueueOf } from "../offline-queue/edit-queue.ts";
import type { Scope } from "../session/organization-scope.tsx";
import { toast } from "../ui/toasts.ts";
import { undoAction } from "./undo-store.ts";

/** Deletes one order, or restores it, by way of the queue of edits; says what became of it and offers the way back (E9). */
export async function deleteOrder(scope: Scope, order: Pick<OrderRow, "id" | "number" | "version">, deleted: boolean): Promise<void> {
  const done = deleted ? `Deleted ${order.number}` : `Restored ${order.number}`;
  const edit = { slug: scope.slug, orderId: order.id, number: order.number, origin: "act" as const, edit: { deleted }, version: order.version, draft: null };
  const outcome = await editQueueOf(scope.user.id).attend(edit, scope.signal);
  switch (outcome.kind) {
    case "saved":
      toast(done, { tone: "done", key: "delete", action: undoAction(scope, { orderId: order.id, number: order.number, seq: outcome.saved.seq, what: deleted ? "deletion" : "restoring" }) });
      return;
    case "waiting":
      toast(`${done}. It is sent when the connection is back.`, { key: "delete" });
      return;
    case "conflict":
    case "refused":
      toast(`${order.number} was not ${deleted ? "deleted" : "restored"}. ${outcome.kind === "refused" ? outcome.problem.detail : "Somebody changed it meanwhile."}`, { tone: "error", key: "delete" });
  }
}
