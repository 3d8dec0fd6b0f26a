import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { build } from "../../../scripts/build.ts";
import { changedBuild } from "../../harness/changed-build.ts";
import type { Replacement } from "../../harness/changed-build.ts";
import type { Tenant } from "../../harness/tenant.ts";
import { violationsOf } from "./check.ts";
import type { Violation } from "./history.ts";
import { openHistoryDesk } from "./open-desk.ts";
import type { HistoryDesk } from "./open-desk.ts";
import { runHistory } from "./run-history.ts";
import type { RunOptions } from "./run-history.ts";

/** A guarantee that is taken out of the product, and what the checker must say then. */
interface Broken {
  readonly what: string;
  readonly how: Replacement;
  readonly caught: readonly Violation["kind"][];
  /** What the run needs more of, to run into it for sure. */
  readonly more?: Partial<RunOptions>;
}

/** Where the room takes a publication in. */
const TAKE = /const accepted = accept\(this\.#queue, publication\);/u;

const BREAKS: readonly Broken[] = [
  { what: "drops a publication", how: { place: TAKE, instead: "if (publication.to % 5 === 0) { this.#queue = queueAt(publication.to); continue; } $&" }, caught: ["gap"] },
  { what: "sends a frame twice", how: { place: /seat\.send\(\w+\);(?=\s+seat\.behindSince)/u, instead: "$& if (frame.to % 5 === 0) $&" }, caught: ["repeat or reorder"] },
  { what: "tells something else than it wrote", how: { place: TAKE, instead: "for (const item of publication.items ?? []) if (item.row) item.row.total += 1; $&" }, caught: ["told otherwise than logged", "replica differs"] },
  { what: "skips the version guard", how: { place: /changes\(\) <> 1 AND :org IS NOT NULL/u, instead: "changes() > 1 AND :org IS NOT NULL" }, caught: ["version not contiguous", "fold differs"] },
  { what: "forgets the idempotency record", how: { place: /args: \{ key: c\.key, (?=fingerprint: c\.fingerprint, n,)/u, instead: "args: { key: c.key + ':' + crypto.randomUUID(), " }, caught: ["write done twice", "answer differs", "no record of its key"], more: { askedAgain: 25 } },
  { what: "acknowledges what it never wrote", how: { place: /db\.writePart\(\{ statements, tell \}\)/u, instead: "db.writePart({ tell, statements: c.changes[0]?.version > 1 && Math.random() < 0.2 ? statements.slice(0, 1) : statements })" }, caught: ["acknowledged write lost"] },
  { what: "leaves entries out of the log", how: { place: /FROM json_each\(:changes\) c CROSS JOIN head h WHERE h\.org_id = :org/u, instead: "$& AND h.seq % 5 <> 0" }, caught: ["log not contiguous", "acknowledged write lost"] },
  { what: "keeps half of a commit that was refused in company", how: { place: /ROLLBACK TO part/u, instead: "SELECT 1" }, caught: ["acknowledged write lost"] },
  { what: "adds up wrongly", how: { place: /const net = subtotal - discount \+ fee;/u, instead: "const net = subtotal - discount + fee + (fee > 0 ? 1 : 0);" }, caught: ["total is not the sum"] },
  { what: "takes back in a bulk action what somebody built on", how: { place: /if \((\w+)\.version !== change\d*\.version\) return \{ outcome: "stale"/u, instead: "if ($1 === null) return { outcome: \"stale\"" }, caught: ["bulk action done otherwise"], more: { bulkers: 3, ms: 2_500 } },
];

describe("the checker", () => {
  let desk: HistoryDesk;
  beforeAll(async () => {
    desk = await openHistoryDesk();
  });
  afterAll(() => desk[Symbol.asyncDispose]());

  const kindsOf = async (broken: Partial<RunOptions> = {}): Promise<Violation["kind"][]> => {
    const { history } = await runHistory(desk, { seed: 7, ms: 500, leastWrites: 100, csrs: 5, scripts: 1, importers: 1, bulkers: 1, faults: false, pauseMs: 20, askedAgain: 8, hearMs: 2_000, ...broken });
    return [...new Set(violationsOf(history).map((v) => v.kind))];
  };

  it("finds nothing in a sound product [N5.45]", async () => {
    expect(await kindsOf()).toEqual([]);
  });

  it.each(BREAKS)("catches a product that $what [N5.45]", async ({ how, caught, more }) => {
    await desk.stack.reload(await changedBuild(desk.address.dataDir, [how]));
    expect(await kindsOf({ importers: 0, bulkers: 0, hearMs: 500, ...more })).toEqual(expect.arrayContaining([...caught]));
  });

  it("catches a database that miscounts [N5.45]", async () => {
    await desk.stack.reload(await build());
    const miscount = async ({ control }: Tenant): Promise<void> => {
      await control.batch([{ sql: "DROP TRIGGER orders_counted", args: {} }]);
    };
    expect(await kindsOf({ beforehand: miscount })).toEqual(["counter differs"]);
  });
});
