import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { actionErrors } from "../../domain/bulk.ts";
import { canBeCsr } from "../../domain/csr.ts";
import { OrderEdit } from "../../domain/order-edit.ts";
import { editHead, editOrder } from "../../domain/order-rule.ts";
import type { EditResult } from "../../domain/order-rule.ts";
import { ROLE_PERMISSIONS } from "../../domain/role.ts";
import { anOrder, context, statusId } from "./order-fixture.ts";

const newLine = "lin_00000000000000000000000000";

function accepted(result: EditResult) {
  if (!result.ok) throw new Error(result.problem.detail);
  return result;
}

function refused(result: EditResult) {
  if (result.ok) throw new Error("was accepted");
  return result.problem;
}

describe("an edit of an order", () => {
  it("changes only what it names, with old and new value, and raises the version [E4.1]", () => {
    const { order, patch } = accepted(editOrder(anOrder(), { csrId: "usr_1", reference: "PO 7" }, context));
    expect(patch).toEqual({ csrId: [null, "usr_1"], reference: ["", "PO 7"] });
    expect(order.version).toBe(4);
  });

  it("that changes nothing leaves the version as it was [E4.1]", () => {
    const before = anOrder();
    expect(accepted(editOrder(before, { reference: "", tags: [] }, context))).toEqual({ ok: true, order: before, patch: {} });
  });

  it("recomputes money from the lines and derives the payment status again [E3.1]", () => {
    const paid = anOrder({ paid: 1499, payments: [{ id: "p", method: "cash", amount: 1499, status: "paid", at: 0 }] });
    expect(paid.paymentStatus).toBe("paid");
    const { order, patch } = accepted(editOrder(paid, { lines: [{ op: "add", id: newLine, stockCode: "C", quantity: 3 }] }, context));
    expect([order.total, order.due, order.paymentStatus]).toEqual([2399, 900, "partly_paid"]);
    expect(patch["total"]).toEqual([1499, 2399]);
    expect(patch[`lines.${newLine}`]?.[1]).toMatchObject({ stockCode: "C", description: "Cleat", unitPrice: 300, total: 900 });
  });

  it("tells a changed quantity by its line, so that other lines can change beside it [E3.2]", () => {
    const { patch } = accepted(editOrder(anOrder(), { lines: [{ op: "set", id: "lin_a", quantity: 5 }] }, context));
    expect(patch["lines.lin_a.quantity"]).toEqual([2, 5]);
    expect(Object.keys(patch).filter((k) => k.startsWith("lines."))).toEqual(["lines.lin_a.quantity"]);
  });

  it("refuses an unknown stock code, a line that is gone, and removing the last line, naming each [E3.3]", () => {
    const { errors } = refused(editOrder(anOrder(), { lines: [{ op: "add", id: newLine, stockCode: "NOPE", quantity: 1 }, { op: "set", id: "lin_z", quantity: 1 }] }, context));
    expect(errors?.map((e) => e.field)).toEqual(["lines.0.stockCode", "lines.1.id"]);
    expect(refused(editOrder(anOrder(), { lines: [{ op: "remove", id: "lin_a" }, { op: "remove", id: "lin_b" }] }, context)).detail).toContain("needs a line");
  });

  it("leaves lines worth at least the discount: no total below nothing [SEC.78]", () => {
    const before = anOrder({ discount: 1000 });
    expect(refused(editOrder(before, { lines: [{ op: "set", id: "lin_a", quantity: 1 }, { op: "remove", id: "lin_b" }] }, { ...context, products: new Map() })).errors?.map((e) => e.field)).toEqual(["lines"]);
  });

  it("is made for a comment alone, or a reason, though no field changes [E2.13]", () => {
    const before = anOrder();
    expect(accepted(editOrder(before, { statusId: before.statusId, comment: "Rang twice" }, context))).toMatchObject({ order: { version: before.version + 1 }, patch: {} });
    expect(accepted(editOrder(before, { comment: "  " }, context)).order.version).toBe(before.version);
  });

  it("gives a line that it removes no other product under the same id [SEC.69]", () => {
    const edit = editOrder(anOrder(), { lines: [{ op: "remove", id: "lin_a" }, { op: "add", id: "lin_a", stockCode: "C", quantity: 1 }] }, context);
    expect(refused(edit).errors?.map((e) => e.field)).toEqual(["lines.1.id"]);
  });

  it("does not end an order and send it for fulfilment at once [SEC.70]", () => {
    for (const name of ["Cancelled", "Failed", "Returned From Warehouse"]) {
      expect(refused(editOrder(anOrder(), { send: true, statusId: statusId(name), reasonId: "rsn_1" }, context)).errors?.map((e) => e.field)).toEqual(["statusId"]);
    }
  });

  it("that names no field is refused to who may only read [SEC.68]", () => {
    for (const edit of [{}, { comment: "hello", reasonId: "rsn_1" }]) {
      expect(refused(editOrder(anOrder(), edit, { ...context, permissions: ROLE_PERMISSIONS.viewer })).code).toBe("forbidden");
      expect(accepted(editOrder(anOrder(), edit, { ...context, permissions: ROLE_PERMISSIONS.fulfilment })).patch).toEqual({});
    }
  });

  it("asks for a reason when cancelling, and takes one from the organization's list [E2.1]", () => {
    expect(refused(editOrder(anOrder(), { statusId: statusId("Cancelled") }, context)).errors?.[0]?.field).toBe("reasonId");
    expect(accepted(editOrder(anOrder(), { statusId: statusId("Cancelled"), reasonId: "rsn_1" }, context)).order.stage).toBe("cancelled");
  });

  it("refuses a retired or unknown status [E2.2]", () => {
    const retired = { ...context, statuses: context.statuses.map((s) => ({ ...s, active: false })) };
    expect(refused(editOrder(anOrder(), { statusId: statusId("Approved") }, retired)).detail).toContain("retired");
    expect(refused(editOrder(anOrder(), { statusId: "sta_nope" }, context)).detail).toContain("does not exist");
  });

  it("locks lines, fee, customer and delivery address once sent, and leaves the rest open [E5.1]", () => {
    const sent = anOrder({ sentAt: 1 });
    const address = { name: "A", company: "", line1: "1 Quay", line2: "", city: "Hull", region: "", postCode: "HU1", country: "GB", phone: "" };
    for (const edit of [{ lines: [{ op: "remove", id: "lin_a" } as const] }, { fee: 100 }, { customerId: "cus_2" }, { deliveryAddress: address }]) {
      expect(refused(editOrder(sent, edit, context)).code).toBe("refused");
    }
    expect(accepted(editOrder(sent, { note: "Leave with the porter", tags: ["vip"], csrId: "usr_1", agentId: "agt_1", billingAddress: address }, context)).ok).toBe(true);
  });

  it("sends for fulfilment by act or by reaching Ready To Dispatch, and only once [E5.2]", () => {
    expect(accepted(editOrder(anOrder(), { send: true }, context)).order.sentAt).toBe(context.now);
    expect(accepted(editOrder(anOrder(), { statusId: statusId("Ready To Dispatch") }, context)).order.sentAt).toBe(context.now);
    expect(refused(editOrder(anOrder({ sentAt: 1 }), { send: true }, context)).detail).toContain("already");
    expect(refused(editOrder(anOrder({ stage: "cancelled" }), { send: true }, context)).code).toBe("refused");
  });

  it("is refused where it assigns the order to somebody whose role may not edit orders; who has it keeps it [E4.3]", () => {
    const of = (role: string) => ({ ...context, people: context.people.map((person) => (person.id === "usr_1" ? { ...person, role } : person)) });
    for (const role of ["superadmin", "admin", "csr"]) expect(editOrder(anOrder(), { csrId: "usr_1" }, of(role)).ok).toBe(true);
    for (const role of ["fulfilment", "viewer", "of a later version"]) {
      const { detail, errors } = refused(editOrder(anOrder(), { csrId: "usr_1" }, of(role)));
      expect([errors?.map((e) => e.field), detail]).toEqual([["csrId"], "Grace Ito may not edit orders, so none can be assigned to them. Choose another, or ask an Admin to change their role."]);
      expect(editOrder(anOrder({ csrId: "usr_1" }), { csrId: "usr_1", reference: "same" }, of(role)).ok).toBe(true);
      expect(actionErrors({ kind: "csr", csrId: "usr_1" }, of(role))).toEqual([{ field: "action.csrId", message: detail }]);
      expect([canBeCsr({ active: true, role }), canBeCsr({ active: false, role: "csr" })]).toEqual([false, false]);
    }
  });

  it("is refused by role: a viewer changes nothing, fulfilment only the status and the sending [X8.1]", () => {
    const viewer = { ...context, permissions: ROLE_PERMISSIONS.viewer };
    const fulfilment = { ...context, permissions: ROLE_PERMISSIONS.fulfilment };
    expect(refused(editOrder(anOrder(), { reference: "x" }, viewer)).code).toBe("forbidden");
    expect(refused(editOrder(anOrder(), { reference: "x" }, fulfilment)).code).toBe("forbidden");
    expect(accepted(editOrder(anOrder(), { statusId: statusId("Approved") }, fulfilment)).ok).toBe(true);
    const csr = { ...context, permissions: ROLE_PERMISSIONS.csr };
    expect(refused(editOrder(anOrder(), { lines: [{ op: "set", id: "lin_a", unitPrice: 1 }] }, csr)).code).toBe("forbidden");
  });

  it("takes tracking only once the order is ready to dispatch, also in the save that makes it so, from who edits or sends [E7.1]", () => {
    const tracking = { trackingNumber: "JD 0002", trackingUrl: "https://courier.example/JD0002" };
    const { detail, errors } = refused(editOrder(anOrder(), tracking, context));
    expect(detail).toContain("ready to dispatch");
    expect(errors?.map((e) => e.field)).toEqual(["trackingNumber", "trackingUrl"]);
    const ready = anOrder({ statusId: statusId("Ready To Dispatch"), stage: "ready_to_dispatch", sentAt: 1 });
    for (const role of ["csr", "fulfilment"] as const) {
      expect(accepted(editOrder(ready, tracking, { ...context, permissions: ROLE_PERMISSIONS[role] })).patch).toEqual({ trackingNumber: ["", "JD 0002"], trackingUrl: ["", "https://courier.example/JD0002"] });
    }
    expect(refused(editOrder(ready, tracking, { ...context, permissions: ROLE_PERMISSIONS.viewer })).code).toBe("forbidden");
    const reached = accepted(editOrder(anOrder(), { statusId: statusId("Dispatched"), ...tracking }, context)).order;
    expect(reached.trackingNumber).toBe("JD 0002");
    // The way back: status and tracking as they were.
    expect(accepted(editOrder(reached, { statusId: statusId("Pending"), trackingNumber: "", trackingUrl: "" }, context)).order.trackingNumber).toBe("");
  });

  it("takes no tracking link that a browser would run or cannot open [E7.2]", () => {
    const taken = (trackingUrl: string) => v.is(OrderEdit, { trackingUrl });
    expect(["", "https://courier.example/a?b=1#c", "HTTP://courier.example"].map(taken)).toEqual([true, true, true]);
    expect(["javascript:alert(1)", "data:text/html,x", "//courier.example", "courier.example/1", "https://", "https:// a.example", `https://a.example/${"x".repeat(500)}`].filter(taken)).toEqual([]);
  });

  it("refuses a microsite that is not in use any more, and takes it away [E4.2]", () => {
    expect(accepted(editOrder(anOrder(), { micrositeId: "mic_1" }, context)).order.micrositeId).toBe("mic_1");
    expect(refused(editOrder(anOrder(), { micrositeId: "mic_2" }, context)).errors?.map((e) => e.field)).toEqual(["micrositeId"]);
    expect(accepted(editOrder(anOrder({ micrositeId: "mic_2" }), { micrositeId: null }, context)).order.micrositeId).toBeNull();
  });

  it("refuses people and agents who are not there any more, and a customer of nobody [E4.2]", () => {
    const { errors } = refused(editOrder(anOrder(), { csrId: "usr_2", agentId: "agt_9", customerId: "cus_9" }, context));
    expect(errors?.map((e) => e.field)).toEqual(["csrId", "agentId", "customerId"]);
  });

  it("leaves a deleted order alone [E9.1]", () => {
    expect(refused(editOrder(anOrder({ deletedAt: 1 }), { reference: "x" }, context)).detail).toContain("deleted");
  });

  it("deletes and restores by permission, each once and by itself [E9.3, E9.4]", () => {
    const deleted = anOrder({ deletedAt: 1 });
    expect(accepted(editOrder(anOrder(), { deleted: true }, context)).patch).toEqual({ deletedAt: [null, context.now] });
    expect(accepted(editOrder(deleted, { deleted: false }, context)).patch).toEqual({ deletedAt: [1, null] });
    expect(refused(editOrder(deleted, { deleted: true }, context)).detail).toContain("deleted already");
    expect(refused(editOrder(anOrder(), { deleted: false }, context)).detail).toContain("not deleted");
    expect(refused(editOrder(anOrder(), { deleted: true, reference: "x" }, context)).code).toBe("refused");
    const admin = { ...context, permissions: ROLE_PERMISSIONS.admin };
    expect(accepted(editOrder(anOrder(), { deleted: true }, admin)).ok).toBe(true);
    expect(refused(editOrder(deleted, { deleted: false }, admin)).code).toBe("forbidden");
    expect(refused(editOrder(anOrder(), { deleted: true }, { ...context, permissions: ROLE_PERMISSIONS.csr })).code).toBe("forbidden");
  });

  it("leaves the money as it is where it touches no price, whatever the tax rule became [E4.1]", () => {
    const newTax = { ...context, tax: { rate: 500, inclusive: false } };
    const { order, patch } = accepted(editOrder(anOrder(), { csrId: "usr_1" }, newTax));
    expect([order.tax, order.total, Object.keys(patch)]).toEqual([anOrder().tax, anOrder().total, ["csrId"]]);
  });

  it("by its head alone is the same edit, patch and refusal [E8.1]", () => {
    const { lines: _lines, payments: _payments, deliveryAddress: _delivery, billingAddress: _billing, ...head } = anOrder();
    const edits = [{ statusId: statusId("Approved"), comment: "Go" }, { statusId: statusId("Cancelled") }, { statusId: statusId("Dispatched") }, { send: true as const }, { deleted: true }, { csrId: "usr_2" }, { agentId: "agt_1", tags: ["a"] }];
    for (const edit of edits) {
      const [whole, short] = [editOrder(anOrder(), edit, context), editHead(head, edit, context)];
      expect(short.ok ? [short.patch, short.order] : short.problem).toEqual(whole.ok ? [whole.patch, expect.objectContaining({ ...short.ok && short.order })] : whole.problem);
    }
  });
});
