import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Stack, startStack } from "../../../scripts/stack.ts";
import { root } from "../../../scripts/paths.ts";
import { RATE_POLICY } from "../../../worker/rate-limit.ts";
import { problemOf } from "../../harness/answer.ts";
import { signIn } from "../../harness/sign-in.ts";
import { TEST_PASSWORD, newTenant } from "../../harness/tenant.ts";

const LIMIT = 20;

/** A stack of its own: few requests a minute, and a database that may die. */
let stack: Stack;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "quayside-limits-"));
  stack = await startStack({ dataDir, rateLimits: { API_LIMIT: LIMIT }, cron: false });
});

afterAll(async () => {
  await stack.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const MINUTE = 60_000;
const minuteNow = (): number => Math.floor(Date.now() / MINUTE);

/** As many answers as one asks for within one minute of the clock, at whose turn the count begins anew. */
async function withinOneMinute(ask: () => Promise<Response>, times: number): Promise<Response[]> {
  for (;;) {
    const minute = minuteNow();
    const answers = [];
    for (let i = 0; i < times; i++) answers.push(await ask());
    if (minute === minuteNow()) return answers;
    // In the new one some were counted already: ask in the next, of which all is left.
    await sleep((minuteNow() + 1) * MINUTE - Date.now());
  }
}

it("a credential that asks too often waits, told how long; others do not [A3.9]", async () => {
  const t = await newTenant({}, stack);
  for (const call of [t.people.csr.call, t.script.call]) {
    const answers = await withinOneMinute(() => call("lookups"), LIMIT + 3);
    expect(answers[0]?.headers.get("RateLimit-Policy")).toBe('"requests";q=6000;w=60');
    expect(answers.filter((a) => a.status === 200).length).toBe(LIMIT);
    const last = answers.at(-1);
    if (!last) throw new Error("no answer");
    expect(Number(last.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(last.headers.get("RateLimit")).toMatch(/^"requests";r=0;t=\d+$/u);
    expect(await problemOf(last)).toMatchObject({ code: "rate_limited", detail: expect.stringMatching(/wait/iu) });
    expect((await t.people.csr2.call("lookups")).status).toBe(200);
  }
  const own = (await withinOneMinute(() => t.people.admin.call("/api/v1/me"), LIMIT + 1)).at(-1);
  expect(own && (await problemOf(own)).code).toBe("rate_limited");
});

it("the rate that answers state is the one of wrangler.toml [A3.9]", async () => {
  const [, limit, period] = /name = "API_LIMIT"[^[]*limit = (\d+), period = (\d+)/u.exec(await readFile(join(root, "wrangler.toml"), "utf8")) ?? [];
  expect(RATE_POLICY).toBe(`"requests";q=${limit};w=${period}`);
});

it("a database that cannot be reached is said to be so, with when to come back, and is used again when it can be [A3.10]", async () => {
  const t = await newTenant({}, stack);
  const { admin } = t.people;
  await stack.killSqld();
  try {
    for (const answer of [admin.call("lookups"), admin.call("/api/v1/me"), t.script.call("orders"), signIn(t, admin.email, TEST_PASSWORD), admin.call("api-keys", { method: "POST", body: { name: "K", scopes: ["orders.read"] } })]) {
      const problem = await problemOf(answer);
      expect(problem).toMatchObject({ code: "unavailable", detail: expect.stringContaining("try again"), retryAfter: 2 });
    }
  } finally {
    await stack.restartSqld();
  }
  expect((await admin.call("lookups")).status).toBe(200);
  expect(await t.control.query("SELECT 1 FROM auth_api_key WHERE reference_id = :org AND name = 'K'", { org: t.orgId })).toEqual([]);
});

it("an error of our own tells a code that is in the log, and nothing of its inside [A3.11]", async () => {
  const t = await newTenant({}, stack);
  await t.db.query({ sql: "UPDATE organization SET currency = x'00ff' WHERE org_id = :org" });
  const problem = await problemOf(t.people.csr.call("lookups"));
  expect(problem.code).toBe("internal");
  const id = /err_[0-9a-z]{26}/u.exec(problem.detail)?.[0] ?? "none";
  expect(JSON.stringify(problem)).not.toMatch(/Invalid type|ValiError|SELECT|\.ts|index\.js/u);
  await expect.poll(() => readFile(join(dataDir, "worker/worker.log"), "utf8")).toContain(id);
});
