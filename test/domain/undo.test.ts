import { describe, expect, it } from "vitest";
import { isBuiltOn } from "../../domain/undo.ts";

describe("a change that may be taken back", () => {
  const reference = { reference: ["", "a"], total: [1, 2] } as const;

  it("is built on by what left something else in its fields, and by nothing else [N8.3]", () => {
    expect(isBuiltOn(reference, [{ tags: [[], ["x"]], total: [2, 3] }])).toBe(false);
    expect(isBuiltOn(reference, [{ reference: ["a", "b"] }])).toBe(true);
    expect(isBuiltOn({ deletedAt: [null, 5] }, [{ deletedAt: [5, null] }])).toBe(true);
  });

  it("is free again when what was built on it was taken back [N8.7]", () => {
    expect(isBuiltOn(reference, [{ reference: ["a", "b"] }, { tags: [[], ["x"]] }, { reference: ["b", "a"] }])).toBe(false);
    expect(isBuiltOn({ tags: [[], ["x"]] }, [{ tags: [["x"], []] }, { tags: [[], ["x"]] }])).toBe(false);
  });

  it("of a line meets changes of its parts, and the other way round [N8.3]", () => {
    expect(isBuiltOn({ "lines.l1.quantity": [1, 2] }, [{ "lines.l2": [{}, null] }])).toBe(false);
    expect(isBuiltOn({ "lines.l1.quantity": [1, 2] }, [{ "lines.l1": [{ quantity: 2 }, null] }])).toBe(true);
    expect(isBuiltOn({ "lines.l1": [null, { quantity: 1 }] }, [{ "lines.l1.quantity": [1, 3] }])).toBe(true);
  });
});
