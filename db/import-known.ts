import * as v from "valibot";
import type { Draft } from "../domain/import/draft.ts";
import { isOwnNumber, toLoad } from "../domain/import/plan.ts";
import type { Known, KnownCustomer, KnownOrder } from "../domain/import/plan.ts";
import type { Order } from "../domain/order.ts";
import type { OrgDatabase } from "./database.ts";
import { orderById, orderOf } from "./order.ts";

const OrderRow = v.object({ external_id: v.string(), id: v.string(), number: v.string(), version: v.number(), external_hash: v.nullable(v.string()), import_id: v.nullable(v.string()) });
const CustomerRow = v.pipe(
  v.object({ id: v.string(), name: v.string(), email: v.string(), phone: v.string(), company: v.string(), external_id: v.nullable(v.string()) }),
  v.transform(({ external_id: externalId, ...c }): KnownCustomer => ({ ...c, externalId })),
);
const ValueRow = v.object({ value: v.string() });

const CUSTOMER = "c.id, c.name, c.email, c.phone, c.company, c.external_id";

/** Who the drafts without a name belong to, as the file's customers are looked up. */
export function guestId(guestName: string): string {
  return `~guest ${guestName}`;
}

/**
 * All that the database knows of the drafts of one commit, in one round trip (two, if
 * some must be appended to orders of the same file).
 * @param rejected order numbers of which this commit itself rejects rows
 */
export async function readKnown(db: OrgDatabase, drafts: readonly Draft[], rejected: ReadonlySet<string>, job: { readonly id: string; readonly prefix: string; readonly guestName: string }): Promise<Known> {
  const keys = [...new Set([...drafts.map((d) => d.externalId), ...rejected])];
  const own = keys.filter((key) => isOwnNumber(key, job.prefix));
  const customerIds = [...new Set(drafts.map((d) => (d.customer.guest ? guestId(job.guestName) : d.customer.externalId)).filter((id) => id !== null))];
  const emails = [...new Set(drafts.flatMap((d) => (d.customer.email ? [d.customer.email, d.customer.email.toLowerCase()] : [])))];
  const codes = [...new Set(drafts.flatMap((d) => d.lines.map((l) => l.stockCode)))];
  const [orders = [], numbers = [], refused = [], byId = [], byEmail = [], codesFound = []] = await db.queryAll([
    {
      sql: "SELECT o.external_id, o.id, o.number, o.version, o.external_hash, o.import_id FROM json_each(:keys) k CROSS JOIN orders o ON o.org_id = :org AND o.external_id = k.value",
      args: { keys: JSON.stringify(keys) },
    },
    {
      sql: "SELECT o.number AS value FROM json_each(:keys) k CROSS JOIN orders o ON o.org_id = :org AND o.number = k.value WHERE o.external_id IS NULL OR o.external_id <> o.number",
      args: { keys: JSON.stringify(own) },
    },
    {
      sql: "SELECT k.value FROM json_each(:keys) k WHERE EXISTS (SELECT 1 FROM import_reject r WHERE r.org_id = :org AND r.job_id = :job AND r.order_key = k.value)",
      args: { keys: JSON.stringify(keys), job: job.id },
    },
    { sql: `SELECT ${CUSTOMER} FROM json_each(:ids) k CROSS JOIN customer c ON c.org_id = :org AND c.external_id = k.value`, args: { ids: JSON.stringify(customerIds) } },
    { sql: `SELECT ${CUSTOMER} FROM json_each(:emails) k CROSS JOIN customer c ON c.org_id = :org AND c.email = k.value ORDER BY c.rid DESC`, args: { emails: JSON.stringify(emails) } },
    { sql: "SELECT p.stock_code AS value FROM json_each(:codes) k CROSS JOIN product p ON p.org_id = :org AND p.stock_code = k.value", args: { codes: JSON.stringify(codes) } },
  ]);
  const known = new Map(orders.map((row) => v.parse(OrderRow, row)).map((o): [string, KnownOrder] => [o.external_id, { id: o.id, number: o.number, version: o.version, hash: o.external_hash ?? "", importId: o.import_id }]));
  return {
    orders: known,
    numbers: new Set(numbers.map((row) => v.parse(ValueRow, row).value)),
    rejected: new Set([...rejected, ...refused.map((row) => v.parse(ValueRow, row).value)]),
    customersById: new Map(byId.map((row) => v.parse(CustomerRow, row)).map((c) => [c.externalId ?? "", c])),
    // The oldest of several comes last, and so is the one that stays in the map.
    customersByEmail: new Map(byEmail.map((row) => v.parse(CustomerRow, row)).map((c) => [c.email.toLowerCase(), c])),
    products: new Set(codesFound.map((row) => v.parse(ValueRow, row).value)),
    loaded: await loadOrders(db, toLoad(drafts, known, job.id)),
  };
}

async function loadOrders(db: OrgDatabase, ids: readonly string[]): Promise<Map<string, Order>> {
  if (ids.length === 0) return new Map();
  const results = await db.queryAll(ids.map(orderById));
  return new Map(results.flatMap((rows) => orderOf(rows) ?? []).map((order) => [order.id, order]));
}
