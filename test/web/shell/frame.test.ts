import type { Browser, Page, WebSocketRoute } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BulkJobView } from "../../../domain/bulk-job.ts";
import type { ServerFrame } from "../../../domain/live.ts";
import { browser } from "../../harness/browser.ts";
import { type Tenant, newTenant } from "../../harness/tenant.ts";
import { openPage, overflow, seriousFindings } from "../browser-page.ts";

let chromium: Browser;
let tenant: Tenant;

beforeAll(async () => {
  [chromium, tenant] = await Promise.all([browser(), newTenant()]);
});
afterAll(() => chromium.close());

const open = (theme: "light" | "dark" = "light", width: 1440 | 390 = 1440) => openPage(chromium, { url: tenant.stack.url, person: tenant.people.admin, theme, width });

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`/o/${tenant.slug}${path}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? "");

describe("with the keyboard alone", () => {
  it("the first stop skips the navigation [S6.9]", async () => {
    const { context, page } = await open();
    await visit(page, "/settings/members");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the page");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    await context.close();
  });

  it("two keys lead to another page, whose heading takes the focus [L10.1, S6.9]", async () => {
    const { context, page } = await open();
    await visit(page, "/settings/members");
    await page.keyboard.press("g");
    await page.keyboard.press("k");
    await page.waitForURL("**/settings/api-keys");
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    expect(await focused(page)).toBe("API keys");
    expect(await page.title()).toMatch(/^API keys · /u);
    await context.close();
  });

  it("`?` lists the shortcuts, and none works while one types [L10.1]", async () => {
    const { context, page } = await open();
    await visit(page, "/settings/members");
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await sheet.getByText("Go to Orders").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });

    await page.getByRole("button", { name: "Add a member" }).click();
    await page.getByLabel("Name").pressSequentially("go? n");
    expect(await page.getByLabel("Name").inputValue()).toBe("go? n");
    expect(new URL(page.url()).pathname).toMatch(/members$/u);
    await context.close();
  });

  it("the switcher opens, lists and closes, and gives the focus back [S6.9]", async () => {
    const { context, page } = await open();
    await visit(page, "/settings/members");
    await page.getByRole("button", { name: "switch the organization" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("menu", { name: "Organizations" }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    await expect.poll(() => focused(page)).toContain("switch the organization");
    await context.close();
  });
});

it("a part of the frame whose code does not arrive costs that act only, not the page [S6.4]", async () => {
  const { context, page, complaints } = await open();
  await visit(page, "/settings/members");
  await page.route(/menu-popup/u, (route) => route.abort());
  await page.getByRole("button", { name: "you and your settings" }).click();
  await page.getByText("This part of the page could not be loaded.").waitFor();
  expect(await page.getByRole("button", { name: "you and your settings" }).getAttribute("aria-expanded")).toBe("false");
  await page.getByText(tenant.people.csr.email).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

describe("the theme", () => {
  it("is remembered and stands before any of the app's code has run [S6.11]", async () => {
    const { context, page, complaints } = await open();
    await visit(page, "/settings/members");
    const light = await page.evaluate(() => getComputedStyle(document.body.parentElement ?? document.body).backgroundColor);
    await page.getByRole("button", { name: "you and your settings" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Dark" }).click();
    expect(complaints).toEqual([]);

    await page.route(/\/assets\/.*\.js/u, (route) => route.abort());
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).not.toBe(light);
    await context.close();
  });

  it("of one person is not that of the next at the same desk [S6.11]", async () => {
    const { context, page } = await open();
    await visit(page, "/settings/members");
    await page.getByRole("button", { name: "you and your settings" }).click();
    await page.getByRole("menuitemcheckbox", { name: "Dark" }).click();
    await context.addCookies([{ ...tenant.people.csr.cookie, url: tenant.stack.url }]);
    await visit(page, "/orders");
    expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBeUndefined();
    await context.close();
  });
});

it("nothing moves for who asked the system for less motion [S6.12]", async () => {
  const { context, page } = await open();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await visit(page, "/settings/members");
  await page.getByRole("button", { name: "Add a member" }).click();
  await page.getByRole("dialog").waitFor();
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")].flatMap((element) => {
      const { animationDuration, transitionDuration } = getComputedStyle(element);
      return [animationDuration, transitionDuration].filter((text) => text.split(", ").some((one) => Number.parseFloat(one) > 0));
    }),
  );
  expect(moving).toEqual([]);
  await context.close();
});

it("what runs is seen on every page, live, with the way there [N7.32]", async () => {
  const { context, page, complaints } = await open();
  const { promise: line, resolve: opened } = Promise.withResolvers<WebSocketRoute>();
  await page.routeWebSocket(/\/live$/u, (socket) => {
    socket.connectToServer();
    opened(socket);
  });
  await visit(page, "/settings/members");
  const socket = await line;
  const say = (over: Partial<BulkJobView>): void => {
    const job: BulkJobView = { id: "job_1", kind: "bulk", state: "running", act: "tags", action: null, total: 100, done: 25, unchanged: 0, failed: 0, undoes: null, redo: false, undoneBy: null, byId: "usr_1", by: "Cora Singh", error: "", createdAt: 1, updatedAt: 2, ...over };
    const frame: ServerFrame = { type: "job", job };
    socket.send(JSON.stringify(frame));
  };
  say({});
  const shown = page.getByRole("region", { name: "Under way" });
  await shown.getByText("Change tags").waitFor();
  say({ done: 60 });
  await shown.getByText("60%").waitFor();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "Fold the navigation" }).click();
  await shown.getByRole("link", { name: "Change tags: 60%" }).waitFor();
  await page.setViewportSize({ width: 390, height: 800 });
  await shown.getByRole("link", { name: "Change tags: 60%" }).waitFor();
  expect(await overflow(page)).toBe(0);
  say({ done: 100, state: "done" });
  await shown.getByRole("link", { name: "Change tags: Done" }).click();
  await page.waitForURL("**/orders");
  expect(complaints).toEqual([]);
  await context.close();
});

it("on a phone the navigation stands at the bottom, with everything in reach [S6.13]", async () => {
  const { context, page } = await open("dark", 390);
  await visit(page, "/settings/members");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Imports" }).click();
  await page.waitForURL("**/imports");
  await page.getByRole("button", { name: "you and your settings" }).click();
  await page.getByRole("menuitem", { name: "API keys" }).click();
  await page.waitForURL("**/settings/api-keys");
  expect(await overflow(page)).toBe(0);
  await context.close();
});
