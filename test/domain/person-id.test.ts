import { expect, it } from "vitest";
import { PERSON_COLORS, personColor } from "../../domain/organization.ts";
import { newPersonId } from "../../domain/person-id.ts";

it("as many colleagues as there are colours all look different, and twice as many share each with one other [N1.41]", () => {
  const people: string[] = [];
  while (people.length < 2 * PERSON_COLORS.length) {
    people.push(newPersonId(people));
    const worn = Object.values(Object.groupBy(people, personColor)).map((wearers) => wearers?.length ?? 0);
    expect(Math.max(...worn)).toBe(Math.ceil(people.length / PERSON_COLORS.length));
  }
  expect(new Set(people).size).toBe(people.length);
  expect(people.every((id) => /^usr_[0-9a-z]{26}$/u.test(id))).toBe(true);
});

it("whoever came before the rule, or all in one colour, keeps nobody out [N1.41]", () => {
  const orange = Array.from({ length: 400 }, () => newPersonId([])).filter((id) => personColor(id) === "orange");
  expect(orange.length).toBeGreaterThan(5);
  expect(personColor(newPersonId(orange))).not.toBe("orange");
});
