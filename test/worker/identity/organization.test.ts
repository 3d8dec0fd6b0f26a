import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { upsertMember } from "../../../db/bootstrap.ts";
import { readHead } from "../../../db/change.ts";
import { Me } from "../../../domain/me.ts";
import { PERMISSIONS, ROLE_PERMISSIONS } from "../../../domain/role.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { newTenant } from "../../harness/tenant.ts";
import type { Tenant } from "../../harness/tenant.ts";

const Lookups = v.object({ organization: v.object({ id: v.string(), slug: v.string() }) });

describe("organizations", () => {
  it("are all listed to who belongs to them, with what they may do in each [S2.1]", async () => {
    const [a, b] = [await newTenant({ currency: "EUR", locale: "de-DE", timeZone: "Europe/Berlin" }), await newTenant()];
    const { csr } = a.people;
    await a.control.batch([upsertMember(b.orgId, csr.id, "viewer", Date.now())]);
    const me = await bodyOf(Me, csr.call("/api/v1/me"));
    expect(me.organizations.map((o) => o.slug).sort()).toEqual([a.slug, b.slug].sort());
    expect(me.organizations.find((o) => o.slug === a.slug)).toMatchObject({ id: a.orgId, role: "csr", permissions: ROLE_PERMISSIONS.csr, currency: "EUR", locale: "de-DE", timeZone: "Europe/Berlin" });
    expect(me.organizations.find((o) => o.slug === b.slug)).toMatchObject({ id: b.orgId, role: "viewer", permissions: ["orders.read"], currency: "GBP" });
  });

  it("are named by the address, so that one session is in two at once with the role of each [S2.2]", async () => {
    const [a, b] = [await newTenant(), await newTenant()];
    const { admin } = a.people;
    await a.control.batch([upsertMember(b.orgId, admin.id, "viewer", Date.now())]);
    const asked = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? a : b));
    const answers = await Promise.all(asked.map((t) => bodyOf(Lookups, admin.call(`/api/v1/${t.slug}/lookups`))));
    expect(answers.map((l) => l.organization.id)).toEqual(asked.map((t) => t.orgId));
    expect((await admin.call(`/api/v1/${a.slug}/members`)).status).toBe(200);
    expect((await problemOf(admin.call(`/api/v1/${b.slug}/members`))).code).toBe("forbidden");
  });

  it("that do not exist and that one does not belong to cannot be told apart [S2.3, SEC.11]", async () => {
    const [own, other] = [await newTenant(), await newTenant()];
    // The worker has seen the other one before, and may have begun to read it.
    expect((await other.people.csr.call("orders")).status).toBe(200);
    for (const path of ["orders", "lookups", "members", "changes", "nothing/at/all"]) {
      for (const call of [own.people.csr.call, own.script.call]) {
        const foreign = await call(`/api/v1/${other.slug}/${path}`);
        const unknown = await call(`/api/v1/no-such-organization/${path}`);
        expect(foreign.status).toBe(404);
        expect(await foreign.text()).toBe(await unknown.text());
      }
    }
  });

  it("whose name passes to another one are not written to by who comes for that one [S2.9]", async () => {
    const [before, after] = [await newTenant(), await newTenant()];
    // The worker has seen to whom the name belongs, and guesses so.
    expect((await before.people.csr.call("orders")).status).toBe(200);
    const rename = (t: Tenant, slug: string) => ({ sql: "UPDATE auth_organization SET slug = :slug WHERE id = :id", args: { slug, id: t.orgId } });
    await before.control.batch([rename(before, after.slug.toUpperCase()), rename(after, before.slug)]);
    const create = () => after.people.csr.call(`/api/v1/${before.slug}/customers`, { method: "POST", body: { name: "Nadia Okafor", email: "nadia@example.com", phone: "", company: "" } });
    expect((await problemOf(create())).code).toBe("unavailable");
    expect(await readHead(before.db)).toBe(0);
    expect((await create()).status).toBe(201);
    expect([await readHead(before.db), await readHead(after.db)]).toEqual([0, 1]);
  });

  it("say nothing to who is not signed in, not even that they exist [S2.4]", async () => {
    const t = await newTenant();
    expect((await t.people.csr.call("orders")).status).toBe(200);
    for (const slug of [t.slug, "no-such-organization"]) {
      const problem = await problemOf(t.call(`/api/v1/${slug}/orders`));
      expect(problem).toMatchObject({ code: "unauthenticated", detail: "Sign in to go on." });
    }
  });
});

describe("permissions", () => {
  it("are those of the role in the one table, for each role [X8.2]", async () => {
    const t = await newTenant();
    for (const [role, person] of Object.entries({ superadmin: t.people.superadmin, admin: t.people.admin, csr: t.people.csr, fulfilment: t.people.fulfilment, viewer: t.people.viewer })) {
      const { organizations } = await bodyOf(Me, person.call("/api/v1/me"));
      expect(organizations[0]?.role).toBe(role);
      for (const [permission, path] of [["members.manage", "members"], ["api_keys.manage", "api-keys"], ["orders.read", "orders"]] as const) {
        const allowed = organizations[0]?.permissions.includes(permission) === true;
        expect((await person.call(path)).status, `${role} ${path}`).toBe(allowed ? 200 : 403);
      }
    }
    expect(PERMISSIONS.length).toBeGreaterThan(0);
  });

  it("of a role that this version does not know are none [X8.3]", async () => {
    const t = await newTenant();
    await t.control.query("UPDATE auth_member SET role = 'owner' WHERE user_id = :id", { id: t.people.superadmin.id });
    expect((await problemOf(t.people.superadmin.call("orders"))).code).toBe("not_found");
    expect((await bodyOf(Me, t.people.superadmin.call("/api/v1/me"))).organizations).toEqual([]);
  });

  it("change with the role at once [X8.4]", async () => {
    const t = await newTenant();
    const { admin, csr } = t.people;
    expect((await csr.call("members")).status).toBe(403);
    expect((await admin.call(`members/${csr.id}`, { method: "PATCH", body: { role: "admin" } })).status).toBe(200);
    expect((await csr.call("members")).status).toBe(200);
  });
});
