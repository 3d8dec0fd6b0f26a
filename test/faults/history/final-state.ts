import * as v from "valibot";
import { readChanges } from "../../../db/change.ts";
import type { OrgDatabase } from "../../../db/database.ts";
import { loadLookups } from "../../../db/lookups.ts";
import { orderById, orderOf } from "../../../db/order.ts";
import type { Change } from "../../../domain/change.ts";
import { facetKeyOf } from "./check-counters.ts";
import { keyOf } from "./check-writes.ts";
import { readBulks } from "./read-bulks.ts";
import { searchedWrong } from "./read-search.ts";
import type { Count, FinalState, StoredOrder } from "./history.ts";

const Head = v.object({ seq: v.number(), order_number: v.number() });
const Id = v.object({ id: v.string(), external_id: v.nullable(v.string()) });
const Key = v.object({ key: v.string(), from_seq: v.number(), to_seq: v.number() });
const Facet = v.object({ deleted: v.number(), status_id: v.string(), stage: v.string(), payment_status: v.string(), unpaid: v.number(), channel_id: v.string(), csr_id: v.string(), order_type: v.string(), high_risk: v.number(), orders: v.number(), total: v.number() });
const Day = v.object({ day: v.string(), orders: v.number(), total: v.number() });
const ORDERS_AT_A_TIME = 100;

/** All that the database holds of the organization, read past every proxy. */
export async function readFinalState(db: OrgDatabase): Promise<FinalState> {
  const { organization } = await loadLookups(db);
  const [heads = [], keys = [], facets = [], days = []] = await db.queryAll([
    { sql: "SELECT seq, order_number FROM head WHERE org_id = :org" },
    { sql: "SELECT key, from_seq, to_seq FROM idempotency WHERE org_id = :org" },
    { sql: "SELECT f.*, c.orders, c.total FROM facet f JOIN facet_count c ON c.facet_id = f.id WHERE f.org_id = :org" },
    { sql: "SELECT day, orders, total FROM day_count WHERE org_id = :org" },
  ]);
  const head = v.parse(Head, heads[0]);
  const [log, orders] = [await readLog(db), await readOrders(db)];
  return {
    log,
    headSeq: head.seq,
    headNumber: head.order_number,
    numberPrefix: organization.numberPrefix,
    tax: { rate: organization.taxRate, inclusive: organization.taxInclusive },
    orders,
    bulks: await readBulks(db),
    searchedWrong: await searchedWrong(db, orders, log),
    keys: new Map(v.parse(v.array(Key), keys).map((k) => [keyOf(k.key), { from: k.from_seq, to: k.to_seq }])),
    facets: new Map(v.parse(v.array(Facet), facets).map((f): [string, Count] => [
      facetKeyOf({ deleted: f.deleted === 1, statusId: f.status_id, stage: f.stage, paymentStatus: f.payment_status, unpaid: f.unpaid === 1, channelId: f.channel_id, csrId: f.csr_id, orderType: f.order_type, highRisk: f.high_risk === 1 }),
      { orders: f.orders, total: f.total },
    ])),
    days: new Map(v.parse(v.array(Day), days).map((d): [string, Count] => [d.day, { orders: d.orders, total: d.total }])),
  };
}

async function readLog(db: OrgDatabase): Promise<Change[]> {
  const log: Change[] = [];
  for (;;) {
    const page = await readChanges(db, log.at(-1)?.seq ?? 0, 1_000);
    if (page.length === 0) return log;
    log.push(...page);
  }
}

async function readOrders(db: OrgDatabase): Promise<StoredOrder[]> {
  const ids = v.parse(v.array(Id), await db.query({ sql: "SELECT id, external_id FROM orders WHERE org_id = :org ORDER BY id" }));
  const orders: StoredOrder[] = [];
  for (let from = 0; from < ids.length; from += ORDERS_AT_A_TIME) {
    const some = ids.slice(from, from + ORDERS_AT_A_TIME);
    const found = await db.queryAll(some.map(({ id }) => orderById(id)));
    for (const [i, rows] of found.entries()) {
      const order = orderOf(rows);
      if (order) orders.push({ order, externalId: some[i]?.external_id ?? null });
    }
  }
  return orders;
}
