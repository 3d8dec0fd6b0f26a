import { expect, it } from "vitest";
import { markLetters } from "../../../web/shell/mark-letters.ts";

it("an organization's mark has two letters of its name, so that BetterTools and BetterFoods differ [S2.80]", () => {
  expect(["BetterTools", "BetterFoods", "Better Tools", "Quay", "IBM", "überTools"].map(markLetters)).toEqual(["BT", "BF", "BT", "Q", "IB", "Ü"]);
});
