import type { Order } from "../../domain/order.ts";
import { LOCKED_FIELDS } from "../../domain/order-edit.ts";

/** Whether sending for fulfilment closed this field of the order (E5). */
export function isLocked(order: Pick<Order, "sentAt">, field: string): boolean {
  return order.sentAt !== null && LOCKED_FIELDS.some((locked) => locked === field);
}
