import { newId } from "../../../domain/ids.ts";
import type { OrderEdit } from "../../../domain/order-edit.ts";
import type { Order } from "../../../domain/order.ts";
import type { OrderStatus } from "../../../domain/order-status.ts";

/** What random edits choose from. */
export interface World {
  readonly statuses: readonly OrderStatus[];
  readonly people: readonly string[];
  /** Delivery agents. */
  readonly agents: readonly string[];
  readonly customerId: string;
  /** Stock codes and their prices in minor units. */
  readonly products: Readonly<Record<string, number>>;
}

export interface RandomEdit {
  readonly edit: OrderEdit;
  /** What the log's patch must say of it. */
  readonly patch: Readonly<Record<string, unknown>>;
}

export type Random = () => number;

export function pick<T>(from: readonly T[], random: Random): T {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error("nothing to choose from");
  return found;
}

export function whole(least: number, most: number, random: Random): number {
  return least + Math.floor(random() * (most - least + 1));
}

/** One thing that a CSR might do to an order as they see it; texts and amounts are hardly ever the same twice. */
export function randomEdit(order: Order, world: World, random: Random): RandomEdit {
  const open = order.sentAt === null;
  const dice = random();
  if (dice < 0.12) return of({ reference: textOf(random) });
  if (dice < 0.2) return of({ note: textOf(random) });
  if (dice < 0.27) return of({ tags: [textOf(random), textOf(random)] });
  if (dice < 0.34) return of({ csrId: pick(world.people.filter((p) => p !== order.csrId), random) });
  if (dice < 0.46) return of({ statusId: statusOf(order, world, random) });
  if (!open && dice < 0.95) return of({ reference: textOf(random), note: textOf(random) });
  if (dice < 0.58) return of({ fee: whole(1, 99_999, random) });
  if (dice < 0.62) return of({ fee: whole(1, 99_999, random), reference: textOf(random) });
  return lineEdit(order, world, random);
}

function of(edit: OrderEdit): RandomEdit {
  return { edit, patch: edit };
}

export function textOf(random: Random): string {
  return Math.floor(random() * 36 ** 8).toString(36);
}

const OPEN: readonly string[] = ["pending", "awaiting_approval", "approved", "processing", "on_hold"];

/** In which an order can be changed as before. */
export function openStatuses({ statuses }: World): OrderStatus[] {
  return statuses.filter((s) => OPEN.includes(s.stage));
}

/** Mostly one that leaves the order open, or soon nobody could change a line. */
function statusOf(order: Order, world: World, random: Random): string {
  const locking = random() < 0.04;
  const fits = locking ? world.statuses.filter((s) => ["ready_to_dispatch", "dispatched"].includes(s.stage)) : openStatuses(world);
  return pick(fits.filter((s) => s.id !== order.statusId), random).id;
}

function lineEdit(order: Order, { products }: World, random: Random): RandomEdit {
  const line = pick(order.lines, random);
  const dice = random();
  if (dice < 0.15 && order.lines.length < 12) {
    const id = newId("lin");
    const stockCode = pick(Object.keys(products), random);
    const quantity = whole(1, 9_999, random);
    return { edit: { lines: [{ op: "add", id, stockCode, quantity }] }, patch: { [`lines.${id}`]: { id, stockCode, quantity, unitPrice: products[stockCode] } } };
  }
  if (dice < 0.25 && order.lines.length > 1) return { edit: { lines: [{ op: "remove", id: line.id }] }, patch: { [`lines.${line.id}`]: null } };
  const quantity = (line.quantity + whole(1, 9_998, random)) % 9_999 + 1;
  return { edit: { lines: [{ op: "set", id: line.id, quantity }] }, patch: { [`lines.${line.id}.quantity`]: quantity } };
}
