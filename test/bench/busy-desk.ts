import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { readChanges } from "../../db/change.ts";
import { commit } from "../../db/commit.ts";
import { listOrders } from "../../db/order-list.ts";
import type { Keyset } from "../../db/order-list.ts";
import { loggedRow } from "../../db/order.ts";
import { newId } from "../../domain/ids.ts";
import type { Actor, Cause } from "../../domain/change.ts";
import type { Publication } from "../../domain/live.ts";
import type { OrderRow } from "../../domain/order.ts";
import { controlDatabase } from "../../db/control.ts";
import { stepBack } from "../harness/priority.ts";
import { addPeople } from "../harness/tenant.ts";
import type { TestPerson } from "../harness/tenant.ts";
import { BENCH_ORG } from "./fixture.ts";
import { openStage } from "./stage.ts";
import type { Stage } from "./stage.ts";

interface Bindings {
  readonly ROOM: { idFromName(name: string): unknown; get(id: unknown): { publish(publication: Publication): Promise<void> } };
}

/** How a change is told: as a row of its own, or with its neighbours as a range of a job. */
export type Told = "items" | "ranges";

/** A desk of many orders at which somebody changes hundreds of them a second. */
export interface BusyDesk {
  readonly stage: Stage;
  readonly person: TestPerson;
  /** Changes orders at the beginning of the list, at this pace, until the signal; resolves to how many. */
  readonly change: (told: Told, perSecond: number, until: AbortSignal) => Promise<number>;
  /** One job that changes so many orders in chunks of a thousand. @returns how many publications it took */
  readonly job: (orders: number) => Promise<number>;
}

/** Orders that the changes go round: what a page holds at most, and as many again that it does not. */
const BUSY_ORDERS = 3_000;
const TURN_MS = 100;
const CHUNK = 1_000;

export async function openBusyDesk(orders: number): Promise<BusyDesk> {
  const stage = await openStage(orders, { writes: true, connections: 1 });
  const { db, stack } = stage;
  // A browser does not share its cores with the server that it talks to.
  for (const pid of Object.values(stack.pids())) if (pid !== undefined) stepBack(pid);
  const control = controlDatabase({ url: stack.sqldUrl, token: "" });
  const [person] = await addPeople(stack, { slug: BENCH_ORG.slug, control, db }, [{ role: "csr", name: "Cora Singh" }]);
  if (!person) throw new Error("one person was asked for");
  const actor: Actor = { kind: "user", id: stage.lookups.people[0]?.id ?? "", name: stage.lookups.people[0]?.name ?? "" };
  const { ROOM } = await stack.bindings<Bindings>();
  const room = ROOM.get(ROOM.idFromName(db.orgId));

  /** From the beginning of the list, in chunks. */
  async function* newest(count: number): AsyncGenerator<OrderRow[]> {
    let at: Keyset | null = null;
    for (let left = count; left > 0; left -= CHUNK) {
      const { rows } = await listOrders(db, { filter: [], sort: { field: "placed", dir: "desc" }, at, backwards: false, limit: Math.min(left, CHUNK), now: Date.now() });
      at = rows.at(-1)?.at ?? null;
      yield rows.map(({ row }) => row);
      if (at === null) return;
    }
  }

  /** Sets the reference of these orders in one commit. @returns the rows as they are then */
  async function save(rows: readonly OrderRow[], reference: string, cause: Cause): Promise<{ from: number; to: number; rows: OrderRow[] }> {
    const at = Date.now();
    const next = rows.map((row): OrderRow => ({ ...row, version: row.version + 1, reference, updatedAt: at }));
    const { from, to } = await commit(db, {
      key: randomUUID(),
      fingerprint: "busy",
      actor,
      cause,
      at,
      writes: [
        {
          sql: `UPDATE orders SET version = version + 1, reference = :reference, search_reference = :reference, updated_at = :at
                WHERE org_id = :org AND id IN (SELECT value FROM json_each(:ids))`,
          args: { reference, at, ids: JSON.stringify(rows.map((row) => row.id)) },
        },
      ],
      changes: next.map((row, i) => ({ kind: "order.edited", entity: "order", entityId: row.id, version: row.version, patch: { reference: [rows[i]?.reference ?? "", reference] }, row: loggedRow(row), comment: "" })),
      result: {},
    });
    return { from, to, rows: next };
  }

  async function tell(told: Told, { from, to }: { from: number; to: number }, cause: Cause): Promise<void> {
    if (told === "ranges") return await room.publish({ from, to, cause });
    const items = await readChanges(db, from - 1, to - from + 1);
    // One by one, as single requests are.
    await Promise.all(items.map((item) => room.publish({ from: item.seq, to: item.seq, items: [item] })));
  }

  return {
    stage,
    person,
    async change(told, perSecond, until) {
      const held = new Map<number, OrderRow>();
      for await (const rows of newest(BUSY_ORDERS)) for (const row of rows) held.set(held.size, row);
      const job: Cause = { kind: "bulk", id: newId("job") };
      const size = Math.round((perSecond * TURN_MS) / 1_000);
      const began = performance.now();
      let turn = 0;
      let at = 0;
      while (!until.aborted) {
        // A prime step: each turn's orders lie all over the list.
        const places = Array.from({ length: size }, () => (at = (at + 1_009) % held.size));
        const cause: Cause = told === "ranges" ? job : { kind: "request", id: randomUUID() };
        const saved = await save(places.flatMap((place) => held.get(place) ?? []), `turn ${turn}`, cause);
        for (const [i, place] of places.entries()) {
          const row = saved.rows[i];
          if (row) held.set(place, row);
        }
        await tell(told, saved, cause);
        turn++;
        await sleep(Math.max(0, began + turn * TURN_MS - performance.now()));
      }
      return turn * size;
    },
    async job(count) {
      const cause: Cause = { kind: "bulk", id: newId("job") };
      let publications = 0;
      for await (const rows of newest(count)) {
        await tell("ranges", await save(rows, "job", cause), cause);
        publications++;
      }
      return publications;
    },
  };
}
