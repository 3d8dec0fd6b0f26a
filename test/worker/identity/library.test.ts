import { apiKey } from "@better-auth/api-key";
import { drizzleAdapter } from "@better-auth/drizzle-adapter";
import { betterAuth } from "better-auth/minimal";
import { drizzle } from "drizzle-orm/libsql/web";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { expect, it } from "vitest";
import { connect } from "../../../db/database.ts";
import { authApiKey } from "../../../db/schema/control/api-key.ts";
import { authAccount, authSession, authUser, authVerification } from "../../../db/schema/control/identity.ts";
import { Member } from "../../../domain/member.ts";
import { PERMISSIONS, ROLE_PERMISSIONS } from "../../../domain/role.ts";
import { createAuth } from "../../../worker/auth.ts";
import { bodyOf } from "../../harness/answer.ts";
import { cookieOf, signIn } from "../../harness/sign-in.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Tenant } from "../../harness/tenant.ts";

/** better-auth as the worker has it, beside the worker on the same database. */
function libraryOf(t: Tenant): ReturnType<typeof createAuth> {
  return createAuth({
    CONTROL_DATABASE_URL: t.stack.sqldUrl,
    CONTROL_DATABASE_TOKEN: "",
    AUTH_SECRET: readFileSync(join(t.stack.dataDir, "auth-secret"), "utf8"),
    PUBLIC_URL: t.stack.url,
  });
}

it("people and memberships that we write are what better-auth's organization plugin reads, with the same permissions [S1.16]", async () => {
  const t = await newTenant();
  const body = { email: `lin.${crypto.randomUUID()}@example.com`, name: "Lin Ode", role: "fulfilment", password: "a first password" };
  const member = await bodyOf(Member, t.people.admin.call("members", { method: "POST", body }));
  const headers = new Headers({ Cookie: cookieOf(await signIn(t, body.email, body.password)) });
  const { api } = libraryOf(t);
  expect(await api.getSession({ headers })).toMatchObject({ user: { id: member.id, email: body.email }, session: { userId: member.id } });
  expect(await api.getFullOrganization({ headers, query: { organizationId: t.orgId } })).toMatchObject({ slug: t.slug, members: expect.arrayContaining([expect.objectContaining({ userId: member.id, role: "fulfilment" })]) });
  for (const permission of PERMISSIONS) {
    const { success } = await api.hasPermission({ headers, body: { organizationId: t.orgId, permissions: { quayside: [permission] } } });
    expect(success, permission).toBe(ROLE_PERMISSIONS.fulfilment.includes(permission));
  }
});

it("API keys that we write are what better-auth's plugin accepts, and those that it does not we refuse too [A2.9]", async () => {
  const t = await newTenant();
  const { api } = betterAuth({
    baseURL: t.stack.url,
    secret: "of no matter here: keys are not signed",
    database: drizzleAdapter(drizzle({ client: connect({ url: t.stack.sqldUrl, token: "" }) }), {
      provider: "sqlite",
      schema: { apikey: authApiKey, user: authUser, session: authSession, account: authAccount, verification: authVerification },
    }),
    logger: { disabled: true },
    plugins: [apiKey({ references: "organization", rateLimit: { enabled: false } })],
  });
  const answer = await t.people.admin.call("api-keys", { method: "POST", body: { name: "Courier", scopes: ["orders.read"] } });
  const { key, secret } = await bodyOf(v.object({ key: v.object({ id: v.string() }), secret: v.string() }), answer);
  const permissions = { quayside: ["orders.read"] };
  expect(await api.verifyApiKey({ body: { key: secret, permissions } })).toMatchObject({ valid: true, key: { id: key.id, referenceId: t.orgId, permissions } });
  expect(await api.verifyApiKey({ body: { key: `${secret}x` } })).toMatchObject({ valid: false });

  const headers = { Authorization: `Bearer ${secret}` };
  expect((await t.call("orders/counts", { headers })).status).toBe(200);
  await t.control.query("UPDATE auth_api_key SET enabled = 0 WHERE id = :id", { id: key.id });
  expect(await api.verifyApiKey({ body: { key: secret } })).toMatchObject({ valid: false });
  expect((await t.call("orders/counts", { headers })).status).toBe(401);
});
