import type { OrganizationLocale } from "../domain/me.ts";
import { newId } from "../domain/ids.ts";
import type { Role } from "../domain/role.ts";
import type { ControlDatabase, ControlStatement } from "./control.ts";
import type { NewOrganization } from "./organization.ts";
import * as v from "valibot";

/** The organization of this short name, or null. */
export async function findOrganizationId(control: ControlDatabase, slug: string): Promise<string | null> {
  const [row] = await control.query("SELECT id FROM auth_organization WHERE slug = :slug", { slug });
  return row ? v.parse(v.object({ id: v.string() }), row).id : null;
}

/** The control database's part of a new organization. */
export function insertOrganization(id: string, o: NewOrganization, now: number): ControlStatement {
  const locale: OrganizationLocale = { currency: o.currency, locale: o.locale, timeZone: o.timeZone };
  return {
    sql: "INSERT INTO auth_organization (id, name, slug, created_at, metadata) VALUES (:id, :name, :slug, :now, :metadata)",
    args: { id, name: o.name, slug: o.slug, now, metadata: JSON.stringify(locale) },
  };
}

/** A membership that may exist already; its role becomes the given one. */
export function upsertMember(orgId: string, userId: string, role: Role, now: number): ControlStatement {
  return {
    sql: `INSERT INTO auth_member (id, organization_id, user_id, role, created_at) VALUES (:id, :orgId, :userId, :role, :now)
          ON CONFLICT (organization_id, user_id) DO UPDATE SET role = excluded.role`,
    args: { id: newId("mem", now), orgId, userId, role, now },
  };
}
