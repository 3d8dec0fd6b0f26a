import { expect, it } from "vitest";
import { problem } from "../../../domain/problem.ts";
import type { ProblemCode } from "../../../domain/problem.ts";
import { ApiProblem } from "../../../web/api.ts";
import { verdict } from "../../../web/offline-queue/send-edit.ts";

const said = (code: ProblemCode, extras = {}, unanswered = false) => verdict(new ApiProblem(problem(code, "A sentence.", extras), unanswered));

it.each(["unavailable", "rate_limited"] as const)("an edit goes again after %s, not before the time that was asked for [N4.23]", (code) => {
  expect(said(code, { retryAfter: 7 })).toEqual({ kind: "again", retryAfter: 7 });
  expect(said(code)).toEqual({ kind: "again", retryAfter: 0 });
});

it("an edit goes again when there was no answer, half of one, one that is not ours, or none in time [N4.23]", () => {
  expect(said("internal", {}, true).kind).toBe("again");
  for (const cut of [new TypeError("network error"), new DOMException("", "TimeoutError"), new DOMException("", "AbortError")]) expect(verdict(cut).kind).toBe("again");
});

it.each(["invalid", "refused", "forbidden", "not_found", "internal", "idempotency_mismatch"] as const)("an edit that is answered with %s goes no further by itself, and keeps the reason [N4.26]", (code) => {
  expect(said(code)).toEqual({ kind: "refused", problem: problem(code, "A sentence.") });
});

it("an edit waits for the sign-in without a session, asks about a conflict, and is refused where there is nothing to ask about [N4.26, N4.27]", () => {
  expect(said("unauthenticated")).toEqual({ kind: "signed_out" });
  const conflicts = [{ field: "note", base: "", theirs: "t", mine: "m", by: "Bo", at: 1 }];
  expect(said("conflict", { conflicts, version: 7 })).toEqual({ kind: "conflict", conflicts, version: 7 });
  expect(said("conflict", { conflicts: [], version: 7 }).kind).toBe("refused");
});

it("what is no answer at all is thrown on [N4.23]", () => {
  expect(() => verdict(new Error("a bug"))).toThrow("a bug");
});
