import { beforeAll, describe, expect, it } from "vitest";
import { permissionsOfRole } from "../../domain/member.ts";
import { may } from "../../domain/role.ts";
import { routes } from "../../worker/app.ts";
import { problemOf } from "../harness/answer.ts";
import { dumpOf } from "../harness/dump.ts";
import { LiveClient, liveOf } from "../harness/live-client.ts";
import { RECIPES } from "../harness/recipes.ts";
import type { Asked, Recipe } from "../harness/recipes.ts";
import { routeName, routeTable } from "../harness/route-table.ts";
import { NOWHERE, newSample } from "../harness/sample.ts";
import type { Sample } from "../harness/sample.ts";
import { newTenant } from "../harness/tenant.ts";
import type { Call, Tenant } from "../harness/tenant.ts";

/** The socket is asked by upgrade, in a test of its own below. */
const SOCKET = "GET /api/v1/:org/live";
const table = routeTable(routes).filter((r) => r.path.startsWith("/api/v1/:org/"));
const asked = table.filter((r) => routeName(r) !== SOCKET);
/** What is a person's own, whatever their role: how they want the list, and the views that they save. */
const OWN = ["/api/v1/:org/views", "/api/v1/:org/preferences"];
const writing = asked.filter((r) => r.method !== "GET" && !OWN.some((path) => r.path.startsWith(path)));

let own: Tenant;
let foreign: Tenant;
let ownSample: Sample;
let foreignSample: Sample;

beforeAll(async () => {
  [own, foreign] = await Promise.all([newTenant(), newTenant()]);
  [ownSample, foreignSample] = await Promise.all([newSample(own), newSample(foreign)]);
  await Promise.all([foreignSample.order(), foreignSample.customer(), foreignSample.importJob("ready")]);
});

function recipeOf(name: string): Recipe {
  const recipe = RECIPES[name];
  if (!recipe) throw new Error(`${name} has no recipe: add a line to test/harness/recipes.ts that asks it with ids of an organization at each place where the route takes one.`);
  return recipe;
}

const send = (call: Call, { path, options }: Asked, slug = own.slug) => call(`/api/v1/${slug}/${path}`, options);

/** Own ids everywhere but at one place. */
const except = (place: string, other: Sample) => (at: string) => (at === place ? other : ownSample);

async function placesOf(recipe: Recipe): Promise<string[]> {
  const places = new Set<string>();
  await recipe((place) => {
    places.add(place);
    return ownSample;
  });
  return [...places];
}

/** What was answered, without the ids that were asked with. */
async function told(answer: Response, request: Asked): Promise<string> {
  const ids = [...JSON.stringify(request).matchAll(/[a-z]{3}_[0-9a-z]{26}|CODE\w+|Sample\w+/gu)].map((m) => m[0]);
  return ids.reduce((text, id) => text.replaceAll(id, "…"), `${answer.status} ${await answer.text()}`);
}

it("every route of an organization asks for a permission before anything else [SEC.10]", () => {
  expect(table.length).toBeGreaterThan(20);
  expect(table.filter((r) => r.permission === undefined).map(routeName)).toEqual([]);
});

it("every recipe is of a route that exists, and every id in a path is taken from an organization [S2.5]", async () => {
  expect(Object.keys(RECIPES).filter((name) => !asked.some((r) => routeName(r) === name))).toEqual([]);
  for (const route of asked.filter((r) => r.path.includes(":id"))) {
    expect(await placesOf(recipeOf(routeName(route))), routeName(route)).toContain("path.id");
  }
});

describe.each(asked.map(routeName))("%s", (name) => {
  it("succeeds with ids of its own organization, and tells nothing of another [S2.5, S2.7]", async () => {
    const request = await recipeOf(name)(() => ownSample);
    const answer = await send(own.people.superadmin.call, request);
    const text = await answer.text();
    expect(answer.ok, `${answer.status} ${text}`).toBe(true);
    // What is asked for by an id of the own organization must be found, or the foreign one would prove nothing.
    if (request.path.includes("?") && !request.path.startsWith("changes")) expect(text).not.toMatch(/"(rows|items)":\[\]/u);
    for (const mark of [foreign.orgId, foreign.slug, foreign.slug.replaceAll("-", ""), foreign.people.csr.id]) expect(text).not.toContain(mark);
  });

  it("does not find the ids of another organization, at any place, and leaves its rows as they are [S2.6]", async () => {
    const recipe = recipeOf(name);
    for (const place of await placesOf(recipe)) {
      const request = await recipe(except(place, foreignSample));
      const before = await dumpOf(foreign);
      const answer = await send(own.people.superadmin.call, request);
      const nowhere = await recipe(except(place, NOWHERE));
      // What is another's cannot be told from what is nobody's.
      const text = await told(answer, request);
      expect(text, place).toBe(await told(await send(own.people.superadmin.call, nowhere), nowhere));
      if (place.startsWith("path.")) expect(text, place).toContain('"code":"not_found"');
      if (place.startsWith("body.")) expect(text, place).toMatch(/^(404|422) .*"code":"(not_found|invalid)"/u);
      expect(await dumpOf(foreign), place).toEqual(before);
    }
  });

  it("does not find another organization, for a person or a script, and leaves its rows as they are [S2.6]", async () => {
    const request = await recipeOf(name)(() => foreignSample);
    const before = await dumpOf(foreign);
    for (const call of [own.people.superadmin.call, own.script.call]) {
      expect((await problemOf(send(call, request, foreign.slug))).code).toBe("not_found");
    }
    expect((await problemOf(send(own.call, request, foreign.slug))).code).toBe("unauthenticated");
    expect(await dumpOf(foreign)).toEqual(before);
  });
});

it.each(writing.map(routeName))("%s is refused to a Viewer and to a script that may only read, and changes nothing [SEC.12]", async (name) => {
  const request = await recipeOf(name)(() => ownSample);
  const reader = await own.addScript(["orders.read"]);
  const before = await dumpOf(own);
  for (const call of [own.people.viewer.call, reader.call]) expect((await problemOf(send(call, request))).code).toBe("forbidden");
  const after = await dumpOf(own);
  // The key's last use may be noted.
  expect({ ...after, auth_api_key: "" }).toEqual({ ...before, auth_api_key: "" });
});

it.each(asked.filter((r) => r.permission !== undefined && !may(permissionsOfRole("viewer"), r.permission)).map(routeName))("%s shows nothing to a Viewer [SEC.12]", async (name) => {
  expect((await problemOf(send(own.people.viewer.call, await recipeOf(name)(() => ownSample)))).code).toBe("forbidden");
});

it("the socket opens to members only, and hears nothing of another organization [S2.8]", async () => {
  const ears = await LiveClient.open(liveOf(own, own.people.csr));
  const address = `${own.stack.url}/api/v1/${foreign.slug}/live`;
  for (const who of [own.people.superadmin, own.script]) {
    const refusal = await LiveClient.refusal({ ...liveOf(own, who), address });
    expect(refusal).toMatchObject({ status: 404, body: expect.stringContaining("not_found") });
  }
  await foreignSample.order();
  await ownSample.order();
  await ears.until(() => ears.changes.some((c) => c.kind === "order.created"), "the own order");
  expect(ears.people.size).toBe(1);
  expect(JSON.stringify(ears.frames)).not.toContain(foreign.slug.replaceAll("-", ""));
  ears.close();
});
