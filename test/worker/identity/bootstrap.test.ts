import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, it } from "vitest";
import { root } from "../../../scripts/paths.ts";
import { Me } from "../../../domain/me.ts";
import { DEFAULT_STATUSES } from "../../../domain/order-status.ts";
import { PERMISSIONS } from "../../../domain/role.ts";
import { randomText } from "../../../domain/ids.ts";
import { loadLookups } from "../../../db/lookups.ts";
import { databaseFor } from "../../../db/database.ts";
import { bodyOf } from "../../harness/answer.ts";
import { signIn } from "../../harness/sign-in.ts";
import { newTenant } from "../../harness/tenant.ts";

const run = promisify(execFile);

/** As `npm run bootstrap` on the databases of the environment. */
async function bootstrap(args: readonly string[], password?: string): Promise<{ code: number; said: string }> {
  const env = { ...process.env, DATABASE_URL: inject("sqldUrl"), ...(password === undefined ? {} : { QUAYSIDE_PASSWORD: password }) };
  try {
    const { stdout } = await run(process.execPath, [join(root, "scripts/run.mjs"), "bootstrap.ts", ...args], { env });
    return { code: 0, said: stdout };
  } catch (error) {
    if (!(error instanceof Error && "stderr" in error)) throw error;
    return { code: 1, said: String(error.stderr) };
  }
}

const given = (slug: string, email: string) => ["--slug", slug, "--name", "Tools & Sons", "--prefix", "TS", "--email", email, "--person", "Ada Byron", "--currency", "EUR", "--time-zone", "Europe/Berlin", "--agent", "North Couriers", "--agent", "Harbour Vans"];

it("one command makes an organization with all that it starts with, and its first SuperAdmin; again it changes nothing [S1.17]", async () => {
  const t = await newTenant();
  const slug = `b-${randomText(8)}`;
  const email = `ada.${randomText(8)}@example.com`;
  expect(await bootstrap(given(slug, email), "the first password")).toEqual({ code: 0, said: `Tools & Sons is ready. ${email} can sign in.\n` });
  const me = await bodyOf(Me, signIn(t, email, "the first password"));
  expect(me.organizations).toMatchObject([{ slug, name: "Tools & Sons", role: "superadmin", permissions: PERMISSIONS, currency: "EUR", timeZone: "Europe/Berlin" }]);

  const db = databaseFor({ url: t.stack.sqldUrl, token: "" }, me.organizations[0]?.id ?? "");
  const before = await loadLookups(db);
  expect(before.statuses.map((s) => s.name)).toEqual(DEFAULT_STATUSES.map((s) => s.name));
  expect(before.channels.map((c) => c.name)).toEqual(expect.arrayContaining(["Web", "Admin", "Email", "Mobile", "Phone", "Physical store", "Amazon", "eBay", "Etsy", "Flipkart", "Myntra", "Customer support"]));
  expect(before.agents.map((a) => a.name).sort()).toEqual(["Harbour Vans", "North Couriers"]);
  expect(new Set(before.reasons.map((r) => r.kind))).toEqual(new Set(["cancel", "hold"]));

  expect((await bootstrap(given(slug, email), "another password")).code).toBe(0);
  expect(await loadLookups(db)).toEqual(before);
  expect((await signIn(t, email, "another password")).status).toBe(401);
});

it.each([
  ["a short name of Quayside's own", given("reference", "a@example.com"), "taken by Quayside"],
  ["a short name with a slash", given("a/b", "a@example.com"), "small letters"],
  ["no e-mail", given("ok-name", "nobody"), "e-mail address"],
  ["a time zone that is none", [...given("ok-name", "a@example.com"), "--time-zone", "Mars/Base"], "IANA"],
])("the command refuses %s with a sentence, and makes nothing [S1.18]", async (_, args, sentence) => {
  const { code, said } = await bootstrap(args, "the first password");
  expect(code).toBe(1);
  expect(said).toContain(sentence);
  expect(said.trim().split("\n")).toHaveLength(1);
});
