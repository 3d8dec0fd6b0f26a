import * as v from "valibot";
import type { Condition } from "./filter.ts";
import type { GroupField } from "./group-field.ts";
import { ORDER_TYPES, OrderType } from "./order.ts";
import type { OrderRow } from "./order.ts";
import type { OrderStatus } from "./order-status.ts";
import { PAYMENT_STATUSES, PaymentStatus } from "./payment-status.ts";

/** The orders of a list that agree in one field, added up. */
export const OrderGroup = v.object({
  /** An id, a day, or `none` for orders that nobody has: as the filter language has it. */
  key: v.string(),
  orders: v.number(),
  /** Sum of their totals, minor units. */
  total: v.pipe(v.number(), v.safeInteger()),
});
export type OrderGroup = v.InferOutput<typeof OrderGroup>;

export const OrderGroups = v.object({
  /** Without the empty ones, in no order. */
  groups: v.array(OrderGroup),
  /** Not all orders of the list were looked at (see the matrix in SPEC.md): the numbers are too small. */
  bounded: v.boolean(),
  /** The log's head when they were added up. */
  seq: v.number(),
});
export type OrderGroups = v.InferOutput<typeof OrderGroups>;

/** Nobody's orders: no CSR, no agent. */
export const NOBODY = "none";

/** The group that a row belongs to. */
export function groupKey(row: OrderRow, field: GroupField): string {
  switch (field) {
    case "status": return row.statusId;
    case "channel": return row.channelId;
    case "csr": return row.csrId ?? NOBODY;
    case "agent": return row.agentId ?? NOBODY;
    case "day": return row.placedDay;
    case "payment": return row.paymentStatus;
    case "type": return row.orderType;
  }
}

/** Narrows a list to one of its groups. @throws if there can be no group of that key */
export function groupCondition(field: GroupField, key: string): Condition {
  switch (field) {
    case "day": return { field: "placed", op: "between", from: key, to: key };
    case "payment": return { field, op: "in", values: [v.parse(PaymentStatus, key)] };
    case "type": return { field, op: "in", values: [v.parse(OrderType, key)] };
    default: return { field, op: "in", values: [key] };
  }
}

/** What the order of groups rests on. */
export interface GroupNames {
  readonly statuses: readonly OrderStatus[];
  readonly channels: readonly Named[];
  readonly people: readonly Named[];
  readonly agents: readonly Named[];
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Statuses and payment statuses as work goes through them, people and places by name, the newest day first; unknown ones after that, nobody's last. */
export function groupOrder(field: GroupField, names: GroupNames): (a: string, b: string) => number {
  if (field === "day") return (a, b) => (a < b ? 1 : a > b ? -1 : 0);
  const rank = new Map(knownKeys(field, names).map((key, i) => [key, i]));
  const of = (key: string) => rank.get(key) ?? (key === NOBODY ? rank.size + 1 : rank.size);
  return (a, b) => of(a) - of(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function knownKeys(field: Exclude<GroupField, "day">, names: GroupNames): readonly string[] {
  const byName = (all: readonly Named[]) => all.toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)).map((one) => one.id);
  switch (field) {
    case "status": return names.statuses.toSorted((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)).map((s) => s.id);
    case "channel": return byName(names.channels);
    case "csr": return byName(names.people);
    case "agent": return byName(names.agents);
    case "payment": return PAYMENT_STATUSES;
    case "type": return ORDER_TYPES;
  }
}

/**
 * The groups after an order changed, so that their numbers follow at once.
 * @param before as the list had it; null if it was not in it
 * @param after null if it is not in the list any more
 */
export function moveBetween(groups: ReadonlyMap<string, OrderGroup>, field: GroupField, before: OrderRow | null, after: OrderRow | null): ReadonlyMap<string, OrderGroup> {
  const next = new Map(groups);
  const add = (row: OrderRow, orders: 1 | -1) => {
    const key = groupKey(row, field);
    const group = next.get(key) ?? { key, orders: 0, total: 0 };
    const now = { key, orders: group.orders + orders, total: group.total + orders * row.total };
    if (now.orders > 0) next.set(key, now);
    else next.delete(key); // an empty group is none
  };
  if (before) add(before, -1);
  if (after) add(after, 1);
  return next;
}
