import * as v from "valibot";
import { NO_PREFERENCES, fieldsOf, withPreferences } from "../domain/preference.ts";
import type { Preferences, PreferencesEdit } from "../domain/preference.ts";
import type { Write } from "./commit.ts";
import type { OrgDatabase } from "./database.ts";

const Row = v.object({ field: v.string(), value: v.pipe(v.string(), v.parseJson()) });

export async function readPreferences(db: OrgDatabase, personId: string): Promise<Preferences> {
  const rows = await db.query({ sql: "SELECT field, value FROM preference WHERE org_id = :org AND person_id = :person", args: { person: personId } });
  return withPreferences(NO_PREFERENCES, rows.map((row) => v.parse(Row, row)));
}

export function preferenceWrites(personId: string, edit: PreferencesEdit, at: number): Write[] {
  return fieldsOf(edit).map(({ field, value }): Write =>
    value === null
      ? { sql: "DELETE FROM preference WHERE org_id = :org AND person_id = :person AND field = :field", args: { person: personId, field } }
      : {
          sql: `INSERT INTO preference (org_id, person_id, field, value, at) VALUES (:org, :person, :field, :value, :at)
                ON CONFLICT (org_id, person_id, field) DO UPDATE SET value = excluded.value, at = excluded.at`,
          args: { person: personId, field, value: JSON.stringify(value), at },
        },
  );
}
