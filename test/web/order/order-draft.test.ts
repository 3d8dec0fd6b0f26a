import { describe, expect, it } from "vitest";
import { editOrder } from "../../../domain/order-rule.ts";
import type { FieldConflict } from "../../../domain/problem.ts";
import { ROLE_PERMISSIONS } from "../../../domain/role.ts";
import { readAmount } from "../../../web/order/amount-text.ts";
import { baseVersion, draftContext, editOf, errorsByField, previewable, undecided } from "../../../web/order/draft-edit.ts";
import { afterOwnSave, changedMeanwhile, givenBack, letGo, rebase, removeLine, setField, setLine, setQuantity, settle, withoutPart } from "../../../web/order/draft-steps.ts";
import { isEmpty, NO_DRAFT } from "../../../web/order/order-draft.ts";
import type { OrderPageDraft } from "../../../web/order/order-draft.ts";
import { withQueued } from "../../../web/order/queued-order.ts";
import { anEdit } from "../offline-queue/samples.ts";
import { line, names, order, TAX } from "./samples.ts";

const readFee = (text: string) => readAmount(text, "GBP", "en-GB");
const fee = (text: string) => {
  const read = readFee(text);
  return read.ok ? read.value : null;
};
const ADDED = "lin_00000000000000000000000001";
const add = (quantity: string) => ({ op: "add", stockCode: "NEW", description: "New thing", unitPrice: 999, quantity }) as const;

const version = (draft: OrderPageDraft, now = order()) => baseVersion(editOf(draft, now, readFee), now);

function preview(draft: OrderPageDraft, now = order()) {
  const context = { ...names, ...draftContext(draft), permissions: ROLE_PERMISSIONS.csr, tax: TAX, now: 1 };
  return editOrder(now, previewable(now, editOf(draft, now, readFee).edit), context);
}
const conflict = (field: string, theirs: unknown): FieldConflict => ({ field, base: "?", theirs, mine: "?", by: "Bo", at: 1 });

describe("a draft of an open order", () => {
  it("holds only what was changed, and lets go of what was typed back [N3.11]", () => {
    const o = order();
    let draft = setField(NO_DRAFT, o, "reference", "PO-1x", fee);
    draft = setField(draft, o, "fee", "4.00", fee);
    draft = setQuantity(draft, o, "l1", "3");
    expect(editOf(draft, o, readFee)).toMatchObject({ edit: { reference: "PO-1x", fee: 400, lines: [{ op: "set", id: "l1", quantity: 3 }] }, errors: {} });
    expect(version(draft)).toBe(5);
    draft = setField(draft, o, "reference", "PO-1", fee);
    draft = setField(draft, o, "fee", "3", fee);
    draft = setQuantity(draft, o, "l1", " 2 ");
    expect(isEmpty(draft)).toBe(true);
  });

  it("keeps what is typed and what it was based on when a colleague saves, and says which fields changed [N3.12]", () => {
    const draft = setField(setQuantity(NO_DRAFT, order(), "l1", "3"), order(), "reference", "mine", fee);
    const news = order({ version: 9, reference: "theirs", note: "also", lines: [line("l1", 8, 500), line("l2", 1, 1250)] });
    expect(settle(draft, news, fee)).toEqual(draft);
    expect(changedMeanwhile(draft, news)).toEqual(["reference", "lines.l1"]);
    expect(editOf(draft, news, readFee).edit).toEqual({ reference: "mine", lines: [{ op: "set", id: "l1", quantity: 3 }] });
    expect(version(draft, news)).toBe(5);
    // Typing on does not move the base, or the colleague's value would be overwritten unasked.
    expect(version(setField(draft, news, "reference", "mine too", fee), news)).toBe(5);
  });

  it("drops a field that a colleague set to the same value [N3.13]", () => {
    const draft = removeLine(setField(NO_DRAFT, order(), "reference", "same", fee), order(), "l2");
    expect(isEmpty(settle(draft, order({ version: 6, reference: "same", lines: [line("l1", 2, 500)] }), fee))).toBe(true);
  });

  it("takes theirs or keeps mine, field by field, and mine is then based on theirs [N3.14]", () => {
    const draft = setField(setField(NO_DRAFT, order(), "reference", "mine", fee), order(), "note", "my note", fee);
    const news = order({ version: 9, reference: "theirs", note: "their note" });
    expect(editOf(letGo(draft, "reference"), news, readFee).edit).toEqual({ note: "my note" });
    const kept = rebase(draft, news, "reference");
    expect(changedMeanwhile(kept, news)).toEqual(["note"]);
    // Sent with the older version for the note's sake, the server names both again: one is decided.
    expect(version(kept, news)).toBe(5);
    expect(undecided([conflict("reference", "theirs"), conflict("note", "their note")], kept).map((c) => c.field)).toEqual(["note"]);
    expect(undecided([conflict("reference", "a third value")], kept)).toHaveLength(1);
  });

  it("adds a line again that a colleague removed, if mine is kept, and lets it go if not [N3.15]", () => {
    const draft = setQuantity(NO_DRAFT, order(), "l2", "6");
    const news = order({ version: 6, lines: [line("l1", 2, 500)] });
    expect(changedMeanwhile(draft, news)).toEqual(["lines.l2"]);
    expect(undecided([conflict("lines.l2.quantity", null)], draft)).toHaveLength(1);
    expect(editOf(rebase(draft, news, "lines.l2.quantity"), news, readFee).edit.lines).toMatchObject([{ op: "add", stockCode: "L2", quantity: 6 }]);
    expect(isEmpty(letGo(draft, "lines.l2.quantity"))).toBe(true);
    // The preview goes on without it.
    expect(preview(draft, news)).toMatchObject({ ok: true, order: { total: news.total } });
  });

  it("asks about a removal when the line was changed, and once decided asks no more [N3.15]", () => {
    const draft = removeLine(NO_DRAFT, order(), "l2");
    const news = order({ version: 6, lines: [line("l1", 2, 500), line("l2", 5, 1250)] });
    expect(changedMeanwhile(draft, news)).toEqual(["lines.l2"]);
    const kept = rebase(draft, news, "lines.l2");
    expect(changedMeanwhile(kept, news)).toEqual([]);
    expect(undecided([conflict("lines.l2", 5)], kept)).toEqual([]);
  });

  it("shows the difference in money by the server's own rule [E3.11]", () => {
    let draft = setQuantity(NO_DRAFT, order(), "l1", "4");
    draft = setLine(removeLine(draft, order(), "l2"), ADDED, add("2"));
    draft = setField(draft, order(), "fee", "0", fee);
    const before = order();
    expect(before).toMatchObject({ subtotal: 2250, total: 2550 });
    expect(preview(draft)).toMatchObject({ ok: true, order: { subtotal: 4 * 500 + 2 * 999, fee: 0, total: 3998, due: 3998 } });
  });

  it("says at the field what is wrong and still previews the rest [E3.12]", () => {
    let draft = setQuantity(NO_DRAFT, order(), "l1", "1.5");
    draft = setLine(draft, ADDED, add("0"));
    draft = setField(draft, order(), "fee", "lots", fee);
    draft = setField(draft, order(), "reference", "x".repeat(101), fee);
    draft = setQuantity(draft, order(), "l2", "2");
    const { errors, edit } = editOf(draft, order(), readFee);
    expect(errors).toEqual({ "lines.l1": "Use a whole number.", [`lines.${ADDED}`]: "Use at least 1.", fee: "Use an amount such as 12.50.", reference: "Use at most 100 characters." });
    expect(edit.lines).toEqual([{ op: "set", id: "l2", quantity: 2 }]);
    expect(preview(draft)).toMatchObject({ ok: true, order: { subtotal: 1000 + 2500 } });
  });

  it("puts what the rule refuses at the line that it is about [E3.12]", () => {
    const draft = setLine(setQuantity(NO_DRAFT, order(), "l1", "3"), ADDED, add("2"));
    const { edit } = editOf(draft, order(), readFee);
    const context = { ...names, products: new Map(), customer: null, permissions: ROLE_PERMISSIONS.csr, tax: TAX, now: 1 };
    const refused = editOrder(order(), edit, context);
    expect(refused.ok ? {} : errorsByField(refused.problem, edit)).toEqual({ [`lines.${ADDED}`]: "No product has the stock code NEW. Check the code or search by name." });
    expect(errorsByField({ type: "", title: "", status: 422, code: "invalid", detail: "", errors: [{ field: "tags", message: "m" }, { field: "lines", message: "n" }] }, edit)).toEqual({ tags: "m", lines: "n" });
  });

  it("keeps locked fields to read and sends only the open ones [E5.11]", () => {
    let draft = setField(setQuantity(NO_DRAFT, order(), "l1", "4"), order(), "fee", "9", fee);
    draft = setField(draft, order(), "note", "call first", fee);
    const sent = order({ version: 6, sentAt: 1 });
    expect(editOf(draft, sent, readFee)).toMatchObject({ edit: { note: "call first" }, locked: ["fee", "lines.l1"], part: { fields: { note: {} }, lines: {} } });
    expect(editOf(draft, sent, readFee).edit).not.toHaveProperty("lines");
    expect(settle(draft, sent, fee)).toEqual(draft);
  });

  it("after a save keeps what was typed on meanwhile, based on what was saved [N3.16]", () => {
    const sent = setLine(setField(setField(NO_DRAFT, order(), "note", "one", fee), order(), "reference", "r", fee), ADDED, add("2"));
    const { edit, part } = editOf(sent, order(), readFee);
    expect(isEmpty(withoutPart(sent, part))).toBe(true);
    // What is under way stands on the page as if it were saved, at the version of before.
    const queued = anEdit({ edit, draft: part });
    const shown = withQueued(order(), [queued], names);
    expect(shown).toMatchObject({ version: 5, note: "one", reference: "r", lines: [...order().lines, { id: ADDED, quantity: 2 }] });
    const typedOn = setQuantity(setField(setField(NO_DRAFT, shown, "note", "", fee), shown, "fee", "7", fee), shown, ADDED, "5");
    expect(editOf(typedOn, shown, readFee).edit).toEqual({ note: "", fee: 700, lines: [{ op: "set", id: ADDED, quantity: 5 }] });

    const saved = order({ version: 6, note: "one", reference: "r", lines: [...order().lines, { ...line(ADDED, 2, 999), stockCode: "NEW" }] });
    const rest = afterOwnSave(typedOn, edit, saved);
    expect(changedMeanwhile(rest, saved)).toEqual([]);
    expect([rest.fields.note?.since, rest.fields.fee?.since]).toEqual([6, 5]);
  });

  it("gets back what was refused, below what was typed since [N4.26]", () => {
    const sent = setField(setField(NO_DRAFT, order(), "note", "one", fee), order(), "reference", "r", fee);
    const since = setField(NO_DRAFT, order(), "note", "two", fee);
    expect(editOf(givenBack(since, sent), order(), readFee).edit).toEqual({ note: "two", reference: "r" });
  });
});
