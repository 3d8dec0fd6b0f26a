import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { insertMember } from "../../../db/member.ts";
import { browser } from "../../harness/browser.ts";
import { type Tenant, type TestPerson, newTenant } from "../../harness/tenant.ts";
import { openPage } from "../browser-page.ts";

let chromium: Browser;
let here: Tenant;
let there: Tenant;
let both: TestPerson;

beforeAll(async () => {
  [chromium, here, there] = await Promise.all([browser(), newTenant({ name: "Northquay Tools" }), newTenant({ name: "Southquay Fixings" })]);
  both = await here.addPerson("admin", "Bea Twofold");
  await here.control.batch([insertMember(there.orgId, both.id, "admin", Date.now())]);
  await here.addPerson("csr", "Only Northquay");
});
afterAll(() => chromium.close());

declare global {
  interface Window {
    leaked: string[];
  }
}

it("switching changes the address and reloads nothing; a late answer of the old organization shows nowhere [S2.20]", async () => {
  const { context, page, complaints } = await openPage(chromium, { url: here.stack.url, person: both });
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let answered = (): void => undefined;
  const arrived = new Promise<void>((resolve) => {
    answered = resolve;
  });
  // The old organization's members answer only after the other one is on screen.
  await page.route(`**/api/v1/${here.slug}/members`, async (route) => {
    const response = await route.fetch();
    expect(await response.text()).toContain("Only Northquay");
    await held;
    await route.fulfill({ response }).catch(() => undefined); // aborted with its scope, as it should be
    answered();
  });

  const given: string[] = [];
  page.on("requestfailed", (request) => given.push(`${new URL(request.url()).pathname} ${request.failure()?.errorText ?? ""}`));

  await page.goto(`/o/${here.slug}/settings/members`);
  await page.getByRole("heading", { name: "Members" }).waitFor();
  await page.evaluate(() => {
    window.leaked = [];
    new MutationObserver(() => {
      if (document.body.innerText.includes("Only Northquay")) window.leaked.push(location.pathname);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });

  await page.getByRole("button", { name: "switch the organization" }).click();
  await page.getByRole("menuitemcheckbox", { name: /Southquay Fixings/u }).click();
  await page.waitForURL(`**/o/${there.slug}/orders`);
  await page.getByRole("link", { name: "Members" }).click();
  await page.getByText(there.people.csr.email).waitFor();
  expect(given).toContain(`/api/v1/${here.slug}/members net::ERR_ABORTED`); // given up as its organization left the screen
  letGo();
  await arrived;
  await page.waitForTimeout(300);

  expect(await page.evaluate(() => window.leaked)).toEqual([]); // also: the observer is still there, so nothing reloaded
  expect(await page.title()).toContain("Southquay Fixings");
  expect(complaints).toEqual([]);
  await context.close();
});

it("two tabs are in two organizations, and `/` leads to the one that was on screen last [S2.21]", async () => {
  const { context, page } = await openPage(chromium, { url: here.stack.url, person: both });
  const other = await context.newPage();
  await page.goto(`/o/${here.slug}/settings/members`);
  await other.goto(`/o/${there.slug}/settings/members`);
  await page.getByText("Only Northquay", { exact: true }).waitFor();
  await other.getByText(there.people.viewer.email).waitFor();
  await page.reload();
  await page.getByText("Only Northquay", { exact: true }).waitFor();
  expect(await other.getByText("Only Northquay").count()).toBe(0);
  await other.goto("/");
  await other.waitForURL(`**/o/${here.slug}/orders`);
  await context.close();
});

it("an organization that the person does not belong to says so and shows nothing of it [S2.22]", async () => {
  const { context, page } = await openPage(chromium, { url: here.stack.url, person: here.people.csr });
  await page.goto(`/o/${there.slug}/orders`);
  await page.getByRole("heading", { name: "This organization is not open to you" }).waitFor();
  expect(await page.content()).not.toContain("Southquay");
  await context.close();
});

it("a member who is removed loses the organization on the next look, and keeps the others [S2.23]", async () => {
  const leaver = await here.addPerson("csr", "Lea Ver");
  const { context, page } = await openPage(chromium, { url: here.stack.url, person: leaver });
  await page.goto(`/o/${here.slug}/orders`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await here.people.superadmin.call(`members/${leaver.id}`, { method: "DELETE" });
  await page.goto("/");
  await page.getByRole("heading", { name: "You belong to no organization yet" }).waitFor();
  expect(await page.getByRole("navigation").count()).toBe(0);
  await context.close();
});
