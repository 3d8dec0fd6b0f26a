import * as v from "valibot";
import type { ControlDatabase } from "./control.ts";

/** Those of whom a room asks: what it knows of its sockets. */
export interface Holders {
  readonly userIds: readonly string[];
  readonly sessionIds: readonly string[];
  readonly apiKeyIds: readonly string[];
}

const Row = v.object({ id: v.string() });

/** The ids whose access to the organization has ended (member removed, session or key over), in one query however many sockets there are (N9). */
export async function endedAccess(control: ControlDatabase, orgId: string, holders: Holders, now: number): Promise<Set<string>> {
  const rows = await control.query(
    `SELECT value AS id FROM json_each(:users) WHERE NOT EXISTS
       (SELECT 1 FROM auth_member m WHERE m.organization_id = :orgId AND m.user_id = value)
     UNION ALL SELECT value FROM json_each(:sessions) WHERE NOT EXISTS
       (SELECT 1 FROM auth_session s WHERE s.id = value AND s.expires_at > :now)
     UNION ALL SELECT value FROM json_each(:keys) WHERE NOT EXISTS
       (SELECT 1 FROM auth_api_key k WHERE k.id = value AND k.reference_id = :orgId AND k.enabled = 1 AND (k.expires_at IS NULL OR k.expires_at > :now))`,
    { orgId, now, users: JSON.stringify(holders.userIds), sessions: JSON.stringify(holders.sessionIds), keys: JSON.stringify(holders.apiKeyIds) },
  );
  return new Set(rows.map((row) => v.parse(Row, row).id));
}
