import type { Actor, Change } from "../../domain/change.ts";
import { formatMoney } from "../../domain/money.ts";
import { OrderLine } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { PAYMENT_METHOD_NAME, PAYMENT_STATUS_NAME, PaymentMethod, PaymentStatus } from "../../domain/payment-status.ts";
import * as v from "valibot";
import { agentName, micrositeName, personName, statusName } from "./names.ts";
import type { Names } from "./names.ts";

/** One thing that a change did, in words: `old` null for what was not there before, `now` null for what is gone. */
export interface Fact {
  /** The key of the patch, such as `reference` or `lines.<id>.quantity`. */
  readonly field: string;
  readonly label: string;
  readonly old: string | null;
  readonly now: string | null;
  /** Colours of the two, where they are statuses. */
  readonly colors?: readonly [string | undefined, string | undefined];
}

export interface ChangeWords {
  readonly by: string;
  /** What kind of actor, where it is not a person: “Import”, “Script”, “System”. */
  readonly via: string | null;
  /** Whether `via` is to be said before the name: the sentence of an import says it itself. */
  readonly saysVia: boolean;
  /** The sentence that follows the name, such as “placed the order”. */
  readonly what: string;
  readonly facts: readonly Fact[];
  /** The reason and the comment that were given with it. */
  readonly comment: string;
}

/** What the log names only by id. */
export interface Memory {
  /** Names by id, as far as they are known by now. */
  readonly customers: ReadonlyMap<string, string>;
  /** What a line was, by its id: the log of a quantity names no product. */
  readonly lines: ReadonlyMap<string, { readonly stockCode: string; readonly description: string }>;
}

/**
 * @param order as it is now; lines that are gone are found in the changes that removed them
 * @param customers names of customers of before. The rows of the log cannot tell them: they carry the name of the
 * order's customer of now, so that erasing a person blanks history too.
 */
export function memoryOf(changes: readonly Change[], order: Pick<Order, "lines" | "customerId" | "customerName">, customers: ReadonlyMap<string, string>): Memory {
  const known = new Map<string, OrderLine>(order.lines.map((line) => [line.id, line]));
  for (const change of changes) {
    for (const [key, [old, now]] of Object.entries(change.patch)) {
      const line = key.startsWith("lines.") ? v.safeParse(OrderLine, now ?? old) : undefined;
      if (line?.success) known.set(line.output.id, line.output);
    }
  }
  return { customers: new Map([...customers, [order.customerId, order.customerName]]), lines: known };
}

/** Customers that the log speaks of and that are not the order's own now. */
export function customersOfBefore(changes: readonly Change[], now: string): string[] {
  const ids = changes.flatMap((change) => change.patch["customerId"] ?? []);
  return [...new Set(ids)].filter((id): id is string => typeof id === "string" && id !== now);
}

const VIA: Record<Actor["kind"], string | null> = { user: null, api_key: "Script", import: "Import", system: "System" };

/** An entry of the log as a person reads it (D1): who, what, old and new. Never shows an id. */
export function changeWords(change: Change, names: Names, memory: Memory): ChangeWords {
  const facts = factsOf(change, names, memory);
  const bulk = change.cause.kind === "bulk" ? " with others at once" : "";
  // The log names an import after whoever started it, and marks the name.
  const by = change.actor.kind === "import" ? change.actor.name.replace(/ \(import\)$/u, "") : change.actor.name;
  const via = VIA[change.actor.kind];
  return { by, via, saysVia: via !== null && change.kind !== "order.imported", what: whatOf(change, names, facts) + bulk, facts, comment: change.comment };
}

function whatOf(change: Change, names: Names, facts: readonly Fact[]): string {
  const amount = (minor: number) => money(names, minor);
  switch (change.kind) {
    case "order.created":
    case "order.imported": {
      const size = change.row ? `: ${count(change.row.lineCount, "line")}, ${amount(change.row.total)}` : "";
      return (change.kind === "order.created" ? "placed the order" : "imported the order") + size;
    }
    case "order.status_changed":
      return "sentAt" in change.patch ? "changed the status, which sent it for fulfilment" : "changed the status";
    case "order.sent_for_fulfilment":
      return "sent the order for fulfilment";
    case "order.deleted":
      return "deleted the order";
    case "order.restored":
      return "restored the order";
    case "order.lines_changed":
      return "changed the lines";
    case "customer.created":
      return "created the customer";
    case "view.saved":
      return "saved a view";
    case "view.deleted":
      return "deleted a view";
    case "order.edited": {
      const only = facts.length === 1 ? facts[0] : undefined;
      if (facts.length === 0 && change.comment !== "") return "said";
      return only ? `changed the ${lower(only.label)}` : "changed the order";
    }
  }
}

type Describe = (value: unknown, names: Names, memory: Memory) => string | null;

const text: Describe = (value) => (value === null || value === "" ? null : String(value));
const amount: Describe = (value, names) => (typeof value === "number" ? money(names, value) : null);

/** The fields that a person wants to read about; what is in neither table follows from these (stage, tax, due …). */
const FIELDS: Record<string, { readonly label: string; readonly describe: Describe }> = {
  statusId: { label: "Status", describe: (value, names) => statusName(names, value) },
  customerId: { label: "Customer", describe: (value, _, memory) => memory.customers.get(String(value)) ?? "another customer" },
  csrId: { label: "CSR", describe: (value, names) => personName(names, value) },
  agentId: { label: "Delivery agent", describe: (value, names) => agentName(names, value) },
  paymentMethod: { label: "Payment method", describe: (value) => (v.is(PaymentMethod, value) ? PAYMENT_METHOD_NAME[value] : null) },
  micrositeId: { label: "Microsite", describe: (value, names) => micrositeName(names, value) },
  trackingNumber: { label: "Tracking number", describe: text },
  trackingUrl: { label: "Tracking link", describe: text },
  reference: { label: "Reference", describe: text },
  note: { label: "Note", describe: text },
  fee: { label: "Delivery fee", describe: amount },
  discount: { label: "Discount", describe: amount },
};

/** What the rest adds up to: said last. */
const SUMS: typeof FIELDS = {
  total: { label: "Total", describe: amount },
  paid: { label: "Paid", describe: amount },
  refunded: { label: "Refunded", describe: amount },
  paymentStatus: { label: "Payment status", describe: (value) => (v.is(PaymentStatus, value) ? PAYMENT_STATUS_NAME[value] : null) },
};

function factsOf(change: Change, names: Names, memory: Memory): Fact[] {
  return [
    ...fieldFacts(FIELDS, change, names, memory),
    ...addressFacts(change.patch),
    ...tagFacts(change.patch["tags"]),
    ...lineFacts(change, names, memory),
    ...fieldFacts(SUMS, change, names, memory),
  ];
}

function fieldFacts(fields: typeof FIELDS, { patch }: Change, names: Names, memory: Memory): Fact[] {
  return Object.entries(fields).flatMap(([field, { label, describe }]) => {
    const pair = patch[field];
    if (!pair) return [];
    const fact = { field, label, old: describe(pair[0], names, memory), now: describe(pair[1], names, memory) };
    const color = (id: unknown) => names.statuses.find((status) => status.id === id)?.color;
    return [field === "statusId" ? { ...fact, colors: [color(pair[0]), color(pair[1])] as const } : fact];
  });
}

/** The log names an address by its id alone, so that erasing a person blanks history too. */
function addressFacts(patch: Change["patch"]): Fact[] {
  const labels = [["deliveryAddressId", "Delivery address"], ["billingAddressId", "Billing address"]] as const;
  return labels.flatMap(([field, label]) => {
    const pair = patch[field];
    return pair ? [{ field, label, old: null, now: pair[0] === null ? "entered" : "changed" }] : [];
  });
}

function tagFacts(pair: Change["patch"][string] | undefined): Fact[] {
  const strings = v.array(v.string());
  if (!pair || !v.is(strings, pair[0]) || !v.is(strings, pair[1])) return [];
  const [old, now] = [pair[0], pair[1]];
  return [
    ...old.filter((tag) => !now.includes(tag)).map((tag) => ({ field: "tags", label: "Tag", old: tag, now: null })),
    ...now.filter((tag) => !old.includes(tag)).map((tag) => ({ field: "tags", label: "Tag", old: null, now: tag })),
  ];
}

function lineFacts(change: Change, names: Names, memory: Memory): Fact[] {
  const facts: Fact[] = [];
  for (const [field, [old, now]] of Object.entries(change.patch)) {
    const [root, id = "", part] = field.split(".");
    if (root !== "lines") continue;
    const known = memory.lines.get(id);
    const label = known ? `${known.stockCode} ${known.description}`.trim() : "A line";
    if (part === undefined) facts.push({ field, label, old: lineText(old, names), now: lineText(now, names) });
    else if (part === "quantity") facts.push({ field, label: `${label}: quantity`, old: String(old), now: String(now) });
    else facts.push({ field, label: `${label}: price`, old: amount(old, names, memory), now: amount(now, names, memory) });
  }
  return facts;
}

function lineText(value: unknown, names: Names): string | null {
  const line = v.safeParse(OrderLine, value);
  return line.success ? `${line.output.quantity} × ${money(names, line.output.unitPrice)}` : null;
}

function money(names: Names, minor: number): string {
  return formatMoney(minor, names.organization.currency, names.organization.locale);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

/** Within a sentence, except what is an abbreviation. */
function lower(label: string): string {
  return label.startsWith("CSR") ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
