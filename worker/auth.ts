import { drizzleAdapter } from "@better-auth/drizzle-adapter";
import { betterAuth } from "better-auth/minimal";
import { organization } from "better-auth/plugins/organization";
import { createAccessControl } from "better-auth/plugins/access";
import { drizzle } from "drizzle-orm/libsql/web";
import { connect } from "../db/database.ts";
import { authAccount, authInvitation, authMember, authOrganization, authSession, authUser, authVerification } from "../db/schema/control/identity.ts";
import { newId } from "../domain/ids.ts";
import type { IdPrefix } from "../domain/ids.ts";
import { PERMISSIONS, ROLE_PERMISSIONS } from "../domain/role.ts";
import { COOKIE_PREFIX, isSecure } from "./cookie.ts";
import { controlAddress } from "./env.ts";
import type { Env } from "./env.ts";
import { log } from "./log.ts";

const DAY_SECONDS = 86_400;
/** A session ends so long after the person was last seen. */
export const SESSION_SECONDS = 14 * DAY_SECONDS;
/** How old a session must be before its end is moved. */
export const REFRESH_SECONDS = DAY_SECONDS;

const PREFIX: Readonly<Record<string, IdPrefix>> = { user: "usr", session: "ses", account: "acc", organization: "org", member: "mem" };

const access = createAccessControl({ quayside: PERMISSIONS });
const roleOf = (permissions: readonly (typeof PERMISSIONS)[number][]) => access.newRole({ quayside: [...permissions] });

export type AuthEnv = Pick<Env, "CONTROL_DATABASE_URL" | "CONTROL_DATABASE_TOKEN" | "AUTH_SECRET" | "PUBLIC_URL">;

/**
 * Sign-in, sessions and their cookie, by better-auth; for one request. None of its addresses is
 * reachable: our routes call the few functions that we need, because its own would go past the
 * table of permissions, the limit of attempts and the closing of sockets (SEC.1).
 */
export function createAuth(env: AuthEnv) {
  return betterAuth({
    baseURL: env.PUBLIC_URL,
    basePath: "/api/auth",
    secret: env.AUTH_SECRET,
    database: drizzleAdapter(drizzle({ client: connect(controlAddress(env)) }), {
      provider: "sqlite",
      schema: {
        user: authUser,
        session: authSession,
        account: authAccount,
        verification: authVerification,
        organization: authOrganization,
        member: authMember,
        invitation: authInvitation,
      },
    }),
    // People are created by those who manage members, or by scripts/bootstrap.ts.
    emailAndPassword: { enabled: true, disableSignUp: true },
    // Without the cookie cache each request asks the database, so that a revoked session is over at once.
    session: { expiresIn: SESSION_SECONDS, updateAge: REFRESH_SECONDS, cookieCache: { enabled: false } },
    // Its own limit knows only addresses; worker/sign-in-limit.ts counts accounts too.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: isSecure(env),
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
      database: { generateId: ({ model }) => newId(PREFIX[model] ?? "acc") },
    },
    logger: {
      log(level, message) {
        // A wrong password is no event of ours: the table of attempts has it.
        if (level === "error") log.error("better-auth", message);
      },
    },
    plugins: [
      organization({
        allowUserToCreateOrganization: false,
        ac: access,
        roles: {
          superadmin: roleOf(ROLE_PERMISSIONS.superadmin),
          admin: roleOf(ROLE_PERMISSIONS.admin),
          csr: roleOf(ROLE_PERMISSIONS.csr),
          fulfilment: roleOf(ROLE_PERMISSIONS.fulfilment),
          viewer: roleOf(ROLE_PERMISSIONS.viewer),
        },
      }),
    ],
  });
}
