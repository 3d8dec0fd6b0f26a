import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { findOrganizationId } from "../db/bootstrap.ts";
import { controlDatabase } from "../db/control.ts";
import { databaseFor } from "../db/database.ts";
import { ROLE_NAME } from "../domain/role.ts";
import { bootstrapOrganization, bootstrapPerson, sameDatabase } from "./bootstrap.ts";
import { demoOrders } from "./demo-orders.ts";
import { DEMO_ORGANIZATIONS, DEMO_PASSWORD, DEMO_PEOPLE } from "./demo-people.ts";
import type { DemoOrganization } from "./demo-people.ts";
import { importFile, sourceOf, waitForImport } from "./import-file.ts";
import type { ImportCall } from "./import-file.ts";
import { root } from "./paths.ts";
import type { Stack } from "./stack.ts";

const TIME_ZONE = "Europe/London";

/** Who can sign in to the demo, for the launcher to print. */
export const demoPeople: readonly { readonly email: string; readonly password: string; readonly role: string }[] = DEMO_PEOPLE.map((person) => ({
  email: person.email,
  password: DEMO_PASSWORD,
  role: person.memberships.map((m) => `${ROLE_NAME[m.role]} of ${DEMO_ORGANIZATIONS.find((o) => o.slug === m.slug)?.name}`).join(", "),
}));

/**
 * Loads the demo through the running product: two organizations with their people, and
 * their orders by the product's own import. Does nothing to a database that holds
 * other organizations, and completes a demo that was cut off.
 */
export async function loadDemo(stack: Pick<Stack, "url" | "sqldUrl">): Promise<void> {
  const databases = sameDatabase(stack.sqldUrl);
  const control = controlDatabase(databases.control);
  const ids = await Promise.all(DEMO_ORGANIZATIONS.map((o) => findOrganizationId(control, o.slug)));
  const [count] = await control.query("SELECT count(*) AS n FROM auth_organization", {});
  if (v.parse(v.number(), count?.["n"]) > ids.filter((id) => id !== null).length) return;
  const states = await Promise.all(ids.map((id) => (id === null ? Promise.resolve(null) : importOf(stack, id))));
  if (states.every((job) => job?.state === "done")) return;

  for (const o of DEMO_ORGANIZATIONS) {
    await bootstrapOrganization(databases, {
      slug: o.slug, name: o.name, numberPrefix: o.prefix, currency: "GBP", locale: "en-GB", timeZone: TIME_ZONE,
      taxRate: 2000, taxInclusive: true, riskThreshold: 70, agents: o.agents, microsites: o.microsites,
    });
  }
  for (const person of DEMO_PEOPLE) {
    // One after the other: each gets a colour that the colleagues before do not have.
    // oxlint-disable-next-line no-await-in-loop
    await bootstrapPerson(databases, { ...person, password: DEMO_PASSWORD });
  }
  await Promise.all(DEMO_ORGANIZATIONS.map(async (organization, i) => loadOrders(stack, organization, states[i] ?? null)));
}

async function loadOrders(stack: Pick<Stack, "url">, organization: DemoOrganization, job: DemoImport | null): Promise<void> {
  if (job?.state === "done") return;
  const people = DEMO_PEOPLE.filter((p) => p.memberships.some((m) => m.slug === organization.slug));
  const admin = people.find((p) => p.memberships.some((m) => m.role === "admin"));
  if (job?.state === "queued" || job?.state === "running") {
    await waitForImport(await signIn(stack.url, organization.slug, admin?.email ?? ""), job.id);
    return;
  }
  const [firstCsr, ...csrs] = people.filter((p) => p.memberships.some((m) => m.slug === organization.slug && m.role === "csr")).map((p) => p.name);
  const [firstAgent, ...agents] = organization.agents;
  if (firstCsr === undefined || firstAgent === undefined) throw new Error(`${organization.name} has nobody to work on its orders.`);
  const desk = { slug: organization.slug, csrs: [firstCsr, ...csrs], agents: [firstAgent, ...agents], timeZone: TIME_ZONE } as const;
  const csv = demoOrders(readFileSync(join(root, "demo", `${organization.slug}.csv`), "utf8"), desk, Date.now());
  const call = await signIn(stack.url, organization.slug, admin?.email ?? "");
  const done = await importFile(call, sourceOf(`${organization.name} orders.csv`, new TextEncoder().encode(csv)));
  if (done.state !== "done") throw new Error(`its orders could not be imported: ${done.error}`);
}

const DemoImport = v.object({ id: v.string(), state: v.string() });
type DemoImport = v.InferOutput<typeof DemoImport>;

/** The latest import that got as far as rows; null if there is none. */
async function importOf(stack: Pick<Stack, "sqldUrl">, orgId: string): Promise<DemoImport | null> {
  const [row] = await databaseFor({ url: stack.sqldUrl, token: "" }, orgId).query({
    sql: "SELECT id, state FROM job WHERE org_id = :org AND kind = 'import' AND state IN ('queued', 'running', 'done') ORDER BY created_at LIMIT 1",
  });
  return row ? v.parse(DemoImport, row) : null;
}

async function signIn(url: string, slug: string, email: string): Promise<ImportCall> {
  const answer = await surely(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: url },
    body: JSON.stringify({ email, password: DEMO_PASSWORD }),
  });
  if (!answer.ok) throw new Error(`${email} could not sign in: ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie().map((c) => c.split(";")[0]).join("; ");
  return (path, { method = "GET", body, raw, headers = {} }) =>
    surely(`${url}/api/v1/${slug}/${path}`, {
      method,
      headers: { Cookie: cookie, Origin: url, "Idempotency-Key": crypto.randomUUID(), ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      ...(raw ? { body: raw } : body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

const TRIES = 4;
const PAUSE_MS = 200;

/**
 * A request, sent again under the same key if the line broke. While this process makes a file of
 * 25,000 lines it does not hear that the server has closed an idle line, and writes into it.
 */
async function surely(url: string, request: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await fetch(url, request);
    } catch (error) {
      if (attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
    }
  }
}
