import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { commit } from "../../db/commit.ts";
import { listOrders } from "../../db/order-list.ts";
import { loadOrder } from "../../db/order.ts";
import { FACET_COLUMNS, updateOrderWrites } from "../../db/order-write.ts";
import { newId } from "../../domain/ids.ts";
import { recompute } from "../../domain/order-rule.ts";
import { ORDER_TYPES } from "../../domain/order.ts";
import type { Order } from "../../domain/order.ts";
import { randomFrom } from "../bench/random-orders.ts";
import { tax } from "../domain/order-fixture.ts";
import { ADA, insertOrders, randomOrder, smallOrganization, TAGS } from "./small-organization.ts";
import type { SmallOrganization } from "./small-organization.ts";

const Differences = v.array(v.record(v.string(), v.unknown()));

/** Every counter that is not what a recount says; none if all is well. */
async function wrongCounters({ db }: SmallOrganization): Promise<v.InferOutput<typeof Differences>> {
  const found = await db.queryAll([
    { sql: "SELECT 'facet', f.id, c.orders, c.total, count(o.rid) AS n, coalesce(sum(o.total), 0) AS t FROM facet f LEFT JOIN facet_count c ON c.facet_id = f.id LEFT JOIN orders o ON o.facet_id = f.id WHERE f.org_id = :org GROUP BY f.id HAVING coalesce(c.orders, 0) <> n OR coalesce(c.total, 0) <> t" },
    { sql: "SELECT 'day', d.day, d.orders, d.total, count(o.rid) AS n, coalesce(sum(o.total), 0) AS t FROM day_count d LEFT JOIN orders o ON o.org_id = d.org_id AND o.placed_day = d.day AND o.deleted_at IS NULL WHERE d.org_id = :org GROUP BY d.day HAVING d.orders <> n OR d.total <> t" },
    { sql: "SELECT 'agent', a.facet_id, a.agent_id, a.orders, a.total, count(o.rid) AS n, coalesce(sum(o.total), 0) AS t FROM facet_agent a LEFT JOIN orders o ON o.facet_id = a.facet_id AND o.agent_id = a.agent_id WHERE a.org_id = :org GROUP BY a.facet_id, a.agent_id HAVING a.orders <> n OR a.total <> t" },
    { sql: "SELECT 'agent missing', o.id FROM orders o LEFT JOIN facet_agent a ON a.org_id = o.org_id AND a.facet_id = o.facet_id AND a.agent_id = o.agent_id WHERE o.org_id = :org AND a.orders IS NULL" },
    { sql: "SELECT 'day missing', o.placed_day FROM orders o WHERE o.org_id = :org AND o.deleted_at IS NULL AND o.placed_day NOT IN (SELECT day FROM day_count WHERE org_id = :org)" },
    { sql: `SELECT 'facet of', o.id FROM orders o LEFT JOIN facet f ON f.id = o.facet_id AND f.org_id = o.org_id AND f.deleted = (o.deleted_at IS NOT NULL) AND ${FACET_COLUMNS.map((c) => `f.${c} = o.${c}`).join(" AND ")} WHERE o.org_id = :org AND f.id IS NULL` },
    { sql: "SELECT 'not indexed', o.id FROM orders o WHERE o.org_id = :org AND o.rid NOT IN (SELECT rowid FROM orders_search WHERE orders_search MATCH 'org : ' || replace(:org, '_', ''))" },
    { sql: "SELECT 'tag', org_id, tag, placed_at, id, rid FROM (SELECT org_id, tag, placed_at, id, rid FROM order_tag WHERE org_id = :org EXCEPT SELECT o.org_id, t.value, o.placed_at, o.id, o.rid FROM orders o CROSS JOIN json_each(o.tags) t WHERE o.org_id = :org AND o.deleted_at IS NULL)" },
    { sql: "SELECT 'no tag', o.id, t.value FROM orders o CROSS JOIN json_each(o.tags) t WHERE o.org_id = :org AND o.deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM order_tag g WHERE g.org_id = o.org_id AND g.tag = t.value AND g.placed_at = o.placed_at AND g.rid = o.rid)" },
  ]);
  return v.parse(Differences, found.flat());
}

/** Another state of the same order: what saves, payments, deletion and a later day can make of it. */
function changed({ lookups }: SmallOrganization, order: Order, random: () => number): Order {
  const any = <T>(from: readonly T[], otherwise: T): T => from[Math.floor(random() * from.length)] ?? otherwise;
  const status = any(lookups.statuses, lookups.statuses[0]);
  const next: Order = { ...order, version: order.version + 1 };
  const dice = random();
  if (dice < 0.4 && status) Object.assign(next, { statusId: status.id, stage: status.stage });
  else if (dice < 0.45) next.csrId = any([null, "usr_ada", "usr_bo"], null);
  else if (dice < 0.5) next.agentId = any([null, ...lookups.agents.map((a) => a.id)], null);
  else if (dice < 0.6) next.paid = any([0, 700, order.total], 0);
  else if (dice < 0.7) next.fee = any([0, 495, 990], 0);
  else if (dice < 0.8) next.deletedAt = order.deletedAt === null ? 99 : null;
  else if (dice < 0.85) next.placedDay = any(["2024-01-01", "2024-12-31"], "2024-01-01");
  else if (dice < 0.9) Object.assign(next, { orderType: any(ORDER_TYPES, "standard"), highRisk: random() < 0.5, channelId: any(lookups.channels, lookups.channels[0])?.id });
  else if (dice < 0.95) next.tags = TAGS.filter(() => random() < 0.3);
  else next.customerName = any(["Ivy Hale", "Bo Diaz"], "Ivy Hale");
  recompute(next, tax);
  return next;
}

describe("counters and search index", () => {
  it("equal a recount after any writes, in whatever order, also of deleted and restored orders [L2.21]", async () => {
    const org = await smallOrganization();
    const random = randomFrom(23);
    const orders = Array.from({ length: 40 }, (_, n) => randomOrder(org, random, n + 1));
    await insertOrders(org, orders);
    expect(await wrongCounters(org)).toEqual([]);
    for (let round = 0; round < 12; round++) {
      await Promise.all(
        orders.map(async (order, i) => {
          if (random() < 0.3) return;
          const after = changed(org, order, random);
          await commit(org.db, { key: newId("key"), fingerprint: "", actor: ADA, cause: { kind: "request", id: "x" }, at: 1, writes: updateOrderWrites(order, after), changes: [], result: {} });
          orders[i] = after;
        }),
      );
    }
    expect(await wrongCounters(org)).toEqual([]);
    const ivys = await listOrders(org.db, { filter: [{ field: "name", op: "matches", value: "ivy" }], sort: { field: "number", dir: "asc" }, at: null, backwards: false, limit: 100, now: 0 });
    expect(ivys.rows.map((r) => r.row.id)).toEqual(orders.filter((o) => o.customerName === "Ivy Hale" && o.deletedAt === null).map((o) => o.id));
    expect(ivys.rows.length).toBeGreaterThan(3);
    const last = orders[0];
    expect(last && (await loadOrder(org.db, last.id))).toMatchObject({ ...last, number: "SM0000001" });
  });

  it("notice when they are wrong: the recount finds a counter that was touched by hand [L2.21]", async () => {
    const org = await smallOrganization();
    await insertOrders(org, Array.from({ length: 5 }, (_, n) => randomOrder(org, randomFrom(n + 1), n + 1)));
    await org.db.writeBatch([{ sql: "UPDATE facet_count SET orders = orders + 1 WHERE facet_id = (SELECT min(facet_id) FROM orders WHERE org_id = :org)" }, { sql: "UPDATE day_count SET orders = orders - 1 WHERE org_id = :org AND day = (SELECT min(placed_day) FROM orders WHERE org_id = :org AND deleted_at IS NULL)" }, { sql: "UPDATE facet_agent SET total = total + 1 WHERE org_id = :org AND facet_id = (SELECT min(facet_id) FROM orders WHERE org_id = :org)" }]);
    expect((await wrongCounters(org)).length).toBeGreaterThanOrEqual(3);
  });
});
