import { expect, it } from "vitest";
import { ranked } from "../../../web/palette/rank.ts";

const items = [{ label: "Go to Orders" }, { label: "Orders in Örebro", words: "channel" }, { label: "Unpaid", words: "orders" }, { label: "New order" }];
const labels = (query: string) => ranked(items, query).map((item) => item.label);

it("the palette finds by the beginnings of words, accents aside, and puts first what begins with what was typed [L3.5, L10.3]", () => {
  expect(labels("")).toEqual(items.map((item) => item.label));
  expect(labels("ord")).toEqual(["Orders in Örebro", "Go to Orders", "New order", "Unpaid"]);
  expect(labels("OREBRO ord")).toEqual(["Orders in Örebro"]);
  expect(labels("rder")).toEqual([]);
  const people = [{ label: "Łucja O’Brien" }, { label: "Smørgård" }];
  for (const query of ["lucja", "obrien", "o'brien", "brien", "łucja o’b"]) expect([query, ranked(people, query)]).toEqual([query, people.slice(0, 1)]);
  expect(ranked(people, "smorgard")).toEqual(people.slice(1));
});
