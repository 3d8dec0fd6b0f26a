import { afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import * as v from "valibot";
import { readChanges, readHead } from "../../db/change.ts";
import { commit, GuardBroken } from "../../db/commit.ts";
import type { Commit } from "../../db/commit.ts";
import { databaseFor } from "../../db/database.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { loadOrder, loggedRow } from "../../db/order.ts";
import { updateOrderWrites } from "../../db/order-write.ts";
import { newId } from "../../domain/ids.ts";
import type { Order } from "../../domain/order.ts";
import { randomFrom } from "../bench/random-orders.ts";
import { TcpProxy } from "../faults/tcp-proxy.ts";
import { ADA, insertOrders, randomOrder, smallOrganization } from "./small-organization.ts";
import type { SmallOrganization } from "./small-organization.ts";

let org: SmallOrganization;
let orders: Order[];
let nextFree = 0;
const proxies: TcpProxy[] = [];

beforeAll(async () => {
  org = await smallOrganization();
  const random = randomFrom(3);
  orders = Array.from({ length: 30 }, (_, n) => ({ ...randomOrder(org, random, n + 1), deletedAt: null, note: "" }));
  await insertOrders(org, orders);
});

afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.close();
});

/** An order that no other test of this file has touched. */
function untouched(): Order {
  const order = orders[nextFree++];
  if (!order) throw new Error("Make more orders.");
  return order;
}

/** The commit of a save that sets the note of an order, as it was read. */
function noteOf(order: Order, note: string, over: Partial<Commit> = {}): Commit {
  const after = { ...order, note, version: order.version + 1 };
  return {
    key: newId("key"),
    fingerprint: note,
    actor: ADA,
    cause: { kind: "request", id: "test" },
    at: 2,
    writes: updateOrderWrites(order, after),
    changes: [{ kind: "order.edited", entity: "order", entityId: order.id, version: after.version, patch: { note: [order.note, note] }, row: loggedRow(after), comment: "" }],
    result: { order: order.id },
    ...over,
  };
}

async function proxied(): Promise<{ proxy: TcpProxy; db: OrgDatabase }> {
  const proxy = await TcpProxy.open(inject("sqldUrl"));
  proxies.push(proxy);
  return { proxy, db: databaseFor({ url: proxy.url, token: "" }, org.db.orgId) };
}

const note = async (order: Order) => (await loadOrder(org.db, order.id))?.note;
const changesOf = async (order: Order) => (await readChanges(org.db, 0, 10_000)).filter((c) => c.entityId === order.id && c.kind === "order.edited").length;
async function rowCount(table: "idempotency" | "guard", key = ""): Promise<number> {
  const [row] = await org.db.query({ sql: `SELECT count(*) AS n FROM ${table} WHERE :org <> '' ${key ? "AND org_id = :org AND key = :key" : ""}`, args: key ? { key } : {} });
  return v.parse(v.number(), row?.["n"]);
}

describe("a commit", () => {
  it("writes rows and log together, and says which sequence numbers it was given [N5.20]", async () => {
    const order = untouched();
    const head = await readHead(org.db);
    const done = await commit(org.db, noteOf(order, "first"));
    expect(done).toEqual({ from: head + 1, to: head + 1, replayed: false, result: { order: order.id }, untold: [] });
    expect(await note(order)).toBe("first");
    expect(await readChanges(org.db, head, 10)).toMatchObject([{ seq: head + 1, kind: "order.edited", entityId: order.id, version: 2, patch: { note: ["", "first"] }, actor: ADA, at: 2, row: { id: order.id, version: 2, customerName: order.customerName } }]);
  });

  it("that comes again under its key does nothing, and answers as it did, whatever happened to the row meanwhile [N5.21]", async () => {
    const order = untouched();
    const once = noteOf(order, "once");
    const first = await commit(org.db, once);
    await commit(org.db, noteOf({ ...order, note: "once", version: 2 }, "later"));
    const again = await commit(org.db, once);
    expect(again).toEqual({ ...first, replayed: true });
    expect(await note(order)).toBe("later");
    expect(await changesOf(order)).toBe(2);
  });

  it("is refused under a key that was used for something else, and writes nothing [N5.22]", async () => {
    const order = untouched();
    const first = noteOf(order, "mine");
    await commit(org.db, first);
    const head = await readHead(org.db);
    const other = noteOf({ ...order, note: "mine", version: 2 }, "another", { key: first.key });
    await expect(commit(org.db, other)).rejects.toMatchObject({ problem: { code: "idempotency_mismatch" } });
    expect(await note(order)).toBe("mine");
    expect(await readHead(org.db)).toBe(head);
  });

  it("whose row is not as it was read leaves no trace: no row, no change, no record of its key [N5.23]", async () => {
    const order = untouched();
    await commit(org.db, noteOf(order, "newer"));
    const head = await readHead(org.db);
    const stale = noteOf(order, "stale");
    await expect(commit(org.db, stale)).rejects.toBeInstanceOf(GuardBroken);
    expect([await note(order), await readHead(org.db), await rowCount("idempotency", stale.key), await rowCount("guard")]).toEqual(["newer", head, 0, 0]);
  });

  it("is stopped by any of its guards, wherever it stands among other writes, so that no change is logged that did not happen [N5.24]", async () => {
    const [a, b] = [untouched(), untouched()];
    await commit(org.db, noteOf(b, "moved on"));
    const head = await readHead(org.db);
    const both = noteOf(a, "never");
    const half = { ...both, writes: [...both.writes, ...noteOf(b, "never").writes, { sql: "UPDATE head SET order_number = order_number WHERE org_id = :org" }] };
    await expect(commit(org.db, half)).rejects.toBeInstanceOf(GuardBroken);
    // Hits a row too many: as wrong as none.
    const wide = { ...both, key: newId("key"), writes: [{ sql: "UPDATE orders SET note = 'never' WHERE org_id = :org AND id IN (:a, :b)", args: { a: a.id, b: b.id }, guarded: true as const }] };
    await expect(commit(org.db, wide)).rejects.toBeInstanceOf(GuardBroken);
    expect([await note(a), await note(b), await readHead(org.db)]).toEqual(["", "moved on", head]);
  });

  it("of two dozen that read the same version, one succeeds [N5.25]", async () => {
    const order = untouched();
    const outcomes = await Promise.allSettled(Array.from({ length: 24 }, (_, i) => commit(org.db, noteOf(order, `by ${i}`))));
    expect(outcomes.filter((o) => o.status === "fulfilled")).toHaveLength(1);
    expect(outcomes.every((o) => o.status === "fulfilled" || o.reason instanceof GuardBroken)).toBe(true);
    expect(await changesOf(order)).toBe(1);
  });

  it("sent twenty times at once under one key happens once, and all hear the same [N5.26]", async () => {
    const order = untouched();
    const same = noteOf(order, "together");
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => commit(org.db, same)));
    expect(new Set(outcomes.map((o) => o.from)).size).toBe(1);
    expect(outcomes.filter((o) => !o.replayed)).toHaveLength(1);
    expect(await changesOf(order)).toBe(1);
  });

  it("has numbers of its own among twenty writers, without a hole [N5.27]", async () => {
    const mine = Array.from({ length: 8 }, untouched);
    const head = await readHead(org.db);
    const ranges = (
      await Promise.all(
        Array.from({ length: 20 }, async (_, writer) => {
          const own: { from: number; to: number }[] = [];
          for (let i = 0; i < 5; i++) {
            const order = mine[(writer + i) % mine.length] ?? untouched();
            const changes = Array.from({ length: 1 + ((writer + i) % 3) }, () => noteOf(order, "n").changes).flat();
            own.push(await commit(org.db, { ...noteOf(order, "n"), writes: [], changes }));
          }
          return own;
        }),
      )
    ).flat().sort((a, b) => a.from - b.from);
    let end = head;
    for (const { from, to } of ranges) {
      expect(from).toBe(end + 1);
      end = to;
    }
    expect(await readHead(org.db)).toBe(end);
    expect((await readChanges(org.db, head, 10_000)).map((c) => c.seq)).toEqual(Array.from({ length: end - head }, (_, i) => head + 1 + i));
  });

  it.each(["before_answer", "after_request", "before_request"] as const)("whose line is cut %s is repeated until its outcome is known, and happens once [N5.28]", async (cut) => {
    const { proxy, db } = await proxied();
    const order = untouched();
    const wanted = noteOf(order, `cut ${cut}`);
    const sprung = proxy.cutNext(/INSERT INTO idempotency/u, cut);
    const done = await commit(db, wanted);
    await sprung;
    expect(await note(order)).toBe(`cut ${cut}`);
    expect(await changesOf(order)).toBe(1);
    expect((await readChanges(org.db, done.from - 1, 1))[0]).toMatchObject({ seq: done.from, entityId: order.id });
    if (cut === "before_answer") expect(done.replayed).toBe(true);
    if (cut === "before_request") expect(done.replayed).toBe(false);
  });

  it("to a database that is away ends in a sentence, with nothing half written [N5.29]", async () => {
    const { proxy, db } = await proxied();
    const order = untouched();
    proxy.refuse(true);
    await expect(commit(db, noteOf(order, "lost"))).rejects.toMatchObject({ problem: { code: "unavailable" } });
    expect([await note(order), await changesOf(order)]).toEqual(["", 0]);
  });

  it("cannot be written without naming its organization [N5.30]", async () => {
    await expect(org.db.query({ sql: "SELECT * FROM orders" })).rejects.toThrow(":org");
    await expect(commit(org.db, { ...noteOf(untouched(), "x"), writes: [{ sql: "DELETE FROM orders" }] })).rejects.toThrow(":org");
    expect(await readHead(org.db)).toBeGreaterThan(0);
  });
});
