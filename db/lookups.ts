import * as v from "valibot";
import { Agent, Channel, initialsOf, Microsite, Organization, personColor, Reason } from "../domain/organization.ts";
import type { Person } from "../domain/organization.ts";
import { OrderStatus } from "../domain/order-status.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Lookups } from "../domain/lookups.ts";
import type { OrgDatabase, Statement } from "./database.ts";

/** Which state they are in, for a batch with other reads; its rows go to `lookupsAt`. */
export const LOOKUPS_VERSION: Statement = { sql: "SELECT lookups FROM head WHERE org_id = :org" };

const LOOKUPS: Statement = {
  sql: `SELECT json_object('id', o.org_id, 'slug', o.slug, 'name', o.name, 'currency', o.currency, 'locale', o.locale, 'timeZone', o.time_zone,
      'numberPrefix', o.number_prefix, 'taxRate', o.tax_rate, 'taxInclusive', json(iif(o.tax_inclusive, 'true', 'false')), 'riskThreshold', o.risk_threshold) AS organization,
    (SELECT json_group_array(json_object('id', id, 'name', name, 'stage', stage, 'color', color, 'position', position, 'active', json(iif(active, 'true', 'false')), 'mark', mark)) FROM (SELECT * FROM order_status WHERE org_id = :org ORDER BY position)) AS statuses,
    (SELECT json_group_array(json_object('id', id, 'name', name, 'kind', kind, 'active', json(iif(active, 'true', 'false')), 'position', position)) FROM (SELECT * FROM channel WHERE org_id = :org ORDER BY position)) AS channels,
    (SELECT json_group_array(json_object('id', id, 'name', name, 'active', json(iif(active, 'true', 'false')))) FROM (SELECT * FROM microsite WHERE org_id = :org ORDER BY name)) AS microsites,
    (SELECT json_group_array(json_object('id', id, 'name', name, 'role', role, 'active', json(iif(active, 'true', 'false')))) FROM (SELECT * FROM person WHERE org_id = :org ORDER BY name)) AS people,
    (SELECT json_group_array(json_object('id', id, 'name', name, 'active', json(iif(active, 'true', 'false')))) FROM (SELECT * FROM agent WHERE org_id = :org ORDER BY name)) AS agents,
    (SELECT json_group_array(json_object('id', id, 'kind', kind, 'text', text, 'active', json(iif(active, 'true', 'false')))) FROM reason WHERE org_id = :org) AS reasons
  FROM organization o WHERE o.org_id = :org`,
};

const StoredPerson = v.pipe(
  v.object({ id: v.string(), name: v.string(), role: v.string(), active: v.boolean() }),
  v.transform((p): Person => ({ ...p, initials: initialsOf(p.name), color: personColor(p.id) })),
);
const json = <const S extends v.GenericSchema>(schema: S) => v.pipe(v.string(), v.parseJson(), schema);

const LookupsRow = v.object({
  organization: json(Organization),
  statuses: json(v.array(OrderStatus)),
  channels: json(v.array(Channel)),
  microsites: json(v.array(Microsite)),
  people: json(v.array(StoredPerson)),
  agents: json(v.array(Agent)),
  reasons: json(v.array(Reason)),
});

export async function loadLookups(db: OrgDatabase): Promise<Lookups> {
  return (await readLookups(db)).lookups;
}

/** The lookups, and the number of the state that they are in. */
export interface Versioned {
  readonly version: number;
  readonly lookups: Lookups;
}

async function readLookups(db: OrgDatabase): Promise<Versioned> {
  const [version, rows] = await db.queryAll([LOOKUPS_VERSION, LOOKUPS]);
  if (!version?.[0] || !rows?.[0]) throw new ProblemError("not_found", "This organization does not exist, or you are not a member.");
  return { version: v.parse(v.number(), version[0]["lookups"]), lookups: v.parse(LookupsRow, rows[0]) };
}

// Every save needs them and they hardly ever change: reading them cost a third of a save's reads.
const kept = new Map<string, Versioned>();
const MOST_KEPT = 200;

/** Those that this isolate keeps, whether or not they are still true: compare their version with the head's. */
export async function knownLookups(db: OrgDatabase): Promise<Versioned> {
  return kept.get(db.orgId) ?? (await keep(db));
}

/** They turned out to be old. */
export function forgetLookups(db: OrgDatabase, old: Versioned): void {
  if (kept.get(db.orgId) === old) kept.delete(db.orgId);
}

/** The lookups as they are, read again only if those that this isolate keeps are of another version. */
export async function lookupsAt(db: OrgDatabase, version: readonly Record<string, unknown>[]): Promise<Lookups> {
  const known = kept.get(db.orgId);
  if (known && known.version === version[0]?.["lookups"]) return known.lookups;
  return (await keep(db)).lookups;
}

async function keep(db: OrgDatabase): Promise<Versioned> {
  const fresh = await readLookups(db);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(db.orgId, fresh);
  return fresh;
}
