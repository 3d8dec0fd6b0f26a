import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Change } from "../../../domain/change.ts";
import { DEAF, hear, joining, recall } from "../../../domain/listener.ts";
import type { Heard, Listener } from "../../../domain/listener.ts";
import type { Publication } from "../../../domain/live.ts";
import { accept, advance, queueAt } from "../../../domain/publication-queue.ts";
import type { Accepted } from "../../../domain/publication-queue.ts";
import { framesOf, publicationsOf } from "../../../domain/publication.ts";
import { applyFrame, EMPTY_REPLICA, greeting } from "../../../domain/replica.ts";
import type { Replica } from "../../../domain/replica.ts";
import type { ServerFrame } from "../../../domain/live.ts";
import { entry, importJob, request } from "./log-fixture.ts";

/** Small, so that histories take several reads and frames get lost in the middle of them. */
const READ = 3;
const CLIENTS = 3;

class Client {
  replica: Replica = EMPTY_REPLICA;
  listener: Listener = DEAF;
  acked = 0;
  sent = 0;
  started: number | null = null;
  gaps = 0;
  /** What it holds: the version of each order. */
  rows = new Map<string, number>();
  /** Every seq it was told of, rows and ranges alike, in the order of arrival. */
  readonly told: number[] = [];
  /** Frames on their way: a socket keeps their order. */
  wire: ServerFrame[] = [];

  /** @param read rows as the database has them now, which may be later than what the client has heard */
  receive(read: () => ReadonlyMap<string, number>): "rehello" | "fine" {
    const frame = this.wire.shift();
    if (!frame) return "fine";
    const before = this.replica.seq;
    const { replica, effect } = applyFrame(this.replica, frame);
    this.replica = replica;
    if (frame.type === "welcome" && this.started === null) {
      this.started = replica.seq;
      this.rows = new Map(read());
    }
    if (effect.kind === "rehello") this.gaps++;
    if (effect.kind === "apply") {
      this.told.push(...effect.changes.map((c) => c.seq));
      for (const { entityId, version } of effect.changes) this.rows.set(entityId, Math.max(version, this.rows.get(entityId) ?? 0));
    }
    if (effect.kind === "reread" || effect.kind === "reset") this.rows = new Map(read());
    if (effect.kind === "reread") for (let seq = (before ?? 0) + 1; seq <= (replica.seq ?? 0); seq++) this.told.push(seq);
    return effect.kind === "rehello" || effect.kind === "reset" ? "rehello" : "fine";
  }
}

/** The room's decisions, with time and database taken apart into single steps. */
class World {
  readonly log: Change[] = [];
  readonly published: Publication[] = [];
  queue = queueAt(0);
  readonly clients = Array.from({ length: CLIENTS }, () => new Client());

  commit(size: number, job: boolean): void {
    const cause = job ? importJob("job_1") : request;
    const from = this.log.length + 1;
    for (let i = 0; i < size; i++) this.log.push(entry(from + i, cause));
    const items = this.log.slice(from - 1);
    this.published.push(job ? { from, to: this.log.length, cause } : { from, to: this.log.length, items });
  }

  /** Any publication at any time, again or for the first time; those never chosen are lost. */
  publish(which: number): void {
    const publication = this.published[which % Math.max(1, this.published.length)];
    if (publication) this.#take(accept(this.queue, publication));
  }

  repair(): void {
    const rows = this.log.slice(this.queue.head, this.queue.head + READ);
    for (const publication of publicationsOf(rows)) this.#take(accept(this.queue, publication));
  }

  hello(client: Client): void {
    // One question at a time: a second hello before the welcome could not tell whose answer comes.
    if (client.wire.some((frame) => frame.type === "welcome")) return;
    client.replica = greeting(client.replica);
    const after = client.replica.seq;
    // As the room does: who knows more than the room makes it look into the log first.
    if (after !== null) while (this.queue.head < after) this.repair();
    client.wire.push({ type: "welcome", seq: this.queue.head, clientId: "cli", people: [], room: "r" });
    client.acked = after ?? this.queue.head;
    client.sent = 0;
    client.listener = joining(this.queue.head, after) ?? DEAF;
  }

  recall(client: Client): void {
    if (client.listener.mode !== "catching_up") return;
    const { queue, target } = client.listener;
    this.#send(client, recall(client.listener, publicationsOf(this.log.slice(queue.head, Math.min(queue.head + READ, target)))));
  }

  receive(client: Client): void {
    if (client.receive(() => this.rows()) === "rehello") this.hello(client);
  }

  /** The database, as the log has made it. */
  rows(): ReadonlyMap<string, number> {
    return new Map(this.log.map((change) => [change.entityId, change.version]));
  }

  ack(client: Client): void {
    client.acked = Math.max(client.acked, Math.min(client.replica.seq ?? 0, this.queue.head));
  }

  /** The sweep: sockets remember what they were sent. */
  note(client: Client): void {
    if (client.listener.mode === "live") client.sent = this.queue.head;
  }

  /** Memory is lost, sockets and what is on the wire stay. */
  hibernate(): void {
    const hearing = this.clients.filter((c) => c.listener.mode !== "deaf");
    if (hearing.length === 0) return;
    const base = Math.max(...hearing.map((c) => Math.max(c.sent, c.acked)));
    this.queue = queueAt(base);
    for (const client of hearing) {
      if (client.listener.mode === "catching_up") client.listener = joining(base, client.acked) ?? DEAF;
    }
  }

  disconnect(client: Client): void {
    client.wire = [];
    client.listener = DEAF;
    client.replica = greeting(client.replica);
  }

  settle(): void {
    while (this.queue.head < this.log.length) this.repair();
    for (const client of this.clients) {
      while (client.wire.length > 0) this.receive(client);
      this.hello(client);
      while (client.wire.length > 0 || client.listener.mode === "catching_up") {
        this.recall(client);
        this.receive(client);
      }
    }
  }

  #take({ queue, ready }: Accepted): void {
    this.queue = queue;
    for (const frame of framesOf(ready)) for (const client of this.clients) this.#send(client, hear(client.listener, frame));
  }

  #send(client: Client, heard: Heard): void {
    client.listener = heard.listener;
    client.wire.push(...framesOf(heard.send));
  }
}

const client = fc.integer({ min: 0, max: CLIENTS - 1 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("commit" as const), size: fc.integer({ min: 1, max: 5 }), job: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("publish" as const), which: fc.nat({ max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("repair" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("hibernate" as const) }) },
  { weight: 12, arbitrary: fc.record({ do: fc.constantFrom("hello" as const, "recall" as const, "receive" as const, "receive" as const, "ack" as const, "note" as const, "disconnect" as const), client }) },
);

it("whatever the interleaving of commits, publications, histories, losses and wakings, every client is told each change once and in order, and ends with the rows of the database [N5.1, N5.3, N5.4, N5.7]", () => {
  let wakings = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 150, size: "max" }), (steps) => {
      const world = new World();
      for (const s of steps) {
        const target = world.clients["client" in s ? s.client : 0] ?? new Client();
        if (s.do === "commit") world.commit(s.size, s.job);
        else if (s.do === "publish") world.publish(s.which);
        else if (s.do === "repair") world.repair();
        else if (s.do === "hibernate") { world.hibernate(); wakings++; }
        else world[s.do](target);
      }
      world.settle();
      for (const c of world.clients) {
        // A client could heal a gap by itself, but the room must not make one.
        expect(c.gaps).toBe(0);
        expect(c.replica).toEqual({ seq: world.log.length, greeted: true });
        expect(c.rows).toEqual(world.rows());
        const first = (c.started ?? 0) + 1;
        expect(c.told).toEqual(Array.from({ length: world.log.length - first + 1 }, (_, i) => first + i));
      }
    }),
    { numRuns: 1_500 },
  );
  expect(wakings).toBeGreaterThan(500);
});

it("publications in any order, with any of them twice, come out as the log [N5.1, N5.3]", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 30 }), fc.infiniteStream(fc.nat()), fc.integer({ min: 0, max: 5 }), (sizes, order, known) => {
      let head = 0;
      const all = sizes.map((size) => {
        const from = head + 1;
        head += size;
        return { from, to: head, items: Array.from({ length: size }, (_, i) => entry(from + i)) };
      });
      const start = Math.min(known, head);
      const twice = [...all, ...all.filter((_, i) => i % 3 === 0)];
      const keys = [...order.take(twice.length)];
      const arriving = twice.map((p, i) => ({ p, key: keys[i] ?? 0 })).sort((a, b) => a.key - b.key);
      let queue = advance(queueAt(0), start).queue;
      const out: number[] = [];
      for (const { p } of arriving) {
        const accepted = accept(queue, p);
        queue = accepted.queue;
        for (const ready of accepted.ready) if ("items" in ready) out.push(...ready.items.map((c) => c.seq));
      }
      expect(out).toEqual(Array.from({ length: head - start }, (_, i) => start + 1 + i));
      expect(queue).toEqual(queueAt(head));
    }),
    { numRuns: 1_000 },
  );
});
