import type { Agent, Channel, Microsite, Person } from "../organization.ts";
import { ORDER_TYPE_NAME, ORDER_TYPES } from "../order.ts";
import type { OrderType } from "../order.ts";
import type { OrderStatus, Stage } from "../order-status.ts";
import { PAYMENT_METHOD_NAME, PAYMENT_METHODS, PAYMENT_STATUS_NAME, PAYMENT_STATUSES } from "../payment-status.ts";
import type { PaymentMethod, PaymentStatus } from "../payment-status.ts";
import { no, ok, short } from "./amount.ts";
import type { Parsed } from "./amount.ts";
import { foldName } from "./fold-name.ts";

/** What other systems call the stages; an organization's own names win over these. */
const STAGE_WORDS = new Map<string, Stage>(Object.entries<Stage>({
  new: "pending", open: "pending", created: "pending", placed: "pending", received: "pending", unfulfilled: "pending", pendingpayment: "pending", invoiced: "processing",
  inprocess: "processing", resolved: "delivered", disputed: "on_hold",
  inprogress: "processing", partial: "processing", confirmed: "approved", hold: "on_hold", packed: "ready_to_dispatch", readytoship: "ready_to_dispatch", ready: "ready_to_dispatch",
  shipped: "dispatched", fulfilled: "dispatched", sent: "dispatched", complete: "delivered", completed: "delivered", canceled: "cancelled", void: "cancelled", voided: "cancelled",
  refunded: "returned", restocked: "returned", returned: "returned", unavailable: "failed", error: "failed", approved: "approved", dispatched: "dispatched", delivered: "delivered", cancelled: "cancelled", failed: "failed", processing: "processing", pending: "pending",
}));

const PAYMENT_WORDS: Record<string, PaymentStatus> = {
  unpaid: "pending", awaitingpayment: "pending", open: "pending", no: "pending", false: "pending", yes: "paid", true: "paid", complete: "paid", completed: "paid", captured: "paid", settled: "paid",
  partiallypaid: "partly_paid", authorised: "authorized", failed: "declined", voided: "declined", partiallyrefunded: "partly_refunded",
};

const METHOD_WORDS: Record<string, PaymentMethod> = { creditcard: "card", debitcard: "card", banktransfer: "transfer", wiretransfer: "transfer", check: "cheque", cashondelivery: "cash" };

function byName<T extends string>(ids: readonly T[], names: Record<T, string>, words: Record<string, T>): ReadonlyMap<string, T> {
  return new Map<string, T>([...Object.entries<T>(words), ...ids.flatMap((id): [string, T][] => [[foldName(id), id], [foldName(names[id]), id]])]);
}
const TYPES = byName<OrderType>(ORDER_TYPES, ORDER_TYPE_NAME, { regular: "standard", normal: "standard", preordered: "preorder", business: "b2b" });
const PAYMENTS = byName<PaymentStatus>(PAYMENT_STATUSES, PAYMENT_STATUS_NAME, PAYMENT_WORDS);
const METHODS = byName<PaymentMethod>(PAYMENT_METHODS, PAYMENT_METHOD_NAME, METHOD_WORDS);

/** The names of an organization that cells may use. */
export interface Names {
  readonly statuses: readonly OrderStatus[];
  readonly channels: readonly Channel[];
  readonly microsites: readonly Microsite[];
  readonly people: readonly Person[];
  readonly agents: readonly Agent[];
}

export function findStatus(text: string, names: Names): Parsed<OrderStatus> {
  const wanted = foldName(text);
  const active = names.statuses.filter((s) => s.active);
  const stage = STAGE_WORDS.get(wanted);
  const found = active.find((s) => foldName(s.name) === wanted) ?? active.find((s) => s.stage === stage);
  return found ? ok(found) : no(`Status: no status is called “${short(text)}”.`);
}

export function findChannel(text: string, names: Names): Parsed<Channel> {
  const wanted = foldName(text);
  const found = names.channels.find((c) => c.active && foldName(c.name) === wanted);
  return found ? ok(found) : no(`Channel: no channel is called “${short(text)}”.`);
}

/** People and agents who left are found as well: files tell of the past. */
export function findPerson(text: string, names: Names): Parsed<Person> {
  const found = names.people.filter((p) => foldName(p.name) === foldName(text));
  if (found.length > 1) return no(`CSR: more than one person is called “${short(text)}”.`);
  return found[0] ? ok(found[0]) : no(`CSR: nobody here is called “${short(text)}”.`);
}

export function findAgent(text: string, names: Names): Parsed<Agent> {
  const found = names.agents.find((a) => foldName(a.name) === foldName(text));
  return found ? ok(found) : no(`Delivery agent: no agent is called “${short(text)}”.`);
}

export function findMicrosite(text: string, names: Names): Parsed<Microsite> {
  const found = names.microsites.find((m) => foldName(m.name) === foldName(text));
  return found ? ok(found) : no(`Microsite: no microsite is called “${short(text)}”.`);
}

export function findOrderType(text: string): Parsed<OrderType> {
  const found = TYPES.get(foldName(text));
  return found ? ok(found) : no(`Order type: “${short(text)}” is not one of ${Object.values(ORDER_TYPE_NAME).join(", ")}.`);
}

export function findPaymentStatus(text: string): Parsed<PaymentStatus> {
  const found = PAYMENTS.get(foldName(text));
  return found ? ok(found) : no(`Payment status: “${short(text)}” is not one of ${Object.values(PAYMENT_STATUS_NAME).join(", ")}.`);
}

export function findPaymentMethod(text: string): Parsed<PaymentMethod> {
  const found = METHODS.get(foldName(text));
  return found ? ok(found) : no(`Payment method: “${short(text)}” is not one of ${Object.values(PAYMENT_METHOD_NAME).join(", ")}.`);
}
