import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Me, Session } from "../../../domain/me.ts";
import { CLOSE } from "../../../domain/live.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { LiveClient, liveOf } from "../../harness/live-client.ts";
import { cookieOf, signIn } from "../../harness/sign-in.ts";
import { TEST_PASSWORD, newTenant } from "../../harness/tenant.ts";

const Sessions = v.object({ sessions: v.array(Session) });
const DAY = 86_400_000;

describe("a person's sessions", () => {
  it("are listed with where and since when, the asking one marked [S1.9]", async () => {
    const t = await newTenant();
    const { csr } = t.people;
    await signIn(t, csr.email, TEST_PASSWORD, "203.0.113.7");
    const { sessions } = await bodyOf(Sessions, csr.call("/api/v1/me/sessions"));
    expect(sessions).toHaveLength(2);
    expect(sessions.find((s) => s.current)?.id).toBe(csr.sessionId);
    expect(sessions.find((s) => !s.current)?.address).toBe("203.0.113.7");
    expect(sessions.every((s) => s.expiresAt > Date.now() && s.createdAt <= Date.now())).toBe(true);
  });

  it("end at once when revoked, their sockets included, and the others go on [S1.10]", async () => {
    const t = await newTenant();
    const { csr } = t.people;
    const Cookie = cookieOf(await signIn(t, csr.email, TEST_PASSWORD));
    const lost = { headers: { Cookie, Origin: t.stack.url } };
    const { sessions } = await bodyOf(Sessions, csr.call("/api/v1/me/sessions"));
    const other = sessions.find((s) => !s.current)?.id ?? "";
    const socket = await LiveClient.open({ ...liveOf(t, csr), ...lost });
    const own = await LiveClient.open(liveOf(t, csr));

    expect((await csr.call(`/api/v1/me/sessions/${other}`, { method: "DELETE" })).status).toBe(204);
    await socket.until(() => socket.closed !== null, "the end");
    expect(socket.closed?.code).toBe(CLOSE.revoked);
    expect((await problemOf(t.call("lookups", lost))).code).toBe("unauthenticated");
    expect((await problemOf(t.call("/api/v1/me", lost))).code).toBe("unauthenticated");
    expect((await csr.call("lookups")).status).toBe(200);
    expect(own.closed).toBeNull();
    own.close();
  });

  it("of others are not to be found, and go on [S1.11]", async () => {
    const t = await newTenant();
    const { csr, viewer } = t.people;
    const problem = await problemOf(csr.call(`/api/v1/me/sessions/${viewer.sessionId}`, { method: "DELETE" }));
    expect(problem.code).toBe("not_found");
    expect((await viewer.call("/api/v1/me")).status).toBe(200);
  });

  it("close their sockets when the person signs out [S1.12]", async () => {
    const t = await newTenant();
    const { csr } = t.people;
    const socket = await LiveClient.open(liveOf(t, csr));
    expect((await csr.call("/api/auth/sign-out", { method: "POST" })).status).toBe(204);
    await socket.until(() => socket.closed !== null, "the end");
    expect(socket.closed?.code).toBe(CLOSE.revoked);
  });

  it("end by themselves, and say so [S1.13]", async () => {
    const t = await newTenant();
    const { csr } = t.people;
    await t.control.query("UPDATE auth_session SET expires_at = :past WHERE id = :id", { past: Date.now() - 1, id: csr.sessionId });
    const problem = await problemOf(csr.call("lookups"));
    expect(problem).toMatchObject({ code: "unauthenticated", detail: expect.stringMatching(/ended.*Sign in/u) });
    expect((await problemOf(csr.call("/api/v1/me"))).code).toBe("unauthenticated");
  });

  it("last as long as somebody comes back within two weeks [S1.14]", async () => {
    const t = await newTenant();
    const { csr } = t.people;
    const soon = Date.now() + DAY;
    const session = () => t.control.query("SELECT expires_at FROM auth_session WHERE id = :id", { id: csr.sessionId });

    expect((await csr.call("/api/v1/me")).headers.getSetCookie()).toEqual([]);
    await t.control.query("UPDATE auth_session SET expires_at = :soon, updated_at = :old WHERE id = :id", { soon, old: soon - 14 * DAY, id: csr.sessionId });
    const answer = await csr.call("/api/v1/me");
    expect((await bodyOf(Me, answer)).user.id).toBe(csr.id);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^quayside\.session_token=.*Max-Age=1209600/u);
    expect(Number((await session())[0]?.["expires_at"])).toBeGreaterThan(soon + 12 * DAY);
  });

  it("are taken from no cookie whose signature is not ours [S1.15]", async () => {
    const t = await newTenant();
    const { csr, superadmin } = t.people;
    const [token] = decodeURIComponent(superadmin.cookie.value).split(".");
    const [, signature] = decodeURIComponent(csr.cookie.value).split(".");
    for (const value of [`${token}`, `${token}.`, `${token}.${signature}`, `${token}.${"A".repeat(43)}=`, "."]) {
      const headers = { Cookie: `${csr.cookie.name}=${encodeURIComponent(value)}`, Origin: t.stack.url };
      expect((await problemOf(t.call("lookups", { headers }))).code).toBe("unauthenticated");
      expect((await problemOf(t.call("/api/v1/me", { headers }))).code).toBe("unauthenticated");
    }
  });
});
