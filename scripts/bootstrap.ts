/**
 * Makes organizations and people from outside, with the databases' own addresses: for the demo, and
 * for the first SuperAdmin of a deployment. No address of the product can do this.
 */
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { hashPassword } from "better-auth/crypto";
import * as v from "valibot";
import { findOrganizationId, insertOrganization, upsertMember } from "../db/bootstrap.ts";
import { controlDatabase } from "../db/control.ts";
import { databaseFor } from "../db/database.ts";
import type { DatabaseAddress } from "../db/database.ts";
import { findPersonByEmail, insertPerson, listMembers, projectPerson } from "../db/member.ts";
import { createOrganization } from "../db/organization.ts";
import type { NewOrganization } from "../db/organization.ts";
import { newId } from "../domain/ids.ts";
import { Email, Password } from "../domain/member.ts";
import { newPersonId } from "../domain/person-id.ts";
import type { Role } from "../domain/role.ts";
import { Slug } from "../domain/slug.ts";
import { requiredText } from "../domain/text.ts";
import { isProgram } from "./paths.ts";

export interface Databases {
  readonly control: DatabaseAddress;
  readonly tenant: DatabaseAddress;
}

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly memberships: readonly { readonly slug: string; readonly role: Role }[];
}

/** Both roles in one place, as in local use. */
export function sameDatabase(url: string, token = ""): Databases {
  return { control: { url, token }, tenant: { url, token } };
}

/** Makes the organization with all that it starts with, or completes one that a crash left half-made. @returns its id */
export async function bootstrapOrganization(databases: Databases, o: NewOrganization): Promise<string> {
  v.parse(Slug, o.slug);
  const control = controlDatabase(databases.control);
  let orgId = await findOrganizationId(control, o.slug);
  if (orgId === null) {
    orgId = newId("org");
    await control.batch([insertOrganization(orgId, o, Date.now())]);
  }
  await createOrganization(databaseFor(databases.tenant, orgId), o);
  return orgId;
}

/** Makes the person, or gives one who exists the memberships; the password of one who exists stays. @returns their id */
export async function bootstrapPerson(databases: Databases, person: NewPerson): Promise<string> {
  const email = v.parse(Email, person.email);
  const password = v.parse(Password, person.password);
  const control = controlDatabase(databases.control);
  const now = Date.now();
  const existing = await findPersonByEmail(control, "", email);
  const memberships = await Promise.all(
    person.memberships.map(async ({ slug, role }) => {
      const orgId = await findOrganizationId(control, slug);
      if (orgId === null) throw new Error(`There is no organization ${slug}.`);
      return { orgId, role };
    }),
  );
  const colleagues = await Promise.all(memberships.map(({ orgId }) => listMembers(control, orgId)));
  const id = existing?.id ?? newPersonId(colleagues.flat().map((member) => member.id), now);
  await control.batch([
    ...(existing ? [] : insertPerson({ id, name: person.name, email, passwordHash: await hashPassword(password) }, now)),
    ...memberships.map(({ orgId, role }) => upsertMember(orgId, id, role, now)),
  ]);
  const name = existing?.name ?? person.name;
  await Promise.all(memberships.map(({ orgId, role }) => projectPerson(databaseFor(databases.tenant, orgId), { id, name, role, active: true })));
  return id;
}

const USAGE = `Makes an organization and its first SuperAdmin. Either may exist already.

  npm run bootstrap -- --slug bettertools --name BetterTools --prefix BT --email ada@example.com --person "Ada Byron"

  --currency GBP  --locale en-GB  --time-zone Europe/London  --tax-rate 2000 (basis points)
  --tax-exclusive  --agent "North Couriers" --microsite "Trade shop" (each any number of times)

Databases: DATABASE_URL, DATABASE_TOKEN, CONTROL_DATABASE_URL, CONTROL_DATABASE_TOKEN (the latter two default to the former).
Password: QUAYSIDE_PASSWORD, or it is asked for.`;

const Arguments = v.object({
  slug: Slug,
  name: requiredText(120),
  prefix: v.pipe(v.string(), v.regex(/^[A-Z]{1,5}$/u, "--prefix: 1 to 5 capital letters")),
  email: Email,
  person: requiredText(120),
  currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/u, "--currency: an ISO 4217 code")), "GBP"),
  locale: v.optional(v.string(), "en-GB"),
  "time-zone": v.optional(v.pipe(v.string(), v.check((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC", "--time-zone: an IANA zone")), "Europe/London"),
  "tax-rate": v.optional(v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(0), v.maxValue(10_000)), "2000"),
  "tax-exclusive": v.optional(v.boolean(), false),
  agent: v.optional(v.array(v.string()), []),
  microsite: v.optional(v.array(v.string()), []),
});

function databasesOfEnvironment(): Databases {
  const { DATABASE_URL: url, DATABASE_TOKEN: token = "", CONTROL_DATABASE_URL, CONTROL_DATABASE_TOKEN } = process.env;
  if (url === undefined || url === "") throw new Error("Set DATABASE_URL.");
  return { tenant: { url, token }, control: { url: CONTROL_DATABASE_URL ?? url, token: CONTROL_DATABASE_TOKEN ?? token } };
}

async function askPassword(): Promise<string> {
  const given = process.env["QUAYSIDE_PASSWORD"];
  if (given !== undefined) return given;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const password = await asking.question("Password for the SuperAdmin: ");
  asking.close();
  return password;
}

async function main(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      slug: text,
      name: text,
      prefix: text,
      email: text,
      person: text,
      currency: text,
      locale: text,
      "time-zone": text,
      "tax-rate": text,
      "tax-exclusive": { type: "boolean" },
      agent: { type: "string", multiple: true },
      microsite: { type: "string", multiple: true },
      help: { type: "boolean" },
    },
  });
  if (values.help === true || values.slug === undefined) {
    console.log(USAGE);
    return;
  }
  const a = v.parse(Arguments, values);
  const databases = databasesOfEnvironment();
  const password = await askPassword();
  await bootstrapOrganization(databases, {
    slug: a.slug,
    name: a.name,
    numberPrefix: a.prefix,
    currency: a.currency,
    locale: a.locale,
    timeZone: a["time-zone"],
    taxRate: a["tax-rate"],
    taxInclusive: !a["tax-exclusive"],
    riskThreshold: 70,
    agents: a.agent,
    microsites: a.microsite,
  });
  await bootstrapPerson(databases, { name: a.person, email: a.email, password, memberships: [{ slug: a.slug, role: "superadmin" }] });
  console.log(`${a.name} is ready. ${a.email} can sign in.`);
}

if (isProgram(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
