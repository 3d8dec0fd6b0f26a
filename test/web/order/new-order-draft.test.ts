import { describe, expect, it } from "vitest";
import { placeOrder } from "../../../domain/order-place.ts";
import { problem } from "../../../domain/problem.ts";
import { ROLE_PERMISSIONS } from "../../../domain/role.ts";
import { addProduct, emptyDraft, isBlank, refusedFields, setLineQuantity, totalsOf, wantedOf, withoutLine } from "../../../web/new-order/new-order-draft.ts";
import type { NewOrderDraft } from "../../../web/new-order/new-order-draft.ts";
import { readAmount } from "../../../web/order/amount-text.ts";
import { names, TAX } from "./samples.ts";

const fee = (text: string) => readAmount(text, "GBP", "en-GB");
const customer = { id: "cus_1", name: "Mia Hart", email: "", phone: "", company: "", address: null };
const anchor = { stockCode: "ANCHOR", name: "Brass anchor", price: 1250, active: true };
const buoy = { stockCode: "BUOY", name: "Red buoy", price: 999, active: true };

function taken(): NewOrderDraft {
  const first = addProduct({ ...emptyDraft("k", "ada"), customer, fee: "4.95" }, anchor);
  const second = addProduct(setLineQuantity(first.draft, first.lineId, "3"), buoy);
  return second.draft;
}

describe("a new order as typed", () => {
  it("adds up to what is stored when it is placed, whichever way prices hold tax [C3.4]", () => {
    for (const inclusive of [true, false]) {
      const tax = { ...TAX, inclusive };
      const wanted = wantedOf(taken(), tax, fee);
      const placed = wanted.ok
        ? placeOrder(wanted.order, { ...names, organization: { ...names.organization, taxInclusive: inclusive }, permissions: ROLE_PERMISSIONS.csr, products: new Map([anchor, buoy].map((p) => [p.stockCode, p])), customer, now: 1 })
        : undefined;
      expect(placed).toMatchObject({ ok: true, order: totalsOf(taken(), tax, fee) });
    }
  });

  it("holds a product once: the same code again leads to its quantity [C2.4]", () => {
    const draft = taken();
    const again = addProduct(draft, anchor);
    expect(again).toEqual({ draft, lineId: draft.lines[0]?.id });
    expect(withoutLine(draft, again.lineId).lines.map((l) => l.stockCode)).toEqual(["BUOY"]);
  });

  it("is no order while something is missing or wrong, and says what at its field [C3.1]", () => {
    const empty = wantedOf(emptyDraft("k", null), TAX, fee);
    expect(empty).toEqual({ ok: false, errors: { customerId: "Choose a customer, or create one.", lines: "Add at least one product." } });
    const draft = taken();
    const line = draft.lines[1]?.id ?? "";
    const wrong = wantedOf({ ...setLineQuantity(draft, line, "x"), fee: "-", reference: "r".repeat(101), note: "\0" }, TAX, fee);
    expect(wrong).toEqual({ ok: false, errors: { fee: "Use an amount such as 12.50.", [`lines.${line}`]: "Use a whole number.", reference: "Use at most 100 characters.", note: "Remove the NUL character." } });
    const absurd = setLineQuantity({ ...draft, lines: draft.lines.map((l) => ({ ...l, price: 100_000_000 })) }, line, "1000000");
    expect(wantedOf(absurd, TAX, fee)).toMatchObject({ ok: false, errors: { lines: "The total is too large. Check quantities and prices." } });
  });

  it("shows what the server refused at the line that it counted to [C3.3]", () => {
    const draft = taken();
    const refused = problem("invalid", "", { errors: [{ field: "lines.1.stockCode", message: "gone" }, { field: "csrId", message: "left" }, { field: "lines.9.quantity", message: "?" }] });
    expect(refusedFields(refused, draft)).toEqual({ [`lines.${draft.lines[1]?.id}`]: "gone", csrId: "left", lines: "?" });
  });

  it("is blank only when nobody would miss it [C5.2]", () => {
    expect(isBlank(emptyDraft("k", "ada"))).toBe(true);
    expect(isBlank({ ...emptyDraft("k", null), note: "x" })).toBe(false);
    expect(isBlank(taken())).toBe(false);
  });
});
