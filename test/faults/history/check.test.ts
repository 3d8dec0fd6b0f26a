import { describe, expect, it } from "vitest";
import { violationsOf } from "./check.ts";
import type { History, Violation, WriteRecord } from "./history.ts";
import { ORDER, soundBulkHistory, soundHistory } from "./sound-history.ts";

const sound = soundHistory();
const { writes, feeds, final } = sound;
const [feed] = feeds;
const [created, edited, lined] = writes;
const [first, second, third] = final.log;
const [stored] = final.orders;
if (!feed || !created || !edited || !lined || !first || !second || !third || !stored) throw new Error("the sound history lacks something");
const [, early] = feed.heard;
if (early?.kind !== "changes") throw new Error("the sound history tells nothing");

const withFinal = (over: Partial<History["final"]>): History => ({ ...sound, final: { ...final, ...over } });
const withFeed = (over: Partial<History["feeds"][number]>): History => ({ ...sound, feeds: [{ ...feed, ...over }] });
const withWrite = (write: WriteRecord): History => ({ ...sound, writes: writes.map((w) => (w.key === write.key ? write : w)) });
const anotherEdit = (over: Partial<WriteRecord>): History => ({ ...sound, writes: [...writes, { ...edited, key: "k9", wish: { kind: "edit", orderId: ORDER, version: 1, patch: { note: "n" } }, ...over }] });
const imported = { file: "a.csv", done: true, orders: [{ externalId: "A-1", lines: [] }] };
const bulk = soundBulkHistory();
const [act, undo] = bulk.final.bulks;
const [acted] = bulk.bulks;
if (!act || !undo || !acted) throw new Error("the sound history lacks a bulk action");
const withBulks = (...bulks: History["final"]["bulks"]): History => ({ ...bulk, final: { ...bulk.final, bulks } });
const withAct = (over: Partial<History["bulks"][number]>): History => ({ ...bulk, bulks: bulk.bulks.map((b) => (b === acted ? { ...b, ...over } : b)) });
const again = { ...third, seq: 4, version: 4 };

/** A history in which one thing is wrong, by what the checker must say of it. */
const WRONG: { readonly [K in Violation["kind"]]: History } = {
  "log not contiguous": withFinal({ headSeq: 4 }),
  "version not contiguous": withFinal({ log: [first, { ...second, version: 3 }, { ...third, version: 3 }] }),
  "acknowledged write lost": anotherEdit({ answers: [{ seq: 3, orderId: ORDER }] }),
  "write done twice": withFinal({ log: [first, second, third, again] }),
  "refused write done": withWrite({ ...edited, answers: [], refused: true, refusedLast: true }),
  "write nobody wanted": { ...sound, writes: [created, edited] },
  "write done otherwise": withWrite({ ...edited, wish: { kind: "edit", orderId: ORDER, version: 1, patch: { reference: "t" } } }),
  "answer differs": withWrite({ ...edited, answers: [...edited.answers, { seq: 3, orderId: ORDER }] }),
  "no record of its key": withFinal({ keys: new Map([...final.keys].filter(([key]) => key !== "k2")) }),
  "import not whole": { ...sound, imports: [imported] },
  gap: withFeed({ heard: feed.heard.filter((h) => h !== early) }),
  "repeat or reorder": withFeed({ heard: feed.heard.flatMap((h) => (h === early ? [h, h] : [h])) }),
  "needless reset": withFeed({ heard: [{ kind: "hello", after: 0 }, { kind: "reset", seq: 3 }] }),
  "told otherwise than logged": withFeed({ heard: feed.heard.map((h) => (h === early ? { ...early, items: early.items.map((i) => ({ ...i, digest: "x" })) } : h)) }),
  "feed ends before the log": withFeed({ heard: feed.heard.slice(0, 2) }),
  "replica differs": withFeed({ rows: new Map() }),
  "grid differs": { ...sound, grids: [{ who: "Cy", shown: [{ number: "TT0000002" }], stored: [{ number: "TT0000001" }] }] },
  "row differs from the log": withFinal({ orders: [{ ...stored, order: { ...stored.order, reference: "t" } }] }),
  "fold differs": withFinal({ orders: [{ ...stored, order: { ...stored.order, lines: stored.order.lines.map((l) => ({ ...l, quantity: 6, total: 600 })) } }] }),
  "total is not the sum": withFinal({ orders: [{ ...stored, order: { ...stored.order, fee: 1 } }] }),
  "counter differs": withFinal({ days: new Map() }),
  "bulk action not whole": withBulks({ ...act, job: { ...act.job, state: "running" } }, undo),
  "bulk action done twice": withBulks({ ...act, outcomes: [{ orderId: ORDER, outcome: "unchanged", reason: "" }] }, undo),
  "bulk action done otherwise": withAct({ action: { kind: "tags", add: ["y"], remove: [] } }),
  "bulk action told otherwise": withAct({ told: { ...act.job, done: 2 } }),
  "search index differs": withFinal({ searchedWrong: ["“s” finds nothing"] }),
  "number not allocated once": withFinal({ headNumber: 2 }),
};

describe("what a history says", () => {
  it("is nothing when all is well [N5.46]", () => {
    expect(violationsOf(sound)).toEqual([]);
    expect(violationsOf(bulk)).toEqual([]);
  });

  it.each(Object.entries(WRONG))("is “%s” when that is so [N5.46]", (kind, history) => {
    expect(violationsOf(history).map((v): string => v.kind)).toContain(kind);
  });

  it("is that a bulk action left an order out, called it stale or refused without cause, or that its undo left what nobody built on [N5.47]", () => {
    const kept = (outcome: string): History["final"]["bulks"][number]["outcomes"] => [{ orderId: ORDER, outcome, reason: "r" }];
    const said = (history: History): string[] => violationsOf(history).map((v) => `${v.kind}: ${v.detail}`).filter((text) => text.startsWith("bulk"));
    const untouched = { ...bulk, final: { ...bulk.final, log: bulk.final.log.slice(0, 4) } };
    expect(said({ ...untouched, final: { ...untouched.final, bulks: [act, { ...undo, outcomes: kept("stale"), job: { ...undo.job, done: 0, failed: 1 } }] } }).join()).toContain("nobody built on it");
    const before = { ...bulk, final: { ...bulk.final, log: bulk.final.log.slice(0, 3) } };
    const notDone = (outcome: string, outcomes = kept(outcome)): string => said({ ...before, final: { ...before.final, bulks: [{ ...act, outcomes, job: { ...act.job, done: 0, failed: 1 } }] } }).join();
    expect(notDone("stale")).toContain("nobody changed it");
    expect(notDone("refused")).toContain("nothing kept it back");
    expect(notDone("unchanged")).toContain("it was not so");
    expect(notDone("", [])).toContain("has no outcome");
  });

  it("is nothing when a write that nobody answered was done, or was not [N5.46]", () => {
    expect(violationsOf(withWrite({ ...edited, answers: [], lost: 3 }))).toEqual([]);
    expect(violationsOf(anotherEdit({ answers: [], lost: 3 }))).toEqual([]);
  });

  it("is nothing when a save was acknowledged that somebody else had done already [N5.46]", () => {
    const history = { ...sound, writes: [...writes, { ...edited, key: "k9", answers: [{ seq: 3, orderId: ORDER }] }] };
    expect(violationsOf({ ...history, final: { ...final, keys: new Map([...final.keys, ["k9", { from: 4, to: 3 }]]) } })).toEqual([]);
  });

  it("is that a write was refused when it was asked again, though it had been done [N5.46]", () => {
    expect(violationsOf(withWrite({ ...edited, refusedLast: true })).map((v) => v.kind)).toEqual(["answer differs"]);
  });
});
