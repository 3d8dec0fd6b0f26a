import * as v from "valibot";
import { newId } from "../domain/ids.ts";
import type { Member } from "../domain/member.ts";
import { Role } from "../domain/role.ts";
import type { ControlDatabase, ControlStatement } from "./control.ts";
import type { OrgDatabase } from "./database.ts";
import type { SqlRow } from "./hrana-protocol.ts";

const MemberRow = v.object({ id: v.string(), name: v.string(), email: v.string(), role: Role, joined_at: v.number() });

const SELECT = `SELECT u.id, u.name, u.email, m.role, m.created_at AS joined_at
  FROM auth_member m JOIN auth_user u ON u.id = m.user_id WHERE m.organization_id = :orgId`;

function memberOf(row: SqlRow): Member {
  const { joined_at: joinedAt, ...rest } = v.parse(MemberRow, row);
  return { ...rest, joinedAt };
}

export async function listMembers(control: ControlDatabase, orgId: string): Promise<Member[]> {
  return (await control.query(`${SELECT} ORDER BY u.name, u.id`, { orgId })).map(memberOf);
}

export async function findMember(control: ControlDatabase, orgId: string, userId: string): Promise<Member | null> {
  const [row] = await control.query(`${SELECT} AND u.id = :userId`, { orgId, userId });
  return row ? memberOf(row) : null;
}

/** The person of this e-mail, and whether they belong to the organization. E-mails are unique and in lower case. */
export async function findPersonByEmail(control: ControlDatabase, orgId: string, email: string): Promise<{ id: string; name: string; member: boolean } | null> {
  const [row] = await control.query(
    `SELECT u.id, u.name, m.id IS NOT NULL AS member FROM auth_user u
     LEFT JOIN auth_member m ON m.user_id = u.id AND m.organization_id = :orgId WHERE u.email = :email`,
    { orgId, email },
  );
  if (!row) return null;
  const found = v.parse(v.object({ id: v.string(), name: v.string(), member: v.number() }), row);
  return { id: found.id, name: found.name, member: found.member === 1 };
}

/** A person with a password, as better-auth's e-mail sign-in expects them. */
export function insertPerson(person: { id: string; name: string; email: string; passwordHash: string }, now: number): ControlStatement[] {
  return [
    {
      sql: `INSERT INTO auth_user (id, name, email, email_verified, created_at, updated_at) VALUES (:id, :name, :email, 1, :now, :now)`,
      args: { id: person.id, name: person.name, email: person.email, now },
    },
    {
      sql: `INSERT INTO auth_account (id, account_id, provider_id, user_id, password, created_at, updated_at)
            VALUES (:accountId, :id, 'credential', :id, :hash, :now, :now)`,
      args: { accountId: newId("acc", now), id: person.id, hash: person.passwordHash, now },
    },
  ];
}

export function insertMember(orgId: string, userId: string, role: Role, now: number): ControlStatement {
  return {
    sql: `INSERT INTO auth_member (id, organization_id, user_id, role, created_at) VALUES (:id, :orgId, :userId, :role, :now)`,
    args: { id: newId("mem", now), orgId, userId, role, now },
  };
}

/** An organization without a SuperAdmin could never get one again, so the last one stays, whatever two people do at once (SEC.9). */
const NOT_THE_LAST = `(role <> 'superadmin' OR (SELECT count(*) FROM auth_member o WHERE o.organization_id = :orgId AND o.role = 'superadmin') > 1)`;

/** Guarded by the role that the rule was asked about. */
export function updateRole(orgId: string, userId: string, from: Role, to: Role): ControlStatement {
  return {
    sql: `UPDATE auth_member SET role = :to WHERE organization_id = :orgId AND user_id = :userId AND role = :from AND (:to = 'superadmin' OR ${NOT_THE_LAST})`,
    args: { orgId, userId, from, to },
    guarded: true,
  };
}

/** Guarded by the role that the rule was asked about. */
export function deleteMember(orgId: string, userId: string, from: Role): ControlStatement {
  return {
    sql: `DELETE FROM auth_member WHERE organization_id = :orgId AND user_id = :userId AND role = :from AND ${NOT_THE_LAST}`,
    args: { orgId, userId, from },
    guarded: true,
  };
}

/**
 * The tenant's own picture of a person, kept when they leave: orders and history speak of them.
 * One statement that may be repeated; not in the change log, which tells of orders and customers.
 */
export async function projectPerson(db: OrgDatabase, person: { id: string; name: string; role: Role; active: boolean }): Promise<void> {
  await db.query({
    sql: `INSERT INTO person (org_id, id, name, role, active) VALUES (:org, :id, :name, :role, :active)
          ON CONFLICT (org_id, id) DO UPDATE SET name = excluded.name, role = excluded.role, active = excluded.active`,
    args: { id: person.id, name: person.name, role: person.role, active: person.active ? 1 : 0 },
  });
}

/** Who left is offered no more. May be repeated. */
export async function retirePerson(db: OrgDatabase, id: string): Promise<void> {
  await db.query({ sql: "UPDATE person SET active = 0 WHERE org_id = :org AND id = :id", args: { id } });
}
