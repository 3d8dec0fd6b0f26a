import { expect, it } from "vitest";
import { codeOf } from "../../domain/import/read-row.ts";
import { short } from "../../domain/import/amount.ts";
import { customerSortKey } from "../../domain/order-sort.ts";
import { cut } from "../../domain/text.ts";

it("what we shorten is not cut through a character [SEC.64]", () => {
  for (let n = 0; n < 120; n++) {
    const text = `${"n".repeat(n)}${"🐳".repeat(60)}`;
    const letters = `${"n".repeat(n)}${"𠀀".repeat(60)}`;
    for (const made of [cut(text, 80), short(text), customerSortKey(text), codeOf(letters)]) expect([n, made.isWellFormed()]).toEqual([n, true]);
  }
  expect([cut("a🐳b", 1), cut("a🐳b", 2), cut("a🐳b", 3), cut("a🐳b", 9)]).toEqual(["a", "a", "a🐳", "a🐳b"]);
});
