import type { Agent, Channel, Microsite, Person } from "../../domain/organization.ts";
import { orderNumber } from "../../domain/organization.ts";
import { recompute } from "../../domain/order-rule.ts";
import type { PaymentMethod } from "../../domain/payment-status.ts";
import type { Order, OrderType } from "../../domain/order.ts";
import type { OrderStatus } from "../../domain/order-status.ts";
import type { TaxRule } from "../../domain/money.ts";
import { dayOf } from "../../domain/zoned-day.ts";

/** A stream of numbers in [0, 1) that is the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What the orders refer to: the organization's own rows. */
export interface World {
  readonly statuses: readonly OrderStatus[];
  readonly channels: readonly Channel[];
  readonly people: readonly Person[];
  readonly agents: readonly Agent[];
  readonly microsites: readonly Microsite[];
  readonly customers: readonly RandomCustomer[];
  readonly tax: TaxRule;
  readonly timeZone: string;
  readonly numberPrefix: string;
  readonly riskThreshold: number;
}

export interface RandomCustomer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly company: string;
  readonly postCode: string;
}

const DAY = 86_400_000;
/** Fixed, so that the same rows come out whenever they are made. */
export const LAST_ORDER_AT = Date.UTC(2026, 10, 20, 17);
const YEARS_OF_ORDERS = 3 * 365 * DAY;

const FIRST_NAMES = "Ada Amir Anna Arjun Bela Carla Chen Dana Diego Elif Emma Farah Finn Grace Hana Hugo Ines Ivan Jana Jonas Kofi Lena Liam Lucía Maya Mei Milan Nadia Noah Olga Omar Paula Priya Quinn Rafael Rosa Samir Sofía Tariq Tess Uma Vera Viktor Wanda Xiu Yara Zoë Zoran".split(" ");
const LAST_NAMES = "Abbott Ahmed Andersson Baker Bianchi Brown Castro Clarke Cohen Cooper Dubois Dvořák Eriksen Evans Fischer Foster Garcia Green Gruber Haddad Hansen Harris Hughes Ito Ivanov Jansen Jones Kaya Keller Khan Kim Kowalski Kumar Larsen Lee Lopez Martin Meyer Moreau Müller Nguyen Novák Okafor Patel Pereira Popescu Quist Ricci Roberts Rossi Santos Sato Schmidt Silva Singh Smith Suzuki Taylor Thomas Turner Ueda Varga Virtanen Walker Wang Weber White Williams Wilson Wood Wright Yılmaz Young Zhang Ziegler".split(" ");
const COMPANIES = ["Harbour Joinery Ltd", "Northfield Timber", "Kestrel Build GmbH", "Oak & Iron", "Riverside Fit-Out"];
const STOCK: readonly (readonly [code: string, name: string, price: number])[] = [
  ["22423", "Regency cakestand 3 tier", 1275], ["85123A", "White hanging heart holder", 295], ["47566", "Party bunting", 495], ["84879", "Assorted colour bird ornament", 169],
  ["20725", "Lunch bag red retrospot", 165], ["DRL-18", "Cordless drill 18 V", 8999], ["SCR-50", "Wood screws 5 × 50, box of 200", 1249], ["SAW-02", "Bow saw", 2150],
];

/** Three thousand more, which sell the less the later they come. */
const MORE_STOCK: readonly (readonly [code: string, name: string, price: number])[] = Array.from({ length: 3_000 }, (_, n) => [`${21_000 + n * 7}${"ABCDEFG"[n % 11] ?? ""}`, `Article ${n}`, 95 + ((n * 37) % 4_000)]);
const POST_AREAS = "AB B BD BN BS CF CV DE DN E EC EH G GL HU LE LS M N NE NG NW OX PL S SE SW W WC YO".split(" ");

/** Customers whose names, mail and phones are invented; more of them share a common name than a rare one. */
export function randomCustomers(count: number, idOf: (n: number) => string): RandomCustomer[] {
  const random = randomFrom(11);
  return Array.from({ length: count }, (_, n) => {
    const first = FIRST_NAMES[Math.floor(random() * FIRST_NAMES.length)] ?? "Ada";
    const last = LAST_NAMES[Math.floor(random() ** 1.5 * LAST_NAMES.length)] ?? "Abbott";
    const plain = `${first}.${last}`.normalize("NFKD").replace(/[^a-z.]/giu, "").toLowerCase();
    return {
      id: idOf(n),
      name: `${first} ${last}`,
      email: `${plain}${n}@example.com`,
      phone: `+44 20 7${String(Math.floor(random() * 1e7)).padStart(7, "0")}`,
      postCode: `${POST_AREAS[(n * 7) % POST_AREAS.length] ?? "E"}${1 + (n % 28)} ${n % 9}${"ABDEFGHJLN"[n % 10] ?? "A"}${"QRSTUWXYZA"[(n * 3) % 10] ?? "Q"}`,
      company: random() < 0.1 ? (COMPANIES[Math.floor(random() * COMPANIES.length)] ?? "") : "",
    };
  });
}

type Weighted<T> = readonly (readonly [value: T, weight: number])[];

function pick<T>(choices: Weighted<T>, random: () => number): T {
  let rest = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of choices) {
    rest -= weight;
    if (rest < 0) return value;
  }
  const last = choices.at(-1);
  if (!last) throw new TypeError("Nothing to choose from.");
  return last[0];
}

/** Status by age: what is recent is being worked on, nearly all that is old was delivered, and a little was left lying. */
const RECENT: Weighted<string> = [["Incomplete", 8], ["Pending", 25], ["Awaiting Approval", 8], ["Accepted", 12], ["Approved", 12], ["Processing", 20], ["On Hold", 4], ["Ready To Dispatch", 8], ["Cancelled", 3]];
const ON_ITS_WAY: Weighted<string> = [["Processing", 8], ["Ready To Dispatch", 12], ["In Transit", 40], ["Dispatched", 25], ["Delivered", 10], ["Failed", 1], ["Cancelled", 3], ["On Hold", 1]];
const OLD: Weighted<string> = [["Delivered", 880], ["Cancelled", 50], ["Returned From Warehouse", 25], ["Failed", 12], ["Dispatched", 12], ["On Hold", 5], ["Exchange On Hold", 4], ["Awaiting Customer Feedback", 5], ["Incomplete", 4], ["Pending", 2], ["In Transit", 1]];

/** Share of the orders by channel, and the part of the three years in which it was in use. */
const CHANNELS: readonly (readonly [name: string, weight: number, from: number, to: number])[] = [
  ["Web", 45, 0, 1], ["Phone", 14, 0, 1], ["Email", 8, 0, 1], ["Mobile", 12, 0.2, 1], ["Amazon", 12, 0.4, 1], ["eBay", 6, 0, 1], ["Etsy", 3, 0, 0.3], ["Customer support", 3, 0, 1],
];
const TYPES: Weighted<OrderType> = [["standard", 930], ["b2b", 35], ["preorder", 20], ["exchange", 10], ["replacement", 5]];

const METHODS: Weighted<PaymentMethod> = [["card", 820], ["bacs", 80], ["transfer", 50], ["card_moto", 30], ["cash", 15], ["cheque", 5]];
/** Of the orders that have one. */
const TAGS: Weighted<string> = [["gift", 600], ["trade", 250], ["fragile", 100], ["call first", 40], ["vip", 10]];

/** Twelve people; two left in the first year, one came this month: their orders lie together in time. */
export const CSRS: readonly (readonly [name: string, from: number, to: number])[] = [
  ["Ada Abbott", 0, 1], ["Ben Okafor", 0, 1], ["Chloe Weber", 0, 1], ["Dario Ricci", 0, 0.9], ["Esra Kaya", 0.1, 1], ["Femi Cole", 0.3, 1],
  ["Gita Rao", 0.3, 0.8], ["Henk de Wit", 0.5, 1], ["Ilse Brandt", 0.6, 1], ["Joao Pires", 0, 0.2], ["Kara Voss", 0, 0.3], ["Luca Moretti", 0.97, 1],
];

/** All orders, oldest first, with lines and payments that add up. */
export function* randomOrders(count: number, world: World): Generator<Order> {
  const random = randomFrom(42);
  // Of its own, so that what else orders are stays as it was.
  const more = randomFrom(77);
  const status = new Map(world.statuses.map((s) => [s.name, s]));
  const channel = new Map(world.channels.map((c) => [c.name, c.id]));
  const csr = new Map(world.people.map((p) => [p.name, p.id]));
  const at = (n: number) => LAST_ORDER_AT - YEARS_OF_ORDERS + Math.floor(YEARS_OF_ORDERS * ((n + 1) / count) ** 0.8);

  for (let n = 0; n < count; n++) {
    const placedAt = at(n) - Math.floor(random() * Math.min(60_000, (at(n) - at(n - 1)) / 2));
    const life = (placedAt - LAST_ORDER_AT + YEARS_OF_ORDERS) / YEARS_OF_ORDERS;
    const age = LAST_ORDER_AT - placedAt;
    const state = status.get(pick(age < 2 * DAY ? RECENT : age < 7 * DAY ? ON_ITS_WAY : OLD, random));
    const customer = world.customers[Math.floor(random() * world.customers.length)];
    if (!state || !customer) throw new TypeError("The organization lacks a default status, or customers.");
    const channelName = pick(CHANNELS.filter(([, , from, to]) => life >= from && life <= to).map(([name, weight]) => [name, weight]), random);
    const byHand = ["Phone", "Email", "Customer support"].includes(channelName);
    const working = CSRS.filter(([, from, to]) => life >= from && life <= to);
    const fraudScore = random() < 0.3 ? Math.floor(random() ** 3 * 100) : null;
    const sent = state.position >= 9;
    const rest = id(random);
    const order: Order = {
      id: `ord_${base32(placedAt, 10)}${rest}`,
      number: orderNumber(world.numberPrefix, n + 1),
      version: 1,
      placedAt,
      placedDay: dayOf(placedAt, world.timeZone),
      orderType: pick(TYPES, random),
      channelId: channel.get(channelName) ?? "",
      customerId: customer.id,
      customerName: customer.name,
      customerEmail: customer.email,
      customerPhone: customer.phone,
      company: customer.company,
      statusId: state.id,
      stage: state.stage,
      paymentStatus: "pending",
      total: 0,
      paid: 0,
      due: 0,
      fraudScore,
      highRisk: fraudScore !== null && fraudScore >= world.riskThreshold,
      reference: random() < 0.2 ? `PO-${Math.floor(random() * 1e6)}` : "",
      tags: random() < 0.1 ? [...new Set([pick(TAGS, more), pick(TAGS, more)])] : [],
      csrId: byHand || random() < 0.15 ? (csr.get(working[Math.floor(random() * working.length)]?.[0] ?? "") ?? null) : null,
      agentId: sent ? (world.agents[Math.floor(random() ** 2 * world.agents.length)]?.id ?? null) : null,
      sentAt: sent ? placedAt + DAY : null,
      lineCount: 0,
      updatedAt: placedAt,
      deletedAt: null,
      micrositeId: channelName === "Web" ? (world.microsites[Math.floor(more() ** 2 * world.microsites.length)]?.id ?? null) : null,
      paymentMethod: pick(METHODS, more),
      invoiceStatus: "none",
      trackingNumber: sent ? `JD${String(Math.floor(more() * 1e9)).padStart(9, "0")}` : "",
      trackingUrl: "",
      postCode: "",
      noteStart: "",
      stockWords: "",
      lines: Array.from({ length: 1 + Math.floor(random() * 3) }, (_, i) => {
        const [stockCode, description, unitPrice] = (more() < 0.2 ? STOCK[Math.floor(random() * STOCK.length)] : MORE_STOCK[Math.floor(random() ** 3 * MORE_STOCK.length)]) ?? ["X", "X", 1];
        const quantity = 1 + Math.floor(random() ** 4 * 40);
        return { id: `lin_${base32(placedAt, 10)}${base32(i, 1)}${rest.slice(1)}`, stockCode, description, quantity, unitPrice, total: quantity * unitPrice };
      }),
      subtotal: 0,
      discount: 0,
      fee: random() < 0.5 ? 495 : 0,
      tax: 0,
      refunded: 0,
      note: "",
      deliveryAddressId: null,
      deliveryAddress: null,
      billingAddressId: null,
      billingAddress: null,
      payments: [],
    };
    pay(order, world.tax, `${base32(placedAt, 10)}${rest}`, random);
    order.postCode = customer.postCode;
    yield order;
  }
}

function pay(order: Order, tax: TaxRule, paymentId: string, random: () => number): void {
  recompute(order, tax);
  const owing = order.stage === "cancelled" || order.stage === "failed" ? 0.6 : order.stage === "incomplete" ? 0.7 : order.stage === "pending" ? 0.4 : 0.03;
  const dice = random();
  if (dice < owing) {
    if (dice < owing * 0.2) order.payments = [{ id: `pay_${paymentId}`, method: "card", amount: order.total, status: dice < owing * 0.1 ? "declined" : "authorized", at: order.placedAt }];
  } else {
    order.paid = random() < 0.02 ? Math.floor(order.total / 2) : order.total;
    order.refunded = order.stage === "returned" || random() < 0.02 ? (random() < 0.5 ? order.paid : Math.floor(order.paid / 3)) : 0;
    order.payments = [{ id: `pay_${paymentId}`, method: "card", amount: order.paid, status: "paid", at: order.placedAt }];
  }
  recompute(order, tax);
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

export function base32(value: number, length: number): string {
  let text = "";
  for (let rest = value, i = 0; i < length; i++) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function id(random: () => number): string {
  return base32(Math.floor(random() * 2 ** 32), 7) + base32(Math.floor(random() * 2 ** 32), 9);
}
