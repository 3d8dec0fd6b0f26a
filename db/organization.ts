import { newId } from "../domain/ids.ts";
import type { CHANNEL_KINDS, Organization } from "../domain/organization.ts";
import { DEFAULT_STATUSES } from "../domain/order-status.ts";
import { reachable } from "./database.ts";
import type { OrgDatabase, Statement } from "./database.ts";

/** What a new organization may receive orders through. */
export const DEFAULT_CHANNELS: readonly { name: string; kind: (typeof CHANNEL_KINDS)[number] }[] = [
  { name: "Web", kind: "web" },
  { name: "Admin", kind: "admin" },
  { name: "Email", kind: "email" },
  { name: "Mobile", kind: "mobile" },
  { name: "Phone", kind: "phone" },
  { name: "Physical store", kind: "store" },
  { name: "Amazon", kind: "marketplace" },
  { name: "eBay", kind: "marketplace" },
  { name: "Etsy", kind: "marketplace" },
  { name: "Flipkart", kind: "marketplace" },
  { name: "Myntra", kind: "marketplace" },
  { name: "Customer support", kind: "support" },
];

export const DEFAULT_REASONS: readonly { kind: "cancel" | "hold"; text: string }[] = [
  { kind: "cancel", text: "Customer changed their mind" },
  { kind: "cancel", text: "Ordered by mistake" },
  { kind: "cancel", text: "Out of stock" },
  { kind: "cancel", text: "Payment was not received" },
  { kind: "cancel", text: "Suspected fraud" },
  { kind: "cancel", text: "Duplicate order" },
  { kind: "hold", text: "Waiting for the customer's answer" },
  { kind: "hold", text: "Waiting for stock" },
  { kind: "hold", text: "Address to be checked" },
  { kind: "hold", text: "Payment to be checked" },
];

export interface NewOrganization extends Omit<Organization, "id"> {
  /** Names of delivery agents. */
  readonly agents: readonly string[];
  readonly microsites: readonly string[];
}

/**
 * Everything that an organization needs before its first order, in one batch: the heads of its log
 * and its numbers, settings, statuses, channels, microsites, agents, reasons. Doing it again changes nothing
 * that exists, so that a start which was cut off can be repeated.
 */
export async function createOrganization(db: OrgDatabase, o: NewOrganization): Promise<void> {
  const statements: Statement[] = [
    { sql: "INSERT OR IGNORE INTO head (org_id) VALUES (:org)" },
    {
      sql: `INSERT OR IGNORE INTO organization (org_id, slug, name, currency, locale, time_zone, number_prefix, tax_rate, tax_inclusive, risk_threshold)
            VALUES (:org, :slug, :name, :currency, :locale, :timeZone, :numberPrefix, :taxRate, :taxInclusive, :riskThreshold)`,
      args: {
        slug: o.slug,
        name: o.name,
        currency: o.currency,
        locale: o.locale,
        timeZone: o.timeZone,
        numberPrefix: o.numberPrefix,
        taxRate: o.taxRate,
        taxInclusive: o.taxInclusive ? 1 : 0,
        riskThreshold: o.riskThreshold,
      },
    },
    rows("order_status", "id, name, stage, color, position, mark", DEFAULT_STATUSES.map((s, position) => ({ id: newId("sta"), position, ...s }))),
    rows("channel", "id, name, kind, position", DEFAULT_CHANNELS.map((c, position) => ({ id: newId("chn"), position, ...c }))),
    rows("microsite", "id, name", o.microsites.map((name) => ({ id: newId("mic"), name }))),
    rows("agent", "id, name", o.agents.map((name) => ({ id: newId("agt"), name }))),
    rows("reason", "id, kind, text", DEFAULT_REASONS.map((r) => ({ id: newId("rsn"), ...r }))),
  ];
  await reachable(db.writeBatch(statements));
}

/** Table and columns are constants of this file; the values travel as one JSON argument. Nothing is inserted where the organization has rows. */
function rows(table: string, columns: string, values: readonly object[]): Statement {
  const list = columns.split(", ");
  return {
    sql: `INSERT INTO ${table} (org_id, ${columns})
          SELECT :org, ${list.map((c) => `value->>'${c}'`).join(", ")} FROM json_each(:rows)
          WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE org_id = :org)`,
    args: { rows: JSON.stringify(values) },
  };
}
