import { describe, expect, it } from "vitest";
import { problemOf } from "../../harness/answer.ts";
import { newTenant } from "../../harness/tenant.ts";

const json = { "Content-Type": "application/json" };
const key = { name: "K", scopes: ["orders.read"] };

describe("problems", () => {
  it.each(["{", "", "{\"name\":", "nul", "{'name': 1}", "\u0000", "[1,]"])("the body %j is no JSON and says so [A3.1]", async (raw) => {
    const t = await newTenant();
    const problem = await problemOf(t.script.call("api-keys", { method: "POST", raw, headers: json }));
    expect(problem).toMatchObject({ code: "malformed", type: "urn:quayside:problem:malformed", detail: expect.stringContaining("JSON") });
  });

  it.each([
    ["null", ""],
    ["7", ""],
    ["[]", "name"],
    ['"text"', ""],
    ['{"name": 7, "scopes": ["orders.read"]}', "name"],
    ['{"name": "K", "scopes": "orders.read"}', "scopes"],
    ['{"name": "K", "scopes": ["orders.read", "root"]}', "scopes.1"],
    ['{"name": "K", "scopes": ["orders.read"], "expiresAt": "tomorrow"}', "expiresAt"],
    ['{"name": "K", "scopes": ["orders.read"], "expiresAt": 1.5}', "expiresAt"],
    ['{"name": "K", "scopes": ["orders.read"], "id": "key_mine"}', "id"],
    ['{"name": "K", "scopes": ["orders.read"], "__proto__": {"admin": true}}', "__proto__"],
  ])("the body %s names its wrong field %j [A3.2]", async (raw, field) => {
    const t = await newTenant();
    const problem = await problemOf(t.script.call("api-keys", { method: "POST", raw, headers: json }));
    expect(problem.code).toBe("invalid");
    expect(problem.errors?.map((e) => e.field)).toContain(field);
  });

  it("text over its limit is refused at its field, with the limit [A3.2]", async () => {
    const t = await newTenant();
    const problem = await problemOf(t.script.call("api-keys", { method: "POST", body: { ...key, name: "x".repeat(81) } }));
    expect(problem).toMatchObject({ code: "invalid", detail: "name: Use at most 80 characters.", errors: [{ field: "name" }] });
  });

  it("what is refused is said at its field in words that say what to send, and repeat little of what was sent [SEC.79]", async () => {
    const t = await newTenant();
    const long = "x".repeat(50_000);
    const call = (path: string, body?: unknown) => problemOf(t.people.superadmin.call(path, body === undefined ? {} : { method: "POST", body }));
    const many = await call("bulk", { kind: long, ids: 7, [long]: 1 });
    expect(many.detail).toBe(`Correct kind, ids and ${"x".repeat(80)}…, and send again.`);
    expect(many.errors?.map((e) => e.message)).toEqual([`Use one of csr, agent, status, tags, send, delete, restore. “${"x".repeat(80)}…” is something else.`, "Send a list. 7 is something else.", "There is no such field. Take it out, or correct its name."]);
    expect((await call("api-keys", { ...key, colour: 1 })).detail).toBe("colour: There is no such field. Take it out, or correct its name.");
    expect((await call("customers?q=a&q=b")).detail).toBe("q: “q” stands there twice. Keep one of them.");
    expect((await call(`bulk/job_1/outcomes?${long.slice(0, 3_000)}=1`)).detail).toBe(`${"x".repeat(80)}…: There is no such field. Take it out, or correct its name.`);
    const texts = JSON.stringify([many, await call("orders", { customerId: 1, lines: [{}] }), await call(`changes?after=${long.slice(0, 3_000)}`), await call(`orders?limit=${long.slice(0, 3_000)}`)]);
    expect(texts).not.toMatch(/Invalid|Expected|received|x{81}/u);
  });

  it("a JSON body over one MiB is refused before it is parsed, declared or streamed [A3.3]", async () => {
    const t = await newTenant();
    const raw = JSON.stringify({ ...key, name: "x".repeat(1 << 20) });
    expect((await problemOf(t.script.call("api-keys", { method: "POST", raw, headers: json }))).code).toBe("payload_too_large");

    // Node asks for `duplex` with a stream; the browser's types do not know it.
    const stream = { body: new Blob([raw]).stream(), duplex: "half" };
    const streamed = await fetch(`${t.stack.url}/api/v1/${t.slug}/api-keys`, {
      method: "POST",
      headers: { ...json, Authorization: `Bearer ${t.script.secret}`, "Idempotency-Key": "k" },
      ...stream,
    });
    expect((await problemOf(streamed)).code).toBe("payload_too_large");
    const rows = await t.control.query("SELECT 1 FROM auth_api_key WHERE reference_id = :org AND name LIKE 'x%'", { org: t.orgId });
    expect(rows).toEqual([]);
  });

  it("an address where nothing is says so in the same form, whatever the method [A3.4]", async () => {
    const t = await newTenant();
    for (const path of ["/api/v1", "/api/v2/orders", "/api/v1/me/nothing", "nothing", "members/a/b", "orders/../../../etc/passwd"]) {
      expect((await problemOf(t.people.superadmin.call(path))).code, path).toBe("not_found");
    }
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      expect((await problemOf(t.people.superadmin.call("lookups", { method }))).code, method).toBe("not_found");
    }
  });

  it("an id that no row can have is an address where nothing is [A3.4]", async () => {
    const t = await newTenant();
    for (const id of ["x".repeat(2_000), "%00", "..%2f..", "';DROP TABLE auth_member;--", "%F0%9F%98%80"]) {
      expect((await problemOf(t.people.superadmin.call(`members/${id}`, { method: "DELETE" }))).code, id).toBe("not_found");
    }
    expect((await t.people.superadmin.call("members")).status).toBe(200);
  });
});
