import { describe, expect, it } from "vitest";
import type { FieldConflict } from "../../../domain/problem.ts";
import { decided, openConflicts } from "../../../web/offline-queue/conflicts.ts";
import type { QueuedEdit } from "../../../web/offline-queue/queued-edit.ts";
import { readAmount } from "../../../web/order/amount-text.ts";
import { editOf } from "../../../web/order/draft-edit.ts";
import { rebase, setField, setQuantity } from "../../../web/order/draft-steps.ts";
import { NO_DRAFT } from "../../../web/order/order-draft.ts";
import type { OrderPageDraft } from "../../../web/order/order-draft.ts";
import { line, order } from "../order/samples.ts";
import { anEdit } from "./samples.ts";

const readFee = (text: string) => readAmount(text, "GBP", "en-GB");
const conflict = (field: string, theirs: unknown): FieldConflict => ({ field, base: "?", theirs, mine: "?", by: "Bo", at: 1 });
const ofPage = (draft: OrderPageDraft): QueuedEdit => anEdit({ origin: "page", draft, edit: editOf(draft, order(), readFee).edit });
const asked = (edit: QueuedEdit, ...conflicts: FieldConflict[]): QueuedEdit => ({ ...edit, state: { kind: "conflict", conflicts, version: 9 } });
const noFee = () => null;

describe("nobody is asked about a conflict", () => {
  it("with oneself: the value that stands there is what one saved before [N4.31]", () => {
    const edit = anEdit({ own: { reference: "mine before", lines: [{ op: "set", id: "l1", quantity: 3 }, { op: "remove", id: "l2" }] } });
    const own = [conflict("reference", "mine before"), conflict("lines.l1.quantity", 3), conflict("lines.l2", null)];
    expect(openConflicts(edit, own)).toEqual([]);
    // A colleague changed it after that.
    const theirs = [conflict("reference", "theirs"), conflict("lines.l1.quantity", 4), conflict("note", "theirs")];
    expect(openConflicts(edit, theirs)).toEqual(theirs);
  });

  it("with oneself about a line that one added before, and changed or removed since [N4.31]", () => {
    const added = { id: "l9", stockCode: "L9", quantity: 1 };
    const own: QueuedEdit["own"] = { lines: [{ op: "add", ...added }, { op: "set", id: "l9", quantity: 2 }] };
    const about = (field: string, base: unknown, theirs: unknown) => ({ ...conflict(field, theirs), base });
    const row = { ...added, description: "Product", unitPrice: 500, total: 500 };
    const removal = anEdit({ own, edit: { lines: [{ op: "remove", id: "l9" }] } });
    expect(openConflicts(removal, [about("lines.l9", null, row), about("lines.l9", 1, 2)])).toEqual([]);
    const third = anEdit({ own, edit: { lines: [{ op: "set", id: "l9", quantity: 3 }] } });
    expect(openConflicts(third, [about("lines.l9.quantity", null, 1), about("lines.l9.quantity", 1, 2)])).toEqual([]);
    // A colleague changed it after that, or put something else in its place.
    const theirs = [about("lines.l9.quantity", 1, 7), about("lines.l9.quantity", null, 7), about("lines.l9", null, { ...row, stockCode: "L8" })];
    expect(openConflicts(third, theirs)).toEqual(theirs);
  });

  it("that was decided at its field [N4.26]", () => {
    const news = order({ version: 9, reference: "theirs", note: "their note" });
    const draft = setField(setField(NO_DRAFT, order(), "reference", "mine", noFee), order(), "note", "my note", noFee);
    const edit = ofPage(rebase(draft, news, "reference"));
    expect(openConflicts(edit, [conflict("reference", "theirs"), conflict("note", "their note")]).map((one) => one.field)).toEqual(["note"]);
  });
});

describe("what its author decides", () => {
  it("makes another request of it, on the version that was asked about [N4.26]", () => {
    const edit = asked(anEdit({ edit: { statusId: "s", comment: "why", reference: "mine" } }), conflict("statusId", "t"), conflict("reference", "theirs"));
    expect(decided(edit, new Map([["statusId", "mine"], ["reference", "theirs"]]), order(), "k2", readFee)).toMatchObject({ key: "k2", version: 9, edit: { statusId: "s", comment: "why" }, state: { kind: "queued" } });
    // A comment belongs to its status.
    expect(decided(edit, new Map([["statusId", "theirs"], ["reference", "mine"]]), order(), "k2", readFee)?.edit).toEqual({ reference: "mine" });
    expect(decided(edit, new Map([["statusId", "theirs"], ["reference", "theirs"]]), order(), "k2", readFee)).toBeNull();
  });

  it("keeps the rest of a page's save, and what is locked by now for the server to refuse [N4.26]", () => {
    const draft = setField(setField(NO_DRAFT, order(), "reference", "mine", noFee), order(), "fee", "9", noFee);
    const edit = asked(ofPage(draft), conflict("reference", "theirs"));
    const next = decided(edit, new Map([["reference", "theirs"]]), order({ version: 9, sentAt: 1 }), "k2", readFee);
    expect(next).toMatchObject({ version: 9, edit: { fee: 900 } });
    expect(next?.edit).not.toHaveProperty("reference");
  });

  it("adds a line again that a colleague removed, if mine is kept [N4.26, N3.15]", () => {
    const edit = asked(ofPage(setQuantity(NO_DRAFT, order(), "l2", "6")), conflict("lines.l2.quantity", null));
    const gone = order({ version: 9, lines: [line("l1", 2, 500)] });
    expect(decided(edit, new Map([["lines.l2.quantity", "mine"]]), gone, "k2", readFee)?.edit.lines).toMatchObject([{ op: "add", stockCode: "L2", quantity: 6 }]);
    expect(decided(edit, new Map([["lines.l2.quantity", "theirs"]]), gone, "k2", readFee)).toBeNull();
  });
});
