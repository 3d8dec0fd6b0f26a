import * as v from "valibot";
import { Change } from "../domain/change.ts";
import { NOTE_START } from "../domain/order.ts";
import type { OrgDatabase } from "./database.ts";
import { HEAD, headOf } from "./head.ts";

/**
 * Each entry as one JSON array, which costs the protocol a third of what fifteen values do. Personal
 * values are not in the log: they are read from the order as it is now, so that erasing a person
 * blanks history too.
 */
const ENTRY = `json_array(c.seq, c.kind, c.entity, c.entity_id, c.version, json(c.patch), json(c.row), json(c.actor), json(c.cause), c.comment, c.at,
  o.customer_name, o.customer_email, o.customer_phone, o.company, o.post_code, substr(o.note, 1, ${NOTE_START}), o.search_stock) AS entry`;
const FROM = "FROM change c LEFT JOIN orders o ON o.org_id = c.org_id AND o.id = c.entity_id AND c.entity = 'order'";

/** The last sequence number of the organization's log; 0 before the first change. */
export async function readHead(db: OrgDatabase): Promise<number> {
  return headOf(await db.query(HEAD));
}

/** The database refuses to answer with more than ten megabytes; a change of thousands of lines has hundreds of kilobytes. */
const MAX_BYTES = 4_000_000;
const MAX_ENTRIES = 2_000;

/** Changes with `seq > after`, oldest first, without gaps: at most `limit` rows, fewer if they are large, none only at the end of the log. */
export async function readChanges(db: OrgDatabase, after: number, limit: number): Promise<Change[]> {
  const rows = await db.query({
    sql: `WITH next AS (SELECT seq, length(patch) + coalesce(length(row), 0) AS bytes FROM change WHERE org_id = :org AND seq > :after ORDER BY seq LIMIT :limit),
            sized AS (SELECT seq, sum(bytes) OVER (ORDER BY seq) - bytes AS before FROM next)
          SELECT ${ENTRY} ${FROM} WHERE c.org_id = :org AND c.seq > :after AND c.seq <= (SELECT max(seq) FROM sized WHERE before <= :max) ORDER BY c.seq`,
    args: { after, limit, max: MAX_BYTES },
  });
  return rows.map(changeOf);
}

/** One entity's changes with a version above `afterVersion`, oldest first: its timeline, and what a stale save must be merged with. */
export async function readEntityChanges(db: OrgDatabase, entityId: string, afterVersion: number): Promise<Change[]> {
  const changes: Change[] = [];
  for (;;) {
    // As much at a time as the database can answer with: nearly always that is all.
    const rows = await db.query({
      sql: `WITH next AS (SELECT seq, length(patch) + coalesce(length(row), 0) AS bytes FROM change WHERE org_id = :org AND entity_id = :id AND seq > :after AND version > :version ORDER BY seq LIMIT :most),
              sized AS (SELECT seq, sum(bytes) OVER (ORDER BY seq) - bytes AS before FROM next)
            SELECT ${ENTRY}, (SELECT count(*) FROM next) AS found ${FROM} WHERE c.org_id = :org AND c.seq IN (SELECT seq FROM sized WHERE before <= :max) ORDER BY c.seq`,
      args: { id: entityId, version: afterVersion, after: changes.at(-1)?.seq ?? 0, max: MAX_BYTES, most: MAX_ENTRIES },
    });
    changes.push(...rows.map(changeOf));
    if (rows.length < MAX_ENTRIES && rows.length === (rows[0]?.["found"] ?? 0)) return changes;
  }
}

/** The changes of several orders, each after the version given with it, oldest first; how many there are is in the caller's hand. */
export async function readChangesAfter(db: OrgDatabase, items: readonly (readonly [entityId: string, version: number])[]): Promise<Change[]> {
  if (items.length === 0) return [];
  const rows = await db.query({
    sql: `SELECT ${ENTRY} FROM json_each(:items) j CROSS JOIN change c INDEXED BY change_entity ON c.org_id = :org AND c.entity_id = j.value->>0 AND c.version > j.value->>1
          LEFT JOIN orders o ON o.org_id = c.org_id AND o.id = c.entity_id AND c.entity = 'order' ORDER BY c.seq`,
    args: { items: JSON.stringify(items) },
  });
  return rows.map(changeOf);
}

const Entry = v.pipe(v.string(), v.parseJson(), v.array(v.unknown()));
const ListRow = v.nullable(v.looseObject({}));

function changeOf(row: Record<string, unknown>): Change {
  const [seq, kind, entity, entityId, version, patch, listRow, actor, cause, comment, at, customerName, customerEmail, customerPhone, company, postCode, noteStart, stockWords] = v.parse(Entry, row["entry"]);
  const listed = v.parse(ListRow, listRow);
  return v.parse(Change, { seq, kind, entity, entityId, version, patch, row: listed && { ...listed, customerName, customerEmail, customerPhone, company, postCode, noteStart, stockWords }, actor, cause, comment, at });
}
