import { describe, expect, it } from "vitest";
import { problem } from "../../../domain/problem.ts";
import type { QueuedEdit } from "../../../web/offline-queue/queued-edit.ts";
import { fieldsOf, followed, inOrder, whoseTurn } from "../../../web/offline-queue/turns.ts";
import { anEdit } from "./samples.ts";

const NONE: ReadonlySet<string> = new Set();
const turns = (edits: readonly QueuedEdit[], busy = NONE) => whoseTurn(edits, busy).map((edit) => edit.key);
const conflict: QueuedEdit["state"] = { kind: "conflict", conflicts: [], version: 9 };
const refused: QueuedEdit["state"] = { kind: "refused", problem: problem("refused", "No.") };

describe("whose turn it is", () => {
  it("is the first of each order, in the order in which they were made [N4.23]", () => {
    const edits = [anEdit({ key: "b2", orderId: "b", at: 4 }), anEdit({ key: "a1", orderId: "a", at: 1 }), anEdit({ key: "a2", orderId: "a", at: 2 }), anEdit({ key: "b1", orderId: "b", at: 3 })];
    expect(inOrder(edits).map((edit) => edit.key)).toEqual(["a1", "a2", "b1", "b2"]);
    expect(turns(edits)).toEqual(["a1", "b1"]);
  });

  it("is nobody's of an order of which one is under way [N4.23]", () => {
    const edits = [anEdit({ key: "a1", at: 1 }), anEdit({ key: "a2", at: 2 }), anEdit({ key: "b1", orderId: "b", at: 3 })];
    expect(turns(edits, new Set(["a1"]))).toEqual(["b1"]);
    // Nor of an earlier one that its author decided, or sends again, meanwhile.
    expect(turns(edits, new Set(["a2"]))).toEqual(["b1"]);
  });

  it("passes one whose author is asked, but not to the same fields, and one that was refused [N4.26]", () => {
    const asked = anEdit({ key: "asked", at: 1, state: conflict, edit: { reference: "mine" } });
    const same = anEdit({ key: "same", at: 2, edit: { reference: "later", tags: ["x"] } });
    const other = anEdit({ key: "other", at: 3, edit: { tags: ["y"] } });
    expect(turns([asked, other])).toEqual(["other"]);
    expect(turns([asked, same, other])).toEqual([]);
    expect(turns([{ ...asked, state: refused }, same, other])).toEqual(["same"]);
    expect(turns([{ ...asked, state: refused }])).toEqual([]);
  });

  it("counts lines one by one, and words that go with a status not at all [N4.26]", () => {
    expect(fieldsOf({ statusId: "s", comment: "c", reasonId: "r", lines: [{ op: "remove", id: "l1" }, { op: "set", id: "l2", quantity: 1 }] })).toEqual(["statusId", "lines.l1", "lines.l2"]);
  });
});

describe("a later edit of the same order", () => {
  const sent = anEdit({ version: 5, edit: { reference: "one" } });

  it("is based on what the earlier one made, if nobody else changed the order in between [N4.23, N4.31]", () => {
    const later = anEdit({ key: "k2", version: 5, edit: { tags: ["x"] } });
    expect(followed(later, sent, { version: 6, merged: false })).toEqual({ ...later, version: 6 });
    // A repeated answer comes with the order as it stands by then: what came after the save is not known here.
    expect(followed(later, sent, { version: 9, merged: false }).version).toBe(6);
    expect(followed({ ...later, version: 8 }, sent, { version: 6, merged: false }).version).toBe(8);
  });

  it("keeps its own base if somebody did, and knows what is its author's own [N4.31]", () => {
    const later = anEdit({ key: "k2", version: 5, edit: { tags: ["x"] }, own: { note: "n", lines: [{ op: "remove", id: "l1" }] } });
    const withLine = { ...sent, edit: { ...sent.edit, lines: [{ op: "set" as const, id: "l2", quantity: 3 }] } };
    expect(followed(later, withLine, { version: 7, merged: true })).toEqual({ ...later, own: { note: "n", reference: "one", lines: [{ op: "remove", id: "l1" }, { op: "set", id: "l2", quantity: 3 }] } });
    // It was begun before what the earlier one was based on: what changed up to there it has not seen.
    expect(followed({ ...later, version: 4 }, sent, { version: 6, merged: false })).toMatchObject({ version: 4, own: { reference: "one" } });
  });
});
