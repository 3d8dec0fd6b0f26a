import type { BrowserContext, Page } from "playwright-core";
import * as v from "valibot";

/** By organization: what only it has, such as its order numbers and the names of its customers. */
export type Belongings = Readonly<Record<string, readonly string[]>>;

const Watched = v.object({
  /** Sentences about what stood where it must not. */
  leaks: v.array(v.string()),
  /** Organizations whose belongings were seen at their own address: proof that the watch sees. */
  seen: v.array(v.string()),
  /** When the document began; another one after a reload. */
  born: v.number(),
});
export type Watched = v.InferOutput<typeof Watched>;

/**
 * Watches every change of every page's document from before its first script: at the address of one organization
 * nothing of another may stand, be it in text, attributes, boxes or the title, and be it for a single mutation.
 */
export async function watchBelongings(context: BrowserContext, belongings: Belongings): Promise<void> {
  await context.addInitScript((all) => {
    const leaks = new Set<string>();
    const seen = new Set<string>();
    const owners = (text: string) => Object.keys(all).filter((slug) => all[slug]?.some((word) => text.includes(word)));
    function look(text: string): void {
      const here = decodeURIComponent(location.pathname.split("/")[2] ?? "");
      for (const slug of owners(text)) {
        if (slug === here) seen.add(slug);
        else leaks.add(`of ${slug} at ${location.pathname}: ${(all[slug] ?? []).filter((word) => text.includes(word)).join(", ")}`);
      }
    }
    const textOf = (node: Node): string => (node instanceof Element ? node.outerHTML : (node.nodeValue ?? ""));
    new MutationObserver((records) => {
      // Added nodes too, not only what stands now: something may come and go between two looks.
      for (const record of records) for (const node of record.addedNodes) look(textOf(node));
      look(document.documentElement.outerHTML);
      for (const box of document.querySelectorAll("input, textarea, select")) if ("value" in box) look(String(box.value));
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    Object.assign(window, { watched: () => ({ leaks: [...leaks], seen: [...seen].sort(), born: performance.timeOrigin }) });
  }, belongings);
}

export async function watched(page: Page): Promise<Watched> {
  return v.parse(Watched, await page.evaluate("watched()"));
}

/** Holds back the answers of one organization's reads: they are fetched at once and told when `release` is called. */
export interface SlowAnswers {
  /** Addresses that wait, path and query. */
  readonly held: () => readonly string[];
  /** Lets them arrive, late; resolves when the browser has each or has given it up. */
  readonly release: () => Promise<void>;
}

export async function slowAnswers(page: Page, slug: string): Promise<SlowAnswers> {
  const held: string[] = [];
  const arriving: Promise<void>[] = [];
  const gate = Promise.withResolvers<void>();
  const pattern = new RegExp(`/api/v1/${slug}/(?!live)`, "u");
  await page.route(pattern, async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    const { promise, resolve } = Promise.withResolvers<void>();
    arriving.push(promise);
    const response = await route.fetch();
    const { pathname, search } = new URL(route.request().url());
    held.push(pathname + search);
    await gate.promise;
    // A request that was given up has nobody to tell.
    await route.fulfill({ response }).catch(() => undefined);
    resolve();
  });
  return {
    held: () => held,
    async release() {
      gate.resolve();
      await Promise.all(arriving);
      await page.unroute(pattern);
    },
  };
}

/** A browser that carries every request to its end: whoever left must then drop the answer. */
export async function neverAborts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const own = window.fetch;
    window.fetch = (input, init) => own(input, { ...init, signal: null });
  });
}
