import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import type { Order } from "../../../domain/order.ts";
import { OrderAnswer } from "../../harness/orders.ts";
import type { Call } from "../../harness/tenant.ts";
import type { Wish, WriteRecord } from "./history.ts";
import { ask, isOpen } from "./patient-call.ts";
import { pick, randomEdit, whole } from "./random-edit.ts";
import type { Random, World } from "./random-edit.ts";

/** How often one goes on asking before giving up without knowing. */
const MOST_SENDINGS = 12;
const PAUSE_MS = 80;
/** Orders that everybody works on; the rest rests. */
const MOST_KNOWN = 14;

/** The orders that everybody works on, as somebody saw them last. */
export type Pool = Map<string, Order>;

interface Sent {
  readonly path: string;
  readonly method: "POST" | "PATCH" | "DELETE";
  readonly body: unknown;
}

/** Somebody at a desk, or a script: changes the same orders as all the others, and keeps what was asked and answered. */
export class Writer {
  readonly #written: { record: WriteRecord; readonly sent: Sent }[] = [];
  readonly name: string;
  readonly #call: Call;
  readonly #pool: Pool;
  readonly #world: World;
  readonly #random: Random;
  readonly #mayDelete: boolean;

  /** @param mayDelete as those may who hold the permission */
  constructor(name: string, call: Call, pool: Pool, world: World, random: Random, mayDelete: boolean) {
    this.name = name;
    this.#mayDelete = mayDelete;
    this.#call = call;
    this.#pool = pool;
    this.#world = world;
    this.#random = random;
  }

  get writes(): readonly WriteRecord[] {
    return this.#written.map(({ record }) => record);
  }

  async work(until: () => boolean, pauseMs: number): Promise<void> {
    while (!until()) {
      await (this.#random() < 0.06 ? this.create() : this.#edit());
      await sleep(this.#random() * pauseMs);
    }
  }

  async create(): Promise<void> {
    const { products, customerId } = this.#world;
    const lines = Array.from({ length: whole(1, 3, this.#random) }, () => ({ stockCode: pick(Object.keys(products), this.#random), quantity: whole(1, 99, this.#random) }));
    const reference = randomUUID().slice(0, 12);
    await this.#write(
      { kind: "create", reference, lines: lines.map((l) => ({ ...l, unitPrice: products[l.stockCode] ?? 0 })) },
      { path: "orders", method: "POST", body: { customerId, reference, lines } },
    );
  }

  async #edit(): Promise<void> {
    const order = await this.#look();
    if (!order) return;
    if (this.#mayDelete && (order.deletedAt !== null || this.#random() < 0.06)) {
      const wish = { kind: order.deletedAt === null ? "delete" : "restore", orderId: order.id } as const;
      await this.#write(wish, wish.kind === "delete" ? { path: `orders/${order.id}`, method: "DELETE", body: undefined } : { path: `orders/${order.id}/restore`, method: "POST", body: undefined });
      return;
    }
    const { edit, patch } = randomEdit(order, this.#world, this.#random);
    await this.#write({ kind: "edit", orderId: order.id, version: order.version, patch }, { path: `orders/${order.id}`, method: "PATCH", body: { version: order.version, edit } });
  }

  /** Often as somebody saw it a while ago: then the save has to be merged. */
  async #look(): Promise<Order | null> {
    const known = [...this.#pool.values()];
    if (known.length === 0) return null;
    const order = pick(known, this.#random);
    if (this.#random() < 0.4) return order;
    const heard = await ask(this.#call, `orders/${order.id}`, {});
    return heard?.status === 200 ? this.#know(heard.text) : order;
  }

  /** Sent again when nobody answered, mostly; and now and then although somebody did. */
  async #write(wish: Wish, sent: Sent): Promise<void> {
    const key = randomUUID();
    const written: { record: WriteRecord; readonly sent: Sent } = { record: { actor: this.name, key, wish, answers: [], lost: 0, refused: false, refusedLast: false }, sent };
    this.#written.push(written);
    const givesUp = this.#random() < 0.2;
    const repeats = this.#random() < 0.1;
    for (let i = 0; i < MOST_SENDINGS; i++) {
      const record = await this.#send(written.record, sent);
      written.record = record;
      if (record.refusedLast || record.answers.length > (repeats ? 1 : 0) || (givesUp && record.lost > 0)) return;
      if (record.answers.length === 0) await sleep(PAUSE_MS * this.#random() * (i + 1));
    }
  }

  async #send(record: WriteRecord, { path, method, body }: Sent): Promise<WriteRecord> {
    const heard = await ask(this.#call, path, { method, body, key: record.key });
    if (isOpen(heard)) return { ...record, lost: record.lost + 1 };
    if (heard.status >= 400) return { ...record, refused: record.refused || (record.lost === 0 && record.answers.length === 0), refusedLast: true };
    const { seq } = v.parse(OrderAnswer, JSON.parse(heard.text));
    const order = this.#know(heard.text);
    return { ...record, refusedLast: false, answers: [...record.answers, { seq, orderId: order.id }] };
  }

  /** When everything has come to rest: what was answered, or refused after something got lost, is asked once more under its key. */
  async askAgain(limit: number): Promise<void> {
    const worth = this.#written.filter(({ record: w }) => w.answers.length > 0 || (w.refusedLast && !w.refused));
    for (const written of worth.slice(-limit)) written.record = await this.#send(written.record, written.sent);
  }

  #know(text: string): Order {
    const { order } = v.parse(OrderAnswer, JSON.parse(text));
    const known = this.#pool.get(order.id);
    if ((known || this.#pool.size < MOST_KNOWN) && (known?.version ?? 0) < order.version) this.#pool.set(order.id, order);
    // Work on an order ends: another takes its place.
    if (order.version > 60) this.#pool.delete(order.id);
    return order;
  }
}
