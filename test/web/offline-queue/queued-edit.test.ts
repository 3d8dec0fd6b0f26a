import { expect, it } from "vitest";
import { problem } from "../../../domain/problem.ts";
import { readStored } from "../../../web/offline-queue/queued-edit.ts";
import { anEdit } from "./samples.ts";

it("what was stored is read as it was written, whatever its state [N4.21]", () => {
  const edits = [anEdit(), anEdit({ key: "k2", state: { kind: "refused", problem: problem("invalid", "No.", { errors: [{ field: "note", message: "m" }] }) } }), anEdit({ key: "k3", state: { kind: "conflict", version: 7, conflicts: [{ field: "csrId", base: null, theirs: "a", mine: "b", by: "Bo", at: 1 }] } })];
  expect(readStored(structuredClone(edits))).toEqual({ edits, unreadable: [] });
});

it("what another version stored is kept to be shown, and not sent [N4.30]", () => {
  const { edits, unreadable } = readStored([{ ...anEdit(), format: 0 }, { key: "k2", typed: "something" }, anEdit({ key: "k3" })]);
  expect(edits.map((edit) => edit.key)).toEqual(["k3"]);
  expect(unreadable.map(({ key, slug }) => [key, slug])).toEqual([["k1", "acme"], ["k2", null]]);
  expect(unreadable[1]?.text).toContain("something");
});
