import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { NewApiKey } from "../../domain/api-key.ts";
import { BulkAction, BulkTarget } from "../../domain/bulk.ts";
import { issueWords } from "../../domain/issue-words.ts";
import { OrderDraft } from "../../domain/order-create.ts";
import { OrderEdit } from "../../domain/order-edit.ts";
import { PreferencesEdit } from "../../domain/preference.ts";
import { invalid } from "../../domain/invalid.ts";
import { NewSavedView, SavedViewEdit } from "../../domain/saved-view.ts";

const SCHEMAS: Readonly<Record<string, v.GenericSchema>> = { OrderEdit, OrderDraft, BulkAction, BulkTarget, PreferencesEdit, NewSavedView, SavedViewEdit, NewApiKey };
const wrong = (schema: v.GenericSchema, value: unknown) => v.safeParse(schema, value, { message: issueWords }).issues ?? [];
const said = (schema: v.GenericSchema, value: unknown) => wrong(schema, value).map((issue) => [v.getDotPath(issue), issue.message]);

describe("what a schema refuses", () => {
  it("is said with what to send instead, and with no more than eighty characters of what was sent [SEC.79]", () => {
    const long = "x".repeat(9_000);
    expect(said(BulkTarget, { kind: "colour", ids: long, size: 1 })).toEqual([["kind", "Use one of csr, agent, status, tags, send, delete, restore. “colour” is something else."], ["ids", `Send a list. “${"x".repeat(80)}…” is something else.`], ["size", "There is no such field. Take it out, or correct its name."]]);
    expect(said(NewSavedView, { name: 7, shared: "yes" })).toEqual([["name", "Send text."], ["shared", "Send true or false. “yes” is something else."], ["query", "Send this field, too."]]);
    expect(said(PreferencesEdit, { widths: { total: 1.5, status: null }, columns: { a: 1 }, density: long })).toEqual([["columns", "Send a list. An object is something else."], ["widths.total", "Use a whole number."], ["widths.total", "A column is at least 40 pixels wide."], ["density", `Use one of comfortable, standard, compact. “${"x".repeat(80)}…” is something else.`]]);
    expect(said(OrderEdit, { send: false, lines: [{ op: "swap" }], agentId: 3 })).toEqual([["agentId", "Send an id from an answer of the API."], ["send", "Use true. false is something else."], ["lines.0.op", "Use one of add, set, remove. “swap” is something else."]]);
    expect(said(OrderEdit, null)).toEqual([[null, "Send an object with fields. null is something else."]]);
    expect(said(v.object({ n: v.pipe(v.number(), v.minValue(1), v.maxValue(5)) }), { n: 9 })).toEqual([["n", "Use 5 or less."]]);
    expect(said(v.picklist([",", "tab"]), 1)).toEqual([[null, 'Use one of ",", tab. 1 is something else.']]);
    expect(said(v.union([v.string(), v.number()]), true)).toEqual([[null, "Send text or a number. true is something else."]]);
  });

  it("is never said in the validator's own words, whatever is sent [SEC.79]", () => {
    const keys = fc.constantFrom("kind", "ids", "query", "name", "shared", "lines", "op", "tags", "customerId", "fee", "widths", "columns", "starred", "deliveryAddress", "statusId", "csrId", "scopes", "expiresAt", "send", "x");
    const value = fc.letrec((tie) => ({ any: fc.oneof({ depthSize: "small" }, fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(null, "status", "add", 1e300, -1, 1.5, "y".repeat(5_000)), fc.array(tie("any"), { maxLength: 4 }), fc.dictionary(keys, tie("any"), { maxKeys: 8 })) })).any;
    fc.assert(fc.property(fc.constantFrom(...Object.values(SCHEMAS)), value, (schema, sent) => {
      const messages = wrong(schema, sent).map((issue) => issue.message);
      for (const message of messages) expect(message).toMatch(/^(?!Invalid|Expected)[A-Z“].{5,600}\.$/su);
      expect(invalid(messages.map((message) => ({ field: "f", message }))).detail.length).toBeLessThan(2_000);
    }), { numRuns: 400 });
  });
});
