import { afterEach, describe, expect, it, vi } from "vitest";
import type { WritePart } from "../../../db/database.ts";
import type { PartOutcome } from "../../../db/hrana-batch.ts";
import type { Change } from "../../../domain/change.ts";
import type { Publication } from "../../../domain/live.ts";
import { Commits } from "../../../worker/room/commits.ts";

const change = (seq: number, entityId: string): Change => ({ seq, kind: "order.edited", entity: "order", entityId, version: 2, patch: {}, row: null, actor: { kind: "user", id: "usr_a", name: "A" }, cause: { kind: "request", id: entityId }, comment: "", at: 0 });
const part = (name: string, changes = 1): WritePart => ({ statements: [{ sql: name }], tell: Array.from({ length: changes }, (_, i) => change(i + 1, name)) });

/** A database that answers when it is told to, and gives out numbers as the log does. */
function slowDatabase() {
  const groups: { readonly parts: readonly WritePart[]; readonly answer: (outcome?: (part: WritePart) => PartOutcome | null) => void; readonly fail: (error: Error) => void }[] = [];
  let seq = 0;
  const write = (parts: readonly WritePart[]): Promise<PartOutcome[]> =>
    new Promise((resolve, reject) => {
      const committed = (p: WritePart): PartOutcome => {
        const from = seq + 1;
        seq += p.tell.length;
        return { rows: [[{ from_seq: from, to_seq: seq }]] };
      };
      groups.push({ parts, answer: (outcome = () => null) => resolve(parts.map((p) => outcome(p) ?? committed(p))), fail: reject });
    });
  return { groups, write };
}
const names = (parts: readonly WritePart[] | undefined) => parts?.map((p) => p.statements[0]?.sql);
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

afterEach(() => {
  vi.useRealTimers();
});

describe("the commits of a room", () => {
  it("go at once when alone, and together when they wait for one another; each is told of before it is answered [N5.50]", async () => {
    const told: Publication[] = [];
    const commits = new Commits((publications) => told.push(...publications));
    const { groups, write } = slowDatabase();
    const first = commits.add(part("a"), write);
    const others = ["b", "c", "d"].map((name) => commits.add(part(name, name === "c" ? 2 : 1), write));
    expect(groups.map((g) => names(g.parts))).toEqual([["a"]]);
    groups[0]?.answer();
    expect(await first).toEqual({ rows: [[{ from_seq: 1, to_seq: 1 }]] });
    expect(told.map((p) => [p.from, p.to])).toEqual([[1, 1]]);
    await settled();
    expect(groups.map((g) => names(g.parts))).toEqual([["a"], ["b", "c", "d"]]);
    groups[1]?.answer();
    await Promise.all(others);
    expect(told.map((p) => [p.from, p.to])).toEqual([[1, 1], [2, 2], [3, 4], [5, 5]]);
    expect(told.flatMap((p) => ("items" in p ? p.items.map((c) => [c.seq, c.entityId]) : []))).toEqual([[1, "a"], [2, "b"], [3, "c"], [4, "c"], [5, "d"]]);
  });

  it("that are refused keep nobody back, and nobody is told of them [N5.50]", async () => {
    const told: Publication[] = [];
    const commits = new Commits((publications) => told.push(...publications));
    const { groups, write } = slowDatabase();
    const answers = ["a", "b", "c"].map((name) => commits.add(part(name), write));
    groups[0]?.answer();
    await settled();
    const refused = { refused: { code: "SQLITE_CONSTRAINT", message: "guard" } };
    groups[1]?.answer((p) => (p.statements[0]?.sql === "b" ? refused : null));
    expect(await Promise.all(answers)).toEqual([{ rows: [[{ from_seq: 1, to_seq: 1 }]] }, refused, { rows: [[{ from_seq: 2, to_seq: 2 }]] }]);
    expect(told.map((p) => p.from)).toEqual([1, 2]);
  });

  it("are all answered with the doubt when the database is not, and the next go on [N5.51]", async () => {
    const commits = new Commits(() => undefined);
    const { groups, write } = slowDatabase();
    const first = commits.add(part("a"), write);
    const next = commits.add(part("b"), write);
    groups[0]?.fail(new Error("cut off"));
    expect(await first).toEqual({ unknown: "cut off" });
    await settled();
    groups[1]?.answer();
    expect(await next).toEqual({ rows: [[{ from_seq: 1, to_seq: 1 }]] });
  });

  it("that waited long for a database that hangs are not kept for another turn of that; who came later is [N5.53]", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const commits = new Commits(() => undefined);
    const { groups, write } = slowDatabase();
    const early = ["a", "b", "c"].map((name) => commits.add(part(name), write));
    vi.setSystemTime(Date.now() + 20_000);
    const late = commits.add(part("d"), write);
    vi.setSystemTime(Date.now() + 10_000);
    groups[0]?.fail(new Error("hung"));
    expect(await Promise.all(early)).toEqual([{ unknown: "hung" }, { unknown: "hung" }, { unknown: "hung" }]);
    await settled();
    expect(groups.map((g) => names(g.parts))).toEqual([["a"], ["d"]]);
    groups[1]?.answer();
    expect(await late).toEqual({ rows: [[{ from_seq: 1, to_seq: 1 }]] });
  });

  it("go in groups that a transaction can hold, in the order in which they came [N5.50]", async () => {
    const commits = new Commits(() => undefined);
    const { groups, write } = slowDatabase();
    const all = Array.from({ length: 100 }, (_, i) => commits.add(part(`${i}`), write));
    for (let i = 0; i < groups.length; i++) {
      groups[i]?.answer();
      await settled();
    }
    await Promise.all(all);
    expect(groups.flatMap((g) => names(g.parts) ?? [])).toEqual(Array.from({ length: 100 }, (_, i) => `${i}`));
    expect(Math.max(...groups.map((g) => g.parts.length))).toBeLessThanOrEqual(32);
    expect(groups.length).toBeLessThan(6);
  });

  it("that are large go alone, after the small ones that wait, and never behind more than three groups of them [N5.54]", async () => {
    const commits = new Commits(() => undefined);
    const { groups, write } = slowDatabase();
    const sized = (name: string, characters: number): WritePart => ({ statements: [{ sql: name, args: { lines: "x".repeat(characters), n: 1 } }], tell: [change(1, name)] });
    const add = (name: string, characters: number) => commits.add(sized(name, characters), write);
    const answers = [add("first", 1), add("A", 400_000), add("B", 2_000_000), add("b", 10), add("c", 10)];
    for (let i = 0; i < groups.length; i++) {
      // A crowd: somebody comes while each group is written.
      if (i < 5) answers.push(add(`crowd ${i}`, 10));
      groups[i]?.answer();
      await settled();
    }
    await Promise.all(answers);
    expect(groups.map((g) => names(g.parts))).toEqual([["first"], ["b", "c", "crowd 0"], ["crowd 1"], ["crowd 2"], ["A"], ["crowd 3", "crowd 4"], ["B"]]);
  });
});
