import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { Member } from "../../../domain/member.ts";
import { ATTEMPTS_PER_ACCOUNT } from "../../../worker/sign-in-limit.ts";
import { browser } from "../../harness/browser.ts";
import { TEST_PASSWORD, type Tenant, newTenant } from "../../harness/tenant.ts";
import { openPage, seriousFindings } from "../browser-page.ts";

const Members = v.object({ members: v.array(Member) });

let chromium: Browser;
let tenant: Tenant;

beforeAll(async () => {
  [chromium, tenant] = await Promise.all([browser(), newTenant()]);
});
afterAll(() => chromium.close());

async function fill(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const openSignIn = (theme: "light" | "dark" = "light", width: 1440 | 390 = 1440) => openPage(chromium, { url: tenant.stack.url, theme, width });

describe("the sign-in page", () => {
  it("leads to the page that was asked for, and back out by signing out [S1.30]", async () => {
    const { context, page, complaints } = await openSignIn();
    const asked = `/o/${tenant.slug}/settings/members`;
    await page.goto(asked);
    await page.getByRole("heading", { name: "Sign in to Quayside" }).waitFor();
    await fill(page, tenant.people.admin.email, TEST_PASSWORD);
    await page.getByRole("heading", { name: "Members" }).waitFor();
    expect(new URL(page.url()).pathname).toBe(asked);

    await page.getByRole("button", { name: "you and your settings" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in to Quayside" }).waitFor();
    await page.goto(asked);
    await page.getByRole("heading", { name: "Sign in to Quayside" }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it("says that a password was wrong, at the password, and keeps the e-mail [S1.32]", async () => {
    const { context, page } = await openSignIn();
    await page.goto("/sign-in");
    await fill(page, tenant.people.csr.email, "not the password");
    await page.getByText("The e-mail or the password is not right.").waitFor();
    expect(await page.getByLabel("E-mail").inputValue()).toBe(tenant.people.csr.email);
    expect(await page.getByLabel("Password").getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByLabel("Password").evaluate((box) => box === document.activeElement)).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });

  it("counts down when there were too many attempts, and cannot be pressed meanwhile [S1.33]", async () => {
    const { context, page } = await openSignIn("dark", 390);
    await page.goto("/sign-in");
    for (let i = 0; i <= ATTEMPTS_PER_ACCOUNT; i++) {
      const answered = page.waitForResponse(/sign-in\/email/u);
      await fill(page, tenant.people.viewer.email, `wrong ${i}`);
      await answered;
    }
    const seconds = page.getByText(/^\d+ s\.$/u);
    const first = Number.parseInt(await seconds.innerText(), 10);
    expect(await page.getByRole("button", { name: "Sign in" }).getAttribute("aria-disabled")).toBe("true");
    expect(await seriousFindings(page)).toEqual([]);
    await page.waitForFunction((before) => Number.parseInt(document.querySelector('[role="status"] .tabular')?.textContent ?? "", 10) < before, first);
    await context.close();
  });

  it("says so when nobody answers, and lets one try again [S1.34]", async () => {
    const { context, page } = await openSignIn();
    await page.goto("/sign-in");
    await context.setOffline(true);
    await fill(page, tenant.people.csr2.email, TEST_PASSWORD);
    await page.getByText("Quayside cannot be reached.").waitFor();
    await context.setOffline(false);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(/\/orders/u);
    expect(await page.getByText("Quayside cannot be reached.").count()).toBe(0);
    await context.close();
  });
});

describe("a session that ends while somebody types", () => {
  /** Ends every session of the person, as an administrator or the clock would, when the page saves: sooner, it may hear of it before the press. */
  const endWithSave = (page: Page, userId: string) => {
    let ended = false;
    return page.route("**/members", async (route) => {
      if (ended || route.request().method() !== "POST") return route.continue();
      ended = true;
      await tenant.control.batch([{ sql: "DELETE FROM auth_session WHERE user_id = :userId", args: { userId } }]);
      return route.continue();
    });
  };

  async function typeMember(page: Page, name: string): Promise<void> {
    await page.goto(`/o/${tenant.slug}/settings/members`);
    await page.getByRole("button", { name: "Add a member" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByLabel("E-mail").fill(`${name.toLowerCase().replaceAll(" ", ".")}@example.com`);
  }

  it("asks to sign in over the page; what was typed survives and is saved once [S1.35]", async () => {
    const person = await tenant.addPerson("admin", "Ines Kvale");
    const { context, page } = await openPage(chromium, { url: tenant.stack.url, person });
    await typeMember(page, "Olga Strand");
    await endWithSave(page, person.id);
    await page.getByRole("button", { name: "Add the member" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in to go on" });
    await dialog.waitFor();
    await page.keyboard.press("Escape"); // it has no way around
    expect(await dialog.isVisible()).toBe(true);
    expect(await dialog.getByLabel("E-mail").inputValue()).toBe(person.email);
    expect(await seriousFindings(page)).toEqual([]);

    await dialog.getByLabel("Password").fill(TEST_PASSWORD);
    await page.keyboard.press("Enter");
    await page.getByText("Olga Strand is a member now").waitFor();
    const { members } = v.parse(Members, await (await tenant.people.superadmin.call("members")).json());
    expect(members.filter((one) => one.name === "Olga Strand")).toHaveLength(1);
    await context.close();
  });

  it("loads everything anew when another person signs in there [S1.36]", async () => {
    const person = await tenant.addPerson("admin", "Jon Berg");
    const { context, page } = await openPage(chromium, { url: tenant.stack.url, person });
    await typeMember(page, "Secret Draft");
    await endWithSave(page, person.id);
    await page.getByRole("button", { name: "Add the member" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in to go on" });
    await dialog.getByLabel("E-mail").fill(tenant.people.fulfilment.email);
    await dialog.getByLabel("Password").fill(TEST_PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/orders/u);
    expect(await page.content()).not.toContain("Secret Draft");
    await page.getByRole("button", { name: /Finn Walsh/u }).waitFor();
    await context.close();
  });
});
