import { describe, expect, it } from "vitest";
import type { Change } from "../../../domain/change.ts";
import { changeWords, customersOfBefore, memoryOf } from "../../../web/order/change-words.ts";
import { change, line, names, order } from "./samples.ts";

function words(one: Change, others: readonly Change[] = []) {
  return changeWords(one, names, memoryOf([...others, one], order(), new Map([["cus_2", "Noor Vale"]])));
}

describe("the timeline in words", () => {
  it("names statuses, people, agents and methods instead of ids, with old and new [D1.1]", () => {
    const told = words(change(order(), {
      statusId: ["sta_Pending", "sta_Approved"], stage: ["pending", "approved"], csrId: ["ada", null], agentId: [null, "agt_1"], paymentMethod: [null, "card_moto"],
    }, { kind: "order.status_changed", comment: "Stock is there" }));
    expect(told).toMatchObject({ by: "Bo Lindqvist", via: null, what: "changed the status", comment: "Stock is there" });
    expect(told.facts).toEqual([
      { field: "statusId", label: "Status", old: "Pending", now: "Approved", colors: ["amber", "sky"] },
      { field: "csrId", label: "CSR", old: "Ada Marsh", now: "Nobody" },
      { field: "agentId", label: "Delivery agent", old: "Nobody", now: "Fast Freight" },
      { field: "paymentMethod", label: "Payment method", old: null, now: "Card over phone (MOTO)" },
    ]);
  });

  it("formats money by the organization and says sums last, without what only follows from them [D1.2]", () => {
    const told = words(change(order(), { total: [2550, 12_345_600], subtotal: [2250, 12_345_300], tax: [1, 2], due: [3, 4], fee: [0, 300], paymentStatus: ["paid", "partly_paid"] }));
    expect(told.facts.map((f) => [f.label, f.old, f.now])).toEqual([["Delivery fee", "£0.00", "£3.00"], ["Total", "£25.50", "£123,456.00"], ["Payment status", "Paid", "Partly paid"]]);
  });

  it("describes lines by stock code and name, also those that were removed later [D1.3]", () => {
    const gone = line("l9", 4, 100);
    const quantity = change(order(), { "lines.l1.quantity": [2, 5], "lines.l9.quantity": [1, 4] }, { kind: "order.lines_changed" });
    const removal = change(order(), { "lines.l9": [gone, null], "lines.l2": [null, line("l2", 1, 1250)] }, { seq: 11, kind: "order.lines_changed" });
    expect(words(quantity, [removal]).facts).toEqual([
      { field: "lines.l1.quantity", label: "L1 Product l1: quantity", old: "2", now: "5" },
      { field: "lines.l9.quantity", label: "L9 Product l9: quantity", old: "1", now: "4" },
    ]);
    expect(words(removal).facts).toEqual([
      { field: "lines.l9", label: "L9 Product l9", old: "4 × £1.00", now: null },
      { field: "lines.l2", label: "L2 Product l2", old: null, now: "1 × £12.50" },
    ]);
  });

  it("tells which tags came and went, and that an address changed without showing it [D1.4]", () => {
    const told = words(change(order(), { tags: [["gift", "vip"], ["vip", "late"]], deliveryAddressId: ["adr_1", "adr_2"], billingAddressId: [null, "adr_3"] }));
    expect(told.facts.map((f) => [f.label, f.old, f.now])).toEqual([
      ["Delivery address", null, "changed"], ["Billing address", null, "entered"], ["Tag", "gift", null], ["Tag", null, "late"],
    ]);
    expect(JSON.stringify(told)).not.toContain("adr_");
  });

  it("names customers of before, which the rows of the log cannot, and never shows an id that nobody knows [D1.5]", () => {
    const moved = change(order(), { customerId: ["cus_2", "cus_1"], csrId: ["gone", "ada"], statusId: ["sta_old", "sta_Pending"] });
    expect(customersOfBefore([moved, change(order(), { note: ["", "x"] })], "cus_1")).toEqual(["cus_2"]);
    expect(words(moved).facts.map((f) => [f.old, f.now])).toEqual([["another status", "Pending"], ["Noor Vale", "Mia Hart"], ["another person", "Ada Marsh"]]);
    const first = words(change(order(), { customerId: ["cus_9", "cus_2"] }));
    expect(first.facts.map((f) => [f.old, f.now])).toEqual([["another customer", "Noor Vale"]]);
  });

  it("says who it was if it was no person, and that it came with others [D1.6]", () => {
    const imported = words(change(order(), {}, { kind: "order.imported", actor: { kind: "import", id: "job_1", name: "Owen Achebe (import)" }, cause: { kind: "import", id: "job_1" } }));
    expect(imported).toMatchObject({ by: "Owen Achebe", via: "Import", saysVia: false, what: "imported the order: 2 lines, £25.50", facts: [] });
    expect(words(change(order(), {}, { actor: { kind: "api_key", id: "k", name: "ERP" } }))).toMatchObject({ by: "ERP", via: "Script", saysVia: true });
    expect(words(change(order(), {}, { actor: { kind: "system", id: "", name: "Quayside" } }))).toMatchObject({ via: "System" });
    expect(words(change(order(), { note: ["", "x"] }, { cause: { kind: "bulk", id: "job_2" } })).what).toBe("changed the note with others at once");
  });

  it("says in one sentence what a change of one field did, and that a status locked the order [D1.7]", () => {
    expect(words(change(order(), { reference: ["a", ""] })).what).toBe("changed the reference");
    expect(words(change(order(), { csrId: ["ada", "bo"] })).what).toBe("changed the CSR");
    expect(words(change(order(), { reference: ["a", "b"], note: ["", "n"] })).what).toBe("changed the order");
    expect(words(change(order(), { statusId: ["sta_Pending", "sta_Dispatched"], sentAt: [null, 1] }, { kind: "order.status_changed" })).what).toBe("changed the status, which sent it for fulfilment");
    expect(words(change(order(), { sentAt: [null, 1] }, { kind: "order.sent_for_fulfilment" })).what).toBe("sent the order for fulfilment");
    expect(words(change(order(), {}, { kind: "order.created" })).what).toBe("placed the order: 2 lines, £25.50");
  });

  it("keeps texts as they are, however strange [S6.31]", () => {
    const strange = "\u202Etxt\u0000<img src=x onerror=alert(1)>";
    expect(words(change(order(), { note: ["", strange] })).facts[0]?.now).toBe(strange);
  });
});
