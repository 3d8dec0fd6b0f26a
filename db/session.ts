import * as v from "valibot";
import { OrganizationLocale } from "../domain/me.ts";
import type { Me, Session } from "../domain/me.ts";
import { permissionsOfRole } from "../domain/member.ts";
import { initialsOf, personColor } from "../domain/organization.ts";
import { Role } from "../domain/role.ts";
import type { ControlDatabase } from "./control.ts";

const Text = v.nullable(v.string());

/** A session with its person and, if both exist, the organization and the person's role in it. */
const SessionRow = v.object({
  session_id: v.string(),
  user_id: v.string(),
  name: v.string(),
  org_id: Text,
  role: Text,
});
export type SessionRow = v.InferOutput<typeof SessionRow>;

/** One round trip from the cookie's token to the role; null if there is no such session or it ended. */
export async function findSession(control: ControlDatabase, token: string, slug: string, now: number): Promise<SessionRow | null> {
  const [row] = await control.query(
    `SELECT s.id AS session_id, u.id AS user_id, u.name, m.organization_id AS org_id, m.role
     FROM auth_session s
     JOIN auth_user u ON u.id = s.user_id
     LEFT JOIN auth_organization o ON o.slug = :slug
     LEFT JOIN auth_member m ON m.organization_id = o.id AND m.user_id = u.id
     WHERE s.token = :token AND s.expires_at > :now`,
    { token, slug, now },
  );
  return row ? v.parse(SessionRow, row) : null;
}

const MeRow = v.object({
  session_id: v.string(),
  updated_at: v.number(),
  user_id: v.string(),
  name: v.string(),
  email: v.string(),
  org_id: Text,
  slug: Text,
  org_name: Text,
  metadata: Text,
  role: Text,
});

export interface SignedIn {
  readonly sessionId: string;
  /** When the session's end was last moved; UTC milliseconds. */
  readonly refreshedAt: number;
  readonly me: Me;
}

const FALLBACK: OrganizationLocale = { currency: "GBP", locale: "en-GB", timeZone: "UTC" };

function localeOf(metadata: string | null): OrganizationLocale {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), OrganizationLocale), metadata);
  return parsed.success ? parsed.output : FALLBACK;
}

/** Who holds this session, with all organizations that they belong to; null if it ended. */
export async function findSignedIn(control: ControlDatabase, token: string, now: number): Promise<SignedIn | null> {
  const rows = await control.query(
    `SELECT s.id AS session_id, s.updated_at, u.id AS user_id, u.name, u.email,
       o.id AS org_id, o.slug, o.name AS org_name, o.metadata, m.role
     FROM auth_session s
     JOIN auth_user u ON u.id = s.user_id
     LEFT JOIN auth_member m ON m.user_id = u.id
     LEFT JOIN auth_organization o ON o.id = m.organization_id
     WHERE s.token = :token AND s.expires_at > :now
     ORDER BY o.name, o.id`,
    { token, now },
  );
  const parsed = v.parse(v.array(MeRow), rows);
  const [first] = parsed;
  if (!first) return null;
  const organizations: Me["organizations"] = [];
  for (const row of parsed) {
    const role = v.safeParse(Role, row.role);
    if (row.org_id === null || row.slug === null || row.org_name === null || !role.success) continue;
    organizations.push({ id: row.org_id, slug: row.slug, name: row.org_name, role: role.output, permissions: [...permissionsOfRole(role.output)], ...localeOf(row.metadata) });
  }
  const user = { id: first.user_id, name: first.name, email: first.email, color: personColor(first.user_id), initials: initialsOf(first.name) };
  return { sessionId: first.session_id, refreshedAt: first.updated_at, me: { user, organizations } };
}

const ListRow = v.object({ id: v.string(), ip_address: Text, user_agent: Text, created_at: v.number(), expires_at: v.number() });

/** Where a person is signed in, the youngest first. */
export async function listSessions(control: ControlDatabase, userId: string, currentId: string, now: number): Promise<Session[]> {
  const rows = await control.query(
    `SELECT id, ip_address, user_agent, created_at, expires_at FROM auth_session
     WHERE user_id = :userId AND expires_at > :now ORDER BY created_at DESC, id DESC LIMIT 200`,
    { userId, now },
  );
  return v.parse(v.array(ListRow), rows).map((row) => ({
    id: row.id,
    current: row.id === currentId,
    address: row.ip_address ?? "",
    userAgent: row.user_agent ?? "",
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }));
}

/** False if the person has no such session. */
export async function deleteSession(control: ControlDatabase, userId: string, sessionId: string): Promise<boolean> {
  const rows = await control.query("DELETE FROM auth_session WHERE id = :sessionId AND user_id = :userId RETURNING id", { sessionId, userId });
  return rows.length > 0;
}
