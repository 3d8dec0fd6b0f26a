import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { loadLookups } from "../../../db/lookups.ts";
import { CLOSE } from "../../../domain/live.ts";
import { Me } from "../../../domain/me.ts";
import { Member } from "../../../domain/member.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { LiveClient, liveOf } from "../../harness/live-client.ts";
import { cookieOf, signIn } from "../../harness/sign-in.ts";
import { TEST_PASSWORD, newTenant } from "../../harness/tenant.ts";

const Members = v.object({ members: v.array(Member) });
const PASSWORD = "a first password";
const newEmail = () => `lin.${crypto.randomUUID()}@example.com`;

describe("members", () => {
  it("are listed with e-mail, role and since when, to who manages them [X8.5]", async () => {
    const t = await newTenant();
    const { members } = await bodyOf(Members, t.people.admin.call("members"));
    expect(members.map((m) => m.id).sort()).toEqual(Object.values(t.people).map((p) => p.id).sort());
    expect(members.find((m) => m.id === t.people.viewer.id)).toMatchObject({ email: t.people.viewer.email, role: "viewer" });
    expect((await problemOf(t.people.csr.call("members"))).code).toBe("forbidden");
  });

  it("are added with a first password, sign in with it, and stand where orders are assigned [X8.6]", async () => {
    const t = await newTenant();
    const email = newEmail();
    const body = { email: email.toUpperCase(), name: "Lin Ode", role: "csr", password: PASSWORD };
    const answer = await t.people.admin.call("members", { method: "POST", body });
    expect(answer.status).toBe(201);
    const member = await bodyOf(Member, answer);
    expect(member).toMatchObject({ email, name: "Lin Ode", role: "csr" });
    const me = await bodyOf(Me, signIn(t, email, PASSWORD));
    expect(me.organizations.map((o) => [o.slug, o.role])).toEqual([[t.slug, "csr"]]);
    expect((await loadLookups(t.db)).people.find((p) => p.id === member.id)).toMatchObject({ name: "Lin Ode", role: "csr", active: true });
  });

  it("who have an account keep their name and password when another organization adds them [SEC.6]", async () => {
    const [a, b] = [await newTenant(), await newTenant()];
    const { csr } = a.people;
    const body = { email: csr.email, name: "Somebody Else", role: "viewer", password: "password of an admin" };
    const member = await bodyOf(Member, b.people.admin.call("members", { method: "POST", body }));
    expect(member).toMatchObject({ id: csr.id, name: csr.name, role: "viewer" });
    expect((await signIn(b, csr.email, body.password)).status).toBe(401);
    expect((await bodyOf(Me, signIn(b, csr.email, TEST_PASSWORD))).organizations).toHaveLength(2);
  });

  it("are not added twice, and one request that is repeated adds one [X8.7]", async () => {
    const t = await newTenant();
    const { admin } = t.people;
    const body = { email: newEmail(), name: "Lin Ode", role: "viewer", password: PASSWORD };
    const request = { method: "POST", body, key: crypto.randomUUID() };
    const answers = await Promise.all(Array.from({ length: 4 }, () => admin.call("members", request)));
    const ids = await Promise.all(answers.map(async (a) => (await bodyOf(Member, a)).id));
    expect(new Set(ids).size).toBe(1);
    expect((await problemOf(admin.call("members", { method: "POST", body }))).code).toBe("refused");
    const { members } = await bodyOf(Members, admin.call("members"));
    expect(members.filter((m) => m.email === body.email)).toHaveLength(1);
  });

  it("that two people add to one organization at once are added once, and the other is told [X8.7]", async () => {
    const t = await newTenant();
    for (let round = 0; round < 4; round++) {
      const body = { email: newEmail(), name: "Lin Ode", role: "viewer", password: PASSWORD };
      const answers = await Promise.all([t.people.admin, t.people.superadmin, t.people.admin].map((who) => who.call("members", { method: "POST", body })));
      expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([201, 422, 422]);
    }
  });

  it("that two people add at once under one e-mail are one person [X8.7]", async () => {
    const [a, b] = [await newTenant(), await newTenant()];
    const body = { email: newEmail(), name: "Lin Ode", role: "viewer", password: PASSWORD };
    const [one, two] = await Promise.all([a, b].map((t) => bodyOf(Member, t.people.admin.call("members", { method: "POST", body }))));
    expect(one?.id).toBe(two?.id);
    expect((await bodyOf(Me, signIn(a, body.email, PASSWORD))).organizations).toHaveLength(2);
  });

  it("whose role changes are told by their sockets at once, and come back [N9.6]", async () => {
    const t = await newTenant();
    const { admin, csr, csr2 } = t.people;
    const [theirs, other] = await Promise.all([LiveClient.open(liveOf(t, csr)), LiveClient.open(liveOf(t, csr2))]);
    expect((await admin.call(`members/${csr.id}`, { method: "PATCH", body: { role: "viewer" } })).status).toBe(200);
    await theirs.until(() => theirs.closed !== null, "the end");
    expect([theirs.closed?.code, other.closed]).toEqual([CLOSE.changed, null]);
    const again = await LiveClient.open(liveOf(t, csr));
    expect(again.closed).toBeNull();
    again.close();
    other.close();
  });

  it("lose everything at once when they are removed: requests, socket, and being assigned; their account stays [X8.11]", async () => {
    const t = await newTenant();
    const { admin, csr } = t.people;
    const socket = await LiveClient.open(liveOf(t, csr));
    expect((await admin.call(`members/${csr.id}`, { method: "DELETE" })).status).toBe(204);
    await socket.until(() => socket.closed !== null, "the end");
    expect(socket.closed?.code).toBe(CLOSE.revoked);
    expect((await problemOf(csr.call("orders"))).code).toBe("not_found");
    expect((await bodyOf(Me, csr.call("/api/v1/me"))).organizations).toEqual([]);
    expect((await loadLookups(t.db)).people.find((p) => p.id === csr.id)).toMatchObject({ name: csr.name, active: false });
  });

  it("are removed once, and a repeated request says the same again [X8.8]", async () => {
    const t = await newTenant();
    const { admin, csr2 } = t.people;
    const request = { method: "DELETE", key: crypto.randomUUID() };
    expect((await admin.call(`members/${csr2.id}`, request)).status).toBe(204);
    expect((await admin.call(`members/${csr2.id}`, request)).status).toBe(204);
    expect((await problemOf(admin.call(`members/${csr2.id}`, { method: "DELETE" }))).code).toBe("not_found");
  });

  it("who come back are offered again [X8.9]", async () => {
    const t = await newTenant();
    const { admin, csr } = t.people;
    await admin.call(`members/${csr.id}`, { method: "DELETE" });
    const body = { email: csr.email, name: csr.name, role: "fulfilment", password: PASSWORD };
    expect((await admin.call("members", { method: "POST", body })).status).toBe(201);
    expect((await csr.call("orders")).status).toBe(200);
    expect((await loadLookups(t.db)).people.find((p) => p.id === csr.id)).toMatchObject({ role: "fulfilment", active: true });
  });

  it("become SuperAdmin, or stop being one, only by a SuperAdmin [SEC.7]", async () => {
    const t = await newTenant();
    const { admin, superadmin, csr } = t.people;
    const body = { email: newEmail(), name: "Lin Ode", role: "superadmin", password: PASSWORD };
    for (const call of [admin.call, t.script.call]) {
      expect((await problemOf(call("members", { method: "POST", body }))).code).toBe("forbidden");
      expect((await problemOf(call(`members/${csr.id}`, { method: "PATCH", body: { role: "superadmin" } }))).code).toBe("forbidden");
      expect((await problemOf(call(`members/${superadmin.id}`, { method: "PATCH", body: { role: "viewer" } }))).code).toBe("forbidden");
      expect((await problemOf(call(`members/${superadmin.id}`, { method: "DELETE" }))).code).toBe("forbidden");
    }
    expect((await superadmin.call(`members/${csr.id}`, { method: "PATCH", body: { role: "superadmin" } })).status).toBe(200);
    expect((await superadmin.call(`members/${csr.id}`, { method: "PATCH", body: { role: "csr" } })).status).toBe(200);
  });

  it("keep one SuperAdmin, even when two step down at once [SEC.9]", async () => {
    const t = await newTenant();
    const one = t.people.superadmin;
    expect((await problemOf(one.call(`members/${one.id}`, { method: "DELETE" }))).code).toBe("refused");
    expect((await problemOf(one.call(`members/${one.id}`, { method: "PATCH", body: { role: "admin" } }))).code).toBe("refused");

    const two = await t.addPerson("superadmin");
    const answers = await Promise.all([one.call(`members/${one.id}`, { method: "PATCH", body: { role: "csr" } }), two.call(`members/${two.id}`, { method: "DELETE" })]);
    expect(answers.filter((a) => a.ok)).toHaveLength(1);
    const { members } = await bodyOf(Members, t.people.admin.call("members"));
    expect(members.filter((m) => m.role === "superadmin")).toHaveLength(1);
  });

  it.each([
    [{ email: "nobody" }, "email"],
    [{ name: " " }, "name"],
    [{ name: "x".repeat(121) }, "name"],
    [{ role: "owner" }, "role"],
    [{ password: "short" }, "password"],
    [{ permissions: ["orders.delete"] }, "permissions"],
  ])("with %j are refused at the field [X8.10]", async (wrong, field) => {
    const t = await newTenant();
    const body = { email: newEmail(), name: "Lin Ode", role: "csr", password: PASSWORD, ...wrong };
    expect(await problemOf(t.people.admin.call("members", { method: "POST", body }))).toMatchObject({ code: "invalid", errors: [{ field }] });
  });

  it("sign in with cookies that belong to nobody else [S1.1]", async () => {
    const t = await newTenant();
    const cookies = await Promise.all(Object.values(t.people).map(async (p) => cookieOf(await signIn(t, p.email, TEST_PASSWORD))));
    expect(new Set(cookies).size).toBe(cookies.length);
  });

  it("are given no role by a key that may do less than the role [SEC.60]", async () => {
    const t = await newTenant();
    const key = await t.addScript(["members.manage", "orders.read"]);
    const body = { email: newEmail(), name: "Lin Ode", role: "admin", password: PASSWORD };
    for (const role of ["admin", "csr", "fulfilment"]) expect((await problemOf(key.call("members", { method: "POST", body: { ...body, role } }))).code).toBe("forbidden");
    expect((await problemOf(key.call(`members/${t.people.viewer.id}`, { method: "PATCH", body: { role: "admin" } }))).code).toBe("forbidden");
    expect((await key.call("members", { method: "POST", body: { ...body, role: "viewer" } })).status).toBe(201);
    expect((await key.call(`members/${t.people.csr.id}`, { method: "PATCH", body: { role: "viewer" } })).status).toBe(200);
  });

  it("who came back stay, though the request that had removed them is sent again [SEC.71]", async () => {
    const t = await newTenant();
    const { admin } = t.people;
    const person = await t.addPerson("csr", "Rita Bloom");
    const request = { method: "DELETE", key: crypto.randomUUID() };
    expect((await admin.call(`members/${person.id}`, request)).status).toBe(204);
    const body = { email: person.email, name: person.name, role: "csr", password: PASSWORD };
    expect((await admin.call("members", { method: "POST", body })).status).toBe(201);
    const ears = await LiveClient.open(liveOf(t, person));
    await ears.until(() => ears.frames.length > 0, "a welcome");
    expect((await admin.call(`members/${person.id}`, request)).status).toBe(204);
    expect((await loadLookups(t.db)).people.find((p) => p.id === person.id)?.active).toBe(true);
    expect((await person.call("lookups")).status).toBe(200);
    expect(ears.closed).toBeNull();
    ears.close();
  });

  it("are drawn at the desk as their membership is, whoever changes roles at the same time [SEC.76]", async () => {
    const t = await newTenant();
    const { viewer, admin, superadmin } = t.people;
    for (let round = 0; round < 5; round++) {
      const roles = ["csr", "viewer", "fulfilment", "admin"];
      await Promise.all(roles.map((role, i) => (i % 2 ? admin : superadmin).call(`members/${viewer.id}`, { method: "PATCH", body: { role } })));
      const [membership] = await t.control.query("SELECT role FROM auth_member WHERE organization_id = :org AND user_id = :id", { org: t.orgId, id: viewer.id });
      expect((await loadLookups(t.db)).people.find((p) => p.id === viewer.id)?.role).toBe(membership?.["role"]);
    }
  });

  it("whose removal was cut off half way are retired when it is sent again [SEC.71]", async () => {
    const t = await newTenant();
    const person = await t.addPerson("csr", "Rita Bloom");
    const request = { method: "DELETE", key: crypto.randomUUID() };
    expect((await t.people.admin.call(`members/${person.id}`, request)).status).toBe(204);
    // As if the worker had died between the two databases.
    await t.db.query({ sql: "UPDATE person SET active = 1 WHERE org_id = :org AND id = :id", args: { id: person.id } });
    expect((await t.people.admin.call(`members/${person.id}`, request)).status).toBe(204);
    expect((await loadLookups(t.db)).people.find((p) => p.id === person.id)?.active).toBe(false);
  });
});
