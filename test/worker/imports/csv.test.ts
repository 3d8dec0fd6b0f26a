import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Encoding } from "../../../domain/import/encoding.ts";
import type { Layout } from "../../../domain/import/layout.ts";
import { readRecords } from "../../../worker/imports/csv.ts";
import { readPart, UnreadableFile } from "../../../worker/imports/read-part.ts";

const LAYOUT: Layout = { encoding: "utf-8", delimiter: ",", newline: "\n", preamble: 0 };
const fixtures = new URL("../../fixtures/", import.meta.url);
const bytesOf = (file: string) => new Uint8Array(readFileSync(new URL(file, fixtures)));
const utf8 = (text: string) => new TextEncoder().encode(text);
const cells = (text: string, layout: Partial<Layout> = {}) => readRecords(utf8(text), { ...LAYOUT, ...layout }, true).map((r) => r.cells);

function encode(text: string, encoding: Encoding): Uint8Array {
  if (encoding === "utf-8") return utf8(text);
  // Only letters that are the same in Latin-1 are written in this encoding here.
  if (encoding === "windows-1252") return Uint8Array.from(text, (c) => c.charCodeAt(0));
  const bytes = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) bytes.setUint16(i * 2, text.charCodeAt(i), encoding === "utf-16le");
  return new Uint8Array(bytes.buffer);
}

describe("csv-spectrum", () => {
  const names = readdirSync(new URL("csv-spectrum/csvs/", fixtures)).map((f) => f.replace(".csv", ""));

  it("is here with its eleven files [X4.2]", () => expect(names).toHaveLength(11));

  it.each(names)("%s reads as it says itself [X4.2]", (name) => {
    const [header = [], ...rows] = readRecords(bytesOf(`csv-spectrum/csvs/${name}.csv`), LAYOUT, true).map((r) => r.cells);
    const wanted: unknown = JSON.parse(readFileSync(new URL(`csv-spectrum/json/${name}.json`, fixtures), "utf8"));
    expect(rows.map((row) => Object.fromEntries(header.map((h, i) => [h, row[i]])))).toEqual(wanted);
  });
});

describe("files out of the wild", () => {
  it.each([
    ["blank-rows.csv", [["id", "name", "age"], ["1101", "John", "30"], ["1102", "Julie", "26"], ["", "", ""]]],
    ["leading-zeros.csv", [["value"], ["01"], ["002"], ["00003"]]],
    ["duplicate-headers.csv", [["id", "name", "id", "age", "id"], ["1101", "John", "0", "30", "001101"], ["1102", "Julie", "0", "26", "001102"]]],
    ["defective-rows.csv", [["id", "name", "age"], ["1101", "John"], ["1102", "Julie", "26", "Potatoes"]]],
    ["empty.csv", []],
  ])("%s is read cell by cell [X4.2]", (name, wanted) => {
    expect(readRecords(bytesOf(`csv-malformed/${name}`), LAYOUT, true).map((r) => r.cells)).toEqual(wanted);
  });

  it("a cell of many pages stays one cell [X4.2]", () => {
    const records = readRecords(bytesOf("csv-malformed/issue-1066-largecellsize.csv"), LAYOUT, true);
    expect(records.map((r) => [r.cells.length, r.broken])).toEqual(records.map(() => [2, null]));
    expect(Math.max(...records.map((r) => r.cells[0]?.length ?? 0))).toBeGreaterThan(5_000);
  });

  it("doubled quotes in real prose are text [X4.2]", () => {
    const records = readRecords(bytesOf("csv-malformed/doublequote.csv"), LAYOUT, true);
    expect(new Set(records.map((r) => r.cells.length))).toEqual(new Set([17]));
  });

  it("both kinds of line ends may stand in one file, and old Macs' are read too [X4.2]", () => {
    expect(cells('a,b\r\n"1\r\n2","x"\r\n3,4\n5,6')).toEqual([["a", "b"], ["1\r\n2", "x"], ["3", "4"], ["5", "6"]]);
    expect(cells("a,b\r1,2\r", { newline: "\r" })).toEqual([["a", "b"], ["1", "2"]]);
  });
});

describe("quotes out of balance", () => {
  it("cost their own line and no other [X2.10]", () => {
    const read = (text: string) => readRecords(utf8(text), LAYOUT, true).map((r) => [r.cells.join("|"), r.broken !== null]);
    expect(read('a,b\n1,"open\n2,3\n4,5\n')).toEqual([["a|b", false], ['1|"open', true], ["2|3", false], ["4|5", false]]);
    expect(read('a,b\n1,"5" pipe"\n2,3\n')).toEqual([["a|b", false], ['1|"5" pipe"', true], ["2|3", false]]);
    expect(read('1,2\n3,"open')).toEqual([["1|2", false], ['3|"open', true]]);
  });

  it("do not make the rest of a large file one cell [X2.10, X6.2]", () => {
    const rest = "2,three\n".repeat(200_000);
    const records = readPart(utf8(`1,"open\n${rest}`), LAYOUT, false);
    expect(records.length).toBeGreaterThan(100_000);
    expect(records.filter((r) => r.broken !== null)).toHaveLength(1);
  });

  it("a line without an end is no CSV [X4.6]", () => {
    expect(() => readPart(utf8("x".repeat(2_000_000)), LAYOUT, false)).toThrow(UnreadableFile);
  });
});

describe("bytes that are not of the chosen encoding", () => {
  it("reject their row, and a replacement character that the file itself holds does not [X4.1]", () => {
    const bytes = Uint8Array.of(...utf8("id,name\n1,M"), 0xfc, ...utf8("ller\n2,x\n"));
    expect(readRecords(bytes, LAYOUT, true).map((r) => r.broken)).toEqual([null, "This row has characters that are not UTF-8. Choose another encoding.", null]);
    expect(readRecords(bytes, { ...LAYOUT, encoding: "windows-1252" }, true)[1]?.cells).toEqual(["1", "Müller"]);
    expect(readRecords(utf8("1,\uFFFD\n"), LAYOUT, true)[0]?.broken).toBeNull();
  });
});

describe("parts of a file", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", "ÿ", ",", ";", '"', "\n", "\r\n", " ", "'"), maxLength: 6 });
  // A lone empty cell is a blank line, which has no text of its own to be told by.
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 });
  const write = (rows: readonly (readonly string[])[], delimiter: string, newline: string, last: boolean) =>
    rows.map((row) => row.map((c) => (/[\s",;']/u.test(c) ? `"${c.replaceAll('"', '""')}"` : c)).join(delimiter)).join(newline) + (last ? newline : "");

  it("say where each record ends, so that any cut reads the same as the whole [X4.5]", () => {
    fc.assert(
      fc.property(table, fc.constantFrom(",", ";" as const), fc.constantFrom("\n", "\r\n"), fc.boolean(), fc.constantFrom<Encoding>("utf-8", "utf-16le", "utf-16be", "windows-1252"), fc.integer({ min: 1, max: 60 }), (rows, delimiter, newline, last, encoding, step) => {
        const bytes = encode(write(rows, delimiter, newline, last), encoding);
        const layout: Layout = { encoding, delimiter: delimiter === ";" ? ";" : ",", newline: "\n", preamble: 0 };
        const whole = readRecords(bytes, layout, true).map((r) => r.cells);
        expect(whole).toEqual(rows);
        const pieces: string[][] = [];
        // As an import reads: a part, then on from the end of its last whole record; a larger part if it holds none.
        for (let offset = 0, length = step; offset < bytes.length; ) {
          const part = bytes.subarray(offset, offset + length);
          const records = readRecords(part, layout, offset + part.length === bytes.length);
          const end = records.at(-1)?.end ?? 0;
          for (const record of records) pieces.push(record.cells);
          offset += end;
          length = end === 0 ? length * 2 : step;
        }
        expect(pieces).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });
});
