import * as v from "valibot";
import { OrderHead } from "../domain/order.ts";
import type { OrgDatabase } from "./database.ts";
import { NAMES, NOTE, orderHeadFields } from "./order-row.ts";

const BEYOND_ROW = ["subtotal", "discount", "fee", "tax", "refunded", "note", "delivery_address_id", "billing_address_id"] as const;
const COLUMNS = [...NAMES, ...BEYOND_ROW];
const HEAD_NAMES = [...COLUMNS, "note_start"];
/** One JSON array for each order: the protocol wraps one value and not forty. */
const HEAD_JSON = `json_array(${[...COLUMNS.map((name) => `o.${name}`), NOTE].join(", ")})`;

const Values = v.pipe(v.string(), v.parseJson(), v.array(v.unknown()));

/** Orders by id without what hangs on them, in one round trip; those that are not there are missing. */
export async function loadOrderHeads(db: OrgDatabase, ids: readonly string[]): Promise<Map<string, OrderHead>> {
  const rows = await db.query({
    sql: `SELECT ${HEAD_JSON} AS head FROM json_each(:ids) j CROSS JOIN orders o ON o.org_id = :org AND o.id = j.value`,
    args: { ids: JSON.stringify(ids) },
  });
  return new Map(rows.map((row) => headOf(row["head"])).map((order) => [order.id, order]));
}

function headOf(json: unknown): OrderHead {
  const values = v.parse(Values, json);
  const row = Object.fromEntries(HEAD_NAMES.map((name, i) => [name, values[i]]));
  return v.parse(OrderHead, orderHeadFields(row));
}
