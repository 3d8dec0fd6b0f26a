import * as v from "valibot";
import { Permission, Role } from "./role.ts";

/** How an organization writes its numbers and days: enough for a page before it read anything else. */
export const OrganizationLocale = v.object({
  /** ISO 4217. */
  currency: v.string(),
  /** BCP 47. */
  locale: v.string(),
  /** IANA. */
  timeZone: v.string(),
});
export type OrganizationLocale = v.InferOutput<typeof OrganizationLocale>;

/** Who is signed in, and where they may go. */
export const Me = v.object({
  user: v.object({ id: v.string(), name: v.string(), email: v.string(), color: v.string(), initials: v.string() }),
  organizations: v.array(
    v.object({
      id: v.string(),
      slug: v.string(),
      name: v.string(),
      role: Role,
      permissions: v.array(Permission),
      ...OrganizationLocale.entries,
    }),
  ),
});
export type Me = v.InferOutput<typeof Me>;

/** One place where a person is signed in. Times are UTC milliseconds. */
export const Session = v.object({
  id: v.string(),
  /** The one that asks. */
  current: v.boolean(),
  address: v.string(),
  userAgent: v.string(),
  createdAt: v.number(),
  expiresAt: v.number(),
});
export type Session = v.InferOutput<typeof Session>;
