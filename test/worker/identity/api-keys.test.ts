import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { ApiKey } from "../../../domain/api-key.ts";
import { CLOSE } from "../../../domain/live.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { LiveClient, liveOf } from "../../harness/live-client.ts";
import { newTenant } from "../../harness/tenant.ts";

const Created = v.object({ key: ApiKey, secret: v.nullable(v.string()) });
const Keys = v.object({ keys: v.array(ApiKey) });
const DAY = 86_400_000;

describe("API keys", () => {
  it("stand in for a session by either header, and their secret is told once and kept nowhere [A2.1]", async () => {
    const t = await newTenant();
    const answer = await t.people.admin.call("api-keys", { method: "POST", body: { name: "Courier", scopes: ["orders.read"] } });
    expect(answer.status).toBe(201);
    const { key, secret } = await bodyOf(Created, answer);
    expect(secret).toMatch(/^qs_[0-9a-z]{40}$/u);
    expect(secret?.startsWith(key.start)).toBe(true);
    const ways: Record<string, string>[] = [{ Authorization: `Bearer ${secret}` }, { "x-api-key": `${secret}` }];
    for (const headers of ways) expect((await t.call("orders", { headers })).status).toBe(200);

    const listed = await (await t.people.admin.call("api-keys")).text();
    expect(listed).toContain(key.id);
    expect(listed).not.toContain(secret);
    const [row] = await t.control.query("SELECT * FROM auth_api_key WHERE id = :id", { id: key.id });
    expect(JSON.stringify(row)).not.toContain(secret?.slice(10));
  });

  it("may do what their scopes say and no more [A2.2]", async () => {
    const t = await newTenant();
    const reader = await t.addScript(["orders.read"]);
    expect((await reader.call("orders")).status).toBe(200);
    expect(await problemOf(reader.call("members"))).toMatchObject({ code: "forbidden", detail: expect.stringContaining("members.manage") });
    expect((await problemOf(reader.call("customers", { method: "POST", body: { name: "Ann" } }))).code).toBe("forbidden");
    const outdated = await t.addScript(["orders.read"]);
    await t.control.query("UPDATE auth_api_key SET permissions = :p WHERE id = :id", { p: JSON.stringify({ quayside: ["orders.everything"] }), id: outdated.id });
    expect((await problemOf(outdated.call("orders"))).code).toBe("forbidden");
  });

  it("get only scopes that their maker holds [SEC.8]", async () => {
    const t = await newTenant();
    const make = (scopes: string[]) => ({ method: "POST", body: { name: "K", scopes } });
    expect((await problemOf(t.people.admin.call("api-keys", make(["orders.read", "orders.restore"])))).code).toBe("forbidden");
    expect((await t.people.superadmin.call("api-keys", make(["orders.restore"]))).status).toBe(201);
    const keyMaker = await t.addScript(["api_keys.manage"]);
    expect((await problemOf(keyMaker.call("api-keys", make(["orders.read"])))).code).toBe("forbidden");
  });

  it("end when they expire [A2.3]", async () => {
    const t = await newTenant();
    const { admin } = t.people;
    const expiresAt = Date.now() + DAY;
    const { key, secret } = await bodyOf(Created, admin.call("api-keys", { method: "POST", body: { name: "K", scopes: ["orders.read"], expiresAt } }));
    expect(key.expiresAt).toBe(expiresAt);
    const headers = { Authorization: `Bearer ${secret}` };
    expect((await t.call("orders", { headers })).status).toBe(200);
    await t.control.query("UPDATE auth_api_key SET expires_at = :past WHERE id = :id", { past: Date.now() - 1, id: key.id });
    expect(await problemOf(t.call("orders", { headers }))).toMatchObject({ code: "unauthenticated", detail: expect.stringContaining("expired") });
    for (const wrong of [Date.now() - DAY, Date.now() + 1_000 * DAY]) {
      const problem = await problemOf(admin.call("api-keys", { method: "POST", body: { name: "K", scopes: ["orders.read"], expiresAt: wrong } }));
      expect(problem).toMatchObject({ code: "invalid", errors: [{ field: "expiresAt" }] });
    }
  });

  it("end at once when revoked, their sockets included; again is as before [A2.4]", async () => {
    const t = await newTenant();
    const script = await t.addScript(["orders.read"]);
    const socket = await LiveClient.open(liveOf(t, script));
    const request = { method: "DELETE", key: crypto.randomUUID() };
    expect((await t.people.admin.call(`api-keys/${script.id}`, request)).status).toBe(204);
    await socket.until(() => socket.closed !== null, "the end");
    expect(socket.closed?.code).toBe(CLOSE.revoked);
    expect((await problemOf(script.call("orders"))).code).toBe("unauthenticated");
    expect((await t.people.admin.call(`api-keys/${script.id}`, request)).status).toBe(204);
    expect((await problemOf(t.people.admin.call(`api-keys/${script.id}`, { method: "DELETE" }))).code).toBe("not_found");
  });

  it("show their last use, noted once a minute [A2.5]", async () => {
    const t = await newTenant();
    const script = await t.addScript(["orders.read"]);
    const used = async () => (await bodyOf(Keys, t.people.admin.call("api-keys"))).keys.find((k) => k.id === script.id)?.lastUsedAt;
    expect(await used()).toBeNull();
    const before = Date.now();
    await script.call("orders");
    await expect.poll(used).toBeGreaterThanOrEqual(before);
    const first = await used();
    await script.call("orders");
    await script.call("orders");
    expect(await used()).toBe(first);
    await t.control.query("UPDATE auth_api_key SET last_request = last_request - 60000 WHERE id = :id", { id: script.id });
    await script.call("orders");
    await expect.poll(used).toBeGreaterThanOrEqual(first ?? Number.POSITIVE_INFINITY);
  });

  it("are made once by a request that is repeated, without their secret the second time [A2.6]", async () => {
    const t = await newTenant();
    const request = { method: "POST", body: { name: "K", scopes: ["orders.read"] }, key: crypto.randomUUID() };
    const first = await bodyOf(Created, t.people.admin.call("api-keys", request));
    const second = await bodyOf(Created, t.people.admin.call("api-keys", request));
    expect(first.secret).not.toBeNull();
    expect(second).toEqual({ key: first.key, secret: null });
    const { keys } = await bodyOf(Keys, t.people.admin.call("api-keys"));
    expect(keys.filter((k) => k.name === "K")).toHaveLength(1);
  });

  it("belong to no person: what is a person's is closed to them [A2.7]", async () => {
    const t = await newTenant();
    expect((await problemOf(t.script.call("/api/v1/me"))).code).toBe("unauthenticated");
    expect((await problemOf(t.script.call("/api/v1/me/sessions"))).code).toBe("unauthenticated");
  });

  it.each(["Bearer", "Bearer qs_unknown", "Bearer sk_live_1", "Basic YTpi", `Bearer qs_${"a".repeat(5_000)}`])("are not guessed from %.30s, and a cookie beside it does not help [A2.8]", async (Authorization) => {
    const t = await newTenant();
    expect((await problemOf(t.people.superadmin.call("orders", { headers: { Authorization } }))).code).toBe("unauthenticated");
  });
});
