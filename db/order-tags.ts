import * as v from "valibot";
import type { OrgDatabase } from "./database.ts";

/** More tags than anybody chooses among. */
const MOST = 500;

const Row = v.object({ tag: v.string() });

/** The tags that orders have, by the alphabet: one seek for each, however many orders have it. */
export async function readTags(db: OrgDatabase): Promise<string[]> {
  const next = (after: string) => `SELECT min(tag) FROM order_tag WHERE org_id = :org ${after}`;
  const rows = await db.query({
    sql: `WITH RECURSIVE t(tag) AS (SELECT * FROM (${next("")}) UNION ALL SELECT (${next("AND tag > t.tag")}) FROM t WHERE t.tag IS NOT NULL LIMIT :most) SELECT tag FROM t WHERE tag IS NOT NULL`,
    args: { most: MOST },
  });
  return rows.map((row) => v.parse(Row, row).tag);
}
