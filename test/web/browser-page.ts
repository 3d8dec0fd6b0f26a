import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import * as v from "valibot";
import { root } from "../../scripts/paths.ts";
import { newAddress } from "../harness/sign-in.ts";
import type { TestPerson } from "../harness/tenant.ts";

const axeSource = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

export interface PageOptions {
  readonly url: string;
  /** Who is signed in; left out: nobody. */
  readonly person?: TestPerson;
  readonly theme?: "light" | "dark";
  readonly width?: 1440 | 390;
  /** Fingers press, also where the screen is wide. */
  readonly touch?: boolean;
}

export interface TestPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the page threw or the browser complained of, answers outside of 2xx and lines that were given up before they stood aside. */
  readonly complaints: string[];
}

const ASIDE = /^Failed to load resource|WebSocket is closed before the connection is established/u;

/** A page of its own, with cookies of its own. The caller closes its context. */
export async function openPage(browser: Browser, { url, person, theme = "light", width = 1440, touch = false }: PageOptions): Promise<TestPage> {
  const phone = width === 390;
  const context = await browser.newContext({
    baseURL: url,
    locale: "en-GB",
    colorScheme: theme,
    viewport: { width, height: phone ? 844 : 900 },
    isMobile: phone || touch,
    hasTouch: phone || touch,
    // An address of its own: the limit of attempts counts addresses.
    extraHTTPHeaders: { "CF-Connecting-IP": newAddress() },
  });
  if (person !== undefined) await context.addCookies([{ ...person.cookie, url }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !ASIDE.test(message.text())) complaints.push(message.text());
  });
  return { context, page, complaints };
}

const Findings = v.array(v.object({ id: v.string(), impact: v.nullish(v.string()), nodes: v.array(v.object({ html: v.string() })) }));

/** What axe finds on the page as it is now, serious or worse; one line each. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // What is half faded in has no contrast yet.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((a) => a.effect?.getComputedTiming().iterations === 1).map((a) => a.finished.catch(() => undefined))));
  // Evaluated, not added as a script: the page's content security policy stays in force.
  await page.evaluate(axeSource);
  const found = v.parse(Findings, await page.evaluate("axe.run().then((result) => result.violations)"));
  return found.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ").slice(0, 400)}`);
}

/** CSS pixels by which the page is wider than the window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}
