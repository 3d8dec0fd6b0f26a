import * as v from "valibot";
import { MOST_VIEWS, SavedView } from "../domain/saved-view.ts";
import type { NewSavedView } from "../domain/saved-view.ts";
import type { Write } from "./commit.ts";
import type { OrgDatabase } from "./database.ts";

const SELECT = `SELECT json_object('id', s.id, 'name', s.name, 'shared', json(iif(s.shared, 'true', 'false')), 'query', s.query, 'version', s.version,
    'owner', json_object('id', s.owner_id, 'name', coalesce(o.name, ''), 'active', json(iif(o.active, 'true', 'false'))), 'updatedBy', coalesce(u.name, ''), 'updatedAt', s.updated_at) AS view, s.deleted_at
  FROM saved_view s
    LEFT JOIN person o ON o.org_id = s.org_id AND o.id = s.owner_id
    LEFT JOIN person u ON u.org_id = s.org_id AND u.id = s.updated_by`;
/** What a person sees: all that are shared, and their own. */
const VISIBLE = "s.org_id = :org AND (s.shared = 1 OR s.owner_id = :person)";

const Row = v.object({ view: v.pipe(v.string(), v.parseJson(), SavedView), deleted_at: v.nullable(v.number()) });

/** @param personId "" for a script, which has none of its own */
export async function listSavedViews(db: OrgDatabase, personId: string): Promise<SavedView[]> {
  const rows = await db.query({ sql: `${SELECT} WHERE ${VISIBLE} AND s.deleted_at IS NULL ORDER BY s.name COLLATE NOCASE, s.id`, args: { person: personId } });
  return rows.map((row) => v.parse(Row, row).view);
}

export interface FoundView {
  readonly view: SavedView;
  readonly deleted: boolean;
}

/** Deleted ones too; null if this person may not see it. */
export async function findSavedView(db: OrgDatabase, personId: string, id: string): Promise<FoundView | null> {
  const [row] = await db.query({ sql: `${SELECT} WHERE ${VISIBLE} AND s.id = :id`, args: { person: personId, id } });
  if (!row) return null;
  const { view, deleted_at } = v.parse(Row, row);
  return { view, deleted: deleted_at !== null };
}

/** There is room for one more beside the others of its kind. */
const ROOM = `(SELECT count(*) FROM saved_view r WHERE r.org_id = :org AND r.deleted_at IS NULL AND r.shared = :shared AND (r.shared = 1 OR r.owner_id = :owner) AND r.id <> :id) < ${MOST_VIEWS}`;

/** Guarded: fails if there are too many. */
export function insertSavedView(id: string, ownerId: string, view: NewSavedView, now: number): Write {
  return {
    sql: `INSERT INTO saved_view (org_id, id, owner_id, name, shared, query, created_at, updated_by, updated_at)
          SELECT :org, :id, :owner, :name, :shared, :query, :now, :owner, :now WHERE ${ROOM}`,
    args: { id, owner: ownerId, name: view.name, shared: view.shared ? 1 : 0, query: view.query, now },
    guarded: true,
  };
}

/** Guarded: fails if the row is not of that version any more, or if there are too many of its kind. */
export function updateSavedView(before: SavedView, after: Pick<SavedView, "name" | "shared" | "query"> & { readonly deleted: boolean }, personId: string, now: number): Write {
  return {
    sql: `UPDATE saved_view SET version = version + 1, name = :name, shared = :shared, query = :query, updated_by = :person, updated_at = :now, deleted_at = :deleted
          WHERE org_id = :org AND id = :id AND version = :version AND (:deleted IS NOT NULL OR ${ROOM})`,
    args: { id: before.id, version: before.version, owner: before.owner.id, name: after.name, shared: after.shared ? 1 : 0, query: after.query, person: personId, now, deleted: after.deleted ? now : null },
    guarded: true,
  };
}
