import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Change } from "../../domain/change.ts";
import { conflictsOf } from "../../domain/merge.ts";
import { editOrder } from "../../domain/order-rule.ts";
import type { OrderEdit } from "../../domain/order-edit.ts";
import type { Patch } from "../../domain/order-rule.ts";
import type { Order } from "../../domain/order.ts";
import { anOrder, context, statusId } from "./order-fixture.ts";

function change(patch: Patch, by = "Grace Ito"): Change {
  return {
    seq: 1, kind: "order.edited", entity: "order", entityId: "ord_1", version: 4, row: null, comment: "", at: 5,
    patch: Object.fromEntries(Object.entries(patch).map(([k, [old, now]]) => [k, [old, now]])),
    actor: { kind: "user", id: "usr_1", name: by }, cause: { kind: "request", id: "k" },
  };
}

function apply(order: Order, edit: OrderEdit): { order: Order; patch: Patch } {
  const result = editOrder(order, edit, context);
  if (!result.ok) throw new Error(result.problem.detail);
  return result;
}

describe("merging a stale save", () => {
  it("names base, theirs and mine, who and when, if both changed the same field [N3.1]", () => {
    expect(conflictsOf({ reference: "mine" }, [change({ reference: ["", "one"] }), change({ reference: ["one", "theirs"] }, "Ben")])).toEqual([
      { field: "reference", base: "", theirs: "theirs", mine: "mine", by: "Ben", at: 5 },
    ]);
  });

  it("has no conflict in disjoint fields, equal values, or a change that was taken back [N3.2]", () => {
    expect(conflictsOf({ reference: "x" }, [change({ csrId: [null, "usr_1"] })])).toEqual([]);
    expect(conflictsOf({ reference: "x" }, [change({ reference: ["", "x"] })])).toEqual([]);
    expect(conflictsOf({ reference: "x" }, [change({ reference: ["", "y"] }), change({ reference: ["y", ""] })])).toEqual([]);
  });

  it("takes an empty field for what it was based on, however often it was changed since [SEC.75, N3.1]", () => {
    const history = [change({ csrId: [null, "usr_a"] }), change({ csrId: ["usr_a", "usr_b"] }), change({ csrId: ["usr_b", "usr_a"] })];
    expect(conflictsOf({ csrId: "usr_c" }, history)).toMatchObject([{ base: null, theirs: "usr_a", mine: "usr_c" }]);
    expect(conflictsOf({ csrId: "usr_c" }, [change({ csrId: [null, "usr_a"] }), change({ csrId: ["usr_a", null] })])).toEqual([]);
  });

  it("merges quantities of different lines, but not of one line, nor with its removal [N3.3]", () => {
    const edit: OrderEdit = { lines: [{ op: "set", id: "lin_a", quantity: 7 }] };
    expect(conflictsOf(edit, [change({ "lines.lin_b.quantity": [1, 2] })])).toEqual([]);
    expect(conflictsOf(edit, [change({ "lines.lin_a.quantity": [2, 3] })])).toHaveLength(1);
    expect(conflictsOf(edit, [change({ "lines.lin_a": [{ id: "lin_a" }, null] })])).toHaveLength(1);
    expect(conflictsOf({ lines: [{ op: "remove", id: "lin_a" }] }, [change({ "lines.lin_a.quantity": [2, 3] })])).toHaveLength(1);
  });

  it("meets a line that was removed and came back: as another product, or with another quantity [N3.3]", () => {
    const anchor = { id: "lin_a", stockCode: "A", quantity: 2 };
    const edit: OrderEdit = { lines: [{ op: "set", id: "lin_a", quantity: 500 }] };
    const back = (line: object) => [change({ "lines.lin_a": [anchor, null] }), change({ "lines.lin_a": [null, line] })];
    expect(conflictsOf(edit, back({ ...anchor, stockCode: "B" }))).toMatchObject([{ field: "lines.lin_a.quantity", base: 2, theirs: 2, mine: 500 }]);
    expect(conflictsOf(edit, back({ ...anchor, quantity: 3 }))).toMatchObject([{ base: 2, theirs: 3, mine: 500 }]);
    expect(conflictsOf(edit, back({ ...anchor, unitPrice: 5 }))).toEqual([]);
  });

  it("gives the same order, without a conflict, whichever of two saves comes first that share no field and no line, whatever is in them [N3.2]", () => {
    const text = fc.string({ unit: "binary", maxLength: 20 });
    const whole: fc.Arbitrary<OrderEdit> = fc.record({
      reference: text, note: text, tags: fc.array(text, { maxLength: 4 }), csrId: fc.constantFrom(null, "usr_1"), agentId: fc.constantFrom(null, "agt_1"), fee: fc.integer({ min: 0, max: 10_000 }),
      statusId: fc.constantFrom(...["Pending", "Approved", "On Hold"].map(statusId)), paymentMethod: fc.constantFrom("card" as const, "cash" as const),
    });
    const line = (id: string) => fc.oneof(fc.record({ op: fc.constant("set" as const), id: fc.constant(id), quantity: fc.integer({ min: 1, max: 99 }) }), fc.record({ op: fc.constant("remove" as const), id: fc.constant(id) }));
    const mask = fc.infiniteStream(fc.boolean());
    fc.assert(fc.property(whole, mask, fc.option(line("lin_a")), fc.option(line("lin_b")), (fields, first, ofOne, ofOther) => {
      // An order keeps a line.
      fc.pre(ofOne?.op !== "remove" || ofOther?.op !== "remove");
      const sides = Object.entries(fields).map((entry) => ({ entry, mine: first.next().value === true }));
      const part = (mine: boolean, lines: OrderEdit["lines"]): OrderEdit => ({ ...Object.fromEntries(sides.filter((s) => s.mine === mine).map((s) => s.entry)), ...(lines ? { lines } : {}) });
      const [a, b] = [part(true, ofOne ? [ofOne] : undefined), part(false, ofOther ? [ofOther] : undefined)];
      const [afterA, afterB] = [apply(anOrder(), a), apply(anOrder(), b)];
      expect(conflictsOf(b, [change(afterA.patch)])).toEqual([]);
      expect(conflictsOf(a, [change(afterB.patch)])).toEqual([]);
      // A save that leaves everything as it is makes no version.
      expect(apply(afterA.order, b).order).toEqual(apply(afterB.order, a).order);
    }));
  });
});
