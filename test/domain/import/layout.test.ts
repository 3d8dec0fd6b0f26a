import { describe, expect, it } from "vitest";
import { csvRecord, guarded, unguarded } from "../../../domain/import/csv-cell.ts";
import { guessEncoding, isUtf8, notText } from "../../../domain/import/encoding.ts";
import { guessDelimiter, guessNewline, guessPreamble, raggedReason } from "../../../domain/import/layout.ts";
import { readFileSync } from "node:fs";
import fc from "fast-check";

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, big: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  for (let i = 0; i < text.length; i++) new DataView(bytes.buffer).setUint16(i * 2, text.charCodeAt(i), !big);
  return bytes;
};
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../../fixtures/${name}`, import.meta.url)));

describe("the encoding", () => {
  it("is told by the byte-order mark, by zero bytes, or by what can be UTF-8 [X4.1]", () => {
    expect(guessEncoding([utf8("\uFEFFid,name")])).toBe("utf-8");
    expect(guessEncoding([utf8("id,naïve 语言 🚢")])).toBe("utf-8");
    expect(guessEncoding([utf16("\uFEFFid,name", false)])).toBe("utf-16le");
    expect(guessEncoding([utf16("\uFEFFid,name", true)])).toBe("utf-16be");
    expect(guessEncoding([utf16("id,name\n1,ü", false)])).toBe("utf-16le");
    expect(guessEncoding([utf16("id,name\n1,ü", true)])).toBe("utf-16be");
    expect(guessEncoding([fixture("csv-malformed/latin1.csv")])).toBe("windows-1252");
    expect(guessEncoding([fixture("csv-malformed/bom.csv")])).toBe("utf-8");
  });

  it("is told by a byte far down the file as well [X4.1]", () => {
    expect(guessEncoding([utf8("plain ascii"), Uint8Array.of(0x4d, 0xfc, 0x6c)])).toBe("windows-1252");
  });

  it("is not mistaken because a sample cuts a character [X4.1]", () => {
    const bytes = utf8("ab😀ü语cd");
    for (let from = 0; from < bytes.length; from++) for (let to = from; to <= bytes.length; to++) expect(isUtf8(bytes.subarray(from, to)), `${from}–${to}`).toBe(true);
    expect(isUtf8(Uint8Array.of(0x61, 0xc3, 0x28, 0x61, 0x61, 0x61))).toBe(false);
  });
});

describe("what is no text", () => {
  it("is told by signature or control characters, and empty files are named [X4.6]", () => {
    expect(notText(new Uint8Array(), "utf-8")).toContain("empty");
    expect(notText(Uint8Array.of(0x50, 0x4b, 3, 4, 20), "utf-8")).toContain("Excel");
    expect(notText(utf8("%PDF-1.7"), "utf-8")).toContain("PDF");
    expect(notText(Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256), "windows-1252")).toContain("not a text file");
    expect(notText(utf8("InvoiceNo,StockCode\n1,2\n"), "utf-8")).toBeNull();
    expect(notText(utf16("id,name", false), "utf-16le")).toBeNull();
  });
});

describe("the layout", () => {
  const rows = (text: string, delimiter: string) => text.split("\n").map((line) => line.split(delimiter));
  const guess = (text: string) => guessDelimiter(([",", ";", "\t", "|"] as const).map((delimiter) => ({ delimiter, rows: rows(text, delimiter) })));

  it("has the delimiter that makes a table, even where another occurs more often [X4.2]", () => {
    expect(guess("Order;Date;Price\n1;2010-12-01;2,55\n2;2010-12-01;3,39")).toBe(";");
    expect(guess("order-id\tpurchase-date\tsku\n1\ta,b,c\td,e")).toBe("\t");
    expect(guess("a|b\n1|2")).toBe("|");
    expect(guess("a,b\n1,2")).toBe(",");
    expect(guess("just one column\nof words")).toBe(",");
  });

  it("begins under titles, comments and blank rows [X4.3]", () => {
    expect(guessPreamble([["Orders of December"], [""], ["Invoice No", "Stock Code", "Quantity"], ["1", "2", "3"]])).toBe(2);
    expect(guessPreamble([["# it's a comment!"], ["id", "name"], ["1", "english"]])).toBe(1);
    expect(guessPreamble([["InvoiceNo", "Quantity"], ["1", "2"]])).toBe(0);
    expect(guessPreamble([["a", "b"], ["1", "2"]])).toBe(0);
    expect(guessPreamble([])).toBe(0);
  });

  it("has old Macs' line ends only where there are no others [X4.2]", () => {
    expect(guessNewline("a\rb\r")).toBe("\r");
    expect(guessNewline("a\r\nb\r\n")).toBe("\n");
    expect(guessNewline("a")).toBe("\n");
  });

  it("takes no row with cells missing or too many, but for empty ones at the end [X2.10]", () => {
    expect(raggedReason(["1", "2"], 3)).toContain("2 cells where the header has 3");
    expect(raggedReason(["1", "2", "3", "4"], 3)).toContain("4 cells");
    expect(raggedReason(["1", "2", "3", "", ""], 3)).toBeNull();
  });
});

describe("cells that we write", () => {
  const payloads = readFileSync(new URL("../../fixtures/csv-injection/csv-payload.txt", import.meta.url), "utf8").split("\n");

  it.each([...payloads.map((p) => (p.startsWith("DDE") ? `=${p}` : p)), "+SUM(1)", "-2+3", "@x", "\tx", "\rx", "＝1+1"])("%j is no formula any more, and comes back as it was [X2.6]", (payload) => {
    const cell = guarded(payload);
    if (/^[=+\-@\t\r\n＝＋－＠]/u.test(payload)) expect(cell).toBe(`'${payload}`);
    expect(unguarded(cell)).toBe(payload);
  });

  it("leave numbers alone, and give back any text, also one with apostrophes of its own [X2.6]", () => {
    expect(guarded("-5")).toBe("-5");
    expect(guarded("+44")).toBe("+44");
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("'", "=", "-", "+", "1", "a", " ", "\t") }), (text) => {
        const number = /^[+-]\d+$/u.test(text);
        expect(number ? text : unguarded(guarded(text))).toBe(text);
      }),
    );
  });

  it("are quoted where a reader would go wrong [X2.6]", () => {
    expect(csvRecord(["a", "b,c", 'd"e', "f\ng", " h", ""])).toBe('a,"b,c","d""e","f\ng"," h",\r\n');
  });
});
