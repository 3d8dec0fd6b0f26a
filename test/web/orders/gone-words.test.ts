import { expect, it } from "vitest";
import type { Condition } from "../../../domain/filter.ts";
import { goneWords } from "../../../web/orders/filter/gone-words.ts";
import { names } from "../order/samples.ts";

it("says of a filter what is retired or was never here, and nothing of what is in use or of nobody [L5.26]", () => {
  const later = {
    ...names,
    statuses: names.statuses.map((status) => ({ ...status, active: status.name !== "Pending" })),
    people: names.people.map((person) => ({ ...person, active: person.id !== "ada" })),
  };
  const filter: Condition[] = [
    { field: "status", op: "in", values: ["sta_Pending", "sta_nowhere"] },
    { field: "csr", op: "not_in", values: ["none", "ada", "bo"] },
    { field: "unpaid", op: "is", value: true },
  ];
  expect(goneWords(filter, later)).toEqual([
    "“Pending” is a retired status: no order gets it any more, but those that have it are found.",
    "The filter names a status that does not exist here; take it away to see more.",
    "Ada Marsh has left: the orders that are still theirs are found.",
  ]);
  expect(goneWords(filter.slice(1), names)).toEqual([]);
});
