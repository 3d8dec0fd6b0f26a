import type { Change } from "../../domain/change.ts";
import type { Order } from "../../domain/order.ts";
import { LOCKED_FIELDS } from "../../domain/order-rule.ts";
import { clockTime, relativeTime } from "../ui/time-text.ts";
import type { Conventions } from "../ui/locale.ts";

/** Whether sending for fulfilment closed this field of the order (E5). */
export function isLocked(order: Pick<Order, "sentAt">, field: string): boolean {
  return order.sentAt !== null && LOCKED_FIELDS.some((locked) => locked === field);
}

/** “Sent for fulfilment by Bo Lindqvist at 14:02.” */
export function lockSentence(order: Pick<Order, "sentAt">, changes: readonly Change[], now: number, conventions: Conventions): string {
  if (order.sentAt === null) return "";
  const by = changes.findLast((change) => change.patch["sentAt"] !== undefined)?.actor.name;
  return `Sent for fulfilment${by === undefined ? "" : ` by ${by}`} ${whenText(order.sentAt, now, conventions)}.`;
}

/** “Cancelled by Bo Lindqvist at 14:02.”, or nothing. */
export function cancelSentence(order: Pick<Order, "stage">, changes: readonly Change[], now: number, conventions: Conventions): string {
  if (order.stage !== "cancelled") return "";
  const change = changes.findLast(({ patch }) => patch["stage"]?.[1] === "cancelled");
  return change ? `Cancelled by ${change.actor.name} ${whenText(change.at, now, conventions)}.` : "Cancelled.";
}

/** “Deleted by Bo Lindqvist at 14:02.”, or nothing. */
export function deletedSentence(order: Pick<Order, "deletedAt">, changes: readonly Change[], now: number, conventions: Conventions): string {
  if (order.deletedAt === null) return "";
  const by = changes.findLast((change) => change.kind === "order.deleted")?.actor.name;
  return by === undefined ? "" : `Deleted by ${by} ${whenText(order.deletedAt, now, conventions)}.`;
}

function whenText(at: number, now: number, conventions: Conventions): string {
  return now - at < 12 * 3_600_000 ? `at ${clockTime(at, conventions)}` : `on ${relativeTime(at, now, conventions)}`;
}
