import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { newTenant } from "../../harness/tenant.ts";

const Created = v.object({ key: v.object({ id: v.string() }) });
const body = { name: "K", scopes: ["orders.read"] };

describe("a write", () => {
  it("without an Idempotency-Key is refused, with what to send [A3.5]", async () => {
    const t = await newTenant();
    for (const [path, method] of [["api-keys", "POST"], [`members/${t.people.csr.id}`, "PATCH"], [`members/${t.people.csr.id}`, "DELETE"], ["orders", "POST"], ["customers", "POST"]] as const) {
      const problem = await problemOf(t.people.admin.call(path, { method, body, key: null }));
      expect(problem).toMatchObject({ code: "idempotency_key_missing", detail: expect.stringContaining("Idempotency-Key") });
    }
  });

  it.each(["x".repeat(201), "caf\u00e9", "tab\there"])("with the key %.20j is refused [A3.5]", async (key) => {
    const t = await newTenant();
    expect((await problemOf(t.script.call("api-keys", { method: "POST", body, key }))).code).toBe("invalid");
  });

  it("takes a key of 200 characters, of one, and with spaces inside [A3.5]", async () => {
    const t = await newTenant();
    for (const key of ["x".repeat(200), "k", "order 7 of today"]) expect((await t.script.call("api-keys", { method: "POST", body, key })).status).toBe(201);
  });

  it("sent again under its key is done once, however often and at once [A3.6]", async () => {
    const t = await newTenant();
    const key = crypto.randomUUID();
    const answers = await Promise.all(Array.from({ length: 8 }, () => bodyOf(Created, t.script.call("api-keys", { method: "POST", body, key }))));
    expect(new Set(answers.map((a) => a.key.id)).size).toBe(1);
  });

  it("under the key of another body, path or method is refused, and nothing is done [A3.7]", async () => {
    const t = await newTenant();
    const { admin, csr, viewer } = t.people;
    const key = crypto.randomUUID();
    expect((await admin.call(`members/${csr.id}`, { method: "PATCH", body: { role: "viewer" }, key })).status).toBe(200);
    for (const [path, method, other] of [
      [`members/${csr.id}`, "PATCH", { role: "admin" }],
      [`members/${viewer.id}`, "PATCH", { role: "viewer" }],
      [`members/${csr.id}`, "DELETE", undefined],
    ] as const) {
      expect((await problemOf(admin.call(path, { method, body: other, key }))).code).toBe("idempotency_mismatch");
    }
    const roles = await t.control.query("SELECT role FROM auth_member WHERE organization_id = :org AND user_id IN (:csr, :viewer)", { org: t.orgId, csr: csr.id, viewer: viewer.id });
    expect(roles.map((r) => r["role"])).toEqual(["viewer", "viewer"]);
  });

  it("of two actors under one key is two writes [A3.8]", async () => {
    const [a, b] = [await newTenant(), await newTenant()];
    const key = "nightly";
    const calls = [a.people.admin.call, a.people.superadmin.call, a.script.call, (await a.addScript(["api_keys.manage", "orders.read"])).call, b.people.admin.call];
    const answers = await Promise.all(calls.map((call) => bodyOf(Created, call("api-keys", { method: "POST", body, key }))));
    expect(new Set(answers.map((r) => r.key.id)).size).toBe(calls.length);
  });

  it("keeps nothing of its body that could be guessed: a first password is in no hash without a secret [SEC.67]", async () => {
    const t = await newTenant();
    const sent = JSON.stringify({ email: `${crypto.randomUUID()}@example.com`, name: "Lin Ode", role: "viewer", password: "guess me if you can" });
    expect((await t.people.admin.call("members", { method: "POST", raw: sent, headers: { "Content-Type": "application/json" } })).status).toBe(201);
    const [kept] = await t.control.query("SELECT fingerprint FROM auth_idempotency WHERE org_id = :org", { org: t.orgId });
    const guesses = [sent, `POST /api/v1/${t.slug}/members\n${sent}`].map((text) => createHash("sha256").update(text).digest("hex"));
    expect(String(kept?.["fingerprint"])).toHaveLength(64);
    expect(guesses).not.toContain(kept?.["fingerprint"]);
  });
});
