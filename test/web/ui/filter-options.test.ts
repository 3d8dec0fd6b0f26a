import { expect, it } from "vitest";
import { filterOptions, rankedOptions } from "../../../web/ui/filter-options.ts";

const find = (text: string) => filterOptions(["Cádiz, Spain", "Göteborg, Sweden", "Dover, England"], (option) => option, text);

it("typing finds by any part of any word, in any order [L9.20]", () => {
  expect(find("eng dov")).toEqual(["Dover, England"]);
  expect(find("")).toHaveLength(3);
  expect(find("paris")).toEqual([]);
});

it("typing finds letters and apostrophes that a keyboard lacks, typed either way [L3.5, L9.20]", () => {
  const names = ["Łucja O’Brien", "Søren OBrien", "Gift"];
  const among = (text: string) => filterOptions(names, (name) => name, text);
  for (const text of ["obrien", "O'Brien", "o’bri"]) expect(among(text)).toEqual(names.slice(0, 2));
  expect([among("lucja"), among("łucja"), among("soren"), among("GIFT")]).toEqual([["Łucja O’Brien"], ["Łucja O’Brien"], ["Søren OBrien"], ["Gift"]]);
});

it("typing finds without the accents that a keyboard lacks [L9.20]", () => {
  expect(find("cadiz")).toEqual(["Cádiz, Spain"]);
  expect(find("goteborg")).toEqual(["Göteborg, Sweden"]);
});

it("what begins with what was typed comes first, then what has a word that does, else in their order [L9.20]", () => {
  const among = (text: string) => rankedOptions(["Nobody", "Awaiting Approval", "Approved", "Bo Lindqvist", "Jim Bo"], (name) => name, text);
  expect(among("appr")).toEqual(["Approved", "Awaiting Approval"]);
  expect(among("bo")).toEqual(["Bo Lindqvist", "Jim Bo", "Nobody"]);
  expect(among(" ").slice(0, 2)).toEqual(["Nobody", "Awaiting Approval"]);
});
