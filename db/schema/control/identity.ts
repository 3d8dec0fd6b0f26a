/**
 * People, sessions, organizations and memberships, as better-auth and its
 * organization plugin know them. Tables carry the prefix `auth_`, so that both
 * roles of database can live in one file locally. Times are UTC milliseconds.
 */
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

const time = (name: string) => integer(name, { mode: "timestamp_ms" });

export const authUser = sqliteTable("auth_user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** Lower case. */
  email: text("email").notNull().unique(),
  emailVerified: integer("email_verified", { mode: "boolean" }).notNull(),
  image: text("image"),
  createdAt: time("created_at").notNull(),
  updatedAt: time("updated_at").notNull(),
});

export const authSession = sqliteTable("auth_session", {
  id: text("id").primaryKey(),
  expiresAt: time("expires_at").notNull(),
  token: text("token").notNull().unique(),
  createdAt: time("created_at").notNull(),
  updatedAt: time("updated_at").notNull(),
  ipAddress: text("ip_address"),
  userAgent: text("user_agent"),
  userId: text("user_id").notNull().references(() => authUser.id, { onDelete: "cascade" }),
  /** The plugin's own; always null, because here the address names the organization, never the session. */
  activeOrganizationId: text("active_organization_id"),
}, (t) => [index("auth_session_user").on(t.userId)]);

export const authAccount = sqliteTable("auth_account", {
  id: text("id").primaryKey(),
  accountId: text("account_id").notNull(),
  providerId: text("provider_id").notNull(),
  userId: text("user_id").notNull().references(() => authUser.id, { onDelete: "cascade" }),
  accessToken: text("access_token"),
  refreshToken: text("refresh_token"),
  idToken: text("id_token"),
  accessTokenExpiresAt: time("access_token_expires_at"),
  refreshTokenExpiresAt: time("refresh_token_expires_at"),
  scope: text("scope"),
  /** scrypt: salt and key in hex. */
  password: text("password"),
  createdAt: time("created_at").notNull(),
  updatedAt: time("updated_at").notNull(),
}, (t) => [index("auth_account_user").on(t.userId)]);

export const authVerification = sqliteTable("auth_verification", {
  id: text("id").primaryKey(),
  identifier: text("identifier").notNull(),
  value: text("value").notNull(),
  expiresAt: time("expires_at").notNull(),
  createdAt: time("created_at").notNull(),
  updatedAt: time("updated_at").notNull(),
}, (t) => [index("auth_verification_identifier").on(t.identifier)]);

export const authOrganization = sqliteTable("auth_organization", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  slug: text("slug").notNull().unique(),
  logo: text("logo"),
  createdAt: time("created_at").notNull(),
  /** JSON: `OrganizationLocale` (currency, locale, time zone), so that one read tells a page how to write its numbers. */
  metadata: text("metadata"),
});

export const authMember = sqliteTable("auth_member", {
  id: text("id").primaryKey(),
  organizationId: text("organization_id").notNull().references(() => authOrganization.id, { onDelete: "cascade" }),
  userId: text("user_id").notNull().references(() => authUser.id, { onDelete: "cascade" }),
  role: text("role").notNull(),
  createdAt: time("created_at").notNull(),
}, (t) => [uniqueIndex("auth_member_person").on(t.organizationId, t.userId), index("auth_member_user").on(t.userId)]);

export const authInvitation = sqliteTable("auth_invitation", {
  id: text("id").primaryKey(),
  organizationId: text("organization_id").notNull().references(() => authOrganization.id, { onDelete: "cascade" }),
  email: text("email").notNull(),
  role: text("role"),
  status: text("status").notNull(),
  expiresAt: time("expires_at").notNull(),
  createdAt: time("created_at").notNull(),
  inviterId: text("inviter_id").notNull().references(() => authUser.id, { onDelete: "cascade" }),
}, (t) => [index("auth_invitation_organization").on(t.organizationId), index("auth_invitation_email").on(t.email)]);
