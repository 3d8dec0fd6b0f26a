import { expect, it } from "vitest";
import { ranked } from "../../../web/palette/rank.ts";

const items = [{ label: "Go to Orders" }, { label: "Orders in Örebro", words: "channel" }, { label: "Unpaid", words: "orders" }, { label: "New order" }];
const labels = (query: string) => ranked(items, query).map((item) => item.label);

it("the palette finds by the beginnings of words, accents aside, and puts first what begins with what was typed [L10.3]", () => {
  expect(labels("")).toEqual(items.map((item) => item.label));
  expect(labels("ord")).toEqual(["Orders in Örebro", "Go to Orders", "New order", "Unpaid"]);
  expect(labels("OREBRO ord")).toEqual(["Orders in Örebro"]);
  expect(labels("rder")).toEqual([]);
});
