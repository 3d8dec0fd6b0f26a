import * as v from "valibot";
import type { Tenant } from "./tenant.ts";

const Name = v.object({ name: v.string() });

/** Tables of the control database, and which of their rows are an organization's. */
const CONTROL: Readonly<Record<string, string>> = {
  auth_organization: "id = :org",
  auth_member: "organization_id = :org",
  auth_invitation: "organization_id = :org",
  auth_api_key: "reference_id = :org",
  auth_idempotency: "org_id = :org",
  auth_user: "id IN (SELECT user_id FROM auth_member WHERE organization_id = :org)",
  auth_session: "user_id IN (SELECT user_id FROM auth_member WHERE organization_id = :org)",
  auth_account: "user_id IN (SELECT user_id FROM auth_member WHERE organization_id = :org)",
};

/** Every row of the organization in every table that has rows of organizations, as text; tables are found by their column, so a new one is in it. */
export async function dumpOf(t: Tenant): Promise<Record<string, string>> {
  const tenant = await t.control.query("SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'org_id' WHERE m.type = 'table' AND m.name NOT LIKE 'auth_%' ORDER BY m.name", {});
  const parts: [string, string][] = [...tenant.map((row): [string, string] => [v.parse(Name, row).name, "org_id = :org"]), ...Object.entries(CONTROL)];
  const rows = await t.control.batch(parts.map(([table, where]) => ({ sql: `SELECT * FROM ${table} WHERE ${where} ORDER BY 1, 2, 3`, args: { org: t.orgId } })));
  return Object.fromEntries(parts.map(([table], i) => [table, JSON.stringify(rows[i])]));
}
