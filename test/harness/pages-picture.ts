import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { root } from "../../scripts/paths.ts";

/** Bytes: the README is to load fast. */
const LARGEST = 300_000;
/** How often a scene that passes is set again until the camera caught it. */
const TAKES = 10;

/** A moment in which something passing is in sight, such as a colleague's mark. */
export interface Moment {
  /** Makes it happen, and resolves when it is in sight. */
  readonly begin: () => Promise<void>;
  /** Whether it is in sight still. */
  readonly lasts: () => Promise<boolean>;
}

/**
 * Takes a picture for the README; it is written to docs/ only with QUAYSIDE_PICTURES=1, so that a run of the tests
 * leaves the tree as it was. What passes is in it: a take that came too late is thrown away.
 */
export async function picture(page: Page, name: string, moment?: Moment): Promise<void> {
  // What the pointer rests on would look chosen.
  await page.mouse.move(0, 0);
  for (let take = 1; take <= TAKES; take++) {
    // One take after the other.
    // oxlint-disable no-await-in-loop
    await moment?.begin();
    const bytes = await page.screenshot({ animations: "disabled", caret: "hide" });
    if (moment !== undefined && !(await moment.lasts())) continue;
    // oxlint-enable no-await-in-loop
    expect(bytes.length, `${name} is empty`).toBeGreaterThan(5_000);
    expect(bytes.length, `${name} is too large for the README`).toBeLessThan(LARGEST);
    if (process.env["QUAYSIDE_PICTURES"] === "1") {
      mkdirSync(join(root, "docs"), { recursive: true });
      writeFileSync(join(root, "docs", name), bytes);
    }
    return;
  }
  throw new Error(`${name} was not caught in ${TAKES} takes`);
}
