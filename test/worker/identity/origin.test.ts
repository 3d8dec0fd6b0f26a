import { describe, expect, it } from "vitest";
import { bodyOf, problemOf } from "../../harness/answer.ts";
import { LiveClient, liveOf } from "../../harness/live-client.ts";
import { newShop, SavedAnswer } from "../../harness/orders.ts";
import { newTenant } from "../../harness/tenant.ts";
import { Me } from "../../../domain/me.ts";

const FOREIGN = ["https://evil.example", "null", "http://127.0.0.1", ""];

describe("a request with a cookie", () => {
  it.each(FOREIGN)("from the origin %j changes nothing [SEC.2]", async (Origin) => {
    const t = await newTenant();
    const { superadmin, viewer } = t.people;
    for (const [path, method, body] of [
      [`members/${viewer.id}`, "PATCH", { role: "admin" }],
      [`members/${viewer.id}`, "DELETE", undefined],
      [`/api/v1/me/sessions/${superadmin.sessionId}`, "DELETE", undefined],
    ] as const) {
      expect((await problemOf(superadmin.call(path, { method, body, headers: { Origin } }))).code).toBe("forbidden");
    }
    expect((await bodyOf(Me, viewer.call("/api/v1/me"))).organizations[0]?.role).toBe("viewer");
    expect((await superadmin.call("/api/v1/me")).status).toBe(200);
  });

  it.each(FOREIGN)("from the origin %j opens no socket [SEC.5]", async (Origin) => {
    const t = await newTenant();
    const refusal = await LiveClient.refusal(liveOf(t, t.people.csr, { Origin }));
    expect(refusal).toMatchObject({ status: 403, body: expect.stringContaining("forbidden") });
  });

  it("cannot be read by a page of another origin [SEC.2]", async () => {
    const t = await newTenant();
    const answer = await t.people.csr.call("lookups", { headers: { Origin: "https://evil.example" } });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    const preflight = await t.people.csr.call("orders", { method: "OPTIONS", key: null, headers: { Origin: "https://evil.example", "Access-Control-Request-Method": "POST" } });
    expect(preflight.headers.get("access-control-allow-origin")).toBeNull();
  });
});

it("a script with a key needs no origin [SEC.2]", async () => {
  const t = await newTenant();
  expect((await t.script.call(`members/${t.people.viewer.id}`, { method: "PATCH", body: { role: "csr" } })).status).toBe(200);
});

describe("every answer", () => {
  it("of the API forbids to be framed, sniffed, run or kept [SEC.4]", async () => {
    const t = await newTenant();
    for (const answer of [await t.people.csr.call("lookups"), await t.call("lookups"), await t.call("/api/v1/nothing"), await t.call("/api/v1/openapi.json")]) {
      expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none'.*frame-ancestors 'none'/u);
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("x-frame-options")).toBe("DENY");
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });

  it("of a page loads scripts, styles and data from its own host only [SEC.3]", async () => {
    const t = await newTenant();
    for (const path of ["/", `/o/${t.slug}/orders`]) {
      const csp = (await t.call(path)).headers.get("content-security-policy") ?? "";
      expect(csp).toContain("default-src 'none'");
      expect(csp).toContain("script-src 'self';");
      expect(csp).toContain("connect-src 'self';");
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).not.toMatch(/https?:|\*|unsafe-eval/u);
    }
  });
});

it("a request in the name of somebody who is not signed in any more is refused, and changes nothing [N4.27]", async () => {
  const t = await newTenant();
  const { csr, csr2 } = t.people;
  const order = await (await newShop(t)).place();
  const save = (person: string) => csr.call(`orders/${order.id}`, { method: "PATCH", body: { version: 1, edit: { note: person } }, headers: { "Quayside-Person": person } });
  expect((await problemOf(save(csr2.id))).code).toBe("unauthenticated");
  expect(await bodyOf(SavedAnswer, save(csr.id))).toMatchObject({ order: { version: 2, note: csr.id } });
});
