import { newId } from "../ids.ts";
import type { Address, Order } from "../order.ts";
import { buildOrder, extendOrder } from "./build-order.ts";
import { no } from "./amount.ts";
import type { ImportDefaults, OrderCustomer } from "./build-order.ts";
import type { Draft, DraftCustomer, Reject } from "./draft.ts";

export interface KnownOrder {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  /** Fingerprints of its parts (see `Draft.hash`): `,` between those of different steps, `+` between those of one; "" if it came by no import. */
  readonly hash: string;
  readonly importId: string | null;
}

export interface KnownCustomer extends OrderCustomer {
  readonly externalId: string | null;
}

/** What the database knows of the drafts of one step. */
export interface Known {
  /** By external id. */
  readonly orders: ReadonlyMap<string, KnownOrder>;
  /** Of the organization's own numbers that the drafts use, those taken by orders that are not in `orders`. */
  readonly numbers: ReadonlySet<string>;
  /** Order numbers of the file of which this job rejected rows before. */
  readonly rejected: ReadonlySet<string>;
  readonly customersById: ReadonlyMap<string, KnownCustomer>;
  /** By e-mail in lower case. */
  readonly customersByEmail: ReadonlyMap<string, KnownCustomer>;
  readonly products: ReadonlySet<string>;
  /** Whole orders, by id, that drafts may have to be appended to. */
  readonly loaded: ReadonlyMap<string, Order>;
}

export interface PlanContext extends ImportDefaults {
  readonly jobId: string;
  readonly guestName: string;
  readonly createProducts: boolean;
}

export interface NewOrder {
  readonly order: Order;
  readonly externalId: string;
  readonly hash: string;
}

export interface NewCustomer extends KnownCustomer {
  readonly address: Address | null;
}

export interface NewProduct {
  readonly stockCode: string;
  readonly name: string;
  readonly price: number;
}

/** Everything that one step writes. */
export interface Plan {
  readonly orders: NewOrder[];
  readonly extended: { readonly before: Order; readonly after: Order; readonly hash: string }[];
  readonly customers: NewCustomer[];
  readonly products: NewProduct[];
  readonly rejects: Reject[];
  /** Orders that are there already, exactly so. */
  readonly unchanged: number;
  /** Lines of new and extended orders. */
  readonly lines: number;
}

/** True if the organization itself could have given the number: then the order keeps it. */
export function isOwnNumber(externalId: string, prefix: string): boolean {
  return externalId.startsWith(prefix) && /^\d{7}$/u.test(externalId.slice(prefix.length));
}

/** The next order's number follows the highest, and numbers end at seven digits: so many must stay free. */
const HIGHEST_OWN = 8_999_999;

/** Orders that a draft would be appended to: they must be loaded before `planStep`. */
export function toLoad(drafts: readonly Draft[], orders: ReadonlyMap<string, KnownOrder>, jobId: string): string[] {
  const ids = new Set<string>();
  for (const draft of drafts) {
    const known = orders.get(draft.externalId);
    if (known?.importId === jobId && !partsOf(known.hash).includes(draft.hash)) ids.add(known.id);
  }
  return [...ids];
}

/**
 * Decides what becomes of each draft. Pure: the same drafts and the same knowledge
 * give the same plan but for the new ids.
 */
export function planStep(drafts: readonly Draft[], known: Known, context: PlanContext): Plan {
  const planner = new Planner(known, context);
  for (const draft of drafts) planner.add(draft);
  return planner.plan();
}

class Planner {
  readonly #known: Known;
  readonly #context: PlanContext;
  readonly #orders = new Map<string, NewOrder>();
  readonly #extended = new Map<string, { before: Order; after: Order; hash: string }>();
  readonly #customersById = new Map<string, NewCustomer>();
  readonly #customersByEmail = new Map<string, NewCustomer>();
  readonly #customers: NewCustomer[] = [];
  readonly #unkept = new Set<string>();
  readonly #products = new Map<string, NewProduct>();
  readonly #rejects: Reject[] = [];
  readonly #rejectedHere = new Set<string>();
  #unchanged = 0;
  #lines = 0;

  constructor(known: Known, context: PlanContext) {
    this.#known = known;
    this.#context = context;
  }

  plan(): Plan {
    return {
      orders: [...this.#orders.values()], extended: [...this.#extended.values()], customers: this.#customers, products: [...this.#products.values()],
      rejects: this.#rejects, unchanged: this.#unchanged, lines: this.#lines,
    };
  }

  add(draft: Draft): void {
    const planned = this.#orders.get(draft.externalId);
    const stored = this.#known.orders.get(draft.externalId);
    if (planned) this.#repeat(draft, planned.hash, planned.order, null);
    else if (!stored) this.#create(draft);
    else if (stored.importId !== this.#context.jobId) {
      if (partsOf(stored.hash).includes(draft.hash)) this.#unchanged++;
      else this.#reject(draft, `Order ${draft.externalId} exists already${stored.number === draft.externalId ? "" : ` as ${stored.number}`} and is not the same as these rows: a date, a price or another cell differs. Change it in the order itself, or give these rows another order number.`);
    } else {
      const before = this.#known.loaded.get(stored.id) ?? null;
      const extended = this.#extended.get(draft.externalId);
      this.#repeat(draft, extended?.hash ?? stored.hash, extended?.after ?? before, stored);
    }
  }

  /** Rows of an order that this very file gave rows of before. */
  #repeat(draft: Draft, hash: string, order: Order | null, stored: KnownOrder | null): void {
    const number = order?.number || draft.externalId;
    if (partsOf(hash).includes(draft.hash)) {
      return this.#reject(draft, `Order ${draft.externalId} stands in this file a second time with the same rows. Nothing was added; if they are meant to count twice, put them next to the first ones and import the order again.`);
    }
    // Every step that wrote it made one version: more means that somebody worked on it.
    if (!order || (stored && stored.version !== stored.hash.split(",").length)) {
      return this.#reject(draft, `Order ${number} was changed after its first rows were imported, so these rows of it were not added. Add them in the order itself.`);
    }
    if (!draft.customer.guest && this.#customerOf(draft.customer).id !== order.customerId) {
      return this.#reject(draft, `Order ${number} has another customer in the rows that were imported before these. Give these rows another order number.`);
    }
    const unknown = this.#unknownProducts(draft);
    const next = unknown === null ? extendOrder(order, draft, this.#context) : no(unknown);
    if (!next.ok) return this.#reject(draft, `${next.reason} Other rows of order ${number} are in already; add these to it there.`);
    this.#accept(draft);
    if (!stored) {
      this.#orders.set(draft.externalId, { order: next.value, externalId: draft.externalId, hash: `${hash}+${draft.hash}` });
      return;
    }
    const extended = this.#extended.get(draft.externalId);
    const before = extended?.before ?? order;
    const joined = extended ? `${hash}+${draft.hash}` : `${hash},${draft.hash}`;
    this.#extended.set(draft.externalId, { before, after: { ...next.value, version: before.version + 1 }, hash: joined });
  }

  #create(draft: Draft): void {
    const { organization } = this.#context;
    if (this.#rejectedHere.has(draft.externalId) || this.#known.rejected.has(draft.externalId)) {
      return this.#reject(draft, `Other rows of order ${draft.externalId} in this file were rejected, and an order goes in whole or not at all. Put its rows next to each other and correct them together.`);
    }
    const own = isOwnNumber(draft.externalId, organization.numberPrefix);
    if (own && Number(draft.externalId.slice(organization.numberPrefix.length)) > HIGHEST_OWN) {
      return this.#reject(draft, `Order ${draft.externalId}: a number of your own above ${organization.numberPrefix}${HIGHEST_OWN} would leave none for the orders to come. Give these rows a lower number, or one of another form.`);
    }
    if (own && this.#known.numbers.has(draft.externalId)) return this.#reject(draft, `Order ${draft.externalId} exists already and came by no import. Change it in the order itself, or give these rows another order number.`);
    const unknown = this.#unknownProducts(draft);
    if (unknown) return this.#reject(draft, unknown);
    const customer = this.#customerOf(draft.customer);
    const order = buildOrder(draft, customer, own ? draft.externalId : "", this.#context);
    if (!order.ok) return this.#reject(draft, order.reason);
    this.#accept(draft);
    this.#keep(customer, order.value.deliveryAddress);
    this.#orders.set(draft.externalId, { order: order.value, externalId: draft.externalId, hash: draft.hash });
  }

  #reject(draft: Draft, reason: string): void {
    this.#rejectedHere.add(draft.externalId);
    for (const row of draft.rows) this.#rejects.push({ row, reason });
  }

  #accept(draft: Draft): void {
    this.#lines += draft.lines.length;
    for (const line of draft.lines) {
      if (this.#known.products.has(line.stockCode) || this.#products.has(line.stockCode)) continue;
      this.#products.set(line.stockCode, { stockCode: line.stockCode, name: line.description.trim() || line.stockCode, price: line.unitPrice });
    }
  }

  #unknownProducts(draft: Draft): string | null {
    if (this.#context.createProducts) return null;
    const codes = [...new Set(draft.lines.map((l) => l.stockCode).filter((code) => !this.#known.products.has(code)))];
    return codes.length === 0 ? null : `Stock code: no product has ${codes.length === 1 ? "the code" : "the codes"} ${codes.slice(0, 5).join(", ")}${codes.length > 5 ? " and others" : ""}.`;
  }

  /** Known, planned before, or new; a new one is kept only once an order of theirs is accepted. */
  #customerOf(said: DraftCustomer): KnownCustomer {
    const externalId = said.guest ? `~guest ${this.#context.guestName}` : said.externalId;
    const email = said.email.toLowerCase();
    if (externalId !== null) {
      const byId = this.#known.customersById.get(externalId) ?? this.#customersById.get(externalId);
      if (byId) return byId;
    }
    if (email !== "") {
      const byEmail = this.#known.customersByEmail.get(email) ?? this.#customersByEmail.get(email);
      // Two ids in the file are two customers, even if they share an address for e-mail.
      if (byEmail && (externalId === null || byEmail.externalId === null)) return byEmail;
    }
    const created = { id: newId("cus", this.#context.now), externalId, name: said.guest ? this.#context.guestName : said.name, email: said.email, phone: said.phone, company: said.company };
    this.#unkept.add(created.id);
    return created;
  }

  #keep(customer: KnownCustomer, address: Address | null): void {
    if (!this.#unkept.delete(customer.id)) return;
    const guest = customer.externalId?.startsWith("~guest ") ?? false;
    const created: NewCustomer = { ...customer, address: guest ? null : address };
    const email = customer.email.toLowerCase();
    this.#customers.push(created);
    if (customer.externalId !== null) this.#customersById.set(customer.externalId, created);
    if (email !== "" && !this.#customersByEmail.has(email)) this.#customersByEmail.set(email, created);
  }
}

function partsOf(hash: string): string[] {
  return hash === "" ? [] : hash.split(/[,+]/u);
}
