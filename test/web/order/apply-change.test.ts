import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editOrder, patchOf } from "../../../domain/order-rule.ts";
import type { OrderEdit } from "../../../domain/order-edit.ts";
import { EMPTY_ADDRESS } from "../../../domain/order.ts";
import type { Order } from "../../../domain/order.ts";
import { ROLE_PERMISSIONS } from "../../../domain/role.ts";
import { applyChange } from "../../../web/order/apply-change.ts";
import { change, line, names, order, TAX } from "./samples.ts";

const context = {
  ...names, permissions: ROLE_PERMISSIONS.admin, tax: TAX, customer: { id: "cus_2", name: "Noor Vale", email: "", phone: "", company: "" }, now: 1_764_000_200_000,
  products: new Map([["NEW", { name: "New thing", price: 999, active: true }]]),
};

function after(before: Order, edit: OrderEdit): Order {
  const result = editOrder(before, edit, context);
  if (!result.ok) throw new Error(result.problem.detail);
  return result.order;
}

const ADDED = "lin_00000000000000000000000001";
const edits: fc.Arbitrary<OrderEdit> = fc.record(
  {
    statusId: fc.constantFrom("sta_Approved", "sta_On Hold", "sta_Ready To Dispatch"),
    csrId: fc.constantFrom(null, "ada", "bo"),
    agentId: fc.constantFrom(null, "agt_1"),
    tags: fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 3 }),
    reference: fc.string(),
    note: fc.string(),
    fee: fc.integer({ min: 0, max: 10_000 }),
    paymentMethod: fc.constantFrom(null, "cash", "bacs"),
    customerId: fc.constantFrom("cus_1", "cus_2"),
    lines: fc.subarray([{ op: "set", id: "l1", quantity: 7 }, { op: "remove", id: "l2" }, { op: "add", id: ADDED, stockCode: "NEW", quantity: 3 }] as const).map((list) => [...list]),
  },
  { requiredKeys: [] },
);

describe("a change laid over an open order", () => {
  it("gives exactly the order that the server stored, whatever was edited [N1.11]", () => {
    fc.assert(
      fc.property(edits, (edit) => {
        const before = order();
        const stored = after(before, edit);
        const applied = applyChange(before, change(stored, patchOf(before, stored)));
        const expected = stored.version === before.version ? null : { order: stored, reread: false };
        expect(applied && { order: applied.order, reread: applied.reread }).toEqual(expected);
      }),
    );
  });

  it("ignores what is known already, and what is about another order [N1.12]", () => {
    const before = order();
    const stored = after(before, { note: "x" });
    const news = change(stored, patchOf(before, stored));
    expect(applyChange(stored, news)).toBeNull();
    expect(applyChange({ ...before, id: "ord_2" }, news)).toBeNull();
    expect(applyChange(before, { ...news, entity: "customer" })).toBeNull();
  });

  it("asks to read again after a hole in the versions, for an address, and for payments [N1.13]", () => {
    const before = order();
    const noted = after(before, { note: "x" });
    const twice = after(noted, { note: "y" });
    expect(applyChange(before, change(twice, patchOf(noted, twice)))).toMatchObject({ reread: true, order: { note: "y" } });
    const moved = after(before, { deliveryAddress: { ...EMPTY_ADDRESS, line1: "2 Low St" } });
    expect(applyChange(before, change(moved, patchOf(before, moved)))).toMatchObject({ reread: true, fields: ["deliveryAddressId"] });
    const paid = { ...before, version: 6, paid: 100, due: before.total - 100 };
    expect(applyChange(before, change(paid, { paid: [0, 100] }))).toMatchObject({ reread: true, order: { paid: 100 } });
  });

  it("asks to read again when the lines that it holds do not add up to what was stored [N1.13]", () => {
    const before = order();
    const stored = after(before, { lines: [{ op: "set", id: "l1", quantity: 9 }] });
    const missing = order({ lines: [line("l2", 1, 1250)] });
    expect(applyChange(missing, change(stored, patchOf(before, stored)))).toMatchObject({ reread: true });
  });

  it("names the fields and lines that changed, each once [N1.14]", () => {
    const before = order();
    const stored = after(before, { reference: "PO-2", lines: [{ op: "set", id: "l1", quantity: 9 }, { op: "remove", id: "l2" }] });
    expect(applyChange(before, change(stored, patchOf(before, stored)))?.fields).toEqual(expect.arrayContaining(["reference", "lines.l1", "lines.l2", "total"]));
  });
});
