import { editOrder } from "../../domain/order-rule.ts";
import type { Order } from "../../domain/order.ts";
import { PERMISSIONS } from "../../domain/role.ts";
import type { QueuedEdit } from "../offline-queue/queued-edit.ts";
import { draftContext, previewable } from "./draft-edit.ts";
import type { Names } from "./names.ts";
import { NO_DRAFT } from "./order-draft.ts";

/**
 * The order as it will be when what is queued was saved (N4.22): what is typed on is a change of that. Its version and
 * the ids of its addresses stay those of the server. An edit that the rule refuses by now changes nothing here; the
 * server will say so.
 */
export function withQueued(order: Order, edits: readonly QueuedEdit[], names: Names): Order {
  const { taxRate: rate, taxInclusive: inclusive } = names.organization;
  return edits.reduce((now, { edit, draft }) => {
    const context = { ...names, ...draftContext(draft ?? NO_DRAFT), permissions: PERMISSIONS, tax: { rate, inclusive }, now: order.updatedAt };
    const result = editOrder(now, previewable(now, edit), context);
    if (!result.ok) return now;
    const { version, updatedAt, deliveryAddressId, billingAddressId } = order;
    return { ...result.order, version, updatedAt, deliveryAddressId, billingAddressId };
  }, order);
}
