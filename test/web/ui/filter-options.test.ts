import { expect, it } from "vitest";
import { filterOptions } from "../../../web/ui/combobox-state.ts";

const find = (text: string) => filterOptions(["Cádiz, Spain", "Göteborg, Sweden", "Dover, England"], (option) => option, text);

it("typing finds by any part of any word, in any order [L9.20]", () => {
  expect(find("eng dov")).toEqual(["Dover, England"]);
  expect(find("")).toHaveLength(3);
  expect(find("paris")).toEqual([]);
});

it("typing finds without the accents that a keyboard lacks [L9.20]", () => {
  expect(find("cadiz")).toEqual(["Cádiz, Spain"]);
  expect(find("goteborg")).toEqual(["Göteborg, Sweden"]);
});
