import { describe, expect, it } from "vitest";
import { Me } from "../../../domain/me.ts";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { cookieOf, newAddress, signIn } from "../../harness/sign-in.ts";
import { TEST_PASSWORD, newTenant } from "../../harness/tenant.ts";

const WRONG = "not my password";
const MINUTE = 60_000;

describe("signing in", () => {
  it("takes e-mail and password, answers who is signed in, and ends with signing out [S1.1]", async () => {
    const t = await newTenant();
    const answer = await signIn(t, t.people.csr.email.toUpperCase(), TEST_PASSWORD);
    expect(answer.status).toBe(200);
    const me = await bodyOf(Me, answer);
    expect(me.user).toMatchObject({ id: t.people.csr.id, name: "Cora Singh", initials: "CS" });

    const headers = { Cookie: cookieOf(answer), Origin: t.stack.url };
    expect(await bodyOf(Me, t.call("/api/v1/me", { headers }))).toEqual(me);
    expect((await t.call("lookups", { headers })).status).toBe(200);

    expect((await t.call("/api/auth/sign-out", { method: "POST", headers })).status).toBe(204);
    expect((await problemOf(t.call("/api/v1/me", { headers }))).code).toBe("unauthenticated");
    expect((await problemOf(t.call("lookups", { headers }))).code).toBe("unauthenticated");
  });

  it("works for many at once while others write [S1.1]", async () => {
    const t = await newTenant();
    const note = (writer: number) => t.control.batch([{ sql: "INSERT INTO auth_sign_in_attempt (key, count, window_start) VALUES (:key, 1, 0) ON CONFLICT DO UPDATE SET count = count + 1", args: { key: `writer ${writer}` } }]);
    const writing = Promise.all([1, 2, 3, 4].map(async (writer) => {
      for (let i = 0; i < 100; i++) await note(writer);
    }));
    const people = [...Object.values(t.people), ...Object.values(t.people)];
    const codes = await Promise.all(people.map(async (p) => (await signIn(t, p.email, TEST_PASSWORD)).status));
    await writing;
    expect(codes).toEqual(people.map(() => 200));
  });

  it("sets a cookie that no script reads and no foreign page sends [S1.2]", async () => {
    const t = await newTenant();
    const answer = await signIn(t, t.people.csr.email, TEST_PASSWORD);
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^quayside\.session_token=/u);
    expect(cookie).toMatch(/; HttpOnly/iu);
    expect(cookie).toMatch(/; SameSite=Lax/iu);
    expect(await answer.text()).not.toContain(decodeURIComponent(cookie.split(/[=;]/u)[1] ?? "?").split(".")[0]);
  });

  it("says the same of a wrong password and of an e-mail that nobody has [S1.3]", async () => {
    const t = await newTenant();
    const wrong = await signIn(t, t.people.csr.email, WRONG);
    const nobody = await signIn(t, `nobody.${crypto.randomUUID()}@example.com`, WRONG);
    expect(wrong.status).toBe(401);
    expect(await nobody.text()).toBe(await wrong.text());
    expect(nobody.headers.getSetCookie()).toEqual(wrong.headers.getSetCookie());
  });

  it("waits after five wrong passwords, says how long, and then takes the right one [S1.4]", async () => {
    const t = await newTenant();
    const { id, email } = t.people.csr;
    for (let i = 0; i < 5; i++) expect((await signIn(t, email, WRONG)).status).toBe(401);

    const blocked = await signIn(t, email, TEST_PASSWORD);
    const seconds = Number(blocked.headers.get("Retry-After"));
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(await problemOf(blocked)).toMatchObject({ code: "rate_limited", retryAfter: seconds, detail: expect.stringContaining(`${seconds} seconds`) });
    expect((await signIn(t, t.people.csr2.email, TEST_PASSWORD)).status).toBe(200);

    await t.control.batch([{ sql: "UPDATE auth_sign_in_attempt SET window_start = window_start - :minute", args: { minute: MINUTE } }]);
    expect((await bodyOf(Me, signIn(t, email, TEST_PASSWORD))).user.id).toBe(id);
  });

  it("makes an e-mail that nobody has wait in the same way [S1.4]", async () => {
    const t = await newTenant();
    const email = `nobody.${crypto.randomUUID()}@example.com`;
    const codes: number[] = [];
    for (let i = 0; i < 6; i++) codes.push((await signIn(t, email, WRONG)).status);
    expect(codes).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it("looks at no more than five of the guesses that are sent at once [S1.5]", async () => {
    const t = await newTenant();
    const answers = await Promise.all(Array.from({ length: 15 }, () => signIn(t, t.people.csr.email, WRONG)));
    const codes = answers.map((a) => a.status).toSorted((a, b) => a - b);
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 401), ...Array.from({ length: 10 }, () => 429)]);
  });

  it("makes an address wait that tries one e-mail after another, but not for right passwords [S1.6]", async () => {
    const t = await newTenant();
    const address = newAddress();
    for (let i = 0; i < 22; i++) expect((await signIn(t, t.people.viewer.email, TEST_PASSWORD, address)).status).toBe(200);
    for (let i = 0; i < 20; i++) expect((await signIn(t, `a${i}.${crypto.randomUUID()}@example.com`, WRONG, address)).status).toBe(401);
    expect((await problemOf(signIn(t, `last.${crypto.randomUUID()}@example.com`, WRONG, address))).code).toBe("rate_limited");
    expect((await signIn(t, t.people.viewer.email, TEST_PASSWORD)).status).toBe(200);
  });

  it("forgets the wrong attempts of an account after a right one [S1.7]", async () => {
    const t = await newTenant();
    const { email } = t.people.admin;
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++) expect((await signIn(t, email, WRONG)).status).toBe(401);
      expect((await signIn(t, email, TEST_PASSWORD)).status).toBe(200);
    }
  });

  it("is refused to a page of another origin [SEC.2]", async () => {
    const t = await newTenant();
    const body = { email: t.people.csr.email, password: TEST_PASSWORD };
    const answer = await t.call("/api/auth/sign-in/email", { method: "POST", body, headers: { Origin: "https://evil.example" } });
    expect((await problemOf(answer)).code).toBe("forbidden");
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    [{ email: "no address", password: "x" }, "email"],
    [{ email: "ada@example.com" }, "password"],
    [{ email: 7, password: "x" }, "email"],
    [{ email: "ada@example.com", password: "x", role: "superadmin" }, "role"],
    [{ email: "ada@example.com", password: "p".repeat(5_000) }, "password"],
  ])("names the field that is wrong in %j [S1.8]", async (body, field) => {
    const t = await newTenant();
    const problem = await problemOf(t.call("/api/auth/sign-in/email", { method: "POST", body, headers: { "CF-Connecting-IP": newAddress() } }));
    expect(problem).toMatchObject({ code: "invalid", errors: [{ field }] });
  });
});

it.each([
  ["POST", "sign-up/email"],
  ["GET", "get-session"],
  ["GET", "list-sessions"],
  ["POST", "update-user"],
  ["POST", "change-password"],
  ["POST", "change-email"],
  ["POST", "delete-user"],
  ["POST", "organization/create"],
  ["POST", "organization/update"],
  ["POST", "organization/delete"],
  ["POST", "organization/set-active"],
  ["POST", "organization/invite-member"],
  ["POST", "organization/add-member"],
  ["POST", "organization/remove-member"],
  ["POST", "organization/update-member-role"],
  ["POST", "organization/leave"],
  ["GET", "organization/get-full-organization"],
  ["POST", "api-key/create"],
  ["POST", "request-password-reset"],
  ["GET", "ok"],
])("%s /api/auth/%s of the library leads nowhere, even for a SuperAdmin [SEC.1]", async (method, path) => {
  const t = await newTenant();
  const { superadmin, csr } = t.people;
  const body = { name: "X", slug: "x", email: "x@example.com", password: "0123456789", userId: csr.id, memberIdOrEmail: csr.email, organizationId: t.orgId, role: "superadmin" };
  const answer = await superadmin.call(`/api/auth/${path}`, { method, ...(method === "GET" ? {} : { body }) });
  expect((await problemOf(answer)).code).toBe("not_found");
});
