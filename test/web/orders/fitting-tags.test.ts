import { describe, expect, it } from "vitest";
import { fittingTags } from "../../../web/orders/grid/fitting-tags.ts";

const widthOf = (text: string) => text.length * 10;

describe("the tags of a cell", () => {
  it("stand there as far as they are whole, with room for the number of the others [L6.85]", () => {
    expect(fittingTags([], 100, widthOf)).toBe(0);
    expect(fittingTags(["gift", "vip"], 100, widthOf)).toBe(2);
    expect(fittingTags(["gift", "vip", "late"], 100, widthOf)).toBe(2);
    expect(fittingTags(["gift", "vip", "late"], 97, widthOf)).toBe(1);
  });

  it("are cut only where not even the first one fits [L6.85]", () => {
    expect(fittingTags(["a-very-long-tag", "b"], 100, widthOf)).toBe(1);
    expect(fittingTags(["a-very-long-tag"], 100, widthOf)).toBe(1);
  });
});
