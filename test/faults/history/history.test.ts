import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browser } from "../../harness/browser.ts";
import { violationsOf } from "./check.ts";
import { FAULT_KINDS } from "./chaos.ts";
import { openHistoryDesk } from "./open-desk.ts";
import type { HistoryDesk } from "./open-desk.ts";
import { ambiguityOf, reportOf } from "./report.ts";
import { runHistory } from "./run-history.ts";

/** `npm run faults -- --minutes 30 --seed N` sets both. */
const MINUTES = Number(process.env["QUAYSIDE_FAULT_MINUTES"] ?? 0.5);
const SEED = Number(process.env["QUAYSIDE_FAULT_SEED"] ?? 20_261);
const MINUTE = 60_000;

describe("a day at the desk on which everything breaks", () => {
  let desk: HistoryDesk;
  let chrome: Browser;
  beforeAll(async () => {
    desk = await openHistoryDesk();
    chrome = await browser();
  });
  afterAll(async () => {
    await chrome.close();
    await desk[Symbol.asyncDispose]();
  });

  it("loses no acknowledged write, doubles none, and everyone ends with what the database holds [N5.40, N5.41, N5.42, N5.43, N5.44, N5.47]", async () => {
    const { history, faults, seconds } = await runHistory(desk, { seed: SEED, ms: MINUTES * MINUTE, leastWrites: 300, csrs: 15, scripts: 4, importers: 2, bulkers: 4, faults: true, chrome, pauseMs: 400, askedAgain: 25 });
    const violations = violationsOf(history);
    console.log(reportOf(SEED, seconds, history, faults, violations));
    expect(violations.map(({ kind, detail }) => `${kind}: ${detail}`)).toEqual([]);
    expect(FAULT_KINDS.filter((kind) => faults.get(kind) === 0)).toEqual([]);
    for (const kept of ["stale", "refused"]) expect(history.final.bulks.flatMap((b) => b.outcomes).filter((o) => o.outcome === kept).length).toBeGreaterThan(0);
    expect(history.bulks.filter((b) => b.undoes !== null).length).toBeGreaterThan(0);
    const ambiguity = ambiguityOf(history, faults);
    expect(ambiguity.commits).toBeGreaterThan(0);
    expect(ambiguity.done).toBeGreaterThan(0);
  }, MINUTES * MINUTE * 2 + 4 * MINUTE);
});
