import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ViteDevServer, createServer } from "vite";
import { root } from "../../../scripts/paths.ts";
import { browser } from "../../harness/browser.ts";
import { openPage, overflow, seriousFindings } from "../browser-page.ts";

// The gallery is served in development only, so this test serves it as development does.
let chromium: Browser;
let server: ViteDevServer;
let cacheDir: string;
let url: string;

beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "quayside-gallery-"));
  server = await createServer({ configFile: join(root, "vite.config.ts"), cacheDir, logLevel: "error", server: { host: "127.0.0.1", port: 0, hmr: false, ws: false } });
  [chromium] = await Promise.all([browser(), server.listen()]);
  url = server.resolvedUrls?.local[0] ?? "";
  // Dependencies are prepared on the first visit, which loads the page again under a test's feet.
  const { context, page } = await openPage(chromium, { url });
  await visit(page);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Dialog" }).click();
  await page.getByRole("dialog").waitFor();
  await page.waitForLoadState("networkidle");
  await context.close();
}, 60_000);
afterAll(async () => {
  await chromium.close();
  await server.close();
  await rm(cacheDir, { recursive: true, force: true });
});

async function visit(page: Page): Promise<void> {
  await page.goto("/ui");
  await page.getByRole("heading", { name: "Components" }).waitFor();
}

const open = async () => {
  const opened = await openPage(chromium, { url });
  await visit(opened.page);
  return opened;
};

describe.each([
  { theme: "light", width: 1440 },
  { theme: "dark", width: 1440 },
  { theme: "light", width: 390 },
  { theme: "dark", width: 390 },
] as const)("$theme at $width px", ({ theme, width }) => {
  it("every component in every state is free of serious findings, closed and open [S6.7]", async () => {
    const { context, page } = await openPage(chromium, { url, theme, width });
    await visit(page);
    expect(await overflow(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    for (const name of ["Toast", "Toast with undo", "Error"]) await page.getByRole("button", { name, exact: true }).click();
    await page.getByRole("button", { name: "More" }).click();
    await page.getByRole("menu").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByLabel("A search that fails").click();
    await page.getByRole("button", { name: "The search did not answer." }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Sheet" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await context.close();
  });
});

describe("with the keyboard alone", () => {
  it("a combobox searches, marks, chooses with Enter, and Escape gives up what was typed [L9.20]", async () => {
    const { context, page } = await open();
    const box = page.getByRole("combobox", { name: "Port", exact: true });
    await box.focus();
    await page.keyboard.type("lub");
    await page.keyboard.press("Enter");
    expect(await box.inputValue()).toBe("Lübeck");
    await page.keyboard.press("ArrowDown"); // opens, with the mark on what is chosen
    await page.keyboard.press("ArrowUp");
    const marked = await box.getAttribute("aria-activedescendant");
    expect(await page.locator(`[id="${marked ?? ""}"]`).innerText()).toContain("Hull");
    await page.keyboard.type("xyz");
    await page.getByText("No ports match.").waitFor();
    await page.keyboard.press("Escape");
    expect(await box.inputValue()).toBe("Lübeck");
    expect(await box.getAttribute("aria-expanded")).toBe("false");
    await context.close();
  });

  it("a dialog takes the focus, keeps it, and gives it back [S6.9]", async () => {
    const { context, page } = await open();
    const opener = page.getByRole("button", { name: "Dialog" });
    await opener.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Cancel BT0000042" });
    await dialog.waitFor();
    for (let i = 0; i < 12; i++) {
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
    await context.close();
  });

  it("a menu opens by arrow, finds by letter, and its second press closes it [S6.9]", async () => {
    const { context, page } = await open();
    const opener = page.getByRole("button", { name: /^Sort by/u });
    await opener.focus();
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitemcheckbox");
    await page.keyboard.press("t");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Sort by total" }).waitFor();
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
    await opener.click();
    await page.getByRole("menu").waitFor();
    await opener.click();
    await page.getByRole("menu").waitFor({ state: "detached" });
    await context.close();
  });

  it("what cannot be pressed can be reached, and says why [S6.10]", async () => {
    const { context, page } = await open();
    const blocked = page.getByRole("button", { name: "Add a line" }).first();
    await blocked.focus();
    expect(await blocked.getAttribute("aria-disabled")).toBe("true");
    expect(await blocked.getAttribute("aria-description")).toContain("sent for fulfilment");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await page.locator("[popover]", { hasText: "sent for fulfilment" }).waitFor();
    await context.close();
  });
});

it("a toast with an undo stays while somebody is at it; a failure stays until it is closed [S6.16]", async () => {
  const { context, page } = await open();
  await page.clock.install();
  await page.getByRole("button", { name: "Error" }).click();
  await page.getByRole("button", { name: "Toast with undo" }).click();
  await page.getByRole("button", { name: "Undo", exact: true }).focus();
  await page.clock.runFor(60_000);
  expect(await page.getByRole("button", { name: "Undo", exact: true }).count()).toBe(1);
  expect(await page.getByText("could not be saved").count()).toBe(1);
  const opener = page.getByRole("button", { name: "Sheet" });
  await opener.focus();
  await page.clock.runFor(60_000);
  expect(await page.getByRole("button", { name: "Undo", exact: true }).count()).toBe(0);
  expect(await page.getByText("could not be saved").count()).toBe(1);
  await page.getByRole("button", { name: "Dismiss" }).focus();
  await page.keyboard.press("Enter");
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
  await context.close();
});
