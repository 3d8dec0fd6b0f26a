import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { browser } from "../harness/browser.ts";
import { newTenant } from "../harness/tenant.ts";
import type { Tenant } from "../harness/tenant.ts";
import { openPage } from "../web/browser-page.ts";

let chrome: Browser;
let tenant: Tenant;

beforeAll(async () => {
  chrome = await browser();
  tenant = await newTenant();
});
afterAll(() => chrome.close());

it("the scopes of an API key are told in words, with their id beside them [X8.80]", async () => {
  const { page, context } = await openPage(chrome, { url: tenant.stack.url, person: tenant.people.superadmin });
  await page.goto(`/o/${tenant.slug}/settings/api-keys`);
  await page.getByRole("button", { name: "New key" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New API key" });
  await dialog.getByLabel("Name").fill("ERP");
  await dialog.getByRole("checkbox", { name: "Override prices prices.override" }).check();
  await dialog.getByRole("button", { name: "Create the key" }).click();
  await page.getByRole("button", { name: "I have copied it" }).click();
  await page.getByText("Read orders", { exact: true }).first().waitFor();
  expect(await page.locator("[title]", { hasText: "Override prices" }).first().getAttribute("title")).toBe("prices.override");
  await context.close();
});
