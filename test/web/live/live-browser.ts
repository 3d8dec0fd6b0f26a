import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { build } from "vite";
import type { LiveStatus } from "../../../web/live/status.ts";
import type { Tenant, TestPerson } from "../../harness/tenant.ts";

let bundled: Promise<string> | undefined;

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: {
      write: false,
      target: "es2023",
      lib: { entry: fileURLToPath(new URL("live-page.ts", import.meta.url)), formats: ["iife"], name: "page", fileName: "page" },
    },
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (!output || !("output" in output)) throw new Error("nothing was built");
  return output.output[0].code;
}

/** An empty page of the product's own origin in which a person's live store runs. */
export async function livePage(chrome: Browser, tenant: Tenant, person: TestPerson): Promise<{ page: Page; context: BrowserContext }> {
  const context = await chrome.newContext();
  await context.addCookies([{ ...person.cookie, url: tenant.stack.url }]);
  const page = await context.newPage();
  await page.route("**/empty", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>empty</title>" }));
  await page.goto(`${tenant.stack.url}/empty`);
  await page.evaluate(await (bundled ??= bundle()));
  return { page, context };
}

export async function openLive(page: Page, slug: string): Promise<void> {
  await page.evaluate((org) => {
    window.openLive(org);
  }, slug);
}

export async function becomes(page: Page, kind: LiveStatus["kind"], timeout = 15_000): Promise<void> {
  await page.waitForFunction((wanted) => window.told.statuses.at(-1)?.kind === wanted, kind, { timeout });
}

export async function hears(page: Page, count: number, timeout = 15_000): Promise<number[]> {
  await page.waitForFunction((n) => window.told.changes.length >= n, count, { timeout });
  return page.evaluate(() => window.told.changes.map((c) => c.seq));
}
