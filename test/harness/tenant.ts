import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hashPassword } from "better-auth/crypto";
import { inject } from "vitest";
import { hashApiKey, insertApiKey } from "../../db/api-key.ts";
import { controlDatabase } from "../../db/control.ts";
import type { ControlDatabase, ControlStatement } from "../../db/control.ts";
import { databaseFor } from "../../db/database.ts";
import type { OrgDatabase } from "../../db/database.ts";
import { insertMember, insertPerson, projectPerson } from "../../db/member.ts";
import type { NewOrganization } from "../../db/organization.ts";
import { newId, randomText } from "../../domain/ids.ts";
import { PERMISSIONS } from "../../domain/role.ts";
import type { Permission, Role } from "../../domain/role.ts";
import { bootstrapOrganization, sameDatabase } from "../../scripts/bootstrap.ts";

/** A running stack: the shared one of a test run, or one of `startStack`. */
export interface StackAddress {
  readonly url: string;
  readonly sqldUrl: string;
  readonly dataDir: string;
}

export interface CallOptions {
  readonly method?: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Idempotency-Key of a write; a new one if it is left out, none if it is null. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is, instead of `body`. */
  readonly raw?: BodyInit;
}

/** Calls `orders/x` as /api/v1/:slug/orders/x, and what begins with a slash as it is. */
export type Call = (path: string, options?: CallOptions) => Promise<Response>;

export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Role;
  readonly sessionId: string;
  /** Name, value. */
  readonly cookie: { readonly name: string; readonly value: string };
  /** As this person's browser: cookie and Origin. */
  readonly call: Call;
}

export interface TestScript {
  readonly id: string;
  readonly secret: string;
  readonly call: Call;
}

export interface Tenant {
  readonly stack: StackAddress;
  readonly slug: string;
  readonly orgId: string;
  readonly people: Readonly<Record<"superadmin" | "admin" | "csr" | "csr2" | "fulfilment" | "viewer", TestPerson>>;
  /** A key with every scope. */
  readonly script: TestScript;
  /** As nobody: no cookie, no key. */
  readonly call: Call;
  readonly db: OrgDatabase;
  readonly control: ControlDatabase;
  addPerson(role: Role, name?: string): Promise<TestPerson>;
  addScript(scopes: readonly Permission[], expiresAt?: number): Promise<TestScript>;
}

export const TEST_PASSWORD = "correct horse battery";

let hashed: Promise<string> | undefined;
/** One for all: a hash takes 55 ms. */
const passwordHash = (): Promise<string> => (hashed ??= hashPassword(TEST_PASSWORD));

function sharedStack(): StackAddress {
  return { url: inject("url"), sqldUrl: inject("sqldUrl"), dataDir: inject("dataDir") };
}

function callAs(stack: StackAddress, slug: string, credentials: Readonly<Record<string, string>>): Call {
  return (path, { method = "GET", body, key, headers = {}, raw } = {}) => {
    const writes = method !== "GET" && method !== "HEAD";
    return fetch(stack.url + (path.startsWith("/") ? path : `/api/v1/${slug}/${path}`), {
      method,
      redirect: "manual",
      headers: {
        ...credentials,
        ...(writes && key !== null ? { "Idempotency-Key": key ?? crypto.randomUUID() } : {}),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      ...(raw !== undefined ? { body: raw } : body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
}

/** What better-auth would set: the token and its signature. */
function sessionCookie(stack: StackAddress, token: string): TestPerson["cookie"] {
  const secret = readFileSync(join(stack.dataDir, "auth-secret"), "utf8");
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  return { name: "quayside.session_token", value: encodeURIComponent(`${token}.${signature}`) };
}

interface Prepared {
  readonly person: TestPerson;
  readonly statements: readonly ControlStatement[];
}

async function prepare(stack: StackAddress, slug: string, orgId: string, role: Role, name: string): Promise<Prepared> {
  const now = Date.now();
  const id = newId("usr", now);
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/gu, ".")}.${id.slice(-8)}@${slug}.example`;
  const sessionId = newId("ses", now);
  const token = randomText(32);
  const cookie = sessionCookie(stack, token);
  const person: TestPerson = {
    id,
    name,
    email,
    password: TEST_PASSWORD,
    role,
    sessionId,
    cookie,
    call: callAs(stack, slug, { Cookie: `${cookie.name}=${cookie.value}`, Origin: stack.url }),
  };
  const statements: ControlStatement[] = [
    ...insertPerson({ id, name, email, passwordHash: await passwordHash() }, now),
    insertMember(orgId, id, role, now),
    {
      sql: `INSERT INTO auth_session (id, expires_at, token, created_at, updated_at, ip_address, user_agent, user_id)
            VALUES (:sessionId, :expiresAt, :token, :now, :now, '127.0.0.1', 'test', :id)`,
      args: { sessionId, expiresAt: now + 7 * 86_400_000, token, now, id },
    },
  ];
  return { person, statements };
}

interface NewPerson {
  readonly role: Role;
  readonly name: string;
}

/** People of an organization that is there, signed in; no password is hashed and no form is filled. */
export async function addPeople(stack: StackAddress, { slug, control, db }: Pick<Tenant, "slug" | "control" | "db">, wanted: readonly NewPerson[]): Promise<TestPerson[]> {
  const prepared = await Promise.all(wanted.map(({ role, name }) => prepare(stack, slug, db.orgId, role, name)));
  await control.batch(prepared.flatMap((p) => p.statements));
  await Promise.all(prepared.map(({ person }) => projectPerson(db, { ...person, active: true })));
  return prepared.map((p) => p.person);
}

/** An organization of the test's own with a person of each role, signed in. Takes some 30 ms. */
export async function newTenant(settings: Partial<NewOrganization> = {}, stack: StackAddress = sharedStack()): Promise<Tenant> {
  const databases = sameDatabase(stack.sqldUrl);
  const control = controlDatabase(databases.control);
  const slug = settings.slug ?? `t-${randomText(10)}`;
  const orgId = await bootstrapOrganization(databases, {
    name: `Test ${slug}`,
    numberPrefix: "TT",
    currency: "GBP",
    locale: "en-GB",
    timeZone: "Europe/London",
    taxRate: 2000,
    taxInclusive: true,
    riskThreshold: 70,
    agents: ["North Couriers", "Harbour Vans"],
    microsites: ["Main shop", "Trade shop"],
    ...settings,
    slug,
  });
  const db = databaseFor(databases.tenant, orgId);
  const add = (wanted: readonly NewPerson[]) => addPeople(stack, { slug, control, db }, wanted);

  async function addScript(scopes: readonly Permission[], expiresAt: number | null = null): Promise<TestScript> {
    const secret = `qs_${randomText(40)}`;
    const key = { id: newId("key"), name: "Test script", start: secret.slice(0, 10), scopes: [...scopes], createdAt: Date.now(), expiresAt, lastUsedAt: null };
    await control.batch([insertApiKey(orgId, key, hashApiKey(secret))]);
    return { id: key.id, secret, call: callAs(stack, slug, { Authorization: `Bearer ${secret}` }) };
  }

  const [superadmin, admin, csr, csr2, fulfilment, viewer] = await add([
    { role: "superadmin", name: "Sam Overton" },
    { role: "admin", name: "Ada Marsh" },
    { role: "csr", name: "Cora Singh" },
    { role: "csr", name: "Dan Reyes" },
    { role: "fulfilment", name: "Finn Walsh" },
    { role: "viewer", name: "Vera Lund" },
  ]);
  if (!superadmin || !admin || !csr || !csr2 || !fulfilment || !viewer) throw new Error("six people were asked for");

  return {
    stack,
    slug,
    orgId,
    people: { superadmin, admin, csr, csr2, fulfilment, viewer },
    script: await addScript(PERMISSIONS),
    call: callAs(stack, slug, {}),
    db,
    control,
    async addPerson(role, name = "Nora Quist") {
      const [person] = await add([{ role, name }]);
      if (!person) throw new Error("one person was asked for");
      return person;
    },
    addScript,
  };
}
