import { describe, expect, it } from "vitest";
import { NOTE_START } from "../../../domain/order.ts";
import type { OrderRow } from "../../../domain/order.ts";
import { cellText } from "../../../web/orders/clipboard/cell-text.ts";
import { copied, copiedNote, MOST_CELLS, pasted } from "../../../web/orders/clipboard/clipboard.ts";
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
    expect(copied([second], ["csr"], words)).toBe("\n");
  });

  it("takes the whole note by itself, and of rows its beginning as such, which is not pasted for the whole [L9.12, L9.14]", () => {
    const long = order({ id: "ord_3", number: "BT0000003", note: "n".repeat(NOTE_START + 1) });
    expect(copiedNote("first\nsecond")).toBe('"first\nsecond"');
    expect(copied([long], ["note"], words)).toBe(`${"n".repeat(NOTE_START)}…`);
    const note = columnById("note");
    const paste = (row: OrderRow) => pasted(copied([long], ["note"], words), { rows: [row], columns: note ? [note] : [], fill: false }, words, () => true);
    expect(paste(long)).toEqual({ cells: [] });
    expect(paste(first)).toMatchObject({ problem: expect.stringContaining("only the beginning") });
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

  it("one value, or one row of values, goes into all chosen rows [L9.13]", () => {
    expect(edits(into("Bo Lindqvist", "csr", { fill: true }))).toEqual([["BT0000001", { csrId: "bo" }], ["BT0000002", { csrId: "bo" }]]);
    expect(edits(into("vip\tPO-9\n", "tags", { fill: true }))).toEqual([["BT0000001", { tags: ["vip"] }], ["BT0000001", { reference: "PO-9" }], ["BT0000002", { tags: ["vip"] }], ["BT0000002", { reference: "PO-9" }]]);
  });

  it("an empty cell empties, and quotes that a spreadsheet did not set are part of the text [L9.13]", () => {
    expect(edits(into("\n", "reference"))).toEqual([["BT0000001", { reference: "" }]]);
    expect(edits(into('"6in\n7" wide', "reference"))).toEqual([["BT0000001", { reference: '"6in' }], ["BT0000002", { reference: '7" wide' }]]);
    expect(edits(into('"so" he said\r\nplain', "reference"))).toEqual([["BT0000001", { reference: '"so" he said' }], ["BT0000002", { reference: "plain" }]]);
    expect(edits(into('"a ""b""\nc"', "reference"))).toEqual([["BT0000001", { reference: 'a "b"\nc' }]]);
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
