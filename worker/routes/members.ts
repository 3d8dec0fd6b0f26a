import { hashPassword } from "better-auth/crypto";
import { Hono } from "hono";
import * as v from "valibot";
import { ControlGuardBroken, ControlTaken, controlDatabase } from "../../db/control.ts";
import type { ControlDatabase, ControlStatement, ControlWritten } from "../../db/control.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { deleteMember, findMember, findPersonByEmail, insertMember, insertPerson, listMembers, projectPerson, retirePerson, updateRole } from "../../db/member.ts";
import { Member, MemberEdit, NewMember, roleChangeRefusal } from "../../domain/member.ts";
import { newPersonId } from "../../domain/person-id.ts";
import { ProblemError } from "../../domain/problem.ts";
import type { Role } from "../../domain/role.ts";
import type { AppEnv, Variables, Who } from "../context.ts";
import { describe } from "../describe.ts";
import { controlAddress } from "../env.ts";
import { requirePermission } from "../identity.ts";
import { closeSockets, readmit } from "../revoke.ts";
import { validate } from "../validate.ts";

const MemberParam = v.object({ id: v.pipe(v.string(), v.maxLength(60)) });

const noMember = () => new ProblemError("not_found", "There is no such member; they may have been removed.");
const alreadyMember = () => new ProblemError("refused", "A person with this e-mail belongs to the organization already. Change their role instead.");

function requireRoleChange(who: Who, from: Role | null, to: Role | null): void {
  const refusal = roleChangeRefusal(who.role, from, to, who.permissions);
  if (refusal !== null) throw new ProblemError("forbidden", refusal);
}

function writeOnce(control: ControlDatabase, vars: Pick<Variables, "orgId" | "idempotency">, statements: readonly ControlStatement[], id: string): Promise<ControlWritten> {
  return control.writeOnce({ orgId: vars.orgId, ...vars.idempotency, at: Date.now(), statements, result: { id } });
}

/** Adds a person, creating them if the e-mail is new; answers their id. */
async function add(control: ControlDatabase, vars: Pick<Variables, "orgId" | "idempotency">, body: NewMember): Promise<string> {
  const now = Date.now();
  const existing = await findPersonByEmail(control, vars.orgId, body.email);
  const id = existing?.id ?? newPersonId((await listMembers(control, vars.orgId)).map((member) => member.id), now);
  const person = existing ? [] : insertPerson({ id, name: body.name, email: body.email, passwordHash: await hashPassword(body.password) }, now);
  const { result } = await writeOnce(control, vars, [...person, insertMember(vars.orgId, id, body.role, now)], id);
  return result["id"] ?? id;
}

/** @throws ControlTaken if somebody created the person meanwhile; ProblemError `refused` if they belong to the organization already */
async function addOnce(control: ControlDatabase, vars: Pick<Variables, "orgId" | "idempotency">, body: NewMember): Promise<string> {
  try {
    return await add(control, vars, body);
  } catch (error) {
    throw error instanceof ControlTaken && error.what.startsWith("auth_member") ? alreadyMember() : error;
  }
}

/**
 * Brings the tenant's picture of a person in line with their membership, and looks again afterwards: of two
 * changes at once the first to be decided may be the last to be drawn (SEC.76).
 */
async function project(control: ControlDatabase, db: OrgDatabase, id: string): Promise<Member | null> {
  for (let member = await findMember(control, db.orgId, id); ; ) {
    await (member ? projectPerson(db, { ...member, active: true }) : retirePerson(db, id));
    const now = await findMember(control, db.orgId, id);
    if (now?.role === member?.role) return now;
    member = now;
  }
}

/** Why a guarded change of a membership did not happen. */
function whyNot(member: Member | null, from: Role): ProblemError {
  if (!member) return noMember();
  if (member.role !== from) return new ProblemError("refused", "Somebody else has just changed this role. Look at it again.");
  return new ProblemError("refused", "This is the only SuperAdmin. Make somebody else one first.");
}

export const members = new Hono<AppEnv>()
  .get(
    "/",
    requirePermission("members.manage"),
    describe({ tag: "Members", summary: "List members", permission: "members.manage", answer: { schema: v.object({ members: v.array(Member) }) } }),
    async (c) => c.json({ members: await listMembers(controlDatabase(controlAddress(c.env)), c.var.orgId) }),
  )
  .post(
    "/",
    requirePermission("members.manage"),
    describe({ tag: "Members", summary: "Add a member", permission: "members.manage", answer: { status: 201, schema: Member } }),
    validate("json", NewMember),
    async (c) => {
      const body = c.req.valid("json");
      requireRoleChange(c.var.who, null, body.role);
      const control = controlDatabase(controlAddress(c.env));
      // Somebody may create the same person between our look and our write: then they are found.
      const id = await addOnce(control, c.var, body).catch((taken: unknown) => {
        if (taken instanceof ControlTaken) return addOnce(control, c.var, body);
        throw taken;
      });
      const member = await project(control, c.var.db, id);
      if (!member) throw noMember();
      return c.json(member, 201);
    },
  )
  .patch(
    "/:id",
    requirePermission("members.manage"),
    describe({ tag: "Members", summary: "Change a member's role", permission: "members.manage", answer: { schema: Member } }),
    validate("param", MemberParam),
    validate("json", MemberEdit),
    async (c) => {
      const { id } = c.req.valid("param");
      const { role } = c.req.valid("json");
      const control = controlDatabase(controlAddress(c.env));
      const member = await findMember(control, c.var.orgId, id);
      if (!member) throw noMember();
      requireRoleChange(c.var.who, member.role, role);
      try {
        await writeOnce(control, c.var, [updateRole(c.var.orgId, id, member.role, role)], id);
      } catch (error) {
        if (error instanceof ControlGuardBroken) throw whyNot(await findMember(control, c.var.orgId, id), member.role);
        throw error;
      }
      // Read again: a repeated request must not tell a role that was changed since.
      const changed = await project(control, c.var.db, id);
      if (!changed) throw noMember();
      await readmit(c.env, c.var.orgId, id);
      return c.json(changed);
    },
  )
  .delete(
    "/:id",
    requirePermission("members.manage"),
    describe({
      tag: "Members",
      summary: "Remove a member",
      description: "Their sockets close at once. Their name stays on what they did, and their account stays with their other organizations.",
      permission: "members.manage",
      answer: { status: 204 },
    }),
    validate("param", MemberParam),
    async (c) => {
      const { id } = c.req.valid("param");
      const control = controlDatabase(controlAddress(c.env));
      const member = await findMember(control, c.var.orgId, id);
      if (!member) {
        if (!(await control.findWritten({ orgId: c.var.orgId, ...c.var.idempotency }))) throw noMember();
      } else {
        requireRoleChange(c.var.who, member.role, null);
        try {
          // A repeated request finds somebody who came back since: that removal is over, and theirs to keep.
          if ((await writeOnce(control, c.var, [deleteMember(c.var.orgId, id, member.role)], id)).replayed) return c.body(null, 204);
        } catch (error) {
          if (error instanceof ControlGuardBroken) throw whyNot(await findMember(control, c.var.orgId, id), member.role);
          throw error;
        }
      }
      // Also when it is repeated: the first time may have been cut off before this.
      await Promise.all([project(control, c.var.db, id), closeSockets(c.env, [c.var.orgId], { userId: id })]);
      return c.body(null, 204);
    },
  );
