import * as v from "valibot";
import type { OrgDatabase } from "../../../db/database.ts";
import type { Change } from "../../../domain/change.ts";
import { tokens } from "../../../domain/search-text.ts";
import type { StoredOrder } from "./history.ts";

/** So many are searched for by what they are called, and by what they were called before. */
const MOST = 150;
const AT_A_TIME = 50;

/** What the search index finds otherwise than the orders say, as sentences. */
export async function searchedWrong(db: OrgDatabase, orders: readonly StoredOrder[], log: readonly Change[]): Promise<string[]> {
  const called = Map.groupBy(orders.filter(({ order }) => wordOf(order.reference) !== ""), ({ order }) => wordOf(order.reference));
  const before = log.flatMap((c) => [c.patch["reference"]?.[0]]).filter((old) => typeof old === "string").map(wordOf);
  const words = [...new Set([...[...called.keys()].slice(-MOST), ...before.slice(-MOST)])].filter((word) => word !== "");
  const wrong: string[] = [];
  for (let from = 0; from < words.length; from += AT_A_TIME) {
    const some = words.slice(from, from + AT_A_TIME);
    const found = await db.queryAll(some.map((word) => ({
      sql: "SELECT o.id FROM orders_search s CROSS JOIN orders o ON o.rid = s.rowid WHERE orders_search MATCH 'org:' || replace(:org, '_', '') || ' AND reference:\"' || :word || '\"' AND o.org_id = :org ORDER BY o.id",
      args: { word },
    })));
    for (const [i, word] of some.entries()) {
      const is = (found[i] ?? []).map((row) => v.parse(v.string(), row["id"]));
      const should = (called.get(word) ?? []).map(({ order }) => order.id).sort();
      if (is.join() !== should.join()) wrong.push(`“${word}” finds ${is.join() || "nothing"}, and is what ${should.join() || "nothing"} is called`);
    }
  }
  return wrong;
}

/** References of these runs are one word. */
function wordOf(reference: string): string {
  const [word = "", ...more] = tokens(reference);
  return more.length === 0 ? word : "";
}
