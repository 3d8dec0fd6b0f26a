import { mkdtemp, rm } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { controlDatabase } from "../../db/control.ts";
import { databaseFor } from "../../db/database.ts";
import { findOrganizationId } from "../../db/bootstrap.ts";
import { QUICK_FILTERS } from "../../domain/quick-filter.ts";
import { dayOf } from "../../domain/zoned-day.ts";
import { demoPeople, loadDemo } from "../../scripts/demo.ts";
import { demoCustomer } from "../../scripts/demo-customers.ts";
import { demoOrders } from "../../scripts/demo-orders.ts";
import { DEMO_ORGANIZATIONS, DEMO_PASSWORD, DEMO_PEOPLE } from "../../scripts/demo-people.ts";
import { root } from "../../scripts/paths.ts";
import { startStack } from "../../scripts/stack.ts";
import type { Stack } from "../../scripts/stack.ts";
import { newTenant } from "../harness/tenant.ts";

const Counts = v.object({ counts: v.record(v.string(), v.number()) });
const ZONE = "Europe/London";

async function openEmpty(): Promise<{ stack: Stack; end: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), "quayside-demo-"));
  const stack = await startStack({ dataDir, cron: false });
  return {
    stack,
    async end() {
      await stack.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function tenantOf(stack: Stack, slug: string) {
  const orgId = await findOrganizationId(controlDatabase({ url: stack.sqldUrl, token: "" }), slug);
  return databaseFor({ url: stack.sqldUrl, token: "" }, orgId ?? "");
}

async function signIn(stack: Stack, email: string): Promise<string> {
  const answer = await fetch(`${stack.url}/api/auth/sign-in/email`, { method: "POST", headers: { "Content-Type": "application/json", Origin: stack.url }, body: JSON.stringify({ email, password: DEMO_PASSWORD }) });
  expect(answer.status).toBe(200);
  return answer.headers.getSetCookie().map((c) => c.split(";")[0]).join("; ");
}

describe("the demo", () => {
  let stack: Stack;
  let end: () => Promise<void>;
  beforeAll(async () => {
    ({ stack, end } = await openEmpty());
    await loadDemo(stack);
  });
  afterAll(() => end());

  it("is 1,500 real orders and more in two organizations, all of them by an import of the product [RUN.60]", async () => {
    let orders = 0;
    for (const { slug, prefix } of DEMO_ORGANIZATIONS) {
      const db = await tenantOf(stack, slug);
      const [row] = await db.query({ sql: "SELECT count(*) AS n, count(import_id) AS imported, min(number) AS first, sum(total) AS total FROM orders WHERE org_id = :org" });
      expect(row).toMatchObject({ imported: row?.["n"], first: `${prefix}0000001` });
      orders += Number(row?.["n"]);
      const [log] = await db.query({ sql: "SELECT count(*) AS n FROM change WHERE org_id = :org AND kind = 'order.imported'" });
      expect(log?.["n"]).toBe(row?.["n"]);
    }
    expect(orders).toBeGreaterThanOrEqual(1_500);
  });

  it("has people of every role in each organization, who can sign in, and one of them belongs to both [RUN.60]", async () => {
    for (const { slug } of DEMO_ORGANIZATIONS) {
      const roles = DEMO_PEOPLE.flatMap((p) => p.memberships.filter((m) => m.slug === slug).map((m) => m.role));
      expect(roles.sort()).toEqual(["admin", "csr", "csr", "csr", "fulfilment", "superadmin", "viewer"]);
    }
    expect(demoPeople).toHaveLength(13);
    const both = DEMO_PEOPLE.filter((p) => p.memberships.length === 2);
    expect(both).toHaveLength(1);
    const cookie = await signIn(stack, both[0]?.email ?? "");
    for (const { slug } of DEMO_ORGANIZATIONS) expect((await fetch(`${stack.url}/api/v1/${slug}/orders`, { headers: { Cookie: cookie } })).status).toBe(200);
  });

  it("has something in every quick filter, and nothing from the future [RUN.61]", async () => {
    const cookie = await signIn(stack, "priya@bettertools.example");
    for (const { slug } of DEMO_ORGANIZATIONS) {
      const { counts } = v.parse(Counts, await (await fetch(`${stack.url}/api/v1/${slug}/orders/counts`, { headers: { Cookie: cookie } })).json());
      for (const { id } of QUICK_FILTERS) expect(counts[id], `${slug}: ${id}`).toBeGreaterThan(0);
      const [row] = await (await tenantOf(stack, slug)).query({ sql: "SELECT max(placed_at) AS last FROM orders WHERE org_id = :org" });
      expect(Number(row?.["last"])).toBeLessThanOrEqual(Date.now());
    }
  });

  it("is loaded once: a second time nothing changes [RUN.62]", async () => {
    const snapshot = async () => JSON.stringify(await Promise.all(DEMO_ORGANIZATIONS.map(async ({ slug }) => (await tenantOf(stack, slug)).query({ sql: "SELECT (SELECT count(*) FROM job WHERE org_id = :org) AS jobs, h.* FROM head h WHERE org_id = :org" }))));
    const before = await snapshot();
    await loadDemo(stack);
    expect(await snapshot()).toBe(before);
  });
});

it("the demo is not loaded beside other organizations [RUN.62]", async () => {
  const { stack, end } = await openEmpty();
  try {
    await newTenant({}, stack);
    await loadDemo(stack);
    expect(await findOrganizationId(controlDatabase({ url: stack.sqldUrl, token: "" }), "bettertools")).toBeNull();
  } finally {
    await end();
  }
});

describe("the demo's file", () => {
  const desk = { slug: "bettertools", csrs: ["Ada", "Bo"], agents: ["Van"], timeZone: ZONE } as const;
  const csv = readFileSync(join(root, "demo", "bettertools.csv"), "utf8");
  const noon = Date.UTC(2026, 6, 15, 12);

  it("ends yesterday and today whenever it is made, and is otherwise the same [RUN.61, RUN.62]", () => {
    const days = (now: number) => new Set([...demoOrders(csv, desk, now).matchAll(/,(\d{4}-\d\d-\d\d) \d\d:\d\d,/gu)].map((m) => m[1]));
    for (const now of [noon, Date.UTC(2027, 0, 1, 0, 5), Date.UTC(2026, 9, 25, 0, 30)]) {
      const today = dayOf(now, ZONE);
      const yesterday = dayOf(now - 86_400_000, ZONE);
      expect([...days(now)].map(String).sort((a, b) => a.localeCompare(b)).slice(-2)).toEqual([yesterday, today]);
    }
    const undated = (now: number) => demoOrders(csv, desk, now).replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/gu, "").split("\n").map((line) => line.split(",")[0]);
    expect(undated(noon)).toEqual(undated(noon + 86_400_000));
  });

  it("names nobody who exists: addresses for examples, and numbers kept for drama [RUN.62]", () => {
    const people = Array.from({ length: 2_000 }, (_, i) => demoCustomer(String(12_000 + i), "United Kingdom"));
    expect(new Set(people.map((p) => p.name)).size).toBeGreaterThan(700);
    for (const p of people) {
      expect(p.email).toMatch(/^[a-z]+\.[a-z]+\.\d+@example\.com$/u);
      expect(p.phone).toMatch(/^(020 7946 0\d{3}|01632 960\d{3}|07700 900\d{3}|0161 496 0\d{3}|029 2018 0\d{3})$/u);
    }
    expect(people[0]).toEqual(demoCustomer("12000", "United Kingdom"));
  });
});
