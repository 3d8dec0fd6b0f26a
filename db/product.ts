import * as v from "valibot";
import type { Product } from "../domain/product.ts";
import { searchTerms } from "../domain/search-text.ts";
import type { OrgDatabase, Statement } from "./database.ts";
import { matchTerms, ownRows } from "./search-match.ts";

const ProductRow = v.pipe(
  v.object({ stock_code: v.string(), name: v.string(), price: v.number(), active: v.number() }),
  v.transform((r): Product => ({ stockCode: r.stock_code, name: r.name, price: r.price, active: r.active === 1 })),
);

/** How many suggestions a person can read at a glance. */
const SUGGESTIONS = 20;

/** Active products by words of stock code or name; the exact stock code first. */
export async function searchProducts(db: OrgDatabase, query: string): Promise<Product[]> {
  const wanted = matchTerms(searchTerms(query, null), ["code", "name"]);
  if (wanted === null) return [];
  const rows = await db.query({
    sql: `SELECT p.stock_code, p.name, p.price, p.active
          FROM (SELECT rowid AS rid FROM product_search WHERE product_search MATCH :match ORDER BY rowid LIMIT 200) hit CROSS JOIN product p ON p.rid = hit.rid
          WHERE p.org_id = :org AND p.active = 1 ORDER BY p.stock_code <> :exact, p.stock_code LIMIT ${SUGGESTIONS}`,
    args: { match: `${ownRows(db.orgId)} AND ${wanted}`, exact: query.trim().toUpperCase() },
  });
  return rows.map((r) => v.parse(ProductRow, r));
}

/** For a batch with other reads; its rows go to `productsOf`. */
export function productsByCode(codes: readonly string[]): Statement {
  return {
    sql: "SELECT stock_code, name, price, active FROM json_each(:codes) c CROSS JOIN product p ON p.org_id = :org AND p.stock_code = c.value",
    args: { codes: JSON.stringify([...new Set(codes)]) },
  };
}

export function productsOf(rows: readonly Record<string, unknown>[]): Map<string, Product> {
  return new Map(rows.map((r) => v.parse(ProductRow, r)).map((p) => [p.stockCode, p]));
}
