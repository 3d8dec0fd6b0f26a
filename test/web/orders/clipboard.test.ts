import { describe, expect, it } from "vitest";
import type { OrderRow } from "../../../domain/order.ts";
import { cellText } from "../../../web/orders/clipboard/cell-text.ts";
import { copied, MOST_CELLS, pasted } from "../../../web/orders/clipboard/clipboard.ts";
import type { PasteTarget } from "../../../web/orders/clipboard/clipboard.ts";
import { pastedEdit } from "../../../web/orders/clipboard/pasted-edit.ts";
import { columnById, COLUMNS } from "../../../web/orders/columns.ts";
import { names, order } from "../order/samples.ts";

const words = { lookups: names, conventions: { locale: "en-GB", timeZone: "Europe/London", currency: "GBP" } };
const first = order({ id: "ord_1", number: "BT0000001", tags: ["gift", "urgent"], reference: "two\nlines" });
const second = order({ id: "ord_2", number: "BT0000002", csrId: null });
const from = (column: string) => COLUMNS.slice(COLUMNS.findIndex((c) => c.id === column));
const into = (text: string, column: string, target: Partial<PasteTarget> = {}) =>
  pasted(text, { rows: [first, second], columns: from(column), fill: false, ...target }, words, () => true);

describe("copying", () => {
  it("gives each cell as a spreadsheet takes it [L9.12]", () => {
    const texts = Object.fromEntries(COLUMNS.map(({ id }) => [id, cellText(first, id, words)]));
    expect(texts).toMatchObject({ number: "BT0000001", placed: "2025-11-24 16:00", total: "25.50", status: "Pending", csr: "Ada Marsh", tags: "gift, urgent", agent: "", risk: "" });
    expect(copied([first, second], ["number", "reference", "csr"], words)).toBe('BT0000001\t"two\nlines"\tAda Marsh\nBT0000002\tPO-1\t');
  });
});

describe("pasting", () => {
  const edits = (result: ReturnType<typeof pasted>) => ("cells" in result ? result.cells.map(({ row, edit }) => [row.number, edit]) : result.problem);

  it("reads names, tags by commas, nobody and links, and leaves out what stands there already [L9.13]", () => {
    expect(edits(into("on hold\nPENDING", "status"))).toEqual([["BT0000001", { statusId: "sta_On Hold" }], ["BT0000002", { statusId: "sta_Pending" }]]);
    expect(edits(into("Pending", "status"))).toEqual([]);
    expect(edits(into("\nbo lindqvist", "csr"))).toEqual([["BT0000001", { csrId: null }], ["BT0000002", { csrId: "bo" }]]);
    expect(edits(into("Ada Marsh\tnew, gift , new\tPO-9", "csr"))).toEqual([["BT0000001", { tags: ["new", "gift"] }], ["BT0000001", { reference: "PO-9" }]]);
    expect(edits(into("https://courier.example/1", "tracking"))).toEqual([["BT0000001", { trackingUrl: "https://courier.example/1" }]]);
  });

  it("one value goes into all chosen rows [L9.13]", () => {
    expect(edits(into("Bo Lindqvist", "csr", { fill: true }))).toEqual([["BT0000001", { csrId: "bo" }], ["BT0000002", { csrId: "bo" }]]);
  });

  it("what it copied it takes back, wherever it came from [L9.13]", () => {
    const columns = COLUMNS.map((c) => c.id);
    expect(edits(pasted(copied([first, second], columns, words), { rows: [first, second], columns: COLUMNS, fill: false }, words, () => true))).toEqual([]);
  });

  it("saves nothing and says why if one of the cells cannot be read, changed or reached [L9.14, E4.3]", () => {
    expect(edits(into("Pending\nNowhere", "status"))).toBe("BT0000002: “Nowhere” is no status in use here.");
    expect(edits(into("Cancelled", "status"))).toContain("reason");
    expect(edits(into("Zoe", "csr"))).toContain("no member here");
    expect(pastedEdit("Bo Lindqvist", "csrId", { ...names, people: names.people.map((one) => ({ ...one, role: "viewer" })) })).toMatchObject({ problem: expect.stringContaining("Bo Lindqvist may not edit orders") });
    expect(edits(into("9.99", "total"))).toBe("Total cannot be pasted into.");
    expect(edits(into("a\nb\nc", "reference"))).toContain("3 rows do not fit");
    expect(edits(into("x".repeat(101), "reference"))).toContain("BT0000001");
    expect(edits(pasted("x", { rows: [first], columns: from("reference"), fill: false }, words, () => false))).toBe("Your role does not allow changing the reference.");
    const many: OrderRow[] = Array.from({ length: MOST_CELLS + 1 }, (_, i) => order({ id: `ord_${i}` }));
    expect(edits(pasted("x", { rows: many, columns: from("reference"), fill: true }, words, () => true))).toContain(String(MOST_CELLS));
    expect(columnById("reference")?.edit).toBe("reference");
  });
});
