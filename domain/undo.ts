import * as v from "valibot";
import type { AddressText } from "./address.ts";
import { LineEdit, OrderEdit } from "./order-edit.ts";
import type { Patch } from "./order-rule.ts";
import type { Permission } from "./role.ts";
import type { Order } from "./order.ts";
import { same } from "./same.ts";

/** Old values that an edit can name as they stand in the log. */
const SIMPLE = ["statusId", "csrId", "agentId", "tags", "reference", "note", "customerId", "fee", "paymentMethod", "micrositeId", "trackingNumber", "trackingUrl"] as const satisfies readonly (keyof OrderEdit & keyof Order)[];
const ADDRESSES = { deliveryAddressId: "deliveryAddress", billingAddressId: "billingAddress" } as const;

/** The address rows that the way back needs, by id. */
export function addressesOf(patch: Patch): string[] {
  return Object.keys(ADDRESSES).flatMap((key) => (typeof patch[key]?.[0] === "string" ? [patch[key][0]] : []));
}

/**
 * The edit that takes a change back (N8); null where no edit leads back: an order that was sent for
 * fulfilment, that had no such address, or that was cancelled before, which would need its reason again.
 * @param addresses by id, as the log names them
 */
export function undoOf(patch: Patch, addresses: ReadonlyMap<string, v.InferOutput<typeof AddressText>>): OrderEdit | null {
  if ("sentAt" in patch || patch["stage"]?.[0] === "cancelled") return null;
  if (patch["deletedAt"]) return { deleted: patch["deletedAt"][0] !== null };
  const edit: Record<string, unknown> = {};
  for (const field of SIMPLE) if (patch[field]) edit[field] = patch[field][0];
  for (const [key, field] of Object.entries(ADDRESSES)) {
    if (!patch[key]) continue;
    const address = addresses.get(String(patch[key][0]));
    if (!address) return null;
    edit[field] = address;
  }
  const lines = Object.entries(patch).flatMap(([key, [old, now]]) => (key.startsWith("lines.") ? [lineBack(key, old, now)] : []));
  if (lines.length > 0) edit["lines"] = lines;
  if (Object.keys(edit).length === 0) return null;
  return v.parse(OrderEdit, edit);
}

/** What of a change an edit takes back; all else follows from it. */
function isTakenBack(key: string): boolean {
  return key === "deletedAt" || key in ADDRESSES || key.startsWith("lines.") || SIMPLE.some((field) => field === key);
}

/**
 * Whether later changes have left something else where this one changed something (N8.3). One that was taken back
 * itself has not, so that of several changes of an order each can be taken back, the youngest first.
 * @param since patches of the same order, oldest first
 */
export function isBuiltOn(patch: Patch, since: readonly Patch[]): boolean {
  const own = Object.keys(patch).filter(isTakenBack);
  // Of a line as of each of its parts.
  const meet = (key: string) => own.some((mine) => mine === key || mine.startsWith(`${key}.`) || key.startsWith(`${mine}.`));
  const touched = new Map<string, { readonly before: unknown; readonly now: unknown }>();
  for (const [key, [old, now]] of since.flatMap((later) => Object.entries(later))) {
    const earlier = touched.get(key);
    if (meet(key)) touched.set(key, { before: earlier ? earlier.before : old, now });
  }
  return [...touched.values()].some(({ before, now }) => !same(before, now));
}

/** Who may delete takes back a deletion of their own by the same right; restoring what others deleted stays with who may restore. */
export function permissionsToUndo(patch: Patch, held: readonly Permission[]): readonly Permission[] {
  if (!patch["deletedAt"]) return held;
  return held.includes(patch["deletedAt"][1] === null ? "orders.restore" : "orders.delete") ? [...held, "orders.delete", "orders.restore"] : held;
}

const Removed = v.object({ stockCode: v.string(), quantity: v.number(), unitPrice: v.number() });

/** @param key `lines.<id>`, or `lines.<id>.<field>` */
function lineBack(key: string, old: unknown, now: unknown): LineEdit {
  const [, id = "", field] = key.split(".");
  if (field !== undefined) return v.parse(LineEdit, { op: "set", id, [field]: old });
  return old === null && now !== null ? { op: "remove", id } : { op: "add", id, ...v.parse(Removed, old) };
}
