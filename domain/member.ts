import * as v from "valibot";
import { ROLE_PERMISSIONS, Role } from "./role.ts";
import type { Permission } from "./role.ts";
import { requiredText } from "./text.ts";

/** A person of an organization, as those who manage members see them. `id` is the person's, the same in every organization. */
export const Member = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  role: Role,
  /** UTC milliseconds. */
  joinedAt: v.number(),
});
export type Member = v.InferOutput<typeof Member>;

export const Email = v.pipe(
  v.string("Send text."),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(254, "Use at most 254 characters."),
  v.email("Write an e-mail address, such as ada@example.com."),
);

/** Long enough that guessing at the limit of attempts is hopeless, short enough that hashing stays cheap. */
export const Password = v.pipe(
  v.string("Send text."),
  v.minLength(10, "Use at least 10 characters."),
  v.maxLength(128, "Use at most 128 characters."),
);

export const NewMember = v.strictObject({
  email: Email,
  name: requiredText(120),
  role: Role,
  /** What the person signs in with at first. Ignored if the e-mail already has an account: nobody sets another's password. */
  password: Password,
});
export type NewMember = v.InferOutput<typeof NewMember>;

export const MemberEdit = v.strictObject({ role: Role });

/**
 * Why somebody may not give, change or take a role, as a sentence; null if they may (SEC.7).
 * @param acting the role of who asks; null for an API key, which never touches a SuperAdmin
 * @param from the member's role now; null for a new one
 * @param to the role afterwards; null for removal
 * @param held what who asks may do: a key that may only manage members would otherwise make itself an Admin (SEC.60)
 */
export function roleChangeRefusal(acting: Role | null, from: Role | null, to: Role | null, held: readonly Permission[] = permissionsOfRole(acting ?? "")): string | null {
  if (acting === "superadmin") return null;
  if (from === "superadmin" || to === "superadmin") return "Only a SuperAdmin can give or take the role of a SuperAdmin. Ask one of them.";
  const beyond = to === null ? [] : scopesBeyond(held, ROLE_PERMISSIONS[to]);
  return beyond.length > 0 ? `You can only give a role that may do no more than you; you do not hold ${beyond.join(", ")}.` : null;
}

/** Scopes that somebody may not hand on, because they do not hold them (SEC.8). */
export function scopesBeyond(held: readonly Permission[], wanted: readonly Permission[]): Permission[] {
  return wanted.filter((p) => !held.includes(p));
}

/** What a role in the database allows; a role that this version does not know allows nothing. */
export function permissionsOfRole(role: string): readonly Permission[] {
  const known = v.safeParse(Role, role);
  return known.success ? ROLE_PERMISSIONS[known.output] : [];
}
