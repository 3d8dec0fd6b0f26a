import { describe, expect, it } from "vitest";
import { violationsOf } from "./check.ts";
import type { History, Violation, WriteRecord } from "./history.ts";
import { ORDER, soundHistory } from "./sound-history.ts";

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
  "number not allocated once": withFinal({ headNumber: 2 }),
};

describe("what a history says", () => {
  it("is nothing when all is well [N5.46]", () => {
    expect(violationsOf(sound)).toEqual([]);
  });

  it.each(Object.entries(WRONG))("is “%s” when that is so [N5.46]", (kind, history) => {
    expect(violationsOf(history).map((v): string => v.kind)).toContain(kind);
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
