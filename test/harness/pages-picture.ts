import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { root } from "../../scripts/paths.ts";

/** Bytes: the README is to load fast. */
const LARGEST = 300_000;

/**
 * Takes a picture for the README; it is written to docs/ only with QUAYSIDE_PICTURES=1, so that a run of the tests
 * leaves the tree as it was.
 */
export async function picture(page: Page, name: string): Promise<void> {
  const bytes = await page.screenshot({ animations: "disabled", caret: "hide" });
  expect(bytes.length, `${name} is empty`).toBeGreaterThan(5_000);
  expect(bytes.length, `${name} is too large for the README`).toBeLessThan(LARGEST);
  if (process.env["QUAYSIDE_PICTURES"] !== "1") return;
  mkdirSync(join(root, "docs"), { recursive: true });
  writeFileSync(join(root, "docs", name), bytes);
}
