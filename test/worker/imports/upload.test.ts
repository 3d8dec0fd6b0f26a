import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { ImportJobView, UploadView } from "../../../domain/import/job.ts";
import { MAX_FILE_BYTES, PART_BYTES } from "../../../domain/import/spec.ts";
import { TEMPLATE_CSV } from "../../../domain/import/template.ts";
import { importFile, sourceOf, startImport, uploadFile, waitForImport } from "../../../scripts/import-file.ts";
import { problemOf } from "../../harness/answer.ts";
import { newTenant } from "../../harness/tenant.ts";
import { bytesOf, csvOf, everything, importText, sumsOf, uci } from "./csv-file.ts";

const Answer = v.object({ job: ImportJobView, upload: UploadView });
const BYTES = { "Content-Type": "application/octet-stream" };

/** Three parts: two full ones and a rest. */
function largeFile(): Uint8Array<ArrayBuffer> {
  const filler = "x".repeat(3_900);
  const rows = Array.from({ length: 4_400 }, (_, i) => uci({ InvoiceNo: `L${i}`, Extra: filler }));
  return bytesOf(csvOf(rows, [...Object.keys(uci()), "Extra"]));
}

describe("an upload", () => {
  it("takes its parts in any order, side by side and again, and goes on after a break [X1.11]", async () => {
    const t = await newTenant();
    const { call } = t.people.csr;
    const file = largeFile();
    expect(file.length).toBeGreaterThan(2 * PART_BYTES);
    const { job, upload } = v.parse(Answer, await (await call("imports", { method: "POST", body: { name: "large.csv", size: file.length } })).json());
    expect(upload).toEqual({ partBytes: PART_BYTES, received: [] });
    const send = (part: number, bytes = file.subarray((part - 1) * PART_BYTES, part * PART_BYTES)) => call(`imports/${job.id}/parts/${part}`, { method: "PUT", raw: bytes, headers: BYTES });
    expect((await Promise.all([send(3), send(1)])).map((r) => r.status)).toEqual([200, 200]);
    expect((await problemOf(await call(`imports/${job.id}/complete`, { method: "POST" }))).detail).toContain("1 of 3 parts");

    // The browser comes back and asks what is there.
    const { upload: left } = v.parse(Answer, await (await call(`imports/${job.id}`)).json());
    expect(left.received).toEqual([1, 3]);
    expect((await send(2, new Uint8Array(PART_BYTES))).status).toBe(200);
    expect((await send(2)).status).toBe(200);
    const ready = v.parse(Answer, await (await call(`imports/${job.id}/complete`, { method: "POST" })).json());
    expect(ready.job).toMatchObject({ state: "ready", total: file.length });
    expect(v.parse(Answer, await (await call(`imports/${job.id}/complete`, { method: "POST" })).json()).job.state).toBe("ready");
    await startImport(call, job.id);
    expect(await waitForImport(call, job.id)).toMatchObject({ state: "done", orders: 4_400, lines: 4_400, rejected: 0 });
  });

  it("refuses a key that was used for another request, and a part that says it is JSON [X1.45, A3.7]", async () => {
    const t = await newTenant();
    const { call } = t.people.csr;
    const begin = async (name: string) => v.parse(Answer, await (await call("imports", { method: "POST", body: { name, size: 4 } })).json()).job.id;
    const [one, other] = [await begin("one.csv"), await begin("other.csv")];
    const key = crypto.randomUUID();
    const send = (id: string, headers: Record<string, string> = BYTES) => call(`imports/${id}/parts/1`, { method: "PUT", raw: "abcd", headers, key });
    expect([(await send(one)).status, (await send(one)).status]).toEqual([200, 200]);
    expect((await problemOf(await send(other))).code).toBe("idempotency_mismatch");
    expect((await problemOf(await call("customers", { method: "POST", body: { name: "Ann" }, key }))).code).toBe("idempotency_mismatch");
    expect(v.parse(Answer, await (await call(`imports/${other}`)).json()).upload?.received).toEqual([]);
    const answer = await call(`imports/${other}/parts/1`, { method: "PUT", raw: "[12]", headers: { "Content-Type": "application/json" } });
    expect(await problemOf(answer)).toMatchObject({ code: "unsupported_file", detail: expect.stringContaining("octet-stream") });
  });

  it("refuses parts of another length, beyond the end, and after it was completed [X1.11]", async () => {
    const t = await newTenant();
    const { call } = t.people.csr;
    const file = bytesOf(csvOf([uci()]));
    const { job } = v.parse(Answer, await (await call("imports", { method: "POST", body: { name: "a.csv", size: file.length } })).json());
    const send = (part: number | string, bytes: Uint8Array<ArrayBuffer>) => call(`imports/${job.id}/parts/${part}`, { method: "PUT", raw: bytes, headers: BYTES });
    expect((await problemOf(await send(1, file.subarray(1)))).detail).toContain(`exactly ${file.length} bytes`);
    expect((await problemOf(await send(2, file))).code).toBe("invalid");
    expect((await problemOf(await send("x", file))).code).toBe("not_found");
    await send(1, file);
    await call(`imports/${job.id}/complete`, { method: "POST" });
    expect((await problemOf(await send(1, file))).code).toBe("refused");
  });

  it("of more than 5 GiB, or of nothing, is refused before its first byte [X1.13, X4.6]", async () => {
    const t = await newTenant();
    const large = await problemOf(await t.people.csr.call("imports", { method: "POST", body: { name: "a.csv", size: MAX_FILE_BYTES + 1 } }));
    expect(large).toMatchObject({ status: 413, code: "payload_too_large" });
    expect(large.detail).toContain("at most 5 GiB");
    const empty = await problemOf(await t.people.csr.call("imports", { method: "POST", body: { name: "a.csv", size: 0 } }));
    expect(empty).toMatchObject({ status: 422, code: "invalid" });
    expect(empty.detail).toContain("The file is empty.");
  });

  it("that is begun again under the same key is the same one [X1.11]", async () => {
    const t = await newTenant();
    const begin = async (key: string) => v.parse(Answer, await (await t.people.csr.call("imports", { method: "POST", body: { name: "a.csv", size: 10 }, key })).json()).job.id;
    const first = await begin("one");
    expect(await begin("one")).toBe(first);
    expect(await begin("two")).not.toBe(first);
  });
});

describe("who may", () => {
  it("begin, send, start and cancel is who holds imports.run; the others see [X1.12]", async () => {
    const t = await newTenant();
    const job = await importText(t, csvOf([uci(), uci({ InvoiceNo: "2", Quantity: "-1" })]));
    for (const person of [t.people.viewer, t.people.fulfilment]) {
      for (const path of ["imports", `imports/${job.id}/start`, `imports/${job.id}/cancel`, `imports/${job.id}/complete`]) expect((await problemOf(await person.call(path, { method: "POST", body: {} }))).code).toBe("forbidden");
      expect((await problemOf(await person.call(`imports/${job.id}/parts/1`, { method: "PUT", raw: "x", headers: BYTES }))).code).toBe("forbidden");
      for (const path of ["imports", `imports/${job.id}`, `imports/${job.id}/rejects`, `imports/${job.id}/rejected.csv`, "imports/template.csv"]) expect((await person.call(path)).status).toBe(200);
    }
    const reader = await t.addScript(["imports.run"]);
    expect((await problemOf(await reader.call(`imports/${job.id}/rejected.csv`))).code).toBe("forbidden");
  });
});

describe("a file that is no CSV of orders", () => {
  const zip = Uint8Array.of(0x50, 0x4b, 3, 4, ...Array.from({ length: 500 }, (_, i) => (i * 31) % 256));
  const noise = Uint8Array.from({ length: 20_000 }, (_, i) => (Math.imul(i, 2654435761) >>> 13) % 256);
  it.each([
    ["a workbook", zip, "unsupported_file", "Excel workbook"],
    ["a picture", noise, "unsupported_file", "not a text file"],
    ["only a header", bytesOf("InvoiceNo,StockCode,Quantity,UnitPrice,InvoiceDate\n"), "unsupported_file", "no rows"],
    ["only blank lines", bytesOf("\n\n\r\n   \n"), "unsupported_file", "No header row"],
    ["one endless line", bytesOf("x".repeat(1_200_000)), "unsupported_file", "longer than 512 kB"],
    ["prose", bytesOf("Dear all,\nplease find the orders attached.\nBest, Ann\n"), "invalid", "Choose the column with the order number."],
    ["a web page", bytesOf("<!doctype html>\n<html><body><p>Sign in</p></body></html>\n"), "invalid", "Choose the column"],
    ["JSON", bytesOf('[{"order":1,"lines":[{"sku":"A"}]},\n{"order":2}]\n'), "invalid", "Choose the column"],
  ])("%s is refused with a sentence, and nothing of it is imported [X4.6]", async (_what, bytes, code, sentence) => {
    const t = await newTenant();
    const before = await everything(t);
    const { call } = t.people.csr;
    const id = await uploadFile(call, sourceOf("file.csv", bytes));
    const preview = await call(`imports/${id}/preview`);
    const layout = { encoding: "utf-8", delimiter: ",", newline: "\n", preamble: 0 };
    const start = await problemOf(await call(`imports/${id}/start`, { method: "POST", body: { layout, mapping: {}, options: { dateOrder: "ymd", decimal: "." } } }));
    expect(start).toMatchObject({ code, detail: expect.stringContaining(sentence) });
    if (code === "unsupported_file") expect(await problemOf(preview)).toMatchObject({ status: 415, code, detail: start.detail });
    else expect(await preview.json()).toMatchObject({ blockers: expect.arrayContaining([expect.stringContaining("Choose the column with the order number.")]) });
    expect(await everything(t)).toBe(before);
  });
});

describe("files as they are saved elsewhere", () => {
  const text = csvOf([uci({ Description: "Müller’s “Café” 5€", CustomerID: "" , "Customer name": "Žofia" }), uci({ StockCode: "2" })], [...Object.keys(uci()), "Customer name"], "\r\n");
  const utf16 = (big: boolean) => {
    const bytes = new DataView(new ArrayBuffer(2 + text.length * 2));
    bytes.setUint16(0, 0xfeff, !big);
    for (let i = 0; i < text.length; i++) bytes.setUint16(2 + i * 2, text.charCodeAt(i), !big);
    return new Uint8Array(bytes.buffer);
  };
  const CP1252: Readonly<Record<string, number>> = { "’": 0x92, "“": 0x93, "”": 0x94, "€": 0x80, Ž: 0x8e };
  const windows = Uint8Array.from(text, (c) => CP1252[c] ?? c.charCodeAt(0));

  it.each([
    ["UTF-8", bytesOf(text)], ["UTF-8 with a byte-order mark", bytesOf(`\uFEFF${text}`)], ["UTF-16", utf16(false)], ["UTF-16, big endian", utf16(true)], ["Windows-1252", windows],
    ["tabs", bytesOf(text.replaceAll(",", "\t"))], ["semicolons", bytesOf(text.replaceAll(",", ";"))], ["bars", bytesOf(text.replaceAll(",", "|"))],
    ["old Macs' line ends", bytesOf(text.replaceAll("\r\n", "\r"))], ["a title above", bytesOf(`Orders of December\r\n\r\n${text}`)],
  ])("%s: the same order comes out [X4.1, X4.2, X4.3]", async (_how, bytes) => {
    const t = await newTenant();
    expect(await importText(t, bytes)).toMatchObject({ state: "done", orders: 1, lines: 2, rejected: 0 });
    expect(await t.db.query({ sql: "SELECT description FROM order_line WHERE org_id = :org ORDER BY position" })).toMatchObject([{ description: "Müller’s “Café” 5€" }, { description: "WHITE HANGING HEART" }]);
    expect(await t.db.query({ sql: "SELECT customer_name AS name FROM orders WHERE org_id = :org" })).toMatchObject([{ name: "Žofia" }]);
  });

  it("the template itself is imported [X1.4]", async () => {
    const t = await newTenant();
    const template = await (await t.people.viewer.call("imports/template.csv")).text();
    expect(template).toBe(TEMPLATE_CSV);
    expect(await importFile(t.people.csr.call, sourceOf("template.csv", bytesOf(template)))).toMatchObject({ state: "done", orders: 2, lines: 3, rejected: 0 });
    expect(await sumsOf(t)).toMatchObject({ orders: 2, lines: 3, money: 2 * 1275 + 8 * 169 + 495 + 6 * 425 });
  });
});
