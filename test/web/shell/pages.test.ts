import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../../harness/browser.ts";
import { type Tenant, newTenant } from "../../harness/tenant.ts";
import { pages } from "../../../web/routes.ts";
import { openPage, overflow, seriousFindings } from "../browser-page.ts";

const LONG = "The Worshipful Company of Fixings, Fastenings and Other Small Iron Goods of the Far Northern Harbour";

let chromium: Browser;
let tenant: Tenant;

beforeAll(async () => {
  [chromium, tenant] = await Promise.all([browser(), newTenant({ name: LONG })]);
});
afterAll(() => chromium.close());

/** The address of a page; whatever has an id in it gets one that does not exist. */
const addressOf = (path: string) => `/o/${tenant.slug}${path.replaceAll(/:\w+/gu, "nothing_here")}`;

describe.each([
  { theme: "light", width: 1440 },
  { theme: "dark", width: 390 },
] as const)("$theme at $width px", ({ theme, width }) => {
  it.each(pages.map((page) => page.path))("%s has one heading, a title, no serious finding and no sideways scrolling [S6.1]", async (path) => {
    const { context, page, complaints } = await openPage(chromium, { url: tenant.stack.url, person: tenant.people.superadmin, theme, width });
    await page.goto(addressOf(path));
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
    expect(await page.title()).toMatch(/ · Quayside$/u);
    expect(await page.getByRole("main").count()).toBe(1);
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

const guarded = pages.filter((page) => page.permission !== undefined && page.permission !== "orders.read");

it.each(guarded.map((page) => [page.path, page.title] as const))("%s tells a role that may not see it so [S6.2]", async (path, title) => {
  const { context, page } = await openPage(chromium, { url: tenant.stack.url, person: tenant.people.viewer });
  await page.goto(addressOf(path));
  await page.getByRole("heading", { name: `“${title}” is not open to your role` }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await context.close();
});

it.each(["/nonsense", "/o/:org/nonsense"])("%s says that there is no such page, and where to go [S6.3]", async (path) => {
  const { context, page } = await openPage(chromium, { url: tenant.stack.url, person: tenant.people.csr });
  await page.goto(path.replace(":org", tenant.slug));
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole("link", { name: "Go to the orders" }).click();
  await page.waitForURL(`**/o/${tenant.slug}/orders`);
  await context.close();
});

it("a page whose code does not arrive says that it broke, and the frame stays [S6.4]", async () => {
  const { context, page } = await openPage(chromium, { url: tenant.stack.url, person: tenant.people.admin });
  await page.route(/members-page/u, (route) => route.abort());
  await page.goto(addressOf("/settings/members"));
  await page.getByRole("heading", { name: "Something broke on this page" }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.unroute(/members-page/u);
  await page.getByRole("button", { name: "Reload" }).click();
  await page.getByText(tenant.people.csr.email).waitFor();
  await context.close();
});

it("nobody answering at the start is said, and ends by itself when somebody does [S6.5]", async () => {
  const { context, page } = await openPage(chromium, { url: tenant.stack.url, person: tenant.people.admin });
  await page.route("**/api/v1/me", (route) => route.abort());
  await page.goto(addressOf("/settings/members"));
  await page.getByRole("heading", { name: "Quayside cannot be reached" }).waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.unroute("**/api/v1/me");
  await page.getByText(tenant.people.csr.email).waitFor();
  await context.close();
});

it("a list that cannot be read says so and offers to try again [S6.6]", async () => {
  const { context, page } = await openPage(chromium, { url: tenant.stack.url, person: tenant.people.admin });
  await page.route("**/members", (route) => (route.request().resourceType() === "fetch" ? route.fulfill({ status: 503, body: "" }) : route.continue()));
  await page.goto(addressOf("/settings/members"));
  await page.getByText("Members could not be read").waitFor();
  await page.unroute("**/members");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText(tenant.people.csr.email).waitFor();
  expect(await page.getByText("Members could not be read").count()).toBe(0);
  await context.close();
});
